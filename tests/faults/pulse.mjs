// @ts-check
// pulse.mjs: when somebody was answered last, and the longest time in which nobody was, as
// all threads of a run tell it together.

const LAST = 0; // milliseconds since the run began
const GAP = 1;

export class Pulse {
  /** @param {{cells: Int32Array, began: number}} [shared] of another thread's pulse */
  constructor(shared = { cells: new Int32Array(new SharedArrayBuffer(8)), began: Date.now() }) {
    this.shared = shared;
  }

  /** An answer came. */
  beat() {
    const { cells, began } = this.shared;
    const now = Date.now() - began;
    const gap = now - Atomics.exchange(cells, LAST, now);
    for (let most = Atomics.load(cells, GAP); gap > most;) {
      const seen = Atomics.compareExchange(cells, GAP, most, gap);
      if (seen === most) return;
      most = seen;
    }
  }

  /** The time of the last answer. */
  get last() {
    return Atomics.load(this.shared.cells, LAST);
  }

  /** The longest time without one since this was asked last, milliseconds. */
  silence() {
    return Atomics.exchange(this.shared.cells, GAP, 0);
  }
}

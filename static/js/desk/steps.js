// @ts-check
// steps.js: back and forward among the changes that the server does not have yet.  Nobody else
// has seen them, so they are no matter of history: the wish becomes what it was before.  Those
// that were made as one step go back and forward together.

/** @import {Content} from "./content.js" */
/** @import {Before, Entry, SaveQueue} from "./queue.js" */
/** @typedef {{ids: string[], step: string | undefined}} Moved the highlights */

export class Steps {
  /** @param {SaveQueue} queue */
  constructor(queue) {
    this.queue = queue;
    /** @type {{step: string | undefined, all: {id: string, wish: Content | null}[]}[]} */ this.undone = [];
  }

  /** Something new was done: there is no way forward any more. */
  forget() {
    this.undone = [];
  }

  /** @returns {Moved | null} null: there is nothing to take back */
  back() {
    const open = this.open();
    const step = lastOf(open[0])?.step;
    const all = step ? open.filter((entry) => lastOf(entry)?.step === step) : open.slice(0, 1);
    if (!all.length) return null;
    this.undone.push({ step, all: all.map(({ id, wish }) => ({ id, wish })) });
    for (const entry of all) {
      const before = /** @type {Before} */ (entry.past?.pop());
      this.queue.wish(entry, before.wish);
    }
    return { ids: all.map(({ id }) => id), step };
  }

  /** @returns {Moved | null} */
  forward() {
    const next = this.undone.pop();
    if (!next) return null;
    for (const { id, wish } of next.all) this.queue.set(id, wish, next.step);
    return { ids: next.all.map(({ id }) => id), step: next.step };
  }

  /** Those changed last come first; over a conflict its author decides first. @returns {Entry[]} */
  open() {
    const all = [...this.queue.entries.values()];
    return all.filter((entry) => when(entry) && entry.progress !== "conflict").sort((a, b) => when(b) - when(a));
  }
}

/** @param {Entry | undefined} entry */
const lastOf = (entry) => entry?.past?.at(-1);

/** @param {Entry} entry */
const when = (entry) => lastOf(entry)?.at ?? 0;

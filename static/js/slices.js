// @ts-check
// slices.js: long work in slices, between which the page answers.

/** A slice's length, in ms: with what the page does itself, well below what a hand notices. */
const slice = 10;

/**
 * All of it now, whoever waits.
 * @template Y, R
 * @param {Generator<Y, R>} steps @param {(value: Y) => void} [each] @returns {R}
 */
export function atOnce(steps, each = () => {}) {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    each(step.value);
  }
}

/**
 * Goes through steps that may pause, until they end or are not wanted any more.
 * @template Y, R
 * @param {Generator<Y, R>} steps @param {() => boolean} wanted @param {(value: Y) => void} [each]
 * @returns {Promise<R | null>} null: not wanted any more
 */
export async function inSlices(steps, wanted, each = () => {}) {
  for (let until = performance.now() + slice; ;) {
    const step = steps.next();
    if (step.done) return step.value;
    each(step.value);
    if (performance.now() < until) continue;
    await new Promise((go) => setTimeout(go));
    if (!wanted()) return null;
    until = performance.now() + slice;
  }
}

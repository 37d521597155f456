// @ts-check
// random.mjs: numbers that look random and come again with the same seed.

/** @typedef {(below: number) => number} Random a whole number from 0 */

/** Mulberry32. @param {number} seed @returns {Random} */
export function randomFrom(seed) {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4294967296) * below);
  };
}

/** @template T @param {Random} random @param {readonly T[]} list @returns {T} */
export const pickFrom = (random, list) => list[random(list.length)];

/** @template T @param {Random} random @param {readonly T[]} list @returns {T[]} */
export function shuffled(random, list) {
  const rest = [...list];
  return list.map(() => rest.splice(random(rest.length), 1)[0]);
}

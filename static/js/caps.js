// @ts-check
// caps.js: what is printed on keys, as the reader's keyboard has it.

import { knows, say } from "./words.js";

/** @param {string} cap `Ctrl Enter` @returns {string} */
export const capWords = (cap) => cap.split(" ").map((name) => {
  const key = `cap.${name}`;
  return knows(key) ? say(key) : name;
}).join(" ");

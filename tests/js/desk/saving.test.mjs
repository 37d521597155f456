// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";
import { saveState } from "../../../static/js/desk/saving.js";

/** @import {Progress, Trouble} from "../../../static/js/desk/queue.js" */

/** @type {{name: string, progress: Progress[], trouble: Trouble, words: string, n: number}[]} */
const cases = [
  { name: "nothing waits", progress: [], trouble: "", words: "save.saved", n: 0 },
  { name: "under way", progress: ["sending", "waiting"], trouble: "", words: "save.saving", n: 2 },
  { name: "the server is away", progress: ["waiting", "sending", "waiting"], trouble: "away", words: "save.offline", n: 3 },
  { name: "signed out", progress: ["waiting"], trouble: "signed out", words: "save.signed-out", n: 1 },
  { name: "a conflict waits for a choice", progress: ["conflict"], trouble: "", words: "save.undecided", n: 1 },
  { name: "others still go out", progress: ["refused", "sending"], trouble: "", words: "save.saving", n: 2 },
];

for (const { name, progress, trouble, words, n } of cases) {
  test(`saving: ${name}`, () => {
    const state = saveState(progress.map((one) => ({ progress: one })), trouble);
    assert.deepEqual([state.words, state.n], [words, n]);
  });
}

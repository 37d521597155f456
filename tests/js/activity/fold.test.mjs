// fold.test.mjs: which runs of actions are told as one.
import assert from "node:assert/strict";
import { test } from "node:test";
import { fold } from "../../../static/js/activity/fold.js";
import { action, dara } from "./made.mjs";

/** Actions 1, 2, 3 … a minute apart, newest first; what each has of its own. */
const list = (...each) => each.map((more, i) => action(each.length - i, i, more)).map((made, i) =>
  ("after" in each[i] ? { ...made, at: new Date(Date.parse(made.at) - each[i].after * 60_000).toISOString() } : made));
const other = { id: 8, title: "Other", deleted_at: null };

const cases = [
  ["nothing", [], []],
  ["three alike are one", list({}, {}, {}), [3]],
  ["two are not", list({}, {}), [1, 1]],
  ["another member parts them", list({}, {}, {}, { member: dara }, {}, {}, {}), [3, 1, 3]],
  ["so does another kind", list({}, {}, {}, { kind: "highlight_delete" }), [3, 1]],
  ["and another statement", list({}, {}, {}, { statement: other }, { statement: other }, { statement: other }), [3, 3]],
  ["paragraphs belong to their statement", list({ kind: "paragraph_leave" }, { kind: "paragraph_leave" },
    { kind: "paragraph_leave" }, { kind: "paragraph_leave", statement: other }), [3, 1]],
  ["statements that were added belong together, different as they are",
    list(...[norvaneLike(1), norvaneLike(2), norvaneLike(3)].map((statement) => ({ kind: "statement_create", statement }))), [3]],
  ["what was undone is told apart", list({}, {}, {}, { undone_by: 9 }, { undone_by: 10 }, { undone_by: 11 }), [3, 3]],
  ["ten minutes are no pause", list({}, {}, { after: 9 }), [3]],
  ["more are one", list({}, {}, {}, { after: 10 }), [3, 1]],
  ["each change of a member says something of its own",
    list({ kind: "member_change" }, { kind: "member_change" }, { kind: "member_change" }), [1, 1, 1]],
  ["each import, too", list({ kind: "import" }, { kind: "import" }, { kind: "import" }), [1, 1, 1]],
];

function norvaneLike(id) {
  return { id, title: `Statement ${id}`, deleted_at: null };
}

for (const [name, items, lengths] of cases) {
  test(name, () => {
    const runs = fold(items);
    assert.deepEqual(runs.map((run) => run.length), lengths);
    assert.deepEqual(runs.flat(), items, "none is lost, and the order stays");
  });
}

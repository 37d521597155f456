// @ts-check
// `postil check`: what is as it was made passes; each kind of damage is named, and nothing
// else is.

import assert from "node:assert/strict";
import { after, test } from "node:test";
import { startStack } from "../support/stack.mjs";
import { ID, makeBusy } from "./busy.mjs";

const stack = await startStack({ own: true });
after(() => stack.stop());
await makeBusy(stack);

/** What would refuse the damage, or repair it. */
const UNGUARDED = `
  SET session_replication_role = replica;
  ALTER TABLE highlight DROP CONSTRAINT highlight_empty, DROP CONSTRAINT highlight_past_end;
  ALTER TABLE statement_version ALTER sha256 DROP EXPRESSION, ALTER length DROP EXPRESSION;`;

/** Each: what happens, the SQL that does it (@: where the row is of the project `busy`), and
 * what must be told (#: the project's id, %: its last action).
 * @type {[string, string, string[]][]} */
const DAMAGE = [
  ["another quote", `UPDATE highlight SET quote = 'We mast 🕊' WHERE @ AND id = '${ID.kept}'`,
    [`highlight ${ID.kept}: quote is not what stands from 0 to 9`]],
  ["a shorter quote", `UPDATE highlight SET quote = 'We' WHERE @ AND id = '${ID.kept}'`,
    [`highlight ${ID.kept}: quote is not what stands from 0 to 9`]],
  ["a highlight that has moved", `UPDATE highlight SET start_at = start_at + 1, end_at = end_at + 1 WHERE @ AND id = '${ID.kept}'`,
    [`highlight ${ID.kept}: quote is not what stands from 1 to 10`,
      `highlight ${ID.kept}: is not what its history says: end_at, start_at`]],
  ["an end past the text", `UPDATE highlight SET end_at = 4000 WHERE @ AND id = '${ID.kept}'`,
    [`highlight ${ID.kept}: ends at 4000, the text at 43`,
      `highlight ${ID.kept}: is not what its history says: end_at`]],
  ["an end before the start", `UPDATE highlight SET end_at = -1, quote = '' WHERE @ AND id = '${ID.kept}'`,
    [`highlight ${ID.kept}: goes from 0 to -1`,
      `highlight ${ID.kept}: is not what its history says: end_at`]],
  ["a text that is gone", "DELETE FROM statement_version WHERE @ AND statement_id = 3",
    ["statement 3: version is 1, the newest text is none",
      `highlight ${ID.restored}: version 1 of statement 3 is not there`,
      "statement_version 3/1: is gone, though not in its history"]],
  ["a text that is another", "UPDATE statement_version SET body = replace(body, 'norms', 'Norms') WHERE @ AND statement_id = 1",
    ["statement_version 1/1: sha256 is not that of the body"]],
  ["a hash that is another", "UPDATE statement_version SET sha256 = repeat('0', 64) WHERE @ AND statement_id = 1",
    ["statement_version 1/1: sha256 is not that of the body",
      "statement_version 1/1: is not what its history says: sha256"]],
  ["a length that is another", "UPDATE statement_version SET length = 44 WHERE @ AND statement_id = 1",
    ["statement_version 1/1: length is 44, the body has 43",
      "statement_version 1/1: is not what its history says: length"]],
  ["an older version", "UPDATE statement SET version = 1 WHERE @ AND id = 2",
    ["statement 2: version is 1, the newest text is 2",
      "statement 2: is not what its history says: version"]],
  ["progress that is another", "UPDATE project SET done_count = 7 WHERE id = #",
    ["project busy: 2 are in progress and 7 done, and should be 2 and 0"]],
  ["a text without words", "DELETE FROM statement_words WHERE @ AND statement_id = 1",
    ["statement 1: has no words to be found by"]],
  ["tags in a ring", "UPDATE tag SET parent_id = 2 WHERE @ AND id = 1",
    ["tag 1: parent_id is 2, from which no way leads to a root",
      "tag 2: parent_id is 3, from which no way leads to a root",
      "tag 3: parent_id is 1, from which no way leads to a root",
      "tag 1: is not what its history says: parent_id"]],
  ["a parent that is gone", "DELETE FROM tag WHERE @ AND id = 1",
    ["tag 2: parent_id is 3, from which no way leads to a root",
      "tag 3: parent_id is 1, from which no way leads to a root",
      `highlight ${ID.kept}: taggings is not what its rows say`,
      "tag 1: highlight_count is 0 and should be 1",
      "tag 1: is gone, though not in its history"]],
  ["a copy with another stance", `UPDATE highlight SET taggings = replace(taggings::text, 'affirms', 'warns')::json WHERE @ AND id = '${ID.kept}'`,
    [`highlight ${ID.kept}: taggings is not what its rows say`]],
  ["a copy in another order", `UPDATE highlight SET taggings = json_build_array(taggings -> 1, taggings -> 0) WHERE @ AND id = '${ID.kept}'`,
    [`highlight ${ID.kept}: taggings is not what its rows say`]],
  ["a copy that is empty", `UPDATE highlight SET taggings = '[]' WHERE @ AND id = '${ID.kept}'`,
    [`highlight ${ID.kept}: taggings is not what its rows say`]],
  ["a tagging that is gone", `DELETE FROM tagging WHERE @ AND highlight_id = '${ID.kept}' AND tag_id = 2`,
    [`highlight ${ID.kept}: taggings is not what its rows say`,
      "tag 2: highlight_count is 3 and should be 2",
      `tagging ${ID.kept}/2: is gone, though not in its history`]],
  ["a tagging of no highlight", `INSERT INTO tagging SELECT project_id, '0190a000-0000-7000-8000-00000000000f', 1, NULL, 1 FROM tag WHERE @ AND id = 1`,
    ["highlight 0190a000-0000-7000-8000-00000000000f: is not there, but has taggings",
      "tagging 0190a000-0000-7000-8000-00000000000f/1: is not in its history"]],
  ["a count of statements", "UPDATE project SET statement_count = 7 WHERE slug = 'busy'",
    ["project busy: statement_count is 7 and should be 3"]],
  ["a project's count of highlights", "UPDATE project SET highlight_count = 7 WHERE slug = 'busy'",
    ["project busy: highlight_count is 7 and should be 4"]],
  ["a statement's count", "UPDATE statement SET highlight_count = 7 WHERE @ AND id = 1",
    ["statement 1: highlight_count is 7 and should be 3"]],
  ["a tag's count", "UPDATE tag SET highlight_count = 7 WHERE @ AND id = 3",
    ["tag 3: highlight_count is 7 and should be 1"]],
  ["a codebook's revision", "UPDATE project SET codebook_revision = 99 WHERE slug = 'busy'",
    ["project busy: codebook_revision is 99 and should be 9"]],
  ["a number that is spent", "UPDATE spent_id SET id = 3 WHERE @ AND table_name = 'tag'",
    ["spent_id tag: id is 3 and should be 10"]],
  ["a number that is not spent", "DELETE FROM spent_id WHERE @ AND table_name = 'statement'",
    ["spent_id statement: id is 0 and should be 5"]],
  ["a last action that is not", "UPDATE project SET last_action = 1000 WHERE slug = 'busy'",
    ["project busy: last_action is 1000, the newest action is %"]],
  ["an undo that is not noted", "UPDATE action SET undone_by = NULL WHERE @ AND undone_by = %",
    ["action 33: undone_by is none, undone by 34", "action 34: undone_by is none, undone by %"]],
  ["a gap between actions", "UPDATE event SET action = 90 WHERE @ AND action = 20; UPDATE action SET number = 90 WHERE @ AND number = 20; UPDATE project SET last_action = 90 WHERE slug = 'busy'",
    ["action 21: comes after 19: there is none between them",
      "action 90: comes after %: there is none between them",
      "member 2: event 21/1 changes what was not so: role",
      "member 2: event 90/1 changes what was not so: role",
      "member 2: is not what its history says: role"]],
  ["an action that is gone", "DELETE FROM action WHERE @ AND number = 3",
    ["action 4: comes after 2: there is none between them", "event 3/1: belongs to no action"]],
  ["an event that is gone", "DELETE FROM event WHERE @ AND action = 8 AND seq = 2",
    ["event 8/3: comes after event 1 of its action", `tagging ${ID.kept}/1: is not in its history`]],
  ["an event of what never was", `UPDATE event SET key = jsonb_build_object('id', 77) WHERE @ AND action = 20`,
    ["member 2: event 21/1 changes what was not so: role",
      "member 77: event 20/1 changes what is not there",
      "member 77: is gone, though not in its history"]],
  ["an event that makes what is there", "INSERT INTO event SELECT project_id, 24, 10, table_name, key, NULL, after FROM event WHERE @ AND table_name = 'tag' AND key = '{\"id\": 3}'",
    ["tag 3: event 24/10 makes what is there"]],
  ["what an event says was before", "UPDATE event SET before = '{\"note\": \"x\", \"revision\": 1}' WHERE @ AND action = 13",
    [`highlight ${ID.moved}: event 13/1 changes what was not so: note`]],
  ["a project's title", "UPDATE project SET title = 'Lazy' WHERE slug = 'busy'",
    ["project #: is not what its history says: title"]],
  ["settings", "UPDATE project SET settings = '{\"b\": 3}' WHERE slug = 'busy'",
    ["project #: is not what its history says: settings"]],
  ["a member's role", "UPDATE member SET role = 'manager' WHERE @ AND id = 2",
    ["member 2: is not what its history says: role"]],
  ["a member whom nobody let in", "INSERT INTO member (project_id, id, name, role) SELECT id, 9, 'Eve', 'manager' FROM project WHERE slug = 'busy'",
    ["member 9: is not in its history"]],
  ["a stance", "UPDATE stance SET polarity = 0, definition = NULL WHERE @ AND key = 'opposes'",
    ["stance opposes: is not what its history says: definition, polarity"]],
  ["a stance that is gone", "DELETE FROM stance WHERE @ AND key = 'welcomes'",
    ["stance welcomes: is gone, though not in its history"]],
  ["an actor", "UPDATE actor SET aliases = '{}' WHERE @ AND id = 1",
    ["actor 1: is not what its history says: aliases"]],
  ["an affiliation", "UPDATE affiliation SET to_day = NULL WHERE @",
    ["affiliation 1/3/-infinity: is not what its history says: to_day"]],
  ["a statement's data", "UPDATE statement SET meta = '{}', speaker_id = NULL WHERE @ AND id = 1",
    ["statement 1: is not what its history says: meta, speaker_id"]],
  ["a paragraph that nobody has left", "INSERT INTO left_uncoded SELECT project_id, 1, 1, 0, 43, 1 FROM member WHERE @ AND id = 1",
    ["left_uncoded 1/1/0: is not in its history"]],
  ["a tag's words", "UPDATE tag SET label = 'X', retired = false WHERE @ AND id = 1",
    ["tag 1: is not what its history says: label, retired"]],
  ["a note", `UPDATE highlight SET note = NULL WHERE @ AND id = '${ID.moved}'`,
    [`highlight ${ID.moved}: is not what its history says: note`]],
  ["a highlight that is back", `UPDATE highlight SET deleted_at = NULL WHERE @ AND id = '${ID.deleted}'`,
    ["project busy: highlight_count is 4 and should be 5",
      "statement 2: highlight_count is 0 and should be 1",
      "tag 3: highlight_count is 1 and should be 2",
      `highlight ${ID.deleted}: is not what its history says: deleted_at`]],
  ["a tagging's stance", `UPDATE tagging SET stance = 'warns' WHERE @ AND highlight_id = '${ID.deleted}'`,
    [`highlight ${ID.deleted}: taggings is not what its rows say`,
      `tagging ${ID.deleted}/3: is not what its history says: stance`]],
];

/** The parts of a check, in its order. */
const PARTS = ["actions", "bodies", "quotes", "trees", "copies", "counts", "history", "coding", "words"];

/** What the parts find, as the command prints it, without the project's name. */
const FIND = PARTS.map((part) => `
  SELECT format('%s %s: %s', f.table_name, f.key, f.what) FROM check_${part}(:busy) f;`).join("");

/** Damages it, looks, and takes the damage back. @param {string} sql */
async function foundAfter(sql) {
  const damage = `BEGIN; ${UNGUARDED} ${filled(sql)};`;
  const said = await stack.psql(`${damage} SET ROLE postil_ops; ${FIND.replaceAll(":busy", busy)} ROLLBACK;`);
  return said ? said.split("\n") : [];
}

const [busy, last] = (await stack.psql("SELECT id, last_action FROM project WHERE slug = 'busy'")).split("|");

/** @param {string} text */
const filled = (text) => text.replaceAll("@", `project_id = ${busy}`).replaceAll("#", busy).replaceAll("%", last);

test("the sample project and a busy one are as they should be", async () => {
  const { code, stdout, stderr } = await stack.postil(["check"]);
  assert.deepEqual([code, stderr], [0, ""], stdout);
  assert.match(stdout, /^Looked at 2 projects, .* nothing is wrong\.$/m);
  assert.deepEqual(await stack.postil(["check", "--quiet"]), { code: 0, stdout: "", stderr: "" });
});

test("there are no other parts", async () => {
  const made = await stack.psql(`SELECT proname FROM pg_proc WHERE prorettype = 'finding'::regtype ORDER BY 1`);
  assert.deepEqual(made.split("\n"), PARTS.map((part) => `check_${part}`).sort());
});

test("no damage, no line", async () => {
  assert.deepEqual(await foundAfter("SELECT"), []);
});

for (const [name, sql, expected] of DAMAGE)
  test(name, async () => {
    assert.deepEqual(await foundAfter(sql), expected.map(filled));
  });

test("the command says which project, and looks at one alone when told to", async () => {
  await stack.psql(`SET session_replication_role = replica;
    UPDATE project SET last_action = last_action + 1;
    UPDATE tag SET highlight_count = 9 WHERE project_id = ${busy} AND id = 3;`);
  const all = await stack.postil(["check"]);
  const [actions, tag, sample, sum, end] = all.stdout.split("\n");
  assert.deepEqual([actions, tag], [`busy project busy: last_action is ${Number(last) + 1}, the newest action is ${last}`,
    "sample project sample: last_action is 82, the newest action is 81"]);
  assert.equal(sample, "busy tag 3: highlight_count is 9 and should be 1");
  assert.match(sum, /^Looked at 2 projects, .* 3 things are wrong\.$/);
  assert.deepEqual([all.code, all.stderr, end], [1, "", ""]);
  const one = await stack.postil(["check", "--quiet", "--project", "sample"]);
  assert.match(one.stdout, /^sample project .*\nLooked at 1 projects, 82 actions, 8 statements .* 1 thing is wrong\.\n$/);
  assert.equal(one.code, 1);
});

test("a project that is not there is told", async () => {
  const { code, stdout, stderr } = await stack.postil(["check", "--project", "none"]);
  assert.deepEqual([code, stdout, stderr], [1, "", "postil check: there is no project none\n"]);
});

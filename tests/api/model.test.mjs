// @ts-check
// A long random life of a project beside a model of it in forty lines: every answer, all
// that is kept (counts, copies), the export and the history must agree with the model.

import assert from "node:assert/strict";
import { test } from "node:test";
import { pickFrom, randomFrom } from "../support/random.mjs";
import { admin, each, project, slice, statement, tags, uuid } from "./world.mjs";

const SEED = Number(process.env.POSTIL_TEST_SEED ?? Date.now() % 1_000_000);
const STEPS = 400;
const TAGS = ["a", "b", "c", "d"];
const STANCES = ["affirms", "opposes", null];

const random = randomFrom(SEED);
/** @template T @param {T[]} list @returns {T} */
const pick = (list) => pickFrom(random, list);

/**
 * @typedef {{statement: number, start: number, end: number, note: string | null,
 *   taggings: {tag: string, stance: string | null}[]}} Content
 * @typedef {{revision: number, deleted: boolean, content: Content}} Kept
 * @typedef {{status: number, revision?: number}} Expected
 */

const path = await project();
await tags(path, ...TAGS);
/** @type {any[]} */
const texts = [];
for (const text of ["Some \u{1f54a} text e\u0301 here.", "网络空间主权 and more"])
  texts.push(await statement(path, text));

const ids = Array.from({ length: 12 }, uuid);
/** @type {Map<string, Kept>} */
const model = new Map();
const same = (/** @type {any} */ a, /** @type {any} */ b) => JSON.stringify(a) === JSON.stringify(b);

/** A span that is right, but for one in eight that ends beyond the text. @param {any} on */
function span(on) {
  const start = random(on.length - 1);
  return { start, end: random(8) === 0 ? on.length + 1 : start + 1 + random(on.length - start) };
}

/** @returns {Content} */
function content() {
  const on = pick(texts);
  const taggings = TAGS.filter(() => random(3) === 0).map((tag) => ({ tag, stance: pick(STANCES) }));
  return { statement: on.id, ...span(on), note: pick([null, "x", "y"]), taggings };
}

const fits = (/** @type {Content} */ c) => c.end <= texts[c.statement - 1].length && c.end > c.start;

/** What must come of a PUT, PATCH or DELETE, and what is then kept: design section 5.
 * @param {string} method @param {Kept | undefined} kept @param {number} match @param {Content} [wish]
 * @returns {Expected} */
function judge(method, kept, match, wish) {
  if (method !== "PUT" && !match) return { status: 428 };
  if (!kept)
    return { status: method === "PUT" && !match ? (fits(/** @type {any} */ (wish)) ? 201 : 422) : 404 };
  if (kept.deleted && !(method === "PUT" && match === kept.revision)) return { status: 409 };
  if (!match && same(wish, kept.content)) return { status: 200, revision: kept.revision };
  if (match !== kept.revision) return { status: 412 };
  if (wish && !fits(wish)) return { status: 422 };
  return { status: method === "DELETE" ? 204 : 200, revision: kept.revision + 1 };
}

/** One random request and what the model says of it. @param {number} step */
async function live(step) {
  const id = pick(ids);
  const kept = model.get(id);
  const method = pick(["PUT", "PUT", "PATCH", "DELETE"]);
  const match = pick([0, kept?.revision ?? 1, kept?.revision ?? 1, 1 + random(4)]);
  /** @type {any} */
  let body = method === "DELETE" ? undefined : random(3) || !kept ? content() : kept.content;
  let wish = body;
  if (method === "PATCH") {
    const { statement: _, ...fields } = body;
    body = Object.fromEntries(Object.entries(fields).filter(() => random(2)));
    if (body.note === null) delete body.note; // null is absent
    if (kept) wish = { ...kept.content, ...body };
  }
  const expected = judge(method, kept, match, wish);
  const headers = match ? { "If-Match": `"${match}"` } : {};
  const reply = await admin.send(method, `${path}/highlights/${id}`, body, { headers });
  const what = `seed ${SEED}, step ${step}: ${method} ${JSON.stringify({ match, body, kept })} ${reply.text}`;
  assert.equal(reply.status, expected.status, what);
  if (reply.status < 300) {
    const revision = expected.revision ?? 1;
    assert.equal(reply.revision, revision, what);
    model.set(id, {
      revision,
      deleted: method === "DELETE",
      content: wish ?? /** @type {any} */ (kept).content,
    });
  }
  const now = model.get(id);
  const told = reply.json?.current ?? (reply.status < 300 ? reply.json : undefined);
  if (told && now) compare(told, now, what);
}

/** @param {any} told @param {Kept} kept @param {string} what */
function compare(told, kept, what) {
  const { statement: on, start, end, note, taggings, revision, deleted_at } = told;
  assert.deepEqual({ statement: on, start, end, note, taggings }, kept.content, what);
  assert.deepEqual([revision, deleted_at !== null], [kept.revision, kept.deleted], what);
  assert.equal(told.quote, slice(texts[on - 1].text, start, end), what);
}

test(`${STEPS} random requests are answered as the rules say (seed ${SEED})`, async () => {
  for (let step = 0; step < STEPS; step++) await live(step);
});

const living = () => [...model].filter(([, kept]) => !kept.deleted);

test("then every highlight reads as the model has it, deleted ones not at all", async () => {
  for (const [id, kept] of model) {
    const reply = await admin.get(`${path}/highlights/${id}`);
    assert.equal(reply.status, kept.deleted ? 404 : 200);
    if (!kept.deleted) compare(reply.json, kept, id);
  }
});

/** What is counted everywhere, against a list of highlights that are there. @param {any[]} there */
async function assertCounts(there) {
  assert.equal((await admin.get(path)).json.highlights, there.length);
  for (const item of await admin.all(`${path}/statements`))
    assert.equal(
      item.highlight_count,
      there.filter((h) => h.statement === item.id).length,
      `statement ${item.id}`,
    );
  for (const { key, highlight_count } of await admin.all(`${path}/tags`)) {
    const used = there.filter((h) => h.taggings.some((/** @type {any} */ t) => t.tag === key)).length;
    assert.equal(highlight_count, used, `tag ${key}`);
  }
}

test("all counts that are kept are right: of the project, each statement, each tag", async () => {
  await assertCounts(living().map(([, kept]) => kept.content));
});

test("the export has what lives, and nothing else", async () => {
  const { highlights } = (await admin.get(`${path}/export`)).json;
  const wanted = living().map(([id]) => id);
  assert.deepEqual(
    highlights.map((/** @type {any} */ h) => h.id),
    wanted.sort(),
  );
});

/** Plays the events of a table again: key → columns. @param {any[]} actions @param {string} table */
function replay(actions, table) {
  /** @type {Map<string, any>} */
  const rows = new Map();
  for (const event of actions.flatMap((action) => action.events))
    if (event.table === table) {
      const key = JSON.stringify(event.key);
      const was = rows.get(key) ?? {};
      for (const [column, value] of Object.entries(event.before ?? {}))
        assert.deepEqual(was[column] ?? null, value, `${table} ${key}: ${column} before`);
      if (event.after === null) rows.delete(key);
      else rows.set(key, { ...was, ...event.after });
    }
  return rows;
}

test("history, played again, gives the present: each highlight, each tagging", async () => {
  const actions = await admin.all(`${path}/events?limit=200`);
  const rows = replay(actions, "highlight");
  assert.equal(rows.size, model.size);
  for (const [id, kept] of model) {
    const row = rows.get(JSON.stringify({ id }));
    assert.deepEqual(
      [
        row.revision,
        row.start_at,
        row.end_at,
        row.note ?? null,
        row.statement_id,
        (row.deleted_at ?? null) !== null,
      ],
      [
        kept.revision,
        kept.content.start,
        kept.content.end,
        kept.content.note,
        kept.content.statement,
        kept.deleted,
      ],
    );
  }
  const taggings = [...model.values()].reduce((sum, { content: { taggings } }) => sum + taggings.length, 0);
  assert.equal(replay(actions, "tagging").size, taggings);
});

test("the counts stay right when many write at once", async () => {
  const wishes = Array.from({ length: 80 }, content).filter(fits);
  await each(wishes, async (wish, i) => {
    const at = `${path}/highlights/${uuid()}`;
    assert.equal((await admin.put(at, wish)).status, 201);
    if (i % 3 === 0) assert.equal((await admin.delete(at, 1)).status, 204);
    if (i % 6 === 0) assert.equal((await admin.put(at, wish, 2)).status, 200);
    if (i % 4 === 1) await admin.patch(at, { taggings: [{ tag: "d" }] }, 1);
  });
  await assertCounts((await admin.get(`${path}/export`)).json.highlights);
});

// @ts-check
// Highlights: making, reading, changing some fields.  Revisions: see revisions.test.mjs.

import assert from "node:assert/strict";
import { test } from "node:test";
import { assertRefused } from "./client.mjs";
import { admin, highlight, memberOf, project, slugOf, statement, tags, uuid } from "./world.mjs";

const TEXT = "States must respect international law.";
const path = await project();
await tags(path, "law", "norms", "threat");
const on = await statement(path, TEXT);

/** @param {string} id */
const at = (id) => `${path}/highlights/${id}`;
const body = (fields = {}) => ({ statement: on.id, start: 0, end: 6, taggings: [], ...fields });

test("PUT makes a highlight: 201, revision 1, the quote cut from the text, the caller its author", async () => {
  const id = uuid();
  const taggings = [
    { tag: "law", stance: "affirms" },
    { tag: "norms", stance: null },
  ];
  const made = await admin.put(at(id), body({ note: "see §2", actor: "Ruritania", taggings }));
  assert.equal(made.status, 201);
  assert.equal(made.etag, '"1"');
  const { created, updated, author, actor, ...rest } = made.json;
  assert.deepEqual(rest, {
    id,
    statement: on.id,
    version: 1,
    start: 0,
    end: 6,
    quote: "States",
    note: "see §2",
    taggings,
    revision: 1,
    deleted_at: null,
  });
  assert.equal(created, updated);
  assert.equal(author.name, (await admin.all(`${path}/members`))[0].name);
  assert.equal(actor.name, "Ruritania");
});

test("GET answers the same, and so does the statement", async () => {
  const made = await highlight(path, on, 7, 11, {
    note: "n",
    taggings: [{ tag: "threat", stance: "warns" }],
  });
  const read = await admin.get(at(made.id));
  assert.deepEqual(read.json, made);
  assert.equal(read.etag, '"1"');
  const { highlights } = (await admin.get(`${path}/statements/${on.id}`)).json;
  const { statement: _, ...inside } = made;
  assert.deepEqual(
    highlights.find((/** @type {any} */ h) => h.id === made.id),
    inside,
  );
});

test("an id is any UUID, either case, kept in lower case", async () => {
  const versions = [
    "C232AB00-9414-11EC-B3C8-9F6BDECED846", // 1
    "5DF41881-3AED-3515-88A7-2F4A814CF09E", // 3
    "919108f7-52d1-4320-9bac-f847db4148a8", // 4
    "2ED6657D-E927-568B-95E1-2665A8AEA6A2", // 5
    "1EC9414C-232A-6B00-B3C8-9F6BDECED846", // 6
    "017F22E2-79B0-7CC3-98C4-DC0C0C07398F", // 7
    "2489E9AD-2EE2-8E00-8EC9-32D5F69181C0", // 8
    "00000000-0000-0000-0000-000000000001", // none of them
    "ffffffff-ffff-ffff-ffff-fffffffffffe",
  ];
  for (const id of versions) {
    const made = await admin.put(at(id), body());
    assert.equal(made.status, 201, id);
    assert.equal(made.json.id, id.toLowerCase());
    assert.equal((await admin.get(at(id.toUpperCase()))).json.id, id.toLowerCase());
    assert.equal((await admin.put(at(id.toUpperCase()), body())).status, 200, "the same highlight");
  }
});

test("nil, max and what is no UUID cannot be put (422 bad_uuid), so nothing is there (404)", async () => {
  const wrong = [
    "00000000-0000-0000-0000-000000000000",
    "ffffffff-ffff-ffff-ffff-ffffffffffff",
    "FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF",
    "x",
    "919108f752d143209bacf847db4148a8",
    "{919108f7-52d1-4320-9bac-f847db4148a8}",
    "919108f7-52d1-4320-9bac-f847db4148a",
    "919108f7-52d1-4320-9bac-f847db4148a80",
    "919108f7-52d1-4320-9bac-f847db4148ag",
    "919108f7-52d14320--9bac-f847db4148a8",
    "%20919108f7-52d1-4320-9bac-f847db4148a8",
  ];
  for (const id of wrong) {
    assertRefused(await admin.put(at(id), body()), { status: 422, detail: "bad_uuid", field: "id" }, id);
    const missing = { status: 404, detail: "highlight" };
    assertRefused(await admin.get(at(id)), missing, id);
    assertRefused(await admin.patch(at(id), { note: "x" }, 1), missing, id);
    assertRefused(await admin.delete(at(id), 1), missing, id);
  }
});

test("one id may stand in two projects: they know nothing of each other", async () => {
  const other = await project();
  const there = await statement(other, "elsewhere");
  const id = uuid();
  await highlight(path, on, 0, 6, { id });
  const second = await highlight(other, there, 0, 4, { id });
  assert.equal(second.quote, "else");
  assert.equal((await admin.get(at(id))).json.quote, "States");
});

test("highlights may overlap, nest and coincide", async () => {
  const spans = [
    [0, 37],
    [0, 37],
    [7, 20],
    [10, 30],
    [0, 1],
    [37, 38],
  ];
  for (const [start, end] of spans)
    assert.equal((await highlight(path, on, start, end)).quote, TEXT.slice(start, end));
});

test("the quote that the client saw is taken when it is right, refused when it is not", async () => {
  assert.equal((await highlight(path, on, 0, 6, { quote: "States" })).quote, "States");
  const id = uuid();
  for (const quote of ["states", "State", "States ", "", "Statés"]) {
    const reply = await admin.put(at(id), body({ quote }));
    assertRefused(reply, { status: 422, error: "invalid", detail: "quote_differs", field: "quote" }, quote);
  }
  assert.equal((await admin.get(at(id))).status, 404, "nothing was kept");
});

test("a highlight may be a note alone, or nothing but its place", async () => {
  assert.deepEqual((await highlight(path, on, 0, 6, { note: "only a note" })).taggings, []);
  assert.equal((await highlight(path, on, 0, 6)).note, null);
});

test("an empty note is none", async () => {
  assert.equal((await highlight(path, on, 0, 6, { note: "" })).note, null);
});

test("a note keeps every character", async () => {
  const note = "  line 1\r\nline 2\ttab \u{1f54a} e\u0301 \u202e <b>&amp;\n ";
  assert.equal((await highlight(path, on, 0, 6, { note })).note, note);
});

test("taggings are answered in the tags' order, whatever the order of the request", async () => {
  const made = await highlight(path, on, 0, 6, {
    taggings: [{ tag: "threat" }, { tag: "law" }, { tag: "norms" }],
  });
  assert.deepEqual(
    made.taggings.map((/** @type {any} */ t) => t.tag),
    ["law", "norms", "threat"],
  );
});

test("fifty taggings are taken, fifty-one are not", async () => {
  const big = await project();
  const text = await statement(big, "text");
  const keys = Array.from({ length: 51 }, (_, i) => `t${i}`);
  await tags(big, ...keys);
  const taggings = keys.map((tag) => ({ tag, stance: "opposes" }));
  assert.equal((await highlight(big, text, 0, 4, { taggings: taggings.slice(1) })).taggings.length, 50);
  const reply = await admin.put(`${big}/highlights/${uuid()}`, {
    statement: text.id,
    start: 0,
    end: 4,
    taggings,
  });
  assertRefused(reply, { status: 422, detail: "too_many_taggings", field: "taggings" });
});

test("an actor by name is made once and found again, by id too", async () => {
  const one = await highlight(path, on, 0, 6, { actor: "H.E. Someone" });
  const two = await highlight(path, on, 0, 6, { actor: "H.E. Someone" });
  const three = await highlight(path, on, 0, 6, { actor: one.actor.id });
  assert.deepEqual(one.actor, { id: one.actor.id, name: "H.E. Someone", kind: "person", code: null });
  assert.deepEqual([two.actor, three.actor], [one.actor, one.actor]);
});

test("PATCH changes what is given and leaves the rest", async () => {
  const made = await highlight(path, on, 0, 6, {
    note: "old",
    actor: "Borduria",
    taggings: [{ tag: "law", stance: "affirms" }],
  });
  const steps = [
    [{ note: "new" }, { note: "new" }],
    [{ taggings: [{ tag: "norms" }] }, { taggings: [{ tag: "norms", stance: null }] }],
    [{ end: 11 }, { end: 11, quote: "States must" }],
    [{ start: 7 }, { start: 7, quote: "must" }],
    [
      { start: 12, end: 19, quote: "respect" },
      { start: 12, end: 19, quote: "respect" },
    ],
    [{ taggings: [] }, { taggings: [] }],
    [{ actor: made.actor.id }, {}],
    [{ note: "" }, { note: null }],
    [{ actor: "" }, { actor: null }],
  ];
  let was = made;
  for (const [change, effect] of steps) {
    const reply = await admin.patch(at(made.id), change, was.revision);
    assert.equal(reply.status, 200, reply.text);
    const { updated, revision, ...now } = reply.json;
    const { updated: _u, revision: _r, ...before } = was;
    assert.deepEqual(now, { ...before, ...effect }, JSON.stringify(change));
    was = reply.json;
  }
  assert.deepEqual((await admin.get(at(made.id))).json, was);
});

test("in PATCH null is absent: it changes nothing", async () => {
  const made = await highlight(path, on, 0, 6, { note: "n", taggings: [{ tag: "law" }] });
  const reply = await admin.patch(
    at(made.id),
    { note: null, taggings: null, start: null, end: null, actor: null },
    1,
  );
  assert.equal(reply.status, 200);
  assert.deepEqual(
    [reply.json.note, reply.json.taggings, reply.json.end],
    [made.note, made.taggings, made.end],
  );
});

test("PATCH of the edges is held against the whole span", async () => {
  const made = await highlight(path, on, 7, 11);
  const cases = /** @type {const} */ ([
    [{ start: 11 }, "highlight_empty"],
    [{ start: 20 }, "highlight_empty"],
    [{ end: 7 }, "highlight_empty"],
    [{ end: TEXT.length + 1 }, "highlight_past_end"],
    [{ quote: "most" }, "quote_differs"],
  ]);
  for (const [change, detail] of cases)
    assertRefused(await admin.patch(at(made.id), change, 1), { status: 422, detail }, JSON.stringify(change));
  assert.deepEqual((await admin.get(at(made.id))).json, made, "nothing half done");
});

test("an annotator changes and deletes own highlights, of others only a curator may", async () => {
  const annotator = await memberOf(slugOf(path), "annotator");
  const curator = await memberOf(slugOf(path), "curator");
  const own = await highlight(path, on, 0, 6, {}, annotator);
  const foreign = await highlight(path, on, 0, 6);
  const role = { status: 403, error: "forbidden", detail: "role" };
  assertRefused(await annotator.patch(at(foreign.id), { note: "x" }, 1), role, "PATCH");
  assertRefused(await annotator.put(at(foreign.id), body({ note: "x" }), 1), role, "PUT");
  assertRefused(await annotator.delete(at(foreign.id), 1), role, "DELETE");
  assert.deepEqual((await admin.get(at(foreign.id))).json, foreign);
  assert.equal((await annotator.patch(at(own.id), { note: "mine" }, 1)).status, 200);
  assert.equal((await curator.patch(at(own.id), { note: "curated" }, 2)).status, 200);
  assert.equal((await curator.delete(at(foreign.id), 1)).status, 204);
  assert.equal((await annotator.delete(at(own.id), 3)).status, 204);
});

test("the author stays who made it, whoever changes it", async () => {
  const annotator = await memberOf(slugOf(path), "annotator");
  const made = await highlight(path, on, 0, 6, {}, annotator);
  const changed = await admin.put(at(made.id), body({ note: "by the manager" }), 1);
  assert.deepEqual(changed.json.author, made.author);
});

// @ts-check
// queue.test.mjs: whatever goes wrong on the way, the server has in the end what the analyst
// wished; and never two requests at once for one highlight.
import assert from "node:assert/strict";
import { test } from "node:test";
import { FakeServer, FakeShelf, settled } from "./fake-server.mjs";
import { assertSettled, content, desk, id, other, row, tagsOf } from "./queue-desk.mjs";

test("queue: made, changed, removed, taken back", async () => {
  const all = desk();
  const wishes = [content("law"), content("norm"), null, content("norm")];
  for (const wish of wishes) {
    all.queue.set(id, wish);
    await settled();
  }
  assert.deepEqual(all.server.log.map(({ method, revision }) => [method, revision]),
    [["PUT", null], ["PUT", 1], ["DELETE", 2], ["PUT", 3]]);
  assert.deepEqual([tagsOf(all.server), all.server.rows.get(id).deleted_at], [["norm"], null]);
  assertSettled(all);
});

test("queue: changes while a request is under way go out together, after it", async () => {
  const all = desk();
  all.server.mishaps = ["hold"];
  for (const tag of ["a", "b", "c", "d"]) {
    all.queue.set(id, content(tag));
    await settled();
  }
  assert.equal(all.server.log.length, 1);
  all.server.held[0]();
  await settled();
  assert.equal(all.server.log.length, 2);
  assert.deepEqual(tagsOf(all.server), ["d"]);
  assertSettled(all);
});

test("queue: back to what the server has anyway: nothing is sent", async () => {
  const all = desk({ rows: [row("law")] });
  all.server.always = { status: 503 };
  all.queue.set(id, content("law"));
  await settled();
  assert.equal(all.server.log.length, 0);
  assertSettled(all);
});

/** What passes by itself. @type {import("./fake-server.mjs").Mishap[]} */
const passing = [
  "lost", "answer lost", {},
  { status: 408 }, { status: 429 }, { status: 500 }, { status: 502 }, { status: 503 }, { status: 504 },
];

for (const mishap of passing) {
  const name = typeof mishap === "string" ? mishap : `status ${mishap.status ?? "none, broken off"}`;
  const deeds = {
    create: { rows: [], wish: content("law") },
    change: { rows: [row("norm")], wish: content("law") },
    remove: { rows: [row("law")], wish: null },
    restore: { rows: [], wish: content("law"), deleted: true },
  };
  for (const [deed, { rows, wish, ...more }] of Object.entries(deeds)) {
    test(`queue: ${deed} comes through after three times «${name}»`, async () => {
      const all = desk({ rows });
      if ("deleted" in more) {
        all.queue.set(id, wish);
        await settled();
        all.queue.set(id, null);
        await settled();
      }
      all.server.mishaps = [mishap, mishap, mishap];
      all.queue.set(id, wish);
      await all.clock.pass(60_000);
      assert.equal(Boolean(all.server.rows.get(id)?.deleted_at), wish === null);
      assert.deepEqual(tagsOf(all.server), ["law"]);
      assertSettled(all);
    });
  }

  test(`queue: another wish while «${name}»: the last one wins, none is a conflict`, async () => {
    const all = desk();
    all.server.mishaps = [mishap, mishap];
    all.queue.set(id, content("first"));
    await settled();
    all.queue.set(id, content("second"));
    await all.clock.pass(60_000);
    assert.deepEqual(tagsOf(all.server), ["second"]);
    assertSettled(all);
  });

  test(`queue: made and removed before any answer, «${name}»`, async () => {
    const all = desk();
    all.server.mishaps = [mishap, mishap];
    all.queue.set(id, content("law"));
    await settled();
    all.queue.set(id, null);
    await all.clock.pass(60_000);
    assert.ok(!all.server.rows.get(id) || all.server.rows.get(id).deleted_at);
    assertSettled(all);
  });
}

test("queue: changed again while the first change's answer was lost is no conflict", async () => {
  const all = desk({ rows: [row("norm")] });
  all.server.mishaps = ["answer lost"];
  all.queue.set(id, content("law"));
  await settled();
  all.queue.set(id, content("threat"));
  await all.clock.pass(60_000);
  assert.deepEqual(all.server.log.map(({ revision }) => revision), [1, 1, 2]);
  assert.deepEqual(tagsOf(all.server), ["threat"]);
  assertSettled(all);
});

test("queue: removed, answer lost, taken back", async () => {
  const all = desk({ rows: [row("law")] });
  all.server.mishaps = ["answer lost"];
  all.queue.set(id, null);
  await settled();
  all.queue.set(id, content("law"));
  await all.clock.pass(60_000);
  assert.equal(all.server.rows.get(id).deleted_at, null);
  assertSettled(all);
});

test("queue: the clock is set back meanwhile: it is sent all the same", async () => {
  const all = desk();
  all.server.mishaps = ["lost"];
  all.queue.set(id, content("law"));
  await settled();
  const now = all.clock.now;
  all.clock.now = () => now() - 3_600_000;
  await all.clock.pass(5000);
  assert.deepEqual(tagsOf(all.server), ["law"]);
  assertSettled(all);
});

test("queue: the waits grow, and stop growing", async () => {
  const all = desk();
  all.server.always = "lost";
  /** @type {number[]} */
  const times = [];
  all.queue.set(id, content("law"));
  for (let n = 0; n < 8; n++) {
    times.push(all.clock.time);
    const sent = all.server.log.length;
    while (all.server.log.length === sent) await all.clock.pass(500);
  }
  const waits = times.slice(1).map((time, i) => time - times[i]);
  assert.deepEqual(waits, waits.toSorted((a, b) => a - b));
  assert.ok(Math.max(...waits) <= 25_500 && waits[0] < 2000);
  assert.equal(all.queue.trouble, "away");
});

test("queue: while the server is away one request probes, then all go out", async () => {
  const all = desk();
  all.server.always = "lost";
  const ids = Array.from({ length: 10 }, (_, i) => `${id.slice(0, -2)}${i + 10}`);
  for (const one of ids) all.queue.set(one, content("law"));
  await all.clock.pass(100);
  const probes = all.server.log.length;
  await all.clock.pass(120_000);
  assert.ok(all.server.log.length - probes < 15, `${all.server.log.length - probes} probes in two minutes`);
  all.server.always = null;
  await all.clock.pass(30_000);
  for (const one of ids) assert.deepEqual(tagsOf(all.server, one), ["law"]);
  assertSettled(all);
});

test("queue: told that the server is back, it does not wait", async () => {
  const all = desk();
  all.server.always = "lost";
  all.queue.set(id, content("law"));
  await all.clock.pass(100_000);
  all.server.always = null;
  all.queue.wake();
  await settled();
  assertSettled(all);
});

test("queue: one that the server cannot take does not hold up the others", async () => {
  const all = desk();
  all.server.mishaps = [{ status: 500 }];
  all.queue.set(id, content("law"));
  all.queue.set(other, content("law"));
  await settled();
  assert.deepEqual(tagsOf(all.server, other), ["law"]);
  assert.equal(all.queue.trouble, "");
});

test("queue: signed out: all waits, and goes on after signing in", async () => {
  const all = desk();
  all.server.always = { status: 401, detail: "sign_in" };
  all.queue.set(id, content("law"));
  all.queue.set(other, content("norm"));
  await all.clock.pass(60_000);
  assert.equal(all.queue.trouble, "signed out");
  assert.ok(all.server.log.length <= 2);
  assert.equal(all.shelf.length, 2);
  all.server.always = null;
  all.queue.wake();
  await settled();
  assert.deepEqual([tagsOf(all.server), tagsOf(all.server, other)], [["law"], ["norm"]]);
  assertSettled(all);
});

test("queue: signed in as somebody else is signed out", async () => {
  const all = desk();
  all.server.always = { status: 403, detail: "csrf" };
  all.queue.set(id, content("law"));
  await settled();
  assert.equal(all.queue.trouble, "signed out");
});

const refusals = [
  { status: 403, detail: "role" }, { status: 422, detail: "unknown_tag" },
  { status: 404, detail: "project" }, { status: 413 },
];

for (const failure of refusals) {
  test(`queue: ${failure.status} ${failure.detail ?? ""} is refused, said, and kept until given up`, async () => {
    const all = desk({ rows: [row("norm")] });
    all.server.mishaps = [{ ...failure, message: "No." }];
    all.queue.set(id, content("law"));
    await all.clock.pass(60_000);
    const [entry] = all.queue.having("refused");
    assert.equal(entry.message, "No.");
    assert.equal(all.server.log.length, 1, "it is not sent by itself");
    assert.equal(all.shelf.length, 1);
    all.queue.discard(id);
    assertSettled(all);
  });
}

test("queue: refused, then tried again, then changed", async () => {
  const all = desk();
  all.server.mishaps = [{ status: 422 }, { status: 422 }];
  all.queue.set(id, content("law"));
  await settled();
  all.queue.retry(id);
  await settled();
  assert.equal(all.queue.having("refused").length, 1);
  all.queue.set(id, content("norm"));
  await settled();
  assert.deepEqual(tagsOf(all.server), ["norm"]);
  assertSettled(all);
});

for (const mishap of /** @type {const} */ (["lost", "answer lost", "hold"])) {
  test(`queue: the page is left while «${mishap}»: the next page sends it`, async () => {
    const first = desk({ rows: [row("norm")] });
    first.server.always = mishap;
    first.queue.set(id, content("law"));
    first.queue.set(other, content("threat"));
    await first.clock.pass(5000);
    first.clock.alarms = [];
    first.server.always = null;
    const { server, shelf } = first;
    const rows = [...server.rows.values()].filter((row) => !row.deleted_at);
    const second = desk({ rows, server, shelf: /** @type {any} */ (copyOf(shelf)) });
    second.queue.start();
    await second.clock.pass(30_000);
    assert.deepEqual([tagsOf(server), tagsOf(server, other)], [["law"], ["threat"]]);
    assert.equal(second.queue.entries.size, 0);
    assert.equal(second.shelf.length, 0);
  });
}

/** @param {FakeShelf} shelf */
function copyOf(shelf) {
  const copy = new FakeShelf();
  copy.items = new Map(shelf.items);
  return copy;
}

test("queue: two pages send the same kept change: made once", async () => {
  const server = new FakeServer();
  const shelf = new FakeShelf();
  server.always = "lost";
  const first = desk({ server, shelf });
  first.queue.set(id, content("law"));
  await first.clock.pass(100);
  const second = desk({ server, shelf });
  server.always = null;
  first.queue.wake();
  second.queue.start();
  await settled();
  assert.equal(server.rows.get(id).revision, 1);
  assert.deepEqual([first.queue.entries.size, second.queue.entries.size, shelf.length], [0, 0, 0]);
});

test("queue: no room to keep: it is still sent", async () => {
  const all = desk();
  all.shelf.full = true;
  all.queue.set(id, content("law"));
  await settled();
  assert.deepEqual(tagsOf(all.server), ["law"]);
  assertSettled(all);
});

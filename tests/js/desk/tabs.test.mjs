// @ts-check
// tabs.test.mjs: tabs with one statement are one desk: one sends, the others hand over and see
// what became of it; when it is gone, the next one goes on.
import assert from "node:assert/strict";
import { test } from "node:test";
import { keeper } from "../../../static/js/desk/keep.js";
import { Tabs } from "../../../static/js/desk/tabs.js";
import { FakeClock, FakeServer, FakeShelf, settled } from "./fake-server.mjs";
import { content, desk, id, other, row, tagsOf } from "./queue-desk.mjs";

/** What the tabs of one browser share. */
class Browser {
  shelf = new FakeShelf();
  server = new FakeServer();
  clock = new FakeClock();
  /** @type {{postMessage: (message: any) => void, onmessage: any}[]} */ channels = [];
  /** @type {(() => void)[]} */ candidates = [];
  /** A disk takes its time. */ slow = Promise.resolve();

  channel() {
    const made = {
      onmessage: /** @type {any} */ (null),
      postMessage: (/** @type {any} */ message) => {
        const data = structuredClone(message);
        for (const one of this.channels) if (one !== made) setTimeout(() => one.onmessage?.({ data }), 0);
      },
    };
    this.channels.push(made);
    return made;
  }

  /** @param {any[]} [rows] */
  open(rows = []) {
    const all = desk({ rows, server: this.server, shelf: this.shelf, clock: this.clock });
    const store = keeper(this.shelf, 1, "demo", 1);
    const acts = { count: 0 };
    const channel = this.channel();
    const tabs = new Tabs(all.queue, {
      channel, store: { unkept: store.unkept, read: async () => { const all = store.all(); await this.slow; return all; } },
      acted: () => void acts.count++,
      elect: (lead) => { if (this.candidates.push(lead) === 1) lead(); },
    });
    all.queue.parts.changed = () => tabs.tell();
    return { ...all, tabs, acts, channel };
  }

  /** The tab that leads is closed, or its computer dies. @param {ReturnType<Browser["open"]>} tab */
  close({ queue, channel }) {
    this.channels.splice(this.channels.indexOf(channel), 1);
    channel.onmessage = null;
    channel.postMessage = () => {};
    queue.leads = false;
    this.candidates.shift();
    this.candidates[0]?.();
  }
}

const calm = async () => { for (let i = 0; i < 20; i++) await settled(); };

/** @param {any[]} [rows] */
async function two(rows) {
  const browser = new Browser();
  const tabs = [browser.open(rows), browser.open(rows)];
  await calm();
  return { browser, first: tabs[0], second: tabs[1], server: browser.server };
}

test("tabs: one leads; what is wished in the other goes out once, and both see it", async () => {
  const { first, second, server } = await two();
  assert.deepEqual([first.queue.leads, second.queue.leads], [true, false]);
  second.queue.set(id, content("law"));
  await calm();
  second.queue.set(id, content("norm"));
  first.queue.set(other, content("trust"));
  await calm();
  assert.deepEqual(server.log.map(({ id, revision }) => `${id.at(-1)} ${revision}`).sort(), ["1 1", "1 null", "2 null"]);
  for (const { queue, saved, acts } of [first, second]) {
    assert.equal(queue.entries.size, 0);
    assert.deepEqual(new Map(saved.map(([id, { taggings }]) => [id, taggings[0].tag])), new Map([[id, "norm"], [other, "trust"]]));
    assert.equal(queue.bases.get(id)?.revision, 2);
    assert.equal(acts.count > 0, queue === second.queue);
  }
  assert.equal(first.shelf.length, 0);
});

test("tabs: the server is away: both say so; one goes on asking, either may tell it to", async () => {
  const { first, second, server } = await two();
  server.always = "lost";
  second.queue.set(id, content("law"));
  first.queue.set(other, content("norm"));
  await calm();
  for (const { queue } of [first, second]) {
    assert.equal(queue.trouble, "away");
    assert.deepEqual([...queue.entries.keys()].sort(), [id, other]);
  }
  server.always = null;
  second.queue.wake();
  await calm();
  assert.deepEqual([tagsOf(server), tagsOf(server, other)], [["law"], ["norm"]]);
  assert.equal(second.queue.trouble, "");
});

test("tabs: a conflict may be decided in either", async () => {
  const { first, second, server } = await two([row("law")]);
  server.rows.get(id).revision = 5;
  server.rows.get(id).taggings = content("trust").taggings;
  first.queue.set(id, content("norm"));
  await calm();
  assert.equal(second.queue.having("conflict").length, 1);
  second.queue.insist(id);
  await calm();
  assert.deepEqual(tagsOf(server), ["norm"]);
  assert.deepEqual([first.queue.entries.size, second.queue.entries.size], [0, 0]);
});

for (const mishap of /** @type {const} */ (["lost", "answer lost", "hold"])) {
  test(`tabs: the one that leads dies while «${mishap}»: the next one goes on, nothing is done twice`, async () => {
    const { browser, first, second, server } = await two();
    server.mishaps = [mishap];
    first.queue.set(id, content("law"));
    await calm();
    second.queue.set(other, content("norm"));
    browser.close(first);
    await calm();
    await browser.clock.pass(60_000);
    assert.equal(second.queue.leads, true);
    assert.deepEqual([tagsOf(server), tagsOf(server, other)], [["law"], ["norm"]]);
    assert.deepEqual([server.rows.get(id).revision, server.rows.get(other).revision], [1, 1]);
    assert.equal(second.queue.entries.size, 0);
    assert.equal(second.shelf.length, 0);
  });
}

test("tabs: one opened later shows what is still on its way", async () => {
  const { browser, first, server } = await two();
  server.always = "lost";
  first.queue.set(id, content("law"));
  await calm();
  const third = browser.open();
  await calm();
  assert.deepEqual([third.queue.trouble, third.queue.entries.size], ["away", 1]);
  server.always = null;
  third.queue.wake();
  await calm();
  assert.deepEqual([third.queue.trouble, third.queue.entries.size, tagsOf(server)], ["", 0, ["law"]]);
});

test("tabs: what is wished while one that is to lead reads what is kept is not lost", async () => {
  const browser = new Browser();
  let go = () => {};
  const { queue, server, shelf } = browser.open();
  browser.slow = new Promise((ready) => { go = ready; });
  await calm();
  assert.equal(queue.leads, false, "it reads");
  queue.set(id, content("law"));
  await calm();
  go();
  await calm();
  assert.deepEqual([queue.leads, queue.entries.size, shelf.length], [true, 0, 0]);
  assert.deepEqual(tagsOf(server), ["law"]);
});

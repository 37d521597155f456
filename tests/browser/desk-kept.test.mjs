// @ts-check
// desk-kept.test.mjs: what the browser's database keeps, of whom, and which of two wishes.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { startStack } from "../support/stack.mjs";
import { launch, signedIn } from "./chromium.mjs";

/** @type {import("./chromium.mjs").Browser} */ let browser;
/** @type {Awaited<ReturnType<typeof startStack>>} */ let stack;
/** @type {import("./chromium.mjs").Page} */ let page;

before(async () => {
  stack = await startStack();
  browser = await launch();
  ({ page } = await signedIn(browser, stack));
  await lend();
});
after(async () => {
  await browser?.close();
  await stack?.stop();
});

/** In the page: `open` a store, something to be `kept`. @returns {Promise<void>} */
const lend = () => page.evaluate(async () => {
  const { build } = JSON.parse(document.getElementById("state")?.textContent ?? "{}");
  const { openKept } = await import(`/static/${build}/js/desk/kept-db.js`);
  Object.assign(globalThis, {
    open: (/** @type {any[]} */ ...whose) => openKept(localStorage, ...whose),
    kept: (/** @type {string} */ id, more = {}) => ({ id, wish: null, base: null, tried: [], since: 0, ...more }),
  });
});

/** @param {any[]} all */
const ids = (all) => all.map(({ id }) => id);

test("kept by account, project and statement, the oldest first; another page finds it", async () => {
  const [own, again] = await page.evaluate(async () => {
    const { open, kept } = /** @type {any} */ (globalThis);
    const store = open(1, "demo", 7);
    await store.put(kept("b", { since: 3 }));
    await store.put(kept("a", { since: 5 }));
    await open(1, "demo", 71).put(kept("c"));
    await open(2, "demo", 7).put(kept("d"));
    const own = await store.read();
    await store.remove("b");
    return [own, await open(1, "demo", 7).read()];
  });
  assert.deepEqual([ids(own), ids(again)], [["b", "a"], ["a"]]);
});

test("of two wishes the later stays, whoever wrote last; a removal takes no later one", async () => {
  const [first, second] = await page.evaluate(async () => {
    const { open, kept } = /** @type {any} */ (globalThis);
    const store = open(1, "later", 1);
    await store.put(kept("a", { at: 9, wish: "later" }));
    await open(1, "later", 1).put(kept("a", { at: 5, wish: "earlier", tried: ["sent"] }));
    await store.remove("a", 5);
    const first = await store.read();
    await store.remove("a", 9);
    return [first, await store.read()];
  });
  assert.deepEqual([first[0].wish, first[0].at, first[0].tried, second], ["later", 9, ["sent"], []]);
});

test("what was kept before there was a database is taken over", async () => {
  const [all, left] = await page.evaluate(async () => {
    const { open, kept } = /** @type {any} */ (globalThis);
    localStorage.setItem("postil:kept:1:old:1:a", JSON.stringify(kept("a")));
    return [await open(1, "old", 1).read(), localStorage.getItem("postil:kept:1:old:1:a")];
  });
  assert.deepEqual([ids(all), left], [["a"], null]);
});

test("what is on its way when the page is left is not lost, nor kept twice", async () => {
  const found = await page.evaluate(async () => {
    const { open, kept } = /** @type {any} */ (globalThis);
    const there = (/** @type {string} */ id) => localStorage.getItem(`postil:kept:1:left:1:${id}`) !== null;
    const store = open(1, "left", 1);
    await store.put(kept("done", { at: 1 }));
    const writes = [store.put(kept("a", { at: 2 })), store.put(kept("b", { at: 3 }))];
    const removal = store.remove("b", 3);
    store.leave();
    const left = ["done", "a", "b"].map(there);
    await Promise.all([...writes, removal]); // it was not left after all
    return [left, ["done", "a", "b"].map(there), (await store.read()).map(({ id }) => id).sort()];
  });
  assert.deepEqual(found, [[false, true, true], [false, false, false], ["a", "done"]]);
});

test("without a database it is kept as before; without anything it says so", async () => {
  const [all, unkept] = await page.evaluate(async () => {
    const { open, kept } = /** @type {any} */ (globalThis);
    IDBFactory.prototype.open = () => { throw new Error("none here"); };
    const store = open(1, "none", 1);
    await store.put(kept("a"));
    const all = await store.read();
    Storage.prototype.setItem = () => { throw new Error("no room"); };
    await store.put(kept("b"));
    return [all, [...store.unkept]];
  });
  assert.deepEqual([ids(all), unkept], [["a"], ["b"]]);
});

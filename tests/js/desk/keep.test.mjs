// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";
import { keeper } from "../../../static/js/desk/keep.js";
import { recentTags } from "../../../static/js/desk/recent.js";
import { FakeShelf } from "./fake-server.mjs";

/** @param {string} id @param {number} [since] */
const kept = (id, since = 0) => ({ id, wish: null, base: null, tried: [], since });

test("keep: by account, project and statement; the oldest first", () => {
  const shelf = new FakeShelf();
  const mine = keeper(shelf, 1, "demo", 7);
  mine.put(kept("b", 2));
  mine.put(kept("a", 3));
  keeper(shelf, 1, "demo", 71).put(kept("c"));
  keeper(shelf, 2, "demo", 7).put(kept("d"));
  assert.deepEqual(keeper(shelf, 1, "demo", 7).all().map(({ id }) => id), ["b", "a"]);
  mine.remove("b");
  assert.deepEqual(mine.all().map(({ id }) => id), ["a"]);
});

test("keep: what is not ours is passed over", () => {
  const shelf = new FakeShelf();
  shelf.setItem("postil:kept:1:demo:7:x", "{");
  shelf.setItem("postil:kept:1:demo:7:y", "{\"id\":5}");
  assert.deepEqual(keeper(shelf, 1, "demo", 7).all(), []);
});

test("keep: without room, or in a browser that keeps nothing, it says so", () => {
  const shelf = new FakeShelf();
  shelf.full = true;
  for (const store of [keeper(shelf, 1), keeper(null, 1)]) {
    store.put(kept("a"));
    assert.ok(store.unkept.has("a"));
    store.remove("a");
    assert.equal(store.unkept.size, 0);
  }
});

test("recent: newest first, each once, after a reload too", () => {
  const shelf = new FakeShelf();
  const recent = recentTags(shelf, 1, "demo");
  for (const key of ["a", "b", "a"]) recent.add(key);
  assert.deepEqual(recent.all(), ["a", "b"]);
  assert.deepEqual(recentTags(shelf, 1, "demo").all(), ["a", "b"]);
  shelf.setItem("postil:recent:1:demo", "nonsense");
  assert.deepEqual(recentTags(shelf, 1, "demo").all(), []);
});

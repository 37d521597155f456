// @ts-check
// desk-tabs.test.mjs: two tabs with one statement are one desk: one sends for both, each sees
// what the other did, and when one is closed the other goes on.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { startStack } from "../support/stack.mjs";
import { launch, signedIn } from "./chromium.mjs";
import { ownText, prepare, putTags, saved, selectQuote, stored } from "./desk.mjs";

/** @type {import("./chromium.mjs").Browser} */ let browser;
/** @type {Awaited<ReturnType<typeof startStack>>} */ let stack;
/** @typedef {import("./chromium.mjs").Page} Page */

before(async () => {
  stack = await startStack();
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await stack?.stop();
});

/** @param {Page} page @param {string} quote */
async function mark(page, quote) {
  await page.bringToFront();
  await selectQuote(page, ownText, quote);
  await putTags(page, ["inter"]);
}

/** @param {Page} page @param {number} n */
const cards = (page, n) => page.locator(".card").nth(n - 1).waitFor();

test("one sends for both; closed in the middle, the other sends what is left, once", async () => {
  const { page: first, context } = await signedIn(browser, stack, { viewport: { width: 1440, height: 900 } });
  const work = await prepare(first);
  const changes = /\/api\/projects\/[^/]+\/highlights\//;
  /** @type {Page[]} */ const senders = [];
  await first.goto(work.path);
  await saved(first);
  const second = await context.newPage();
  await second.goto(work.path);
  await saved(second);
  for (const page of [first, second]) page.on("request", (request) => { if (changes.test(request.url())) senders.push(page); });

  await mark(second, "six towns");
  await saved(second);
  await cards(first, 1);
  await mark(first, "one number");
  await saved(first);
  await cards(second, 2);
  assert.deepEqual(senders.map((page) => page === first), [true, true]);

  await context.route(changes, (route) => route.abort());
  await mark(second, "No treaty");
  await mark(first, "silence keeps");
  for (const page of [first, second]) await page.locator(".save-words", { hasText: "2 kept here, offline" }).waitFor();
  await first.close();
  await context.unroute(changes);
  await saved(second);
  assert.deepEqual((await stored(second, work)).map(({ quote, revision }) => [quote, revision]),
    [["six towns", 1], ["No treaty", 1], ["one number", 1], ["silence keeps", 1]]);
  await cards(second, 4);
  await second.keyboard.press("z");
  await saved(second);
  assert.equal((await stored(second, work)).length, 3, "undone in one what was done in the other");
  await context.close();
});

// @ts-check
// desk-outage.test.mjs: the program is killed while an analyst works.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { startStack } from "../support/stack.mjs";
import { launch, signedIn } from "./chromium.mjs";
import { assertQuotes, ownText, prepare, putTags, saved, selectQuote, stored } from "./desk.mjs";

/** @type {import("./chromium.mjs").Browser} */ let browser;
/** @type {Awaited<ReturnType<typeof startStack>>} */ let stack;

before(async () => {
  stack = await startStack({ own: true });
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await stack?.stop();
});

const quotes = [
  "six towns",
  "No treaty",
  "one number",
  "silence keeps",
  "Our bridges are lit",
  "a hospital may be spared",
];

test("the program is away for a while, then workers die while saving: nothing is lost, nothing made twice", async () => {
  const { page } = await signedIn(browser, stack, { viewport: { width: 1440, height: 900 } });
  const work = await prepare(page);
  await page.goto(work.path);
  const markAll = async (/** @type {string[]} */ these) => {
    for (const quote of these) {
      await selectQuote(page, ownText, quote);
      await putTags(page, ["inter"]);
    }
  };
  await stack.without("postil", async () => {
    await markAll(quotes.slice(0, 3));
    await page.locator(".save-words", { hasText: "3 kept here, offline" }).waitFor();
  });
  await saved(page);
  for (const quote of quotes.slice(3)) {
    for (const pid of stack.pids().workers) process.kill(pid, "SIGKILL");
    await markAll([quote]);
  }
  await saved(page);
  const highlights = await stored(page, work);
  assert.deepEqual(highlights.map(({ quote }) => quote).sort(), quotes.toSorted());
  assertQuotes(ownText, highlights);
});

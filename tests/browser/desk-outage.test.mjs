// @ts-check
// desk-outage.test.mjs: the program is killed while an analyst works.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { startStack } from "../support/stack.mjs";
import { api, launch, launchKept, signedIn, signIn } from "./chromium.mjs";
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

test("killed in the middle of twenty changes, the tab closed; both come back: all twenty are there, once", async (t) => {
  const folder = mkdtempSync(join(tmpdir(), "postil-browser-"));
  const twenty = ownText.match(/\w+ \w+/g)?.slice(0, 20) ?? [];
  const first = await launchKept(folder, stack);
  t.after(() => first.close()); // also when it fails: an open browser keeps the file from ending
  const page = first.pages()[0];
  await page.goto("/login");
  await signIn(page, { login: "admin", password: stack.password });
  await page.waitForURL(`${stack.origin}/`);
  const work = await prepare(page);
  await page.goto(work.path);
  const markAll = async (/** @type {string[]} */ these) => {
    for (const quote of these) {
      await selectQuote(page, ownText, quote);
      await putTags(page, ["inter"]);
    }
  };
  await markAll(twenty.slice(0, 10));
  await stack.without("postil", async () => {
    await markAll(twenty.slice(10));
    await page.locator(".save-words", { hasText: /\d+ kept here, offline/ }).waitFor();
    await first.close();
  });

  const second = await launchKept(folder, stack);
  t.after(() => second.close());
  const again = second.pages()[0];
  await again.goto(work.path);
  if (new URL(again.url()).pathname === "/login") await signIn(again, { login: "admin", password: stack.password });
  await again.waitForURL(`${stack.origin}${work.path}`);
  await saved(again);
  const highlights = await stored(again, work);
  assert.deepEqual(highlights.map(({ quote }) => quote), twenty);
  assertQuotes(ownText, highlights);
  const { data } = await api(again, "GET", `/api/projects/${work.slug}/actions?statement=${work.id}&limit=200`);
  assert.equal(data.items.filter((/** @type {any} */ { kind }) => kind === "highlight_put").length, twenty.length);
  await second.close();
  rmSync(folder, { recursive: true });
});

// @ts-check
// desk-undo.test.mjs: whatever was done at the desk is undone and done again, to any depth and
// after a reload; where others have built on it, they are named.
import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";
import { startStack } from "../support/stack.mjs";
import { api, launch, renewed, signedIn } from "./chromium.mjs";
import { memberAt, ownText, prepare, putStances, putTags, saved, selectQuote, stored } from "./desk.mjs";

/** @type {import("./chromium.mjs").Browser} */ let browser;
/** @type {Awaited<ReturnType<typeof startStack>>} */ let stack;
/** @type {import("./chromium.mjs").Entered} */ let entered;
/** @type {import("./chromium.mjs").Page} */ let page;
/** @type {import("./desk.mjs").Work} */ let work;

before(async () => {
  stack = await startStack();
  browser = await launch();
  entered = await signedIn(browser, stack, { viewport: { width: 1440, height: 900 } });
  ({ page } = entered);
  page.removeAllListeners("dialog");
  page.on("dialog", (dialog) => dialog.accept()); // «Leave the page?»
});
after(async () => {
  await browser?.close();
  await stack?.stop();
});
beforeEach(async () => {
  await renewed(entered, stack);
  work = await prepare(page);
  await page.goto(work.path);
});

/** @param {string} quote @param {string} [tag] */
async function mark(quote, tag = "inter") {
  await selectQuote(page, ownText, quote);
  await putTags(page, [tag]);
}

/** Quote, tags and stances, as the server has them. */
const told = async () => (await stored(page, work)).map(({ quote, taggings }) =>
  [quote, ...taggings.map((/** @type {any} */ { tag, stance }) => (stance ? `${tag} ${stance}` : tag))].join(", "));

/** @param {string} key */
async function press(key) {
  await page.keyboard.press(key);
  await saved(page);
}

/** @param {string} words in the bar */
const noted = (words) => page.locator(".removal:visible", { hasText: words }).waitFor();

test("undone and done again, step by step, over reloads; the history tells of each", async () => {
  await mark("six towns");
  await saved(page);
  await putStances(page, ["opposes"]);
  await saved(page);
  await mark("one number", "norm");
  await saved(page);
  const states = [[], ["six towns, law"], ["six towns, law opposes"], ["six towns, law opposes", "one number, norm"]];
  assert.deepEqual(await told(), states[3]);

  await press("z");
  await noted("Undone: “one number”");
  assert.deepEqual(await told(), states[2]);
  await page.reload();
  await press("z");
  assert.deepEqual(await told(), states[1]);
  await page.getByRole("button", { name: "Undo" }).click();
  await saved(page);
  assert.deepEqual(await told(), states[0]);
  await press("z");
  await noted("There is nothing to undo.");

  await page.reload();
  for (const state of states.slice(1)) {
    await press("Shift+Z");
    assert.deepEqual(await told(), state);
  }
  assert.equal(await page.locator(".card").count(), 2);
  await press("Shift+Z");
  await noted("There is nothing to do again.");
  const { data } = await api(page, "GET", `/api/projects/${work.slug}/actions?kind=undo`);
  assert.equal(data.items.length, 6);
});

test("offline: what only this computer has is taken back and done again; nothing of it was ever sent", async () => {
  const changes = /\/api\/projects\/[^/]+\/highlights\//;
  await page.route(changes, (route) => route.abort());
  await mark("six towns");
  await mark("one number", "norm");
  await page.locator(".save-words", { hasText: "2 kept here, offline" }).waitFor();
  await page.keyboard.press("z");
  await page.locator(".card").nth(1).waitFor({ state: "detached" });
  await page.keyboard.press("Shift+Z");
  await page.locator(".card").nth(1).waitFor();
  await page.keyboard.press("z");
  await page.locator(".card").nth(1).waitFor({ state: "detached" });
  await page.unroute(changes);
  await saved(page);
  assert.deepEqual(await told(), ["six towns, law"]);
});

test("somebody has built on it: named, with what they did; undone after theirs", async () => {
  await mark("six towns");
  await saved(page);
  const ana = await memberAt(browser, stack, { page, work, role: "curator" });
  await ana.page.locator(".card .passage").click();
  await putStances(ana.page, ["opposes"]);
  await saved(ana.page);
  await ana.close();

  await page.keyboard.press("z");
  const dialog = page.getByRole("dialog", { name: "Something later stands in the way" });
  await dialog.waitFor();
  assert.match(await dialog.locator(".way .deed").innerText(), /Ana curator put International law on “six towns”/);
  await dialog.locator(".way").getByRole("button", { name: /^Undo/ }).click();
  await dialog.getByRole("button", { name: "Undo it" }).click();
  await dialog.waitFor({ state: "hidden" });
  await page.locator(".card").waitFor({ state: "detached" });
  assert.deepEqual(await told(), []);
});

test("what is known of the statement, and how far it is coded; the text is laid out as its language wants it", async () => {
  const article = page.locator("article");
  const language = page.locator(".colophon dd", { hasText: /English|Arabic/ });
  const coding = page.getByRole("combobox", { name: "Coding" });
  await page.getByRole("button", { name: "Change: Language" }).click();
  await page.locator(".colophon form input").fill("ar");
  await page.keyboard.press("Enter");
  await article.and(page.locator("[lang=ar][dir=rtl]")).waitFor();
  await coding.selectOption("done");
  await page.getByText("Coding: Done").waitFor();
  await page.evaluate(() => /** @type {HTMLElement} */ (document.activeElement).blur());
  await page.keyboard.press("z");
  await page.waitForFunction(() => /** @type {HTMLSelectElement | null} */ (document.querySelector("#coding"))?.value === "not started");
  await page.keyboard.press("z");
  await article.and(page.locator("[lang=en][dir=ltr]")).waitFor();
  assert.match(await language.innerText(), /English/);
  await page.keyboard.press("Shift+Z");
  await article.and(page.locator("[lang=ar][dir=rtl]")).waitFor();
  assert.match(await language.innerText(), /Arabic/);
});

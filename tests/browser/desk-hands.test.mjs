// @ts-check
// desk-hands.test.mjs: the desk as each pair of hands wants it: keys of one's own, and fingers.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { startStack } from "../support/stack.mjs";
import { accessible, api, fits, launch, signedIn } from "./chromium.mjs";
import { mark, memberAt, palette, placesOf, prepare, saved, stored } from "./desk.mjs";

/** @type {import("./chromium.mjs").Browser} */ let browser;
/** @type {Awaited<ReturnType<typeof startStack>>} */ let stack;
/** @type {import("./chromium.mjs").Page} */ let page;
/** @type {string[]} */ let complaints;

before(async () => {
  stack = await startStack();
  browser = await launch();
  ({ page, complaints } = await signedIn(browser, stack, { viewport: { width: 1440, height: 900 } }));
});
after(async () => {
  assert.deepEqual(complaints, []);
  await browser?.close();
  await stack?.stop();
});

test("keys are changed, switched off, and go with the account", async () => {
  const work = await prepare(page);
  await mark(page, work, [{ quote: "one river" }]);
  const ana = await memberAt(browser, stack, { page, work, role: "annotator" });
  await ana.page.keyboard.press("?");
  await ana.page.getByText("Change keys").click();
  const field = (/** @type {string} */ name) => ana.page.getByRole("textbox", { name, exact: true });
  await field("tags (t)").fill("j");
  await ana.page.getByRole("status").filter({ hasText: "“j” is taken: next, previous sentence" }).waitFor();
  assert.equal(await field("tags (t)").inputValue(), "t");
  await Promise.all([
    ana.page.waitForResponse((answer) => answer.url().endsWith("/api/account/settings") && answer.ok()),
    field("next, previous sentence (j)").fill("l"),
  ]);
  await Promise.all([
    ana.page.waitForResponse((answer) => answer.url().endsWith("/api/account/settings") && answer.ok()),
    field("begin, end a selection (v)").fill(""),
  ]);
  await accessible(ana.page, "keys of one's own");
  assert.deepEqual(await ana.page.locator(".keys kbd").allTextContents().then((caps) => caps.slice(0, 4)), ["l", "k", "w", "b"]);

  await ana.page.evaluate(() => localStorage.clear());
  await ana.page.reload();
  await ana.page.keyboard.press("j");
  assert.equal(await ana.page.locator("#said").textContent(), "");
  await ana.page.keyboard.press("l");
  assert.match(await ana.page.locator("#said").textContent() ?? "", /^Mr President/);
  await ana.page.keyboard.press("v");
  assert.doesNotMatch(await ana.page.locator("#said").textContent() ?? "", /begun/);
});

test("of two pages that change what is kept with the account at once, both do", async () => {
  const work = await prepare(page);
  const ana = await memberAt(browser, stack, { page, work, role: "annotator" });
  const other = await ana.page.context().newPage();
  await other.goto("/account");
  await other.locator("#ask-language").selectOption("fr");

  const path = "**/api/account/settings";
  const seen = ana.page.waitForRequest(path);
  /** @type {() => void} */ let letGo = () => {};
  const held = new Promise((go) => { letGo = () => go(undefined); });
  await ana.page.route(path, async (route) => { // one has read, and has not written yet
    const answer = await route.fetch();
    if (route.request().method() === "GET") await held;
    await route.fulfill({ response: answer });
  });
  await ana.page.keyboard.press("?");
  await ana.page.getByText("Change keys").click();
  const changed = ana.page.waitForResponse((answer) => answer.url().endsWith("/settings") && answer.request().method() === "PUT");
  await ana.page.getByRole("textbox", { name: "tags (t)", exact: true }).fill("l");
  await seen;
  const written = other.waitForResponse((answer) => answer.url().endsWith("/settings") && answer.request().method() === "PUT");
  await other.locator("#language button").click();
  const waits = other.waitForFunction(async () => (await navigator.locks.query()).pending?.length === 1);
  await Promise.any([written, waits]);
  letGo();
  await Promise.all([changed, written]);
  const { data } = await api(ana.page, "GET", "/api/account/settings");
  assert.deepEqual(data.settings, { keys: { tags: "l" }, language: "fr" });
});

test("passages of any words by keyboard alone, each with a recent tag in two keys", async () => {
  const work = await prepare(page);
  await page.goto(work.path);
  await page.locator(".save-words").waitFor();
  const keys = (/** @type {string} */ pressed) => pressed.split(" ").reduce((before, key) => before.then(() => page.keyboard.press(key)), Promise.resolve());

  await keys("j W W w w v j v"); // from within a clause to the sentence's end
  await palette(page).waitFor();
  await page.keyboard.type("threats");
  await keys("Enter");
  await keys("j / l a w Escape v / s t a Escape ."); // what is found, to what is found
  await keys("j w w v j Control+Shift+ArrowLeft Control+Shift+ArrowLeft e w v 1"); // both edges
  await saved(page);
  assert.deepEqual((await stored(page, work)).map(({ quote, taggings }) => [quote, taggings[0].tag]), [
    ["Ferrymen’s League speaks for six towns on one river.", "threat"],
    ["law that binds States", "threat"],
    ["has to be written before a hospital may be", "threat"],
  ]);
});

test("a key that is held too long answers no question and begins nothing twice", async () => {
  const work = await prepare(page);
  await mark(page, work, [{ quote: "bread is ordered", taggings: [{ tag: "law", stance: null }] }]);
  await page.goto(work.path);
  await page.locator(".save-words").waitFor();
  for (const key of ["j", "j", "v", "v"]) await page.keyboard.down(key).then(() => page.keyboard.up(key));
  await palette(page).waitFor();
  const first = await palette(page).getByRole("option").first().textContent();
  assert.match(first ?? "", /International law/, "the one most used");
  for (let i = 0; i < 5; i++) await page.keyboard.down("1");
  await palette(page).locator(".question").waitFor();
  await page.keyboard.up("1");
  await page.keyboard.press("2");
  await saved(page);
  assert.equal((await stored(page, work)).length, 2);
  await page.keyboard.press("j");
  for (let i = 0; i < 3; i++) await page.keyboard.down("v");
  await page.keyboard.up("v");
  assert.match(await page.locator("#said").textContent() ?? "", /^Selection begun/);
  assert.ok(await palette(page).isHidden());
});

test("with fingers: selected, tagged from the sheet below, its edge dragged, and each selection", async () => {
  const work = await prepare(page);
  const { page: phone } = await signedIn(browser, stack, {
    viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true,
  });
  await phone.goto(work.path);
  await phone.locator(".save-words").waitFor();
  await held(phone, work.text, "hospital");
  await palette(phone).waitFor();
  await largeEnough(phone, ".palette");
  await fits(phone, "the palette as a sheet");
  await phone.getByRole("option", { name: "Threats", exact: true }).tap();
  await phone.getByRole("button", { name: "For each selection" }).tap();
  await phone.getByRole("button", { name: "Done" }).tap();
  await palette(phone).waitFor({ state: "hidden" });
  await drag(phone, "to", work.text, "spared");
  await saved(phone);
  assert.deepEqual((await stored(phone, work)).map(({ quote }) => quote), ["hospital may be spared"]);
  await held(phone, work.text, "the wires");
  await phone.locator(".card").nth(1).waitFor({ state: "attached" });
  await largeEnough(phone, ".sticky");
  await saved(phone);
  const rows = await stored(phone, work);
  assert.deepEqual(rows.map(({ quote, taggings }) => [quote, taggings[0].tag]).sort(),
    [["hospital may be spared", "threat"], ["the wires", "threat"]]);
});

/**
 * As a long press selects: a touch, and words selected while it lasts.
 * @param {import("./chromium.mjs").Page} phone @param {string} text @param {string} quote
 */
async function held(phone, text, quote) {
  const from = text.indexOf(quote);
  const { from: place } = await placesOf(phone, from, from + quote.length);
  const touch = await phone.context().newCDPSession(phone);
  await touch.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: [place] });
  await phone.evaluate((quote) => {
    const walker = document.createTreeWalker(/** @type {Node} */ (document.querySelector("article")), NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const at = node.textContent?.indexOf(quote) ?? -1;
      if (at >= 0) return getSelection()?.setBaseAndExtent(node, at, node, at + quote.length);
    }
  }, quote);
  await touch.send("Input.dispatchTouchEvent", { type: "touchCancel", touchPoints: [] });
}

/** @param {import("./chromium.mjs").Page} phone @param {"from" | "to"} edge @param {string} text @param {string} word */
async function drag(phone, edge, text, word) {
  const to = text.indexOf(word) + word.length;
  const { to: place } = await placesOf(phone, to - 1, to);
  const box = await phone.locator(`.edge.${edge}`).boundingBox();
  assert.ok(box);
  const below = 20; // where a finger takes it, under the line
  const touch = await phone.context().newCDPSession(phone);
  const at = (/** @type {number} */ x, /** @type {number} */ y) => [{ x, y }];
  const middle = box.y + box.height / 2;
  await touch.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: at(box.x, middle + below) });
  for (const part of [0.3, 0.6, 1]) {
    const [x, y] = [box.x + (place.x - box.x) * part, middle + (place.y - middle) * part + below];
    await touch.send("Input.dispatchTouchEvent", { type: "touchMove", touchPoints: at(x, y) });
  }
  await touch.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
}

/** Whatever a finger shall hit is 44 px high. @param {import("./chromium.mjs").Page} phone @param {string} where */
async function largeEnough(phone, where) {
  const small = await phone.locator(`${where} :is(button, [role=option])`).evaluateAll((all) => all
    .filter((one) => one.checkVisibility() && one.getBoundingClientRect().height < 44)
    .map((one) => `${one.textContent?.trim()}: ${one.getBoundingClientRect().height}`));
  assert.deepEqual(small, []);
}

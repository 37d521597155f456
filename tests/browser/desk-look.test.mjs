// @ts-check
// desk-look.test.mjs: the desk in its states, wide and narrow, for every kind of member and
// every kind of hand; and axe finds nothing.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { startStack } from "../support/stack.mjs";
import { accessible, fits, launch, signedIn } from "./chromium.mjs";
import {
  drawn,
  mark,
  memberAt,
  ownText,
  palette,
  placesOf,
  prepare,
  putTags,
  ready,
  saved,
  selectQuote,
  stored,
} from "./desk.mjs";

const wide = { width: 1440, height: 900 };
const narrow = { width: 390, height: 844 };

/** @type {import("./chromium.mjs").Browser} */ let browser;
/** @type {Awaited<ReturnType<typeof startStack>>} */ let stack;
/** @type {import("./chromium.mjs").Page} */ let page;
/** @type {string[]} */ let complaints;
/** @type {import("./desk.mjs").Work} */ let work;
/** @type {string[]} */ let ids;

before(async () => {
  stack = await startStack();
  browser = await launch();
  ({ page, complaints } = await signedIn(browser, stack, { viewport: wide }));
  work = await prepare(page, {
    speaker: "Mae Ferrin",
    delegation: "Six Towns",
    date: "2025-09",
    source_url: "https://league.example/speech",
    licence: "Quotations only",
  });
  ids = await mark(page, work, [
    {
      quote: "Our bridges are lit by wire, and our bread is ordered by wire.",
      taggings: [{ tag: "threat", stance: "warns" }],
      note: "The daily things first.",
    },
    {
      quote: "the law that binds States on land and at sea binds them in the wires too",
      taggings: [
        { tag: "law", stance: "affirms" },
        { tag: "norm", stance: null },
      ],
    },
    { quote: "binds States on land", taggings: [{ tag: "law-charter", stance: "opposes" }] },
    { quote: "States", note: "A note alone." },
    {
      quote: "First, let each capital name one number",
      taggings: [{ tag: "trust-contact", stance: "calls-for" }],
    },
  ]);
});
after(async () => {
  assert.deepEqual(complaints, []);
  await browser?.close();
  await stack?.stop();
});

const card = (/** @type {string} */ id) => page.locator(`[data-id="${id}"]`);

test("axe: at rest, one open, each part of the palette, the keys", async () => {
  await page.goto(work.path);
  await accessible(page, "desk");
  await card(ids[1])
    .locator(".passage")
    .click({ position: { x: 5, y: 5 } });
  await drawn(page);
  await accessible(page, "an open card");
  for (const [key, name] of [
    ["t", "tags"],
    ["s", "stance"],
    ["a", "actor"],
    ["n", "note"],
  ]) {
    await page.keyboard.press(key);
    await palette(page).waitFor();
    await accessible(page, `the palette: ${name}`);
    await page.keyboard.press("Escape");
  }
  await page.keyboard.press("?");
  await page.getByRole("dialog", { name: "Keys" }).waitFor();
  await accessible(page, "the keys");
  await page.keyboard.press("Escape");
});

test("axe: narrow, with the sheet and the palette; and forced colours", async () => {
  await page.setViewportSize(narrow);
  await page.goto(work.path);
  await accessible(page, "narrow");
  await page.getByRole("button", { name: "5 highlights" }).click();
  await page.getByRole("button", { name: "Next highlight" }).click();
  await accessible(page, "the sheet");
  await page.getByRole("button", { name: "Tag", exact: true }).click();
  await accessible(page, "the palette as a sheet");
  await page.getByRole("button", { name: "Done" }).click();
  await page.setViewportSize({ width: 360, height: 700 });
  await fits(page, "the desk at 360");
  await page.setViewportSize(wide);
  await page.emulateMedia({ forcedColors: "active" });
  await accessible(page, "forced colours");
  await page.emulateMedia({ forcedColors: null });
});

test("three passages on one spot differ in depth, and in lane", async () => {
  await page.goto(work.path);
  await drawn(page);
  const names = await page.evaluate(() =>
    [...CSS.highlights.keys()].filter((name) => name.startsWith("mark-")).sort(),
  );
  assert.deepEqual(names, [
    "mark--2-dotted",
    "mark-law-0-solid",
    "mark-law-1-dashed",
    "mark-threat-0-dotted",
    "mark-trust-0-solid",
  ]);
  const lanes = await page
    .locator(".lane")
    .evaluateAll((all) => all.slice(1, 4).map((lane) => lane.getBoundingClientRect().left));
  assert.equal(new Set(lanes).size, 3);
});

test("the smallest passage wins a click, a further click goes round, a click beside closes", async () => {
  await page.goto(work.path);
  const at = ownText.indexOf("States on land") + 2;
  const { from } = await placesOf(page, at, at + 1);
  for (const id of [ids[3], ids[2], ids[1], ids[3]]) {
    await page.mouse.click(from.x, from.y);
    await page.locator(`[data-id="${id}"].open`).waitFor();
    await page.waitForTimeout(500); // or it would be a double click
  }
  const beside = await placesOf(page, 2, 3);
  await page.mouse.click(beside.from.x, beside.from.y);
  await page.locator(".card.open").waitFor({ state: "detached" });
});

test("pointing at a passage, its lane or its card marks all three", async () => {
  await page.goto(work.path);
  const at = ownText.indexOf("First, let each") + 2;
  const { from } = await placesOf(page, at, at + 1);
  const marked = async () => {
    await page.locator(`[data-id="${ids[4]}"].near`).waitFor();
    await page.locator(`.lane.on[data-ids="${ids[4]}"]`).waitFor();
    assert.ok(await page.evaluate(() => CSS.highlights.has("near-trust-0-solid")));
    assert.ok(await page.locator(".leader path").getAttribute("d"));
    await page.mouse.move(5, 400);
    await page.locator(".card.near").waitFor({ state: "detached" });
  };
  await page.mouse.move(from.x, from.y);
  await marked();
  await page.locator(`.lane[data-ids="${ids[4]}"]`).hover({ position: { x: 6, y: 4 } });
  await marked();
  await card(ids[4]).hover();
  await marked();
});

test("arrows go through the highlights in reading order, the focus with them", async () => {
  await page.goto(work.path);
  await ready(page);
  const order = [ids[0], ids[1], ids[2], ids[3], ids[4]];
  for (const id of order) {
    await page.keyboard.press("ArrowDown");
    assert.equal(await page.evaluate(() => document.activeElement?.closest("li")?.dataset.id), id);
  }
  await page.keyboard.press("ArrowUp");
  await page.locator(`[data-id="${ids[3]}"].open`).waitFor();
  await page.keyboard.press("Escape");
  await page.locator(".card.open").waitFor({ state: "detached" });
});

test("a permalink opens the desk there, and is copied from the card", async () => {
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.goto(`/p/${work.slug}/h/${ids[4]}`);
  await page.locator(`[data-id="${ids[4]}"].open`).waitFor();
  await page.getByRole("link", { name: "Copy link" }).click();
  await page.getByRole("link", { name: "Link copied" }).waitFor();
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), page.url());
});

test("the filter: marks what matched, goes by arrows, toggles, and knows what was used last", async () => {
  await page.goto(work.path);
  await selectQuote(page, ownText, "without shame");
  await page.keyboard.type("res req");
  const first = palette(page).getByRole("option").first();
  assert.deepEqual(await first.locator("b").allTextContents(), ["Res", "req"]);
  await page.keyboard.press("Control+Enter");
  assert.equal(await palette(page).getByRole("combobox").inputValue(), "");
  await page.keyboard.type("threats");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Control+Enter");
  await palette(page).getByRole("option", { name: /^R?.*Respond to requests/ }).click();
  assert.equal(await palette(page).getByRole("option", { selected: true }).count(), 1);
  await page.keyboard.press("Escape");
  await saved(page);
  const made = (await stored(page, work)).find(({ quote }) => quote === "without shame");
  assert.deepEqual(made.taggings, [{ tag: "threat", stance: null }]);

  await selectQuote(page, ownText, "without price");
  const recent = await palette(page)
    .getByRole("option")
    .evaluateAll((all) => all.slice(0, 2).map((one) => one.querySelector(".tag")?.textContent));
  assert.deepEqual(recent, ["Threats", "Respond to requests for assistance"]);
  await page.keyboard.press("Escape");
  assert.equal(
    await page.locator(".card").count(),
    6,
    "a passage about which nothing was said is no highlight",
  );
});

test("a new tag, made at the desk", async () => {
  await page.goto(work.path);
  await selectQuote(page, ownText, "without price");
  await page.keyboard.type("Free of charge");
  await palette(page).getByRole("option", { name: "New tag “Free of charge”" }).waitFor();
  await page.keyboard.press("Enter");
  await page.locator(".card .tag", { hasText: "Free of charge" }).waitFor(); // the tag is made first
  await saved(page);
  const made = (await stored(page, work)).find(({ quote }) => quote === "without price");
  assert.deepEqual(made.taggings, [{ tag: "free-of-charge", stance: null }]);
  await page.keyboard.press("Delete");
  await saved(page);
});

test("single keys can be switched off, and stay off", async () => {
  await page.goto(work.path);
  await page.getByRole("button", { name: "Keys" }).click();
  await page.getByRole("switch", { name: "Single-letter keys" }).uncheck();
  await page.keyboard.press("Escape");
  await page.reload();
  await page.keyboard.press("j");
  await page.keyboard.press("?");
  await drawn(page);
  assert.equal(await page.evaluate(() => CSS.highlights.has("reading")), false);
  assert.equal(await page.getByRole("dialog", { name: "Keys" }).count(), 0);
  await page.getByRole("button", { name: "Keys" }).click();
  await page.getByRole("switch", { name: "Single-letter keys" }).check();
  await page.keyboard.press("Escape");
  await page.keyboard.press("j");
  assert.equal(await page.evaluate(() => CSS.highlights.has("reading")), true);
});

test("on paper: a number at each passage's end, the same at its note; then the text is as before", async () => {
  await page.goto(work.path);
  await page.emulateMedia({ media: "print" });
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  const numbers = await page.locator("article .number").allTextContents();
  assert.deepEqual(
    numbers.map(Number).sort((a, b) => a - b),
    Array.from({ length: await page.locator(".card").count() }, (_, i) => i + 1),
  );
  assert.equal(
    await page.locator(".palette, .deskbar, .lanes").filter({ visible: true }).count(),
    0,
  );
  await page.evaluate(() => dispatchEvent(new Event("afterprint")));
  await page.emulateMedia({ media: null });
  assert.equal(await page.locator("article").evaluate((article) => article.textContent), ownText);
  assert.ok(
    await page
      .locator("article p")
      .evaluateAll((all) => all.every((one) => one.childNodes.length === 1)),
  );
});

test("by finger: the palette comes as a sheet and leaves the handles alone", async () => {
  const touch = await signedIn(browser, stack, {
    viewport: narrow,
    hasTouch: true,
    isMobile: true,
  });
  await touch.page.goto(work.path);
  await touch.page.locator("article p").first().tap();
  await touch.page.evaluate(() => {
    const text = /** @type {Text} */ (document.querySelector("article p")?.firstChild);
    const at = text.data.indexOf("six towns");
    getSelection()?.setBaseAndExtent(text, at, text, at + 9);
  });
  await palette(touch.page).waitFor();
  assert.notEqual(await touch.page.evaluate(() => document.activeElement?.tagName), "INPUT");
  await palette(touch.page).getByRole("option").first().tap();
  await touch.page.getByRole("button", { name: "Done" }).tap();
  await saved(touch.page);
  assert.ok((await stored(touch.page, work)).some(({ quote }) => quote === "six towns"));
  assert.deepEqual(touch.complaints, []);
  await touch.context.close();
});

test("a reader sees everything and can change nothing", async () => {
  const own = await prepare(page);
  const [id] = await mark(page, own, [
    { quote: "six towns", taggings: [{ tag: "law", stance: null }] },
  ]);
  const reader = await memberAt(browser, stack, { page, work: own, role: "reader" });
  await reader.page.locator(`[data-id="${id}"] .passage`).click();
  assert.deepEqual(await reader.page.locator(".acts > *").allTextContents(), ["Copy quotation c", "Copy link"]);
  await reader.page.locator("article p").first().dblclick();
  for (const key of ["t", "s", "n", "a", "Delete", "v", "v"]) await reader.page.keyboard.press(key);
  await reader.page.waitForTimeout(600);
  assert.equal(await palette(reader.page).count(), 0);
  assert.equal(await reader.page.locator(".card").count(), 1);
  await reader.close();
});

test("an annotator marks, and changes only what is hers", async () => {
  const own = await prepare(page);
  const [id] = await mark(page, own, [
    { quote: "six towns", taggings: [{ tag: "law", stance: null }] },
  ]);
  const annotator = await memberAt(browser, stack, { page, work: own, role: "annotator" });
  await selectQuote(annotator.page, ownText, "one river");
  await annotator.page.keyboard.type("no such tag");
  assert.equal(
    await palette(annotator.page).getByRole("option").count(),
    0,
    "a new tag is not hers to make",
  );
  await palette(annotator.page).getByRole("combobox").fill("");
  await putTags(annotator.page, ["norms"]);
  await saved(annotator.page);
  assert.ok(await annotator.page.getByRole("button", { name: "Remove" }).isVisible());
  await annotator.page.locator(`[data-id="${id}"] .passage`).click();
  assert.equal(await annotator.page.getByRole("button", { name: "Remove" }).count(), 0);
  assert.match(
    (await annotator.page.locator(`[data-id="${id}"] .who`).textContent()) ?? "",
    /coded by/,
  );
  await annotator.close();
});

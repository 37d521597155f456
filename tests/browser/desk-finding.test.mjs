// @ts-check
// desk-finding.test.mjs: passages are looked for: by filters, by words in the text, and tagged
// all at once; quotations are taken along.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { startStack } from "../support/stack.mjs";
import { accessibleEverywhere, fits, launch, signedIn } from "./chromium.mjs";
import { assertQuotes, drawn, mark, memberAt, palette, prepare, saved, selectQuote, stored } from "./desk.mjs";

/** @typedef {import("./desk.mjs").Work} Work */

/** @type {import("./chromium.mjs").Browser} */ let browser;
/** @type {Awaited<ReturnType<typeof startStack>>} */ let stack;
/** @type {import("./chromium.mjs").Page} */ let page;
/** @type {import("playwright-core").BrowserContext} */ let context;
/** @type {string[]} */ let complaints;

before(async () => {
  stack = await startStack();
  browser = await launch();
  ({ page, context, complaints } = await signedIn(browser, stack, { viewport: { width: 1440, height: 900 } }));
});
after(async () => {
  assert.deepEqual(complaints.filter((words) => !words.includes("net::ERR_FAILED")), []); // the server was away
  await browser?.close();
  await stack?.stop();
});

const marks = [
  { quote: "six towns on one river", taggings: [{ tag: "trust", stance: null }], note: "Who they are." },
  { quote: "the law that binds States", taggings: [{ tag: "law-charter", stance: "affirms" }] },
  { quote: "before a hospital may be spared", taggings: [{ tag: "law-humanitarian", stance: "warns" }, { tag: "norm", stance: "affirms" }] },
  { quote: "name one number that is answered", taggings: [{ tag: "trust-contact", stance: "proposes" }] },
];

/** At the desk of a new statement. @param {Record<string, unknown>} [facts] @param {Parameters<typeof mark>[2]} [put] */
async function desk(facts, put = marks) {
  const work = await prepare(page, facts);
  const ids = await mark(page, work, put);
  await page.goto(work.path);
  await saved(page);
  return { work, ids };
}

const menu = (/** @type {string} */ name) => page.getByRole("group", { name: "Show highlights" }).getByRole("combobox", { name });
const cards = () => page.locator(".card .passage .quote").evaluateAll((all) => all.map((one) => one.textContent?.split("“")[1].slice(0, -1)));
const sentence = () => page.locator(".shown-line .shown");
const lanes = () => page.locator(".lane.dimmed").count();

describe("filters", () => {
  test("several together; a sentence says how many; the address keeps them; others are dimmed", async () => {
    const { work } = await desk();
    const offered = await menu("Tag").locator("option").allTextContents();
    assert.deepEqual(offered.map((words) => words.trim()), ["All tags", "International law (2)", "Charter of the United Nations (1)",
      "Humanitarian rules (1)", "Norms of conduct (1)", "Building confidence (2)", "Points of contact (1)"]);
    await menu("Tag").selectOption("law");
    assert.deepEqual(await cards(), [marks[1].quote, marks[2].quote]);
    assert.match(await sentence().textContent() ?? "", /^\s*2 of 4 shown/);
    assert.equal(await lanes(), 2);
    await menu("Stance").selectOption("affirms");
    assert.deepEqual(await cards(), [marks[1].quote], "of one tagging, not of two");
    assert.ok(page.url().endsWith("?tag=law&stance=affirms"), page.url());
    await page.reload();
    await saved(page);
    assert.deepEqual(await cards(), [marks[1].quote]);
    await page.getByRole("button", { name: "Show all" }).click();
    assert.equal((await cards()).length, 4);
    assert.ok(page.url().endsWith(work.path));
  });

  test("an empty result says what to leave out", async () => {
    await desk();
    await menu("Tag").selectOption("trust");
    await menu("Stance").selectOption("warns");
    assert.match(await sentence().textContent() ?? "", /^\s*None of 4 shown/);
    assert.equal(await page.locator(".cards > .nothing").count(), 0);
    await page.getByRole("button", { name: "Without “Warns” it would be 2" }).click();
    assert.equal((await cards()).length, 2);
  });

  test("by keyboard; arrows walk through what is shown", async () => {
    const { ids } = await desk();
    await page.locator("article").focus();
    await page.keyboard.press("f");
    assert.equal(await page.evaluate(() => document.activeElement?.getAttribute("aria-label")), "Tag");
    await menu("Tag").selectOption("trust");
    await page.keyboard.press("Escape");
    for (const id of [ids[0], ids[3]]) {
      await page.keyboard.press("ArrowDown");
      await page.locator(`.card.open[data-id="${id}"]`).waitFor();
    }
  });

  test("what is made, opened or linked to is not hidden", async () => {
    const { work, ids } = await desk();
    await menu("Tag").selectOption("law");
    await selectQuote(page, work.text, "bread is ordered");
    await page.keyboard.type("threats");
    await page.keyboard.press("Enter");
    await palette(page).waitFor({ state: "hidden" });
    await page.keyboard.press("Escape");
    await drawn(page);
    assert.ok((await cards()).includes("bread is ordered"));
    assert.match(await sentence().textContent() ?? "", /3 of 5 shown, 1 of them besides the filter/);
    await saved(page);
    await page.goto(`/p/${work.slug}/h/${ids[0]}?tag=law`);
    await page.locator(`.card.open[data-id="${ids[0]}"]`).waitFor();
    await page.keyboard.press("Escape");
    await drawn(page);
    assert.ok((await cards()).includes(marks[0].quote));
  });

  test("mine, and those of others", async () => {
    const { work } = await desk();
    const ana = await memberAt(browser, stack, { page, work, role: "annotator" });
    const group = ana.page.getByRole("group", { name: "Show highlights" });
    await group.getByRole("combobox", { name: "Coded by" }).selectOption({ index: 1 });
    assert.equal(await ana.page.locator(".card").count(), 4);
    await ana.page.goto(`${work.path}?by=mine`);
    await ana.page.locator(".save-words").waitFor();
    assert.equal(await ana.page.locator(".card").count(), 0);
    await ana.page.context().close();
  });

  test("what is not saved yet, while the server is away", async () => {
    const { work } = await desk();
    assert.equal(await menu("Saving").count(), 0);
    await context.route("**/api/**", (route) => route.abort());
    await selectQuote(page, work.text, "bread is ordered");
    await page.keyboard.type("threats");
    await page.keyboard.press("Enter");
    await page.locator(".save.strong").waitFor();
    await menu("Saving").selectOption("here");
    await page.keyboard.press("Escape");
    assert.deepEqual(await cards(), ["bread is ordered"]);
    await context.unroute("**/api/**");
    await page.getByRole("button", { name: "Try now" }).click();
    await saved(page);
  });

  test("on a narrow screen behind one button", async () => {
    await page.setViewportSize({ width: 390, height: 800 });
    await desk();
    assert.equal(await menu("Tag").count(), 0);
    await page.getByRole("button", { name: "Filter", exact: true }).click();
    const sheet = page.getByRole("dialog", { name: "Filter highlights" });
    await sheet.getByLabel("Tag").selectOption("law");
    assert.match(await sheet.getByRole("status").textContent() ?? "", /2 of 4 shown/);
    await fits(page, "the sheet");
    await sheet.getByRole("button", { name: "Done" }).click();
    await page.getByRole("button", { name: "2 of 4" }).click();
    await page.locator(".card.open", { hasText: "Charter" }).waitFor();
    await page.locator(".card-walk", { hasText: "1 of 2" }).waitFor();
    await page.setViewportSize({ width: 320, height: 800 });
    await fits(page, "at 320");
    await page.setViewportSize({ width: 1440, height: 900 });
  });
});

const field = () => page.getByRole("searchbox", { name: "Find in this text" });
const count = () => page.locator(".find-count");
/** @param {string} words @param {string} told */
async function find(words, told) {
  await page.locator("article").focus();
  await page.keyboard.press("/");
  await field().fill(words);
  await page.locator(".find-count", { hasText: told }).waitFor();
}
const painted = () => page.evaluate(() => ["found", "found-now"].map((name) =>
  [...(/** @type {any} */ (CSS).highlights.get(name) ?? [])].map(String)));

describe("words in the text", () => {
  test("are counted, stepped through and left at", async () => {
    await desk();
    await find("THE wíre", "1 of 1");
    await field().fill("wire");
    await page.locator(".find-count", { hasText: "3 of 3" }).waitFor(); // the next one from there
    await drawn(page);
    assert.deepEqual(await painted(), [["wire", "wire"], ["wire"]]);
    await page.keyboard.press("Enter");
    await page.locator(".find-count", { hasText: "1 of 3" }).waitFor();
    await page.keyboard.press("ArrowDown");
    await page.locator(".find-count", { hasText: "2 of 3" }).waitFor();
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("Shift+Enter");
    await page.locator(".find-count", { hasText: "3 of 3" }).waitFor();
    await page.getByLabel("Whole words").check();
    await page.locator(".find-count", { hasText: "of 2" }).waitFor();
    await page.keyboard.press("Escape");
    await page.locator(".find-line").waitFor({ state: "hidden" });
    assert.deepEqual(await painted(), [[], []]);
    await page.keyboard.press("v");
    await page.keyboard.press("v");
    await palette(page).waitFor();
    assert.match(await palette(page).textContent() ?? "", /1 word selected in paragraph [12]/);
    await page.keyboard.press("Escape");
  });

  test("what is not there is said so; the browser's own way is left alone", async () => {
    await desk();
    await find("nowhere", "Not found");
    assert.equal(await page.getByRole("button", { name: "Tag all …" }).count(), 0);
    await page.keyboard.press("Escape");
    const ours = await page.evaluate(() => {
      const press = new KeyboardEvent("keydown", { key: "f", ctrlKey: true, bubbles: true, cancelable: true });
      document.querySelector("article")?.dispatchEvent(press);
      return press.defaultPrevented;
    });
    assert.equal(ours, false);
    await find("wire", "of 3");
    await accessibleEverywhere(page, "finding words");
  });

  test("across a line break, and behind emoji", async () => {
    const text = "🕊🕊 We speak of due\ndiligence.\n\nDue\n\ndiligence is no 👩‍👩‍👧 matter.";
    await desk({ text }, []);
    await find("due diligence", "1 of 1");
    await field().fill("👩");
    await page.locator(".find-count", { hasText: "Not found" }).waitFor();
    await page.keyboard.press("Escape");
  });
});

const sheet = () => page.getByRole("dialog", { name: "Tag all that was found" });
/** @param {string} label */
async function chooseTag(label) {
  await sheet().getByRole("combobox", { name: "Tag" }).focus();
  await page.keyboard.type(label);
  await page.keyboard.press("Enter");
}
const quotesOf = (/** @type {any[]} */ rows, /** @type {string} */ tag) =>
  rows.filter(({ taggings }) => taggings.some((/** @type {any} */ one) => one.tag === tag)).map(({ quote }) => quote);

describe("all that was found", () => {
  test("is looked through, tagged, and taken back as one", async () => {
    const { work } = await desk({}, [{ quote: "binds them in the wires", taggings: [{ tag: "threat", stance: null }] }]);
    await find("wire", "1 of 3");
    await page.getByRole("button", { name: "Tag all …" }).click();
    await sheet().getByText("3 passages").waitFor();
    await chooseTag("threats");
    const boxes = () => sheet().getByRole("checkbox").evaluateAll((all) => all.map((box) => /** @type {HTMLInputElement} */ (box).checked));
    assert.deepEqual(await boxes(), [true, true, false]);
    await sheet().getByText("has it already").waitFor();
    await sheet().getByLabel("the sentence").check();
    await sheet().getByText("2 passages").waitFor();
    assert.deepEqual(await boxes(), [true, false]);
    await sheet().getByLabel("Stance").selectOption("warns");
    await sheet().getByRole("checkbox").nth(1).check();
    await sheet().getByRole("button", { name: "Put on 2 passages" }).click();
    await sheet().waitFor({ state: "detached" });
    await saved(page);
    const rows = await stored(page, work);
    assertQuotes(work.text, rows);
    assert.deepEqual(quotesOf(rows, "threat"), ["Our bridges are lit by wire, and our bread is ordered by wire.",
      "We hold that the law that binds States on land and at sea binds them in the wires too.", "binds them in the wires"]);
    assert.equal(rows[0].taggings[0].stance, "warns");
    await page.keyboard.press("Escape");
    await page.locator("article").focus();
    await page.keyboard.press("z");
    await page.locator(".removal", { hasText: "Undone on 2 passages" }).waitFor();
    assert.deepEqual(quotesOf(await stored(page, work), "threat"), ["binds them in the wires"]);
    assert.equal(await page.locator(".card").count(), 1);
    await page.keyboard.press("Shift+Z");
    await page.locator(".removal", { hasText: "Done again on 2 passages" }).waitFor();
    assert.equal((await stored(page, work)).length, 3);
    await page.reload();
    await saved(page);
    await page.locator("article").focus();
    await page.keyboard.press("z");
    await page.locator(".removal", { hasText: "Undone on 2 passages" }).waitFor();
    assert.equal((await stored(page, work)).length, 1);
  });

  test("a passage that is marked already gets the tag too; offline it is kept", async () => {
    const { work, ids } = await desk({}, [{ quote: "three things", taggings: [{ tag: "law", stance: null }], note: "Kept." }]);
    await find("three things", "1 of 1");
    await page.getByRole("button", { name: "Tag all …" }).click();
    await chooseTag("norms of conduct");
    await context.route("**/api/**", (route) => route.abort());
    await sheet().getByRole("button", { name: "Put on 1 passage" }).click();
    await page.locator(".save.strong").waitFor();
    await context.unroute("**/api/**");
    await page.getByRole("button", { name: "Try now" }).click();
    await saved(page);
    const [row] = await stored(page, work);
    assert.deepEqual([row.id, row.note, row.taggings.map((/** @type {any} */ { tag }) => tag)], [ids[0], "Kept.", ["law", "norm"]]);
  });

  test("the sheet is for everybody", async () => {
    await desk();
    await find("wire", "of 3");
    await page.getByRole("button", { name: "Tag all …" }).click();
    await sheet().getByText("3 passages").waitFor();
    await accessibleEverywhere(page, "tagging all that was found");
    await page.keyboard.press("Escape");
  });

  test("a reader finds, and tags nothing", async () => {
    const { work } = await desk();
    const ana = await memberAt(browser, stack, { page, work, role: "reader" });
    await ana.page.locator("article").focus();
    await ana.page.keyboard.press("/");
    await ana.page.keyboard.type("wire");
    await ana.page.locator(".find-count", { hasText: "1 of 3" }).waitFor();
    assert.equal(await ana.page.locator(".find-code").count(), 0);
    await ana.page.context().close();
  });
});

test("a link to a highlight that was removed leads to where it was, and says so", async () => {
  const { work, ids } = await desk();
  const status = await page.evaluate(async (path) => {
    const { csrf } = JSON.parse(document.getElementById("state")?.textContent ?? "{}");
    return (await fetch(path, { method: "DELETE", headers: { "X-CSRF-Token": csrf, "If-Match": '"1"' } })).status;
  }, `/api/projects/${work.slug}/highlights/${ids[1]}`);
  assert.equal(status, 204);
  await page.goto(`/p/${work.slug}/h/${ids[1]}`);
  await page.locator(".removal", { hasText: "no longer in this text" }).waitFor();
  assert.equal(await page.locator(".card").count(), 3);
});

const facts = { forum: "River Assembly", date: "2026-03", speaker: "Ms Ada Quay", delegation: "The League", symbol: "R/2", source_url: "https://league.example/1" };

describe("a quotation", () => {
  before(() => context.grantPermissions(["clipboard-read", "clipboard-write"]));
  const clip = () => page.evaluate(async () => {
    const [item] = await navigator.clipboard.read();
    const read = async (/** @type {string} */ type) => (await item.getType(type)).text();
    return { text: await read("text/plain"), html: await read("text/html") };
  });
  const told = () => page.locator(".removal", { hasText: "Quotation copied" }).waitFor();

  test("of a highlight, by its button and by key, as text and as markup", async () => {
    const { work, ids } = await desk(facts);
    await page.locator(`.card[data-id="${ids[1]}"] .passage`).click();
    await page.getByRole("button", { name: "Copy quotation" }).click();
    await told();
    const { text, html } = await clip();
    const link = `${stack.origin}/p/${work.slug}/h/${ids[1]}`;
    assert.equal(text.replaceAll("\r\n", "\n"), `“the law that binds States” (Ms Ada Quay, for The League, Six towns on one river, River Assembly, March 2026, R/2, ¶ 2)\nhttps://league.example/1\n${link}`);
    assert.ok(html.includes(`<a href="${link}">`) && html.includes("<cite>Six towns on one river</cite>"), html);
    await page.evaluate(() => navigator.clipboard.writeText(""));
    await page.locator("article").focus();
    await page.keyboard.press("c");
    await page.waitForFunction(async () => (await navigator.clipboard.readText()).includes("for The League"));
  });

  test("of words that nobody marked, from the palette and by keyboard", async () => {
    const { work } = await desk(facts);
    await selectQuote(page, work.text, "three things");
    await palette(page).getByRole("button", { name: "Copy quotation" }).click();
    await told();
    const link = `${stack.origin}${work.path}`;
    assert.match((await clip()).text, /^“three things” \(Ms Ada Quay/);
    assert.ok((await clip()).text.endsWith(link));
    await page.keyboard.press("Escape");
    await page.evaluate(() => navigator.clipboard.writeText(""));
    await page.locator("article").focus();
    for (const key of ["v", "w", "c"]) await page.keyboard.press(key);
    await page.waitForFunction(async () => (await navigator.clipboard.readText()).startsWith("“"));
    await page.keyboard.press("Escape");
  });

  test("where the browser gives no clipboard, the old way does it", async () => {
    const { ids } = await desk(facts);
    await page.evaluate(() => Object.defineProperty(navigator.clipboard, "write", { value: () => Promise.reject(new Error("no")) }));
    await page.evaluate(() => Object.defineProperty(navigator.clipboard, "writeText", { value: () => Promise.reject(new Error("no")) }));
    await page.locator(`.card[data-id="${ids[3]}"] .passage`).click();
    await page.keyboard.press("c");
    await told();
    const { text, html } = await clip();
    assert.ok(text.includes("name one number") && html.includes("<cite>"));
  });
});

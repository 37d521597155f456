// @ts-check
// desk-coverage.test.mjs: what is coded, left and to be read: shown as it changes, said by keys,
// by mouse and by touch, kept while the server is away, and a way to each paragraph.
import assert from "node:assert/strict";
import { after, before, beforeEach, afterEach, test } from "node:test";
import { startStack } from "../support/stack.mjs";
import { accessibleEverywhere, api, fits, launch, renewed, signedIn } from "./chromium.mjs";
import { drawn, memberAt, ownText, palette, prepare, putTags, saved, selectQuote } from "./desk.mjs";

/** @type {import("./chromium.mjs").Browser} */ let browser;
/** @type {Awaited<ReturnType<typeof startStack>>} */ let stack;
/** @type {import("./chromium.mjs").Page} */ let page;
/** @type {import("playwright-core").BrowserContext} */ let context;
/** @type {import("./desk.mjs").Work} */ let work;
/** @type {string[]} */ let complaints;
/** @type {Map<unknown, Promise<import("./chromium.mjs").Entered>>} by its options */ const entered = new Map();

const wide = { viewport: { width: 1440, height: 900 } };
const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

before(async () => {
  stack = await startStack();
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await stack?.stop();
});
beforeEach(() => enter(wide));
afterEach(() => assert.deepEqual(complaints, []));

/** @param {import("playwright-core").BrowserContextOptions} options @param {Record<string, unknown>} [statement] */
async function enter(options, statement) {
  if (!entered.has(options)) entered.set(options, signedIn(browser, stack, options));
  const given = await /** @type {Promise<import("./chromium.mjs").Entered>} */ (entered.get(options));
  ({ page, context, complaints } = await renewed(given, stack));
  work = await prepare(page, statement);
  page.removeAllListeners("dialog");
  page.on("dialog", (dialog) => dialog.accept()); // «Leave the page?»
  await page.goto(work.path);
  await saved(page);
}

/** One letter a paragraph: coded, left, open. */
const cells = async () => {
  await drawn(page);
  return (await page.locator(".cell").evaluateAll((all) =>
    all.map(({ classList }) => ["coded", "left", "open"].find((one) => classList.contains(one))?.[0]))).join("");
};

/** The numbers of those that the server has as left. */
const left = async () => {
  const { data } = await api(page, "GET", `/api/projects/${work.slug}/statements/${work.id}`);
  const lines = data.text.split("\n").filter((/** @type {string} */ line) => line.trim());
  return data.left_uncoded.map((/** @type {any} */ { start, end }) =>
    lines.indexOf([...data.text].slice(start, end).join("")) + 1);
};

const kinds = async () => (await api(page, "GET", `/api/projects/${work.slug}/actions?limit=50`)).data.items
  .map((/** @type {any} */ { kind }) => kind);

/** The number of the paragraph that has the focus. */
const focused = () => page.evaluate(() => /** @type {HTMLElement} */ (document.activeElement).dataset.n ?? "");

const told = () => page.locator("#said").textContent();
const coverage = () => page.locator("#coverage");

test("by keyboard: to the next to be read, left uncoded, and back by undo", async () => {
  assert.equal(await cells(), "oooo");
  await page.keyboard.press("r");
  assert.equal(await focused(), "1");
  assert.equal(await told(), "Paragraph 1: to read");
  await page.keyboard.press("r");
  await page.keyboard.press("u");
  assert.equal(await told(), "Paragraph 2 is left uncoded on purpose");
  assert.equal(await cells(), "oloo");
  await saved(page);
  assert.deepEqual(await left(), [2]);
  await coverage().getByText("1 left uncoded on purpose, 3 to read").waitFor();
  await page.keyboard.press("r");
  assert.equal(await focused(), "3");
  await page.keyboard.press("R");
  assert.equal(await focused(), "1", "what was left is passed over");
  await page.keyboard.press("R");
  assert.equal(await focused(), "4", "before the first comes the last");

  await page.keyboard.press("z");
  await page.locator(".removal:visible", { hasText: "Undone: paragraph 2" }).waitFor();
  assert.equal(await cells(), "oooo");
  assert.equal(await focused(), "2");
  assert.deepEqual(await left(), []);
  await page.keyboard.press("Z");
  await page.locator(".removal:visible", { hasText: "Done again: paragraph 2" }).waitFor();
  assert.deepEqual(await left(), [2]);
  await page.keyboard.press("u");
  await saved(page);
  assert.deepEqual(await left(), []);
  assert.deepEqual((await kinds()).slice(0, 4), ["paragraph_return", "undo", "undo", "paragraph_leave"]);
});

test("reading and marking go on by keyboard from where one has gone", async () => {
  await page.keyboard.press("g");
  await page.keyboard.type("3");
  await page.keyboard.press("Enter");
  assert.equal(await focused(), "3");
  assert.equal(await page.locator("#go-to").count(), 0);
  await page.keyboard.press("Escape");
  assert.equal(await coverage().locator(".here").count(), 0, "let go of");
  await page.keyboard.press("j");
  assert.equal(await told(), "The League asks three things.");
  await page.keyboard.press("v");
  await page.keyboard.press("v");
  await putTags(page, ["inter"]);
  await saved(page);
  assert.equal(await cells(), "ooco");
  await page.keyboard.press("u");
  await page.locator(".removal:visible", { hasText: "Paragraph 3 is coded." }).waitFor();
  assert.deepEqual(await left(), []);
});

test("a number that there is not; Esc gives the question up", async () => {
  await page.getByRole("button", { name: "Go to" }).click();
  await page.keyboard.type("9");
  await page.keyboard.press("Enter");
  await coverage().getByText("There are 4 paragraphs.").waitFor();
  assert.equal(await page.locator("#go-to").getAttribute("aria-invalid"), "true");
  await page.keyboard.press("Escape");
  assert.equal(await page.locator("#go-to").count(), 0);
  await page.keyboard.press("g");
  await page.keyboard.press("u");
  assert.equal(await cells(), "oooo", "a letter in the field is no key");
});

test("live with the highlights; when nothing is left to be read it may be set to done", async () => {
  await selectQuote(page, ownText, "six towns on one river");
  await putTags(page, ["inter"]);
  assert.equal(await cells(), "cooo");
  await selectQuote(page, ownText, "It has kept");
  await putTags(page, ["norm"]);
  assert.equal(await cells(), "cooc");
  const offer = page.getByRole("button", { name: "Set to done" });
  for (const n of [2, 3]) {
    assert.equal(await offer.count(), 0);
    await page.getByRole("button", { name: `Paragraph ${n}: to read` }).click();
    await page.keyboard.press("u");
  }
  assert.equal(await cells(), "cllc");
  await coverage().getByText("2 coded, 2 left uncoded on purpose").waitFor();
  await saved(page);
  await page.keyboard.press("r");
  await page.locator(".removal:visible", { hasText: "Every paragraph is coded or left." }).waitFor();
  assert.equal(await page.locator("#coding").inputValue(), "in progress", "it is the analyst's word");
  await offer.click();
  await page.locator(".coding [role=status]", { hasText: "Done" }).waitFor();
  assert.equal(await page.locator("#coding").inputValue(), "done");
  await offer.waitFor({ state: "detached" });
  await page.reload();
  assert.equal(await cells(), "cllc");
});

test("by mouse: a cell leads there, and what is clicked in the text can be left", async () => {
  await page.getByRole("button", { name: "Paragraph 4: to read" }).click();
  assert.equal(await focused(), "4");
  const button = coverage().getByRole("button", { name: "Leave uncoded" });
  await coverage().getByText("Paragraph 4, to read").waitFor();
  await page.locator("article p[data-n='2']").click({ position: { x: 200, y: 20 } });
  await coverage().getByText("Paragraph 2, to read").waitFor();
  await button.click();
  assert.equal(await cells(), "oloo");
  await coverage().getByRole("button", { name: "Back to be read" }).click();
  assert.equal(await cells(), "oooo");

  const { x = 0, y = 0 } = (await page.locator("article p[data-n='3']").boundingBox()) ?? {};
  await page.mouse.click(x - 20, y + 18);
  await palette(page).waitFor();
  await coverage().getByText("Paragraph 3, to read").waitFor();
  await button.click();
  assert.equal(await cells(), "oolo", "the one whose number was pressed");
  assert.equal(await palette(page).isVisible(), false);
  await saved(page);
  assert.deepEqual(await left(), [3]);
});

test("the cells are one stop of the keyboard; arrows go from one to another", async () => {
  const stops = await page.locator(".cell").evaluateAll((all) => all.map((cell) => cell.getAttribute("tabindex")).join());
  assert.equal(stops, "0,-1,-1,-1");
  await page.locator(".cell").first().focus();
  for (const key of ["ArrowRight", "End", "ArrowLeft"]) await page.keyboard.press(key);
  await page.keyboard.press("Enter");
  assert.equal(await focused(), "3");
});

test("said while the server is away, over a reload: each arrives once, in the end as last wished", async () => {
  let writes = 0;
  await context.route(/left_uncoded/, (route) => route.abort());
  for (const n of ["1", "2", "3"]) {
    await page.keyboard.press("g");
    await page.keyboard.type(n);
    await page.keyboard.press("Enter");
    await page.keyboard.press("u");
  }
  await page.locator(".save-words", { hasText: "3 kept here, offline" }).waitFor();
  await page.keyboard.press("z");
  assert.equal(await cells(), "lloo");
  await page.keyboard.press("Z");
  assert.equal(await cells(), "lllo");
  await page.reload();
  complaints.length = 0;
  await page.locator(".save-words", { hasText: "3 kept here, offline" }).waitFor();
  assert.equal(await cells(), "lllo");
  await page.keyboard.press("r");
  await page.keyboard.press("r");
  assert.equal(await focused(), "4");
  await page.getByRole("button", { name: "Paragraph 2: left" }).click();
  await page.keyboard.press("u");
  assert.equal(await cells(), "lolo");
  await context.unroute(/left_uncoded/);
  page.on("request", (request) => { if (request.method() === "PUT") writes++; });
  await page.getByRole("button", { name: "Try now" }).click();
  await saved(page);
  assert.deepEqual(await left(), [1, 3]);
  assert.equal(writes, 2);
  assert.deepEqual((await kinds()).filter((/** @type {string} */ kind) => kind.startsWith("paragraph")),
    ["paragraph_leave", "paragraph_leave"]);
  complaints.length = 0; // requests that could not go out
});

test("two tabs are one desk: what is left in one is left in the other", async () => {
  const second = await context.newPage();
  await second.goto(work.path);
  await saved(second);
  await page.bringToFront();
  await page.keyboard.press("r");
  await page.keyboard.press("u");
  await saved(page);
  await second.locator(".cell.left").waitFor();
  await second.bringToFront();
  await second.keyboard.press("g");
  await second.keyboard.type("2");
  await second.keyboard.press("Enter");
  await second.keyboard.press("u");
  await saved(second);
  assert.equal(await cells(), "lloo");
  assert.deepEqual(await left(), [1, 2]);
});

test("a reader sees it and says nothing", async () => {
  await page.keyboard.press("r");
  await page.keyboard.press("u");
  await saved(page);
  const reader = await memberAt(browser, stack, { page, work, role: "reader" });
  await reader.page.locator(".cell.left").waitFor();
  await reader.page.keyboard.press("r");
  await reader.page.locator("#coverage").getByText("Paragraph 2, to read").waitFor();
  assert.equal(await reader.page.getByRole("button", { name: "Leave uncoded" }).count(), 0);
  await reader.page.keyboard.press("u");
  assert.equal(await reader.page.locator(".cell.left").count(), 1);
  await reader.page.context().close();
});

test("over sixty paragraphs it is one bar, which leads there as well", async () => {
  const text = Array.from({ length: 80 }, (_, i) => `Paragraph number ${i + 1} of many.`).join("\n\n");
  await enter(wide, { text });
  await page.locator(".strip").waitFor();
  assert.equal(await page.locator(".cell").count(), 0);
  await page.keyboard.press("u");
  await page.keyboard.press("u");
  await coverage().getByText("1 left uncoded on purpose, 79 to read").waitFor();
  const { x = 0, y = 0, width = 0, height = 0 } = (await page.locator(".strip").boundingBox()) ?? {};
  await page.mouse.click(x + width / 2, y + height / 2);
  assert.equal(await focused(), "41");
  await page.getByRole("button", { name: "Previous to read" }).click();
  assert.equal(await focused(), "40");
  const { top, bottom } = await page.locator("article p[data-n='40']").evaluate((node) => node.getBoundingClientRect());
  assert.ok(top > 104 && bottom < 900, `in sight: ${top} to ${bottom}`);
  await accessibleEverywhere(page, "a bar of coverage");
});

test("on a phone it folds; a tap in the text asks about its paragraph, within a thumb's reach", async () => {
  await enter(phone);
  assert.equal(await page.locator(".cell").first().isVisible(), false);
  await coverage().getByText("4 to read").tap();
  await page.locator(".cell").nth(3).tap();
  assert.equal(await focused(), "4");
  const leave = coverage().getByRole("button", { name: "Leave uncoded" });
  for (const thing of [leave, coverage().getByRole("button", { name: "Close" }), page.locator(".cell").first()]) {
    const { width = 0, height = 0 } = (await thing.boundingBox()) ?? {};
    assert.ok(width >= 44 && height >= 44, `${await thing.innerText()}: ${width} × ${height}`);
  }
  await leave.tap();
  assert.equal(await cells(), "oool");
  await coverage().locator(".here").getByRole("button", { name: "Next to read" }).tap();
  assert.equal(await focused(), "1");
  await fits(page, "coverage on a phone");
  await accessibleEverywhere(page, "coverage on a phone");
  await coverage().getByRole("button", { name: "Close" }).tap();
  assert.equal(await coverage().locator(".here").count(), 0);
  await saved(page);
  assert.deepEqual(await left(), [4]);

  await page.setViewportSize({ width: 360, height: 740 });
  for (const language of ["fr", "vi"]) { // their words are longer
    await context.setExtraHTTPHeaders({ "Accept-Language": language });
    await page.reload();
    for (const n of ["4", "1"]) {
      await page.locator(`article p[data-n="${n}"]`).tap();
      await page.locator(".here .button").waitFor();
      await fits(page, `coverage in ${language}, paragraph ${n}`);
    }
  }
});

test("beside the text it stays in sight while that scrolls, however much is known", async () => {
  const facts = { forum: "A forum", meeting: "A meeting", agenda_item: "5", symbol: "A/1", publisher: "Somebody",
    place: "Geneva", date: "2020", kind: "summary", licence: "public domain", speaker: "Ms Envoy", delegation: "Norvane",
    on_behalf_of: "A Group", source_url: "https://example.org/", accessed_on: "2021" };
  await enter(wide, { ...facts, text: `${ownText}\n`.repeat(6) });
  for (const by of [0, 2000]) {
    await page.evaluate((top) => scrollTo({ top, behavior: "instant" }), by);
    const { top, bottom } = await page.locator(".cells").evaluate((node) => node.getBoundingClientRect());
    assert.ok(top > 104 && bottom < 900, `${by}: ${top} to ${bottom}`);
  }
  await accessibleEverywhere(page, "coverage beside the text");
});

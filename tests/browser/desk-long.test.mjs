// @ts-check
// desk-long.test.mjs: a long statement with thousands of highlights: only what is near the
// window is on the page, and that is right wherever one goes; all of it counts, is walked
// through, and is printed.  The same where passages are painted by <mark>.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { longStatement, putAll } from "../bench/long.mjs";
import { startStack } from "../support/stack.mjs";
import { accessible, launch, signedIn } from "./chromium.mjs";
import { assertQuotes, drawn, prepare, putTags, ready, saved, selectQuote, stored, withoutHighlights } from "./desk.mjs";

const count = 2500;
const tags = ["law", "law-charter", "norm", "threat", "trust-contact"];
const { text, marks } = longStatement({
  bytes: 260_000, highlights: count, tags, stances: ["affirms", "opposes", "warns", null],
});

/** @type {import("./chromium.mjs").Browser} */ let browser;
/** @type {Awaited<ReturnType<typeof startStack>>} */ let stack;
/** @type {import("./chromium.mjs").Page} */ let page;
/** @type {string[]} */ let complaints;
/** @type {import("./desk.mjs").Work} */ let work;

before(async () => {
  stack = await startStack();
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await stack?.stop();
});

/** What stands beside and upon the text, once nothing more comes. */
async function settled() {
  const shown = () => page.evaluate(() => document.querySelectorAll(".card, .lane, article mark").length);
  for (let before = -1, now = await shown(); before !== now; now = await shown()) {
    before = now;
    for (let frame = 0; frame < 6; frame++) await drawn(page);
  }
}

/** @param {number} share of the whole height */
async function scrollTo(share) {
  await page.evaluate((share) => scrollBy({
    top: share * (document.documentElement.scrollHeight - innerHeight) - scrollY, behavior: "instant",
  }), share);
  await settled();
}

/** The first and last position of the text, in UTF-16, of paragraphs that are wholly in the window. */
const inWindow = () => page.evaluate(() => {
  let [at, from, to] = [0, -1, -1];
  for (const paragraph of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("article p"))) {
    const near = paragraph.checkVisibility({ contentVisibilityAuto: true });
    const { top, bottom } = near ? paragraph.getBoundingClientRect() : { top: -1, bottom: -1 };
    const length = paragraph.textContent?.length ?? 0;
    if (near && top >= 100 && bottom <= innerHeight) [from, to] = [from < 0 ? at : from, at + length];
    at += length;
  }
  return { from, to };
});

/** What is painted as passages: the words, whichever way. */
const paintedWords = () => page.evaluate(() => {
  const inMarks = [...document.querySelectorAll("article mark")].map((mark) => mark.textContent ?? "");
  const inRanges = [...CSS.highlights ?? []].flatMap(([name, all]) =>
    (name.startsWith("mark-") ? [...all].map((range) => `${range}`) : []));
  return [...inMarks, ...inRanges];
});

/** @param {string} selector @param {string} key */
const idsIn = (selector, key) => page.locator(selector).evaluateAll(
  (all, key) => all.flatMap((one) => /** @type {HTMLElement} */ (one).dataset[key]?.split(" ") ?? []), key);

/** What should be seen is on the page, and not much more. */
async function assertRight() {
  const { from, to } = await inWindow();
  assert.ok(from >= 0, "a paragraph is in the window");
  const [start, end] = [[...text.slice(0, from)].length, [...text.slice(0, to)].length];
  const wanted = marks.filter((mark) => mark.start >= start && mark.start < end);
  const [cards, lanes] = [await idsIn(".card", "id"), await idsIn(".lane", "ids")];
  const words = (await paintedWords()).join("\n");
  for (const { id, quote } of wanted) {
    assert.ok(cards.includes(id), `a card for ${quote}`);
    assert.ok(lanes.includes(id), `a lane for ${quote}`);
    if (quote.length < 40 && !quote.includes("\n")) assert.ok(words.includes(quote.split(" ")[0]), `painted: ${quote}`);
  }
  const sorted = marks.map(({ id }) => id);
  assert.deepEqual(cards, [...cards].sort((a, b) => sorted.indexOf(a) - sorted.indexOf(b)), "in reading order");
  const ranks = await page.locator(".card").evaluateAll((all) => all.map((card) => card.getAttribute("aria-posinset")));
  assert.deepEqual(ranks, cards.map((id) => String(sorted.indexOf(id) + 1)));
  assert.ok(cards.length < 300 && lanes.length < 300, `${cards.length} cards, ${lanes.length} lanes`);
}

for (const bare of [false, true]) {
  describe(bare ? "long, painted by <mark>" : "long, painted by highlights", () => {
    before(async () => {
      ({ page, complaints } = await signedIn(browser, stack, { viewport: { width: 1440, height: 900 } }));
      work = await prepare(page, { text });
      await putAll(stack, work, marks);
      if (bare) await withoutHighlights(page);
      await page.goto(work.path);
      await ready(page);
      await settled();
    });
    after(async () => {
      assert.deepEqual(complaints, []);
      await page.context().close();
    });

    test("wherever one jumps, the right passages, lanes and cards are there, and few others", async () => {
      assert.equal(await page.evaluate(() => "highlights" in CSS), !bare);
      for (const share of [0, 0.5, 0.51, 1, 0.2]) {
        await scrollTo(share);
        await assertRight();
      }
      assert.equal(await page.locator(".card").first().getAttribute("aria-setsize"), String(count));
    });

    test("the text on the page is the text", async () => {
      assert.equal(await page.locator("article").evaluate((article) => article.textContent), text);
    });

    test("walking goes to the next one wherever the window is; the card in focus stays", async () => {
      const at = 1200;
      await page.goto(`/p/${work.slug}/h/${marks[at].id}`);
      await page.locator(`[data-id="${marks[at].id}"].open`).waitFor();
      await scrollTo(0.9);
      assert.equal(await page.evaluate(() => document.activeElement?.closest("li")?.dataset.id), marks[at].id);
      for (const next of [at + 1, at + 2, at + 1]) {
        await page.keyboard.press(next === at + 1 && (await idsIn(".card.open", "id"))[0] === marks[at + 2].id ? "ArrowUp" : "ArrowDown");
        await page.locator(`[data-id="${marks[next].id}"].open`).waitFor();
        assert.equal(await page.evaluate(() => document.activeElement?.closest("li")?.dataset.id), marks[next].id);
      }
      await settled();
      await assertRight();
    });

    test("where the list of cards breaks off, the keyboard goes on", async () => {
      await scrollTo(0.3);
      for (const [at, step] of /** @type {const} */ ([[1, 1], [0, -1]])) {
        const held = await page.locator(".card.open").getAttribute("data-id");
        const near = (await idsIn(".card", "id")).filter((id) => id !== held);
        const edge = marks.findIndex(({ id }) => id === near[at * (near.length - 1)]);
        await page.locator(".beyond button").nth(at).focus();
        await page.keyboard.press("Enter");
        assert.equal(await page.evaluate(() => document.activeElement?.closest("li")?.dataset.id), marks[edge + step].id);
        await settled();
        await assertRight();
      }
      await page.keyboard.press("ArrowDown");
    });

    test("what is done far away is kept", async () => {
      const gone = await page.locator(".card.open").getAttribute("data-id");
      await page.keyboard.press("Delete");
      await scrollTo(1);
      const quote = text.trimEnd().slice(text.trimEnd().lastIndexOf("\n") + 1).split(" ").slice(0, 3).join(" ");
      await selectQuote(page, text, quote);
      await putTags(page, ["norms"]);
      await scrollTo(0);
      await saved(page);
      const highlights = await stored(page, work);
      assert.equal(highlights.length, count);
      assert.ok(!highlights.some(({ id }) => id === gone));
      assert.ok(highlights.some((row) => row.quote === quote && !marks.some(({ id }) => id === row.id)));
      assertQuotes(text, highlights);
    });

    if (!bare) test("axe finds nothing", () => accessible(page, "a long statement"));

    test("on paper stand all of them; then the page is as before", async () => {
      await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
      assert.equal(await page.locator(".card").count(), count);
      const numbers = await page.locator("article .number").allTextContents();
      assert.equal(new Set(numbers).size, count);
      await page.evaluate(() => dispatchEvent(new Event("afterprint")));
      await settled();
      assert.ok((await page.locator(".card").count()) < 300);
      assert.equal(await page.locator("article").evaluate((article) => article.textContent), text);
    });
  });
}

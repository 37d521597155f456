// @ts-check
// desk-text.test.mjs: the text on the page is the text, to the letter, in every script; and
// what people write is only ever text.
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { startStack } from "../support/stack.mjs";
import { api, launch, signedIn } from "./chromium.mjs";
import {
  assertQuotes,
  drawn,
  mark,
  palette,
  prepare,
  putTags,
  saved,
  selectQuote,
  stored,
} from "./desk.mjs";

const naughty = new URL("../../../shared/data/unicode/blns/blns.json", import.meta.url);

/** @type {import("./chromium.mjs").Browser} */ let browser;
/** @type {Awaited<ReturnType<typeof startStack>>} */ let stack;
/** @type {import("./chromium.mjs").Page} */ let page;
/** @type {import("playwright-core").BrowserContext} */ let context;
/** @type {string[]} */ let complaints;

before(async () => {
  stack = await startStack();
  browser = await launch();
  ({ page, context, complaints } = await signedIn(browser, stack, {
    viewport: { width: 1440, height: 900 },
  }));
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
});
after(async () => {
  assert.deepEqual(complaints, []);
  await browser?.close();
  await stack?.stop();
});

const scripts = `Ferry 🛥️ and family 👩‍👩‍👧‍👦 sail under 🇪🇪 and 🇻🇳.

\t  Cafe\u0301 na\u0308ive, n\u0303 and 👍🏽  twice.
   
网络空间适用国际法。医院不得攻击。
サイバー空間に国際法は適用される。
نؤكد أن القانون الدولي (international law) ينطبق على الفضاء الإلكتروني.
शान्ति और विश्वास।  The end\u2028of 𝔗𝔥𝔢 end.

`;

/**
 * Selected by script, as a screen reader or a finger's handles do it.
 * @param {number} from UTF-16 @param {number} to
 */
const selectUnits = (from, to) =>
  page.evaluate(
    ([from, to]) => {
      const walker = document.createTreeWalker(
        /** @type {Node} */ (document.querySelector("article")),
        NodeFilter.SHOW_TEXT,
      );
      /** @type {[Node, number][]} */
      const ends = [];
      let passed = 0;
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const { length } = /** @type {Text} */ (node).data;
        for (const unit of [from, to])
          if (unit >= passed && unit < passed + length) ends.push([node, unit - passed]);
        passed += length;
      }
      getSelection()?.setBaseAndExtent(...ends[0], ...ends[1]);
    },
    [from, to],
  );

test("the article's text is the statement's text", async () => {
  for (const text of [
    scripts,
    "one line",
    "\n\n\nlate\n\n",
    "  \n",
    `${"x ".repeat(50_000)}\n\nend`,
  ]) {
    const work = await prepare(page, { text });
    await page.goto(work.path);
    await page.locator(".save-words").waitFor();
    assert.equal(await page.locator("article").evaluate((article) => article.textContent), text);
  }
});

test("lines without words are not seen, and not numbered", async () => {
  const work = await prepare(page, { text: scripts });
  await page.goto(work.path);
  const seen = page.locator("article p:visible");
  assert.deepEqual(await seen.evaluateAll((all) => all.map((one) => one.getAttribute("data-n"))), [
    "1",
    "2",
    "3",
    "4",
    "5",
    "6",
  ]);
});

test("what is copied is the text", async () => {
  const work = await prepare(page, { text: scripts });
  await page.goto(work.path);
  await page.locator("article").evaluate((article) => getSelection()?.selectAllChildren(article));
  const clipboard = () => page.evaluate(() => navigator.clipboard.readText());
  await page.keyboard.press("Control+c");
  assert.equal(await clipboard(), scripts);
  const quote = "👍🏽  twice.\n   \n网络空间";
  await selectQuote(page, scripts, quote);
  await page.keyboard.press("Control+c");
  assert.equal(await clipboard(), quote, "with the focus in the palette, too");
});

/** @type {{name: string, from: string, to: string, quote: string}[]} from: cut before its second unit */
const cuts = [
  { name: "half a family", from: "👩‍👩", to: "👧", quote: "👩‍👩‍👧‍👦" },
  { name: "half a flag", from: "🇪", to: " and 🇻", quote: "🇪🇪 and 🇻🇳" },
  { name: "without its accent", from: "afe", to: "\u0301 na\u0308", quote: "fe\u0301 na\u0308" },
  { name: "a skin colour", from: "👍", to: "  twi", quote: "👍🏽  tw" },
  { name: "beyond the BMP", from: "𝔗", to: "𝔢", quote: "𝔗𝔥𝔢" },
  { name: "Devanagari", from: "शा", to: "श्", quote: "शान्ति और विश्वा" },
];

test("a selection is widened to whole graphemes, and stored so", async () => {
  const work = await prepare(page, { text: scripts });
  await page.goto(work.path);
  for (const { name, from, to, quote } of cuts) {
    const start = scripts.indexOf(from) + 1;
    await selectUnits(start, scripts.indexOf(to, start) + to.length - 1);
    await putTags(page, ["inter"]);
    await saved(page);
    const quotes = (await stored(page, work)).map((/** @type {any} */ one) => one.quote);
    assert.ok(quotes.includes(quote), `${name}: ${JSON.stringify(quotes)}`);
  }
  assertQuotes(scripts, await stored(page, work));
});

test("by mouse in Chinese, Japanese, Arabic, and across scripts", async () => {
  const work = await prepare(page, { text: scripts });
  await page.goto(work.path);
  const quotes = ["适用国际法", "国際法は適用", "القانون الدولي", "攻击。\nサイバー", "🇪🇪 and 🇻🇳"];
  for (const quote of quotes) {
    await selectQuote(page, scripts, quote);
    await putTags(page, ["norms"]);
  }
  await saved(page);
  const highlights = await stored(page, work);
  assert.deepEqual(highlights.map(({ quote }) => quote).sort(), quotes.sort());
  assertQuotes(scripts, highlights);
});

test("an Arabic statement is laid out from the right, its margin on the left", async () => {
  const text = "نؤكد أن القانون الدولي ينطبق على الفضاء الإلكتروني.\nونقترح صندوقا دائما.";
  const work = await prepare(page, { text, language: "ar" });
  await mark(page, work, [{ quote: "القانون الدولي", taggings: [{ tag: "law", stance: null }] }]);
  await page.goto(work.path);
  const [article, card] = [
    await page.locator("article p").first().boundingBox(),
    await page.locator(".card").boundingBox(),
  ];
  assert.ok(article && card && card.x + card.width < article.x);
});

test("hostile strings as title, tag, note and actor are shown exactly, and do nothing", async () => {
  const own = [
    "<img src=x onerror=alert(1)>",
    "</script><script>alert(1)</script>",
    "{{state}} ${alert(1)} `x`",
    "javascript:alert(1)",
    "\u202eright to left override",
    "&lt;b&gt; &amp;",
    "' OR 1=1; --",
    "%s%n%d",
    "\ud83d\ude00\u0301",
    "]]><!--",
    "\ufeffBOM",
  ];
  const listed = existsSync(naughty) ? JSON.parse(readFileSync(naughty, "utf8")) : [];
  const strings = [...own, ...listed].filter(
    (one) => one.trim() && one.isWellFormed() && !one.includes("\0"),
  );
  const text = strings.map((_, i) => `Sentence ${i} stands here.`).join("\n");
  const work = await prepare(page, { text, title: own[1] });
  const { status } = await api(page, "POST", `/api/projects/${work.slug}/tags`, {
    key: "hostile",
    label: own[0],
    definition: own[1],
  });
  assert.equal(status, 201);
  await mark(
    page,
    work,
    strings.map((note, i) => ({
      quote: `Sentence ${i} stands`,
      note,
      taggings: [{ tag: "hostile", stance: null }],
    })),
  );
  await page.goto(work.path);
  assert.equal(await page.locator("h1").textContent(), own[1]);
  const notes = await page.locator(".card .note").allTextContents();
  assert.deepEqual(notes, strings);
  assert.equal(await page.locator(".card .tag > span:first-child").first().textContent(), own[0]);

  await page.locator(".card .passage").first().click();
  await page.keyboard.press("a");
  await page.keyboard.type(own[0]);
  await page.locator(".plus").waitFor();
  await page.keyboard.press("Enter");
  await page.keyboard.press("n");
  await palette(page).getByLabel("Note").fill(own[2]);
  await page.keyboard.press("Control+Enter");
  await saved(page);
  const [first] = await stored(page, work);
  assert.deepEqual([first.actor.name, first.note], [own[0], own[2]]);
  assert.match(
    (await page.locator(".card.open .who").first().textContent()) ?? "",
    /<img src=x onerror=alert\(1\)>/,
  );
});

test("a very long statement opens at its last highlight and can be marked there", async () => {
  const line = "The ferry sails at six, and the mail goes with it whatever the weather. "
    .repeat(8)
    .trim();
  const text = `${Array.from({ length: 2100 }, () => line).join("\n\n")}\nThe last harbour is in sight.`;
  assert.ok(text.length > 1024 * 1024);
  const work = await prepare(page, { text });
  const [id] = await mark(page, work, [
    { quote: "The last harbour", taggings: [{ tag: "law", stance: "affirms" }] },
  ]);
  await page.goto(`/p/${work.slug}/h/${id}`);
  await page.locator(".card.open").waitFor();
  const last = page.locator("article p", { hasText: "The last harbour" });
  const box = await last.boundingBox();
  assert.ok(box && box.y > 100 && box.y < 900, JSON.stringify(box));
  await selectQuote(page, text, "is in sight");
  await putTags(page, ["norms"]);
  await saved(page);
  await drawn(page);
  const highlights = await stored(page, work);
  assert.deepEqual(
    highlights.map(({ quote }) => quote),
    ["The last harbour", "is in sight"],
  );
  assertQuotes(text, highlights);
});

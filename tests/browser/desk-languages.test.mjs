// @ts-check
// desk-languages.test.mjs: 26 languages and their scripts at the desk: laid out as the
// language wants it, and what two clicks mark in each kind of script is stored as it stands.
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { startStack } from "../support/stack.mjs";
import { api, fits, launch, signedIn } from "./chromium.mjs";
import { assertQuotes, placesOf, prepare, putTags, saved, stored } from "./desk.mjs";

const texts = new URL("../../../shared/data/unicode/udhr_txt/", import.meta.url);

/** file: BCP 47, script, direction */
const languages = /** @type {const} */ ([
  ["amh", "am", "Ethi", "ltr"], ["arb", "ar", "Arab", "rtl"], ["ben", "bn", "Beng", "ltr"],
  ["bod", "bo", "Tibt", "ltr"], ["cmn_hans", "zh-Hans", "Hans", "ltr"],
  ["cmn_hant", "zh-Hant", "Hant", "ltr"], ["ell_monotonic", "el", "Grek", "ltr"],
  ["ell_polytonic", "el-polyton", "Grek", "ltr"], ["eng", "en", "Latn", "ltr"],
  ["fra", "fr", "Latn", "ltr"], ["heb", "he", "Hebr", "rtl"], ["hin", "hi", "Deva", "ltr"],
  ["hye", "hy", "Armn", "ltr"], ["jpn", "ja", "Jpan", "ltr"], ["kat", "ka", "Geor", "ltr"],
  ["khm", "km", "Khmr", "ltr"], ["kor", "ko", "Kore", "ltr"], ["lao", "lo", "Laoo", "ltr"],
  ["mya", "my", "Mymr", "ltr"], ["rus", "ru", "Cyrl", "ltr"], ["spa", "es", "Latn", "ltr"],
  ["tam", "ta", "Taml", "ltr"], ["tha", "th", "Thai", "ltr"], ["urd", "ur", "Arab", "rtl"],
  ["vie", "vi", "Latn", "ltr"], ["vie_han", "vi-Hani", "Hani", "ltr"],
]);

/** One of each kind: from the right, without spaces, with signs above and below. */
const marked = ["amh", "arb", "bod", "cmn_hans", "hin", "khm", "mya", "tha", "vie"];

/** @type {import("./chromium.mjs").Browser} */ let browser;
/** @type {Awaited<ReturnType<typeof startStack>>} */ let stack;
/** @type {import("./chromium.mjs").Page} */ let page;
/** @type {string[]} */ let complaints;
/** @type {import("./desk.mjs").Work} */ let home;

before(async () => {
  stack = await startStack();
  browser = await launch();
  ({ page, complaints } = await signedIn(browser, stack, { viewport: { width: 1440, height: 900 } }));
  home = await prepare(page);
});
after(async () => {
  assert.deepEqual(complaints, []);
  await browser?.close();
  await stack?.stop();
});

/** @param {string} text @param {string} language @returns {import("./desk.mjs").Work} at its desk */
async function open(text, language) {
  const { status, data } = await api(page, "POST", `/api/projects/${home.slug}/statements`, { title: language, text, language });
  assert.equal(status, 201);
  const work = { slug: home.slug, id: data.id, path: `/p/${home.slug}/s/${data.id}`, text: data.text };
  await page.goto(work.path);
  return work;
}

/** A letter in the middle of the third paragraph with words. @param {string} text */
function someLetter(text) {
  const line = text.split("\n").filter((line) => line.trim().length > 40)[2];
  const from = text.indexOf(line);
  const clusters = [...new Intl.Segmenter().segment(line)];
  return from + (clusters.find(({ index, segment }) => index >= 10 && /^\p{L}/u.test(segment))?.index ?? 0);
}

/** Two clicks on its cluster. @param {import("./desk.mjs").Work} work @param {number} unit UTF-16 */
async function markWordAt(work, unit) {
  const [{ segment }] = new Intl.Segmenter().segment(work.text.slice(unit, unit + 40));
  const { from, to } = await placesOf(page, unit, unit + segment.length);
  await page.mouse.dblclick((from.x + to.x) / 2, from.y);
  await putTags(page, ["norms"]);
  await saved(page);
  const highlights = await stored(page, work);
  assert.equal(highlights.length, 1);
  assertQuotes(work.text, highlights);
  const [{ start, end, quote }] = highlights;
  const point = [...work.text.slice(0, unit)].length;
  assert.ok(start <= point && point < end, `${start} ${point} ${end}`);
  assert.match(quote, /^[\p{L}\p{M}\p{N}\u200B-\u200D]+$/u);
}

for (const [file, language, script, direction] of languages) {
  test(`${file}: ${language}, ${script}, ${direction}`, async (t) => {
    const url = new URL(`${file}.txt`, texts);
    if (!existsSync(url)) return t.skip("no ../shared/data/unicode/udhr_txt");
    const text = readFileSync(url, "utf8").replace(/^\uFEFF/, "").replace(/\r\n?/g, "\n");
    const work = await open(text, language);
    const article = page.locator("article");
    assert.deepEqual(
      await article.evaluate((element) => [element.lang, element.dataset.script, element.dir]),
      [language, script, direction],
    );
    assert.equal(await article.evaluate((element) => element.textContent), text);
    await fits(page, file);
    if (marked.includes(file)) await markWordAt(work, someLetter(text));
  });
}

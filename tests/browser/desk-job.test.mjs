// @ts-check
// desk-job.test.mjs: the analyst's job from the first passage to the export: by mouse, then
// by keyboard alone.
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import { startStack } from "../support/stack.mjs";
import { launch, signedIn } from "./chromium.mjs";
import {
  assertQuotes,
  dragOver,
  ownText,
  palette,
  prepare,
  putStances,
  putTags,
  ready,
  saved,
  sha256,
  stored,
  withoutHighlights,
} from "./desk.mjs";

/** @typedef {import("./desk.mjs").Work} Work */

const real = new URL("../../../shared/data/real-statement.txt", import.meta.url);
const texts = [
  { name: "an own text", text: () => ownText, skip: false },
  { name: "a real statement", text: () => readFileSync(real, "utf8"), skip: !existsSync(real) },
  { name: "an own text, without the Highlight API", text: () => ownText, skip: false, bare: true },
];

/** Ten passages that cross: from word to word, with tags and as many stances. */
const passages = [
  { words: [0, 11], tags: ["inter"], stances: ["aff"] },
  { words: [2, 6], tags: ["charter", "humanit"], stances: ["reaff", "opp"] },
  { words: [4, 19], tags: ["norm"], stances: ["calls"] },
  { words: [9, 14], tags: ["threat", "esc"], stances: ["warn", "cond"] },
  { words: [12, 30], tags: ["build"], stances: ["welc"] },
  { words: [25, 39], tags: ["points", "respond"], stances: ["comm"] },
  { words: [26, 28], tags: ["inter"], stances: [] },
  { words: [20, 60], tags: ["risk", "norms", "trust"], stances: ["rep", "quest"] },
  { words: [50, 55], tags: ["threats"], stances: ["supp"] },
  { words: [0, 62], tags: ["charter", "points"], stances: ["prop", "affirms"] },
];

/** @type {import("./chromium.mjs").Browser} */ let browser;
/** @type {Awaited<ReturnType<typeof startStack>>} */ let stack;
/** @type {import("./chromium.mjs").Page} */ let page;
/** @type {string[]} */ let complaints;

before(async () => {
  stack = await startStack();
  browser = await launch();
  ({ page, complaints } = await signedIn(browser, stack, {
    viewport: { width: 1440, height: 900 },
  }));
});
after(async () => {
  assert.deepEqual(complaints, []);
  await browser?.close();
  await stack?.stop();
});

/**
 * Where words begin and end, in UTF-16.
 * @param {string} text @param {number[]} words the first and the last
 */
function stretch(text, [first, last]) {
  const found = [...text.matchAll(/\S+/g)];
  return { from: found[first].index, to: found[last].index + found[last][0].length };
}

/** Everything there is, by the native export. @param {string} slug */
const exported = (slug) =>
  page.evaluate(
    async (path) => (await fetch(path)).json(),
    `/api/projects/${slug}/export?format=json`,
  );

/**
 * What is exported is what is stored, and every quote is verbatim.
 * @param {Work} work @param {number} count
 */
async function assertExported({ slug, text }, count) {
  const set = await exported(slug);
  assert.equal(set.complete, true);
  assert.equal(set.statements[0].text, text);
  assert.equal(set.statements[0].sha256, sha256(text));
  assert.equal(set.highlights.length, count);
  assertQuotes(text, set.highlights);
  return set.highlights;
}

/**
 * The third highlight is removed, is gone, and comes back.
 * @param {Work} work @param {() => Promise<void>} remove
 * @param {() => Promise<void>} takeBack
 */
async function assertTakenBack(work, remove, takeBack) {
  const before = await stored(page, work);
  await remove();
  await saved(page);
  const without = await stored(page, work);
  assert.equal(without.length, before.length - 1);
  await takeBack();
  await saved(page);
  const again = await stored(page, work);
  const plain = (/** @type {any[]} */ rows) => rows.map(({ revision, updated, ...rest }) => rest);
  assert.deepEqual(plain(again), plain(before));
}

for (const { name, text, skip, bare } of texts) {
  describe(`the job on ${name}`, { skip }, () => {
    if (bare) before(() => withoutHighlights(page));

    test("by mouse: ten crossing passages, reload, one removed and taken back, export", async () => {
      const work = await prepare(page, { text: text() });
      await page.goto(work.path);
      await ready(page);
      for (const { words, tags, stances } of passages) {
        const { from, to } = stretch(work.text, words);
        await dragOver(page, from, to);
        await putTags(page, tags);
        await putStances(page, stances);
      }
      await saved(page);

      await page.reload();
      await ready(page);
      assert.equal(await page.locator(".card").count(), 10);
      assert.equal(await page.locator("article mark").count() > 0, Boolean(bare));
      const highlights = await stored(page, work);
      for (const { words, tags, stances } of passages) {
        const { from, to } = stretch(work.text, words);
        const found = highlights.filter(({ quote }) => quote === work.text.slice(from, to));
        assert.equal(
          found.length,
          1,
          `${work.text.slice(from, to)} is not among ${highlights.map(({ quote }) => quote).join(" / ")}`,
        );
        assert.equal(found[0].taggings.length, tags.length);
        assert.equal(
          found[0].taggings.filter((/** @type {any} */ { stance }) => stance).length,
          stances.length,
        );
      }

      await assertTakenBack(
        work,
        async () => {
          await page.locator(".card .passage").nth(2).click();
          await page.getByRole("button", { name: "Remove" }).click();
        },
        () => page.getByRole("button", { name: "Take back" }).click(),
      );
      await assertExported(work, 10);
    });

    test("by keyboard alone: the same", async () => {
      const work = await prepare(page, { text: text() });
      const press = async (/** @type {string} */ keys) => {
        for (const key of keys) await page.keyboard.press(key);
      };
      await page.goto(work.path);
      await ready(page);
      await press("j");
      for (const [i, { tags, stances }] of passages.entries()) {
        await press(i % 3 === 2 ? "jvjv" : `${"b".repeat(i % 3)}v${"w".repeat(3 + i)}v`);
        await putTags(page, tags);
        await putStances(page, stances);
      }
      await page.keyboard.press("n");
      await palette(page).getByLabel("Note").waitFor();
      await page.keyboard.type("Two lines\n— by keyboard");
      await page.keyboard.press("Control+Enter");
      await page.keyboard.press("a");
      await page.keyboard.type("Ferrymen’s League");
      await page.keyboard.press("Enter");
      await saved(page);

      await page.reload();
      await ready(page);
      const highlights = await stored(page, work);
      assert.equal(highlights.length, 10);
      assert.ok(
        highlights.some((one) =>
          highlights.some(
            (other) => one !== other && one.start < other.end && other.start < one.end,
          ),
        ),
        "some cross",
      );
      const noted = highlights.filter(({ note }) => note === "Two lines\n— by keyboard");
      assert.deepEqual(
        noted.map(({ actor }) => actor.name),
        ["Ferrymen’s League"],
      );

      await assertTakenBack(
        work,
        async () => {
          for (let i = 0; i < 3; i++) await page.keyboard.press("ArrowDown");
          await page.keyboard.press("Delete");
        },
        () => page.keyboard.press("z"),
      );
      const all = await assertExported(work, 10);
      assert.equal(
        all.flatMap((/** @type {any} */ { taggings }) => taggings).length,
        passages.flatMap(({ tags }) => tags).length,
      );
    });
  });
}

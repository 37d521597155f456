// @ts-check
// desk.mjs: how the desk feels, by Chromium's own timings: a statement of 4 KB beside one of
// 1 MB with ten thousand highlights, each opened anew in every round.
//
// First text: from the answer's last byte (Navigation Timing) to the first paint of a paragraph
// (Largest Contentful Paint).  Scrolling: the longest task of the page's main thread in a trace,
// from the first line to the last by jumps, then by wheel.  Keys: Event Timing, from the press
// to the paint after it, in steps of 8 ms; less than 16 is told as 16.
//
// From the environment: BENCH_ROUNDS (3).  A missed aim is shown; only what breaks fails.

import { api, launchWhole, makeProject, signedIn } from "../browser/chromium.mjs";
import { startStack } from "../support/stack.mjs";
import { longStatement, putAll } from "./long.mjs";
import { desk as table } from "./desk-table.mjs";

/** @typedef {import("../browser/chromium.mjs").Page} Page */
/** @typedef {import("./desk-table.mjs").Figures} Figures */

const rounds = Number(process.env.BENCH_ROUNDS ?? 3);
const sizes = [
  { name: "4 KB, 40 highlights", bytes: 4096, highlights: 40, seed: 1 },
  { name: "1 MB, 10000 highlights", bytes: 2 ** 20, highlights: 10_000, seed: 2 },
];
const colors = ["#009E73", "#0072B2", "#D55E00", "#E69F00", "#CC79A7", "#56B4E9"];
const patience = 120_000;

const say = (/** @type {string} */ words) => console.log(`bench: ${words}`);

say("starting a Postil for the desk");
const stack = await startStack({ own: true, program: "build/postil" });
const browser = await launchWhole();
try {
  await main();
} finally {
  await browser.close();
  await stack.stop();
}

async function main() {
  const paths = await prepare();
  /** @type {Figures[][]} */
  const all = sizes.map(() => []);
  for (let round = 1; round <= rounds; round++) {
    say(`the desk, round ${round} of ${rounds}`);
    for (const [i, path] of paths.entries()) all[i].push(await measured(path));
  }
  console.log(`\nMedian and worst of ${rounds} rounds; Chromium ${browser.version()}, 1440 × 900\n`);
  console.log(table(sizes.map(({ name }) => name), all));
}

/** A project with a codebook and both statements; their addresses. */
async function prepare() {
  const { page, context } = await signedIn(browser, stack);
  const slug = await makeProject(page);
  const keys = Array.from({ length: 48 }, (_, i) => `tag-${i}`);
  for (const [i, key] of keys.entries()) {
    const top = i < colors.length;
    const [parent, color] = top ? [null, colors[i]] : [keys[i % colors.length], null];
    await api(page, "POST", `/api/projects/${slug}/tags`, { key, parent, label: `Tag number ${i}`, color });
  }
  const paths = [];
  for (const { name, ...wish } of sizes) {
    say(`making a statement: ${name}`);
    const { text, marks } = longStatement({ ...wish, tags: keys, stances: ["affirms", "opposes", "questions", null] });
    const { data } = await api(page, "POST", `/api/projects/${slug}/statements`, { title: name, text, language: "en" });
    await putAll(stack, { slug, id: data.id }, marks);
    paths.push(`/p/${slug}/s/${data.id}`);
  }
  await context.close();
  return paths;
}

/** @param {string} path @returns {Promise<Figures>} */
async function measured(path) {
  const { page, context, complaints } = await signedIn(browser, stack, { viewport: { width: 1440, height: 900 } });
  page.setDefaultTimeout(patience);
  page.setDefaultNavigationTimeout(patience);
  await page.addInitScript(watch);
  await page.goto(path);
  await page.locator(".save-words").waitFor();
  await page.waitForTimeout(1500);
  const text = await page.evaluate(() => {
    const [{ responseEnd }] = /** @type {PerformanceNavigationTiming[]} */ (performance.getEntriesByType("navigation"));
    return /** @type {any} */ (globalThis).watched.text - responseEnd;
  });
  const scroll = await longestTask(page, () => scrollThrough(page));
  const tag = await keyed(page, async () => {
    for (const key of ["w", "v", "w", "w", "v"]) await pressed(page, key);
    await page.getByRole("dialog").waitFor();
    await pressed(page, "1");
    // The same tag is on some of these words already: marked apart, by one more key.
    if (await page.locator(".palette .question").isVisible()) await pressed(page, "2");
  });
  const edge = await keyed(page, () => pressed(page, "Shift+ArrowRight"));
  const session = await context.newCDPSession(page);
  await session.send("HeapProfiler.collectGarbage");
  const { usedSize } = await session.send("Runtime.getHeapUsage");
  if (complaints.length) throw new Error(complaints.join("\n"));
  await context.close();
  return { text, scroll, tag, edge, memory: usedSize / 2 ** 20 };
}

/** In the page: what Chromium tells of paints and keys. */
function watch() {
  const watched = { text: NaN, keys: /** @type {number[]} */ ([]) };
  Object.assign(globalThis, { watched });
  new PerformanceObserver((list) => {
    for (const entry of /** @type {any[]} */ (list.getEntries())) {
      if (Number.isNaN(watched.text) && entry.element?.closest(".text")) watched.text = entry.renderTime || entry.startTime;
    }
  }).observe({ type: "largest-contentful-paint", buffered: true });
  new PerformanceObserver((list) => {
    for (const { name, duration } of list.getEntries()) if (name === "keydown") watched.keys.push(duration);
  }).observe(/** @type {PerformanceObserverInit} */ ({ type: "event", durationThreshold: 16 }));
}

/** @param {Page} page @param {string} key */
async function pressed(page, key) {
  await page.keyboard.press(key);
  await page.waitForTimeout(700);
}

/** The last key of a deed, from its press to the paint. @param {Page} page @param {() => Promise<void>} deed */
async function keyed(page, deed) {
  const before = await page.locator(".card").count();
  await deed();
  const keys = await page.evaluate(() => /** @type {any} */ (globalThis).watched.keys.splice(0));
  if (!before || !(await page.locator(".card.open").count())) throw new Error("no highlight was made");
  return Math.max(16, keys.at(-1) ?? 0);
}

/** From the first line to the last by jumps, and at the middle by wheel. @param {Page} page */
async function scrollThrough(page) {
  await page.evaluate(async () => {
    const height = () => document.documentElement.scrollHeight - innerHeight;
    for (let share = 0; share <= 1; share += 0.04) {
      scrollTo({ top: share * height(), behavior: "instant" });
      await new Promise((go) => setTimeout(go, 250));
    }
    scrollTo({ top: height() / 2, behavior: "instant" });
  });
  await page.waitForTimeout(500);
  await page.mouse.move(600, 450);
  for (let turn = 0; turn < 25; turn++) {
    await page.mouse.wheel(0, 240);
    await page.waitForTimeout(60);
  }
}

/** @param {Page} page @param {() => Promise<void>} deed @returns {Promise<number>} milliseconds */
async function longestTask(page, deed) {
  const session = await page.context().newCDPSession(page);
  /** @type {any[]} */
  const events = [];
  session.on("Tracing.dataCollected", ({ value }) => events.push(...value));
  await session.send("Tracing.start", {
    transferMode: "ReportEvents", traceConfig: { includedCategories: ["toplevel", "__metadata"], excludedCategories: ["*"] },
  });
  await deed();
  const complete = new Promise((go) => session.once("Tracing.tracingComplete", go));
  await session.send("Tracing.end");
  await complete;
  const threadOf = (/** @type {any} */ { pid, tid }) => `${pid} ${tid}`;
  const mains = new Set(events.filter(({ name, args }) => name === "thread_name" && args.name === "CrRendererMain").map(threadOf));
  const tasks = events.filter((event) => /RunTask$/.test(event.name) && mains.has(threadOf(event)));
  return Math.max(...tasks.map(({ dur = 0 }) => dur / 1000));
}

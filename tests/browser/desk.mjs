// @ts-check
// desk.mjs: what the tests of the desk share: a project with a codebook and a statement, and
// the hands of an analyst, with and without a mouse.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { api, makeProject } from "./chromium.mjs";
import { colleague } from "./team.mjs";

/** @typedef {import("./chromium.mjs").Page} Page */
/** @typedef {{slug: string, id: number, path: string, text: string}} Work */
/** @typedef {{tag: string, stance: string | null}} Tagging */

/** key, parent, label, colour */
const codebook = [
  ["law", null, "International law", "#009E73"],
  ["law-charter", "law", "Charter of the United Nations", null],
  ["law-humanitarian", "law", "Humanitarian rules", null],
  ["norm", null, "Norms of conduct", "#0072B2"],
  ["norm-aid", "norm", "Respond to requests for assistance", null],
  ["threat", null, "Threats", "#D55E00"],
  ["threat-escalation", "threat", "Risk of escalation", null],
  ["trust", null, "Building confidence", "#E69F00"],
  ["trust-contact", "trust", "Points of contact", null],
];

/** Written for these tests; long enough that passages can cross. */
export const ownText = `Mr President, the Ferrymen’s League speaks for six towns on one river. Our bridges are lit by wire, and our bread is ordered by wire.

We hold that the law that binds States on land and at sea binds them in the wires too. No treaty has to be written before a hospital may be spared. Whoever orders an attack upon it answers for it, and so does whoever looked away.

The League asks three things. First, let each capital name one number that is answered at night. Second, let those who find a flaw tell those who can mend it. Third, let help be asked for without shame, and given without price.

We are not persuaded that silence keeps the peace. It has kept, so far, only the bills of those who mend.
`;

/**
 * A project of its own with a codebook and one statement.
 * @param {Page} page @param {Record<string, unknown>} [statement] @returns {Promise<Work>}
 */
export async function prepare(page, statement = {}) {
  const slug = await makeProject(page);
  for (const [key, parent, label, color] of codebook) {
    const { status } = await api(page, "POST", `/api/projects/${slug}/tags`, {
      key,
      parent,
      label,
      color,
      definition: `What counts as ${label}.`,
    });
    assert.equal(status, 201);
  }
  const fields = { title: "Six towns on one river", text: ownText, language: "en", ...statement };
  const { status, data } = await api(page, "POST", `/api/projects/${slug}/statements`, fields);
  assert.equal(status, 201);
  return { slug, id: data.id, path: `/p/${slug}/s/${data.id}`, text: data.text };
}

/**
 * The statement's highlights as the server has them.
 * @param {Page} page @param {Work} work @returns {Promise<any[]>}
 */
export async function stored(page, { slug, id }) {
  const { data } = await api(page, "GET", `/api/projects/${slug}/statements/${id}`);
  return data.highlights;
}

/** @param {string} text */
export const sha256 = (text) => createHash("sha256").update(text).digest("hex");

/**
 * Each quote is what the text says between its offsets, counted in code points.
 * @param {string} text @param {{start: number, end: number, quote: string}[]} highlights
 */
export function assertQuotes(text, highlights) {
  const points = [...text];
  for (const { start, end, quote } of highlights)
    assert.equal(quote, points.slice(start, end).join(""));
}

/** As drawn: two frames later. @param {Page} page */
export const drawn = (page) =>
  page.evaluate(() => new Promise((go) => requestAnimationFrame(() => requestAnimationFrame(go))));

/** The desk is there, and takes keys. @param {Page} page */
export const ready = (page) => page.locator(".save-words").waitFor();

/** @typedef {"request" | "answer" | {status: number, body: string}} Loss what is lost, or what comes instead */

/**
 * Requests that are lost on their way, or their answers.  No other stops in the browser: a
 * `route` of Playwright's makes it fetch each module of the desk anew.
 * @param {Page} page @param {string} address with `*` in it
 * @param {Loss | (() => Loss)} loss @returns {Promise<() => Promise<void>>} which ends it
 */
export async function losing(page, address, loss) {
  const devtools = await page.context().newCDPSession(page);
  devtools.on("Fetch.requestPaused", ({ requestId, responseStatusCode }) => {
    const isAnswer = responseStatusCode !== undefined;
    const what = isAnswer ? "request" : typeof loss === "function" ? loss() : loss;
    lose(devtools, requestId, what).catch(() => {}); // it has left with its page
  });
  await devtools.send("Fetch.enable", { patterns: [{ urlPattern: address }] });
  return async () => {
    await devtools.send("Fetch.disable");
    await devtools.detach();
  };
}

/** @param {import("playwright-core").CDPSession} devtools @param {string} requestId @param {Loss} what */
function lose(devtools, requestId, what) {
  if (what === "request") return devtools.send("Fetch.failRequest", { requestId, errorReason: "Failed" });
  if (what === "answer") return devtools.send("Fetch.continueRequest", { requestId, interceptResponse: true });
  return devtools.send("Fetch.fulfillRequest", { requestId, responseCode: what.status, body: btoa(what.body) });
}

/** From the next page on, as in a browser without the CSS Custom Highlight API. @param {Page} page */
export const withoutHighlights = (page) => page.addInitScript(() => {
  Reflect.deleteProperty(globalThis, "Highlight");
  Reflect.deleteProperty(CSS, "highlights");
});

/** Everything is at the server. @param {Page} page */
export async function saved(page) {
  await drawn(page);
  await page.locator(".save-words", { hasText: /^Saved$/ }).waitFor();
}

/** @param {Page} page */
export const palette = (page) => page.getByRole("dialog", { name: "Tag the passage" });

/**
 * Where characters of the text stand in the window, brought into sight first.
 * @param {Page} page @param {number} from UTF-16 @param {number} to
 */
export const placesOf = (page, from, to) =>
  page.evaluate(
    async ([from, to]) => {
      const article = /** @type {HTMLElement} */ (document.querySelector("article"));
      const walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
      const spot = (/** @type {number} */ unit) => {
        walker.currentNode = article;
        for (let node = walker.nextNode(), passed = 0; node; node = walker.nextNode()) {
          const length = /** @type {Text} */ (node).data.length;
          if (unit < passed + length) return { node, offset: unit - passed };
          passed += length;
        }
        throw new Error(`no character ${unit}`);
      };
      const boxes = (/** @type {number} */ unit) => {
        const { node, offset } = spot(unit);
        const range = new Range();
        range.setStart(node, offset);
        range.setEnd(node, offset + 1);
        const { left, right, top, bottom } = range.getBoundingClientRect();
        const fromRight = /[\p{Script=Arabic}\p{Script=Hebrew}]/u.test(`${range}`);
        return {
          top,
          bottom,
          begin: fromRight ? right - 0.5 : left + 0.5,
          end: fromRight ? left + 0.5 : right - 0.5,
        };
      };
      scrollBy({
        top: (boxes(from).top + boxes(to - 1).bottom) / 2 - innerHeight / 2,
        behavior: "instant",
      });
      await new Promise((go) => requestAnimationFrame(go));
      const [first, last] = [boxes(from), boxes(to - 1)];
      return {
        from: { x: first.begin, y: (first.top + first.bottom) / 2 },
        to: { x: last.end, y: (last.top + last.bottom) / 2 },
      };
    },
    [from, to],
  );

/** @param {Page} page @param {number} from UTF-16 @param {number} to */
export async function dragOver(page, from, to) {
  const places = await placesOf(page, from, to);
  await page.mouse.move(places.from.x, places.from.y);
  await page.mouse.down();
  await page.mouse.move(places.to.x, places.to.y, { steps: 4 });
  await page.mouse.up();
  await palette(page).waitFor();
}

/** @param {Page} page @param {string} quote @param {string} text */
export function selectQuote(page, text, quote) {
  const from = text.indexOf(quote);
  assert.ok(from >= 0, quote);
  return dragOver(page, from, from + quote.length);
}

/**
 * Typed into the palette: each tag put, the last one closes it.  Where the same is on some of
 * the words already, these are marked apart.
 * @param {Page} page @param {string[]} labels
 */
export async function putTags(page, labels) {
  await palette(page).getByRole("combobox", { name: "Filter tags" }).waitFor();
  for (const [i, label] of labels.entries()) {
    await page.keyboard.type(label);
    await page.keyboard.press(i === labels.length - 1 ? "Enter" : "Control+Enter");
    if (await palette(page).locator(".question").isVisible()) await page.keyboard.press("2");
  }
  await palette(page).waitFor({ state: "hidden" });
}

/**
 * For the highlight just made, one tag after the other.
 * @param {Page} page @param {string[]} stances
 */
export async function putStances(page, stances) {
  for (const stance of stances) {
    await page.keyboard.press("s");
    await palette(page).getByRole("combobox", { name: "Filter stances" }).waitFor();
    await page.keyboard.type(stance);
    await page.keyboard.press("Enter");
    await palette(page).waitFor({ state: "hidden" });
  }
}

/**
 * A further member of the work's project, signed in, at the desk.
 * @param {import("./chromium.mjs").Browser} browser @param {import("./chromium.mjs").Site} stack
 * @param {{page: Page, work: Work, role: string}} who
 */
export async function memberAt(browser, stack, { page, work, role }) {
  const who = { slug: work.slug, name: `Ana ${role}`, role };
  const ana = await colleague(browser, stack, page, who, { viewport: { width: 1440, height: 900 } });
  await ana.page.goto(work.path);
  await ana.page.locator(".save-words").waitFor();
  return ana;
}

/**
 * Highlights made by the API.
 * @param {Page} page @param {Work} work
 * @param {{quote: string, taggings?: Tagging[], note?: string}[]} marks
 * @returns {Promise<string[]>} their ids
 */
export async function mark(page, work, marks) {
  const ids = [];
  for (const { quote, taggings = [], note } of marks) {
    const unit = work.text.indexOf(quote);
    assert.ok(unit >= 0, quote);
    const start = [...work.text.slice(0, unit)].length;
    const id = `0198c0de-0000-7000-8000-${Math.random().toString(16).slice(2).padEnd(12, "0").slice(0, 12)}`;
    const { status } = await api(page, "PUT", `/api/projects/${work.slug}/highlights/${id}`, {
      statement: work.id,
      start,
      end: start + [...quote].length,
      quote,
      taggings,
      note,
    });
    assert.equal(status, 201);
    ids.push(id);
  }
  return ids;
}

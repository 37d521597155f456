// @ts-check
// chromium.mjs: a browser for the tests of pages, someone signed in, and axe.
//
// Where Debian's headless shell is installed, it is taken: the same engine without the windows
// of Chromium, which cost more than the pages that they show.

import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(new URL("../../static/package.json", import.meta.url));
/** @type {typeof import("playwright-core")} */
const { chromium } = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

/** @typedef {import("playwright-core").Page} Page */
/** @typedef {import("playwright-core").Browser} Browser */
/** @typedef {{origin: string, password: string}} Site */
/** @typedef {{login: string, password: string}} Person */
/** @typedef {{page: Page, context: import("playwright-core").BrowserContext, complaints: string[]}} Entered */

// Each context of Chromium opens a window whose bars are pages themselves, and keeps a process
// spare for the next one.  Of two such lists the last one holds, so what Playwright leaves out
// is left out here too.
const unused = [
  "InitialWebUI", "StartingWebUI", "WebUIReloadButton", "WebUIToolbar", "WebUILocationBar",
  "PreloadTopChromeWebUI", "WebUIOmniboxPopup", "WebUIOmniboxFullPopup", "WebUIOmniboxAimPopup",
  "SpareRendererForSitePerProcess",
  "AvoidUnnecessaryBeforeUnloadCheckSync", "BoundaryEventDispatchTracksNodeRemoval",
  "DestroyProfileOnBrowserClose", "DialMediaRouteProvider", "GlobalMediaControls", "HttpsUpgrades",
  "LensOverlay", "MediaRouter", "PaintHolding", "ThirdPartyStoragePartitioning", "Translate",
  "AutoDeElevate", "RenderDocument", "OptimizationHints",
];
const args = [
  "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync",
  "--no-first-run", "--disable-component-update", `--disable-features=${unused.join(",")}`,
];
const whole = process.env.CHROMIUM ?? "/usr/bin/chromium";
const shell = "/usr/bin/chromium-headless-shell";
const lean = !process.env.CHROMIUM && existsSync(shell) ? shell : whole;

export const launch = () => chromium.launch({ executablePath: lean, args });

/** The browser that people have, whose figures count. */
export const launchWhole = () => chromium.launch({ executablePath: whole, args });

/**
 * A browser that keeps what it has in a folder, to be closed and started again: the shell
 * forgets its cookies.
 * @param {string} folder @param {Site} site
 */
export const launchKept = (folder, site) => chromium.launchPersistentContext(folder, {
  executablePath: whole, args, baseURL: site.origin,
  reducedMotion: "reduce", viewport: { width: 1440, height: 900 },
});

/** A slug that no other test has. @param {string} [name] */
export const freshSlug = (name = "t") => `${name}-${randomBytes(6).toString("hex")}`;

/**
 * A page of a browser that is signed in; what the page logs as an error or lets escape fails
 * the test that asks `page.complaints`.
 * @param {Browser} browser @param {Site} site @param {import("playwright-core").BrowserContextOptions} [options]
 * @param {Person} [person] the admin, when nobody is named
 */
export async function signedIn(browser, site, options = {}, person = { login: "admin", password: site.password }) {
  const context = await browser.newContext({ baseURL: site.origin, reducedMotion: "reduce", ...options });
  await letIn(context, person);
  const page = await context.newPage();
  const complaints = listen(page);
  await page.goto("/");
  return { page, context, complaints };
}

/**
 * What signedIn gave, as good as new for another test: alone, with nothing kept, signed in anew.
 * Only what the browser has loaded stays with it: the desk's modules cost a new context four
 * times what they cost this one.
 * @param {Entered} given @param {Site} site
 */
export async function renewed(given, site) {
  const { page, context, complaints } = given;
  await page.goto("/healthz"); // a page of ours that keeps nothing open
  for (const other of context.pages()) if (other !== page) await other.close();
  await page.evaluate(() => sessionStorage.clear());
  const devtools = await context.newCDPSession(page);
  await devtools.send("Storage.clearDataForOrigin", { origin: site.origin, storageTypes: "indexeddb,local_storage,cookies" });
  await devtools.detach();
  await letIn(context, { login: "admin", password: site.password });
  await page.goto("/");
  complaints.length = 0;
  return given;
}

/**
 * Past the door, whose page has tests of its own; with patience, for it opens twice a second.
 * @param {import("playwright-core").BrowserContext} context @param {Person} person
 */
export async function letIn(context, { login, password }) {
  for (;;) {
    const answer = await context.request.post("/api/session", { data: { login, password } });
    if (answer.status() === 200) return;
    assert.equal(answer.status(), 429, await answer.text());
    await new Promise((go) => setTimeout(go, 1000 * Number(answer.headers()["retry-after"] ?? 1)));
  }
}

/** At the door. @param {Page} page @param {Person} person */
export async function signIn(page, { login, password }) {
  await page.getByLabel("Login").fill(login);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
}

/**
 * An account that no other test has, made through an admin's page.
 * @param {Page} page @param {Record<string, unknown>} [more] of its fields
 * @returns {Promise<Person>}
 */
export async function makePerson(page, more = {}) {
  const person = { login: freshSlug("p"), password: "their own password" };
  const { status } = await api(page, "POST", "/api/accounts", { name: `Person ${person.login}`, ...person, ...more });
  assert.equal(status, 201);
  return person;
}

/** Whatever a page should never do. @param {Page} page @returns {string[]} filled as it happens */
export function listen(page) {
  /** @type {string[]} */
  const complaints = [];
  page.on("pageerror", (error) => complaints.push(`error: ${error.message}`));
  page.on("dialog", (dialog) => {
    complaints.push(`dialog: ${dialog.message()}`);
    dialog.dismiss().catch(() => {});
  });
  page.on("console", (said) => {
    const known = /Failed to load resource: the server responded with a status of 4\d\d/;
    if (said.type() === "error" && !known.test(said.text())) complaints.push(said.text());
  });
  return complaints;
}

/**
 * The API as the page's own scripts reach it.
 * @param {Page} page @param {string} method @param {string} path @param {unknown} [body]
 */
export async function api(page, method, path, body) {
  const [answer] = await apiAll(page, method, path, [body]);
  return answer;
}

/**
 * One request for each body, one after the other.
 * @param {Page} page @param {string} method @param {string} path @param {unknown[]} bodies
 * @returns {Promise<{status: number, data: any}[]>}
 */
export const apiAll = (page, method, path, bodies) =>
  page.evaluate(async ({ method, path, bodies }) => {
    const { csrf } = JSON.parse(document.getElementById("state")?.textContent ?? "{}");
    const headers = { "Content-Type": "application/json", "X-CSRF-Token": csrf };
    const answers = [];
    for (const body of bodies) {
      const response = await fetch(path, { method, headers, body: body === undefined ? undefined : JSON.stringify(body) });
      const text = await response.text();
      answers.push({ status: response.status, data: text ? JSON.parse(text) : null });
    }
    return answers;
  }, { method, path, bodies });

/** A project made by the API, and its slug; the page is then the list of projects as it was before. @param {Page} page @param {Record<string, unknown>} [more] */
export async function makeProject(page, more = {}) {
  const slug = freshSlug();
  if (new URL(page.url()).pathname !== "/") await page.goto("/"); // an error page has no token
  const { status } = await api(page, "POST", "/api/projects", { slug, title: `Project ${slug}`, ...more });
  assert.equal(status, 201);
  return slug;
}

/** axe finds nothing, in light and in dark. @param {Page} page @param {string} where */
export async function accessible(page, where) {
  await passes(page, where, { colorScheme: "light" });
  await passes(page, where, { colorScheme: "dark" });
}

/**
 * Nor on a wide screen in light, on a narrow one in dark, and in forced colours; and nothing
 * runs out of the page.
 * @param {Page} page @param {string} where
 */
export async function accessibleEverywhere(page, where) {
  const before = page.viewportSize();
  for (const [width, colorScheme] of /** @type {const} */ ([[1440, "light"], [320, "dark"]])) {
    await page.setViewportSize({ width, height: 800 });
    await fits(page, `${where} at ${width}`);
    await passes(page, `${where} at ${width}`, { colorScheme });
  }
  await passes(page, where, { forcedColors: "active" });
  if (before) await page.setViewportSize(before);
}

/** axe finds nothing in a page that is shown so. @param {Page} page @param {string} where
 * @param {NonNullable<Parameters<Page["emulateMedia"]>[0]>} media */
async function passes(page, where, media) {
  await page.emulateMedia(media);
  await page.evaluate(() => { // colours on their way from one scheme to the other are none to measure
    for (const change of document.getAnimations()) if (change instanceof CSSTransition) change.finish();
  });
  assert.deepEqual(await violationsOf(page), [], `${where}, ${Object.values(media)}`);
  await page.emulateMedia({ colorScheme: null, forcedColors: null });
}

/** The page is not wider than the screen, and nothing that can be used lies beside it. @param {Page} page @param {string} where */
export async function fits(page, where) {
  const wide = await page.evaluate(() => [
    ...(document.documentElement.scrollWidth > innerWidth ? ["the page"] : []),
    ...[...document.querySelectorAll("button, input, select, textarea")]
      .filter((control) => control.getBoundingClientRect().right > innerWidth)
      .map((control) => control.outerHTML.slice(0, 200)),
  ]);
  assert.deepEqual(wide, [], where);
}

/** @param {Page} page @returns {Promise<string[]>} */
async function violationsOf(page) {
  if (!(await page.evaluate(() => "axe" in globalThis)))
    await page.evaluate(axe); // past the CSP, which holds for the page's own scripts
  return page.evaluate(async () => {
    const { violations } = await /** @type {any} */ (globalThis).axe.run({ resultTypes: ["violations"] });
    return violations.map((/** @type {any} */ v) => `${v.id}: ${v.nodes[0].html.slice(0, 200)}`);
  });
}

// @ts-check
// team.mjs: several people in one project, each in a browser of their own.

import assert from "node:assert/strict";
import { api, makePerson, signedIn } from "./chromium.mjs";

/** @typedef {import("./chromium.mjs").Page} Page */
/** @typedef {import("./chromium.mjs").Browser} Browser */
/** @typedef {import("./chromium.mjs").Site} Site */
/** @typedef {import("playwright-core").BrowserContextOptions} Options */
/** @typedef {{page: Page, login: string, id: number, complaints: string[], close: () => Promise<void>}} Colleague id: of the member */

/**
 * Somebody with an account, not yet in any project, signed in.
 * @param {Browser} browser @param {Site} site @param {Page} admin @param {string} name @param {Options} [options]
 */
export async function somebody(browser, site, admin, name, options = {}) {
  const person = await makePerson(admin, { name });
  const { page, context, complaints } = await signedIn(browser, site, options, person);
  return { page, login: person.login, complaints, close: () => context.close() };
}

/**
 * The same, made a member by the project's manager.
 * @param {Browser} browser @param {Site} site @param {Page} admin
 * @param {{slug: string, name: string, role: string}} who @param {Options} [options]
 * @returns {Promise<Colleague>}
 */
export async function colleague(browser, site, admin, { slug, name, role }, options) {
  const made = await somebody(browser, site, admin, name, options);
  const { status, data } = await api(admin, "POST", `/api/projects/${slug}/members`, { login: made.login, role });
  assert.equal(status, 201);
  return { ...made, id: data.id };
}

/** The sentence of each line of an activity, without its button. @param {Page} page */
export const lines = (page) => page.locator(".deed > p").evaluateAll((nodes) =>
  nodes.map((node) => node.textContent?.replace(/\s+/g, " ").trim()));

/** Whether the thing, or something within it, has the focus. @param {import("playwright-core").Locator} thing */
export const hasFocus = (thing) => thing.evaluate((node) => node.contains(document.activeElement));

// language.test.mjs: in which language the pages speak: the account's, else the browser's.
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import { startStack } from "../support/stack.mjs";
import { accessible, api, fits, launch, listen, makePerson, makeProject, signedIn } from "./chromium.mjs";

const fileOf = (language) => new URL(`../../static/i18n/${language}.json`, import.meta.url);
const wordsIn = (language) => JSON.parse(readFileSync(fileOf(language), "utf8"));
/** A test of what is not there yet is left out. */
const needing = (...languages) => {
  const missing = languages.filter((language) => !existsSync(fileOf(language)));
  return { skip: missing.length ? `no such catalogue yet: ${missing}` : false };
};
const english = wordsIn("en");

/** @type {import("./chromium.mjs").Browser} */ let browser;
/** @type {Awaited<ReturnType<typeof startStack>>} */ let stack;
/** @type {import("./chromium.mjs").Page} */ let admin;

before(async () => {
  stack = await startStack();
  browser = await launch();
  ({ page: admin } = await signedIn(browser, stack));
});
after(async () => {
  await browser?.close();
  await stack?.stop();
});

const languageOf = (page) => page.evaluate(() => document.documentElement.lang);
const heading = (page) => page.locator("h1").first().textContent();

/** Somebody new, signed in, in an English browser. */
async function newcomer() {
  await admin.goto("/");
  const person = await makePerson(admin);
  return { person, ...(await signedIn(browser, stack, {}, person)) };
}

/** On one's account's page, by its form. */
async function choose(page, language) {
  await page.goto("/account");
  await page.locator("#ask-language").selectOption(language);
  const loaded = page.waitForEvent("load");
  await page.locator("#language button").click();
  await loaded;
  await page.locator("#ask-language").waitFor();
}

describe("with any catalogues", () => {
  test("a page loads one catalogue, once, and its words are the catalogue's", async () => {
    const { page, context } = await newcomer();
    /** @type {string[]} */ const loaded = [];
    context.on("request", (request) => { if (request.url().includes("/i18n/")) loaded.push(new URL(request.url()).pathname); });
    await page.goto("/account");
    await page.locator("#ask-language").waitFor();
    assert.equal(loaded.length, 1, String(loaded));
    assert.match(loaded[0], /^\/static\/[0-9a-f]{12}\/i18n\/en\.json$/);
    assert.equal(await heading(page), english["account.title"]);
    assert.equal(await page.locator(".skip").textContent(), english["shell.skip"]);
    const { headers, encoding } = await page.evaluate(async (path) => {
      const { headers } = await fetch(path);
      return { headers: headers.get("content-type"), encoding: headers.get("content-encoding") };
    }, loaded[0]);
    assert.deepEqual([headers, encoding], ["application/json", "gzip"]);
  });

  test("what is chosen is kept beside what else is, and taken back", async () => {
    const { page, complaints } = await newcomer();
    const settings = { keys: { undo: "u" } };
    await api(page, "PUT", "/api/account/settings", { settings });
    await choose(page, "en");
    assert.equal(await page.locator("#ask-language").inputValue(), "en");
    const own = async () => (await api(page, "GET", "/api/account/settings")).data.settings;
    assert.deepEqual(await own(), { ...settings, language: "en" });
    await accessible(page, "the account's page");
    await choose(page, "");
    assert.deepEqual(await own(), settings);
    assert.deepEqual(complaints, []);
  });

  test("languages are named by those who speak them", async () => {
    const { page } = await newcomer();
    await page.goto("/account");
    const names = await page.locator("#ask-language option").allTextContents();
    const known = { en: "English", fr: "Français", vi: "Tiếng Việt" };
    const there = Object.keys(known).filter((language) => existsSync(fileOf(language)));
    assert.deepEqual(names, [english["account.language.browser"], ...there.map((language) => known[language])]);
  });

  const wishes = [["tlh", "unknown"], ["", "empty"], [7, "a number"], ["en-x-mine", "more than there is"]];
  for (const [language, what] of wishes) {
    test(`a language that is ${what} does no harm`, async () => {
      const { page } = await newcomer();
      await api(page, "PUT", "/api/account/settings", { settings: { language } });
      await page.goto("/account");
      assert.equal(await languageOf(page), "en");
      assert.equal(await heading(page), english["account.title"]);
    });
  }

  test("a browser that asks for what there is not gets English", async () => {
    const context = await browser.newContext({ baseURL: stack.origin, locale: "tlh" });
    const page = await context.newPage();
    await page.goto("/login");
    assert.deepEqual([await languageOf(page), await heading(page)], ["en", english["login.title"]]);
  });
});

test("before anybody is signed in, the browser's language counts", needing("vi"), async () => {
  const words = wordsIn("vi");
  const { page, complaints } = await signedInAs("vi-VN", words);
  assert.equal(await languageOf(page), "vi");
  assert.equal(await heading(page), words["projects.title"]);
  assert.equal(await page.title(), words["frame.title"].replace("{title}", words["projects.title"]));
  assert.deepEqual(complaints, []);
});

/** Signs in at a door that speaks another language. */
async function signedInAs(locale, words) {
  await admin.goto("/");
  const person = await makePerson(admin);
  const context = await browser.newContext({ baseURL: stack.origin, locale });
  const page = await context.newPage();
  const complaints = listen(page);
  await page.goto("/login");
  assert.equal(await heading(page), words["login.title"]);
  await page.locator("#ask-login").fill(person.login);
  await page.locator("#ask-password").fill("not this one");
  await page.locator("button.first").click();
  await page.getByText(words["error.wrong_login"]).waitFor();
  await page.locator("#ask-password").fill(person.password);
  await page.locator("button.first").click();
  await page.waitForURL(`${stack.origin}/`);
  return { page, complaints };
}

test("the account's language goes before the browser's, in words, dates and faults", needing("fr"), async () => {
  const words = wordsIn("fr");
  const { page, complaints } = await newcomer();
  const slug = await makeProject(page);
  const { data } = await api(page, "POST", `/api/projects/${slug}/statements`, {
    title: "Речь", text: "Мы все едины.", language: "ru", date: "2015-08-28" });
  await choose(page, "fr");
  assert.deepEqual([await languageOf(page), await heading(page)], ["fr", words["account.title"]]);
  await page.goto(`/p/${slug}`);
  assert.match(String(await page.locator(".catalogue").textContent()), /août 2015/);
  await fits(page, "a French library");
  await page.goto(`/p/${slug}/s/${data.id}`);
  await page.locator(".text p").first().waitFor();
  assert.equal(await page.locator(".text").getAttribute("lang"), "ru");
  assert.equal(await page.locator(".deskbar").getAttribute("aria-label"), words["shell.tools"]);
  assert.match(String(await page.locator(".colophon").textContent()), /28 août 2015/);
  await accessible(page, "a French desk");
  await page.goto("/p/nothing-here");
  assert.deepEqual([await languageOf(page), await page.locator(".empty p").first().textContent()], ["fr", words["error.project"]]);
  await choose(page, "");
  assert.equal(await languageOf(page), "en");
  assert.deepEqual(complaints, []);
});

test("when the program is away, nginx's page speaks the browser's language too", needing("fr"), async () => {
  const words = wordsIn("fr");
  const context = await browser.newContext({ baseURL: stack.origin, locale: "fr-CA" });
  const page = await context.newPage();
  await stack.without("postil", async () => {
    await page.goto("/");
    await page.getByText(words["down.heading"]).waitFor();
    assert.equal(await languageOf(page), "fr");
    assert.equal(await page.getByRole("link", { name: words.again }).count(), 1);
  });
});

// help.test.mjs: the help, for whoever comes; and the ways to it and out of it, by keyboard.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { startStack } from "../support/stack.mjs";
import { accessibleEverywhere, launch, listen, makeProject, signedIn } from "./chromium.mjs";

const words = JSON.parse(readFileSync(new URL("../../static/i18n/en.json", import.meta.url), "utf8"));
/** @type {import("./chromium.mjs").Browser} */ let browser;
/** @type {Awaited<ReturnType<typeof startStack>>} */ let stack;

before(async () => {
  stack = await startStack();
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await stack?.stop();
});

const roles = ["reader", "annotator", "curator", "manager"];

test("the rights are those of the guard, in words, and marked for each role that has them", async () => {
  const context = await browser.newContext({ baseURL: stack.origin, reducedMotion: "reduce" });
  const page = await context.newPage();
  const complaints = listen(page);
  await page.goto("/help");
  const { rights, account } = await page.evaluate(() => JSON.parse(document.getElementById("state")?.textContent ?? "{}"));
  assert.equal(account, undefined);
  assert.deepEqual(rights.map(({ key }) => key).filter((key) => !(`help.right.${key}` in words)), [], "rights without words");
  const table = await page.getByRole("table", { name: "What each role may do" }).locator("tbody tr")
    .evaluateAll((rows) => rows.map((row) => [...row.children].slice(0, 5).map((cell) => cell.textContent?.replace("✓", "") ?? "")));
  const within = rights.filter(({ least }) => roles.includes(least));
  assert.equal(table.length, within.length);
  const steps = table.map((cells) => cells.slice(1).indexOf("yes"));
  assert.deepEqual(steps, within.map(({ least }) => roles.indexOf(least)).sort());
  for (const [deed, ...cells] of table) {
    const from = cells.indexOf("yes");
    assert.deepEqual(cells, cells.map((_, at) => (at >= from ? "yes" : "no")), deed);
  }
  const others = page.getByRole("table", { name: "Who may do what on this site" }).locator("tbody tr");
  assert.equal(await others.count(), rights.length - within.length);
  const file = await page.getByRole("link", { name: "openapi.yaml" }).getAttribute("href");
  assert.match(await (await page.request.get(String(file))).text(), /^openapi: 3/m);
  await accessibleEverywhere(page, "help");
  await page.getByRole("link", { name: "Sign in" }).click();
  await page.waitForURL(`${stack.origin}/login?next=%2Fhelp`);
  assert.deepEqual(complaints, []);
  await context.close();
});

test("the menu of the account leads to the account, the site and the help, by keyboard", async () => {
  const { page, complaints } = await signedIn(browser, stack);
  for (const [letter, title] of [["a", "Account"], ["s", "Site"], ["h", "Help"]]) {
    await page.getByRole("button", { name: /account of/ }).focus();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("End");
    await page.keyboard.press(letter);
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: title, exact: true, level: 1 }).waitFor();
    await page.getByRole("button", { name: /account of admin/ }).waitFor();
  }
  assert.deepEqual(complaints, []);
  await page.context().close();
});

test("the frame leads to all sections of a project, on a wide screen and on a narrow one", async () => {
  const { page } = await signedIn(browser, stack);
  const slug = await makeProject(page);
  const sections = [["Library", ""], ["Codebook", "/codebook"], ["Activity", "/activity"], ["Settings", "/settings"]];
  await page.goto(`/p/${slug}`);
  for (const [name, path] of sections) {
    await page.getByRole("navigation", { name: "Sections" }).getByRole("link", { name }).click();
    await page.waitForURL(`${stack.origin}/p/${slug}${path}`);
    assert.equal(await page.getByRole("navigation", { name: "Sections" }).getByRole("link", { name }).getAttribute("aria-current"), "page");
  }
  await page.setViewportSize({ width: 360, height: 800 });
  for (const [name, path] of sections) {
    await page.getByRole("button", { name: `Project ${slug}` }).click();
    await page.getByRole("menuitem", { name, exact: true }).click();
    await page.waitForURL(`${stack.origin}/p/${slug}${path}`);
  }
  await page.goto(`/p/${slug}/trash`);
  assert.equal(await page.getByRole("navigation", { name: "Sections" }).getByRole("link", { name: "Activity" }).getAttribute("aria-current"), "true");
  await page.context().close();
});

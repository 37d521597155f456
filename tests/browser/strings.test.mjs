// strings.test.mjs: every page with what could break it: hostile strings, long words, narrow
// screens; and the frame that all share.
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import { startStack } from "../support/stack.mjs";
import { accessible, api, apiAll, fits, freshSlug, launch, makeProject, signedIn } from "./chromium.mjs";

/** Marks piled on one letter: a single cluster, wider than a page, and nowhere to break it. */
const PILE = "\u0e14" + "\u0e49\u0e47".repeat(60);

const naughty = new URL("../../../shared/data/unicode/blns/blns.json", import.meta.url);

/** @type {import("./chromium.mjs").Browser} */ let browser;
/** @type {Awaited<ReturnType<typeof startStack>>} */ let stack;
/** @type {import("./chromium.mjs").Page} */ let page;
/** @type {string[]} */ let complaints;

before(async () => {
  stack = await startStack();
  browser = await launch();
  ({ page, complaints } = await signedIn(browser, stack));
});
after(async () => {
  await browser?.close();
  await stack?.stop();
});

const statementsOf = (slug) => `/api/projects/${slug}/statements`;
const first = (name) => page.getByRole("button", { name, exact: true }).first();

describe("hostile strings are shown exactly", { skip: !existsSync(naughty) }, () => {
  /** @returns {string[]} */
  const strings = () => JSON.parse(readFileSync(naughty, "utf8"));
  /** Makes one of each; those that the API refuses are left out. */
  const make = async (path, bodies) => {
    const answers = await apiAll(page, "POST", path, bodies);
    for (const { status, data } of answers) assert.ok([201, 422].includes(status), JSON.stringify(data));
    const made = answers.filter(({ status }) => status === 201).map(({ data }) => data);
    assert.ok(made.length > 0.9 * bodies.length);
    return made;
  };

  test("as titles, in the library", async () => {
    const slug = await makeProject(page);
    const made = await make(statementsOf(slug), strings().map((title) => ({ title, text: "x", speaker: title.trim() ? title.slice(0, 200) : null })));
    await page.goto(`/p/${slug}`);
    await accessible(page, "a hostile library");
    while (await first("Show older statements").count()) {
      const held = await page.locator(".entry").count();
      await first("Show older statements").click();
      await page.locator(".entry").nth(held).waitFor();
    }
    const shown = await page.locator(".entry h3 a").evaluateAll((links) => links.map((link) => link.textContent));
    assert.deepEqual(new Set(shown), new Set(made.map(({ title }) => title)));
    assert.equal(shown.length, made.length);
    assert.deepEqual(complaints, []);
  });

  test("as tags, in the codebook", async () => {
    const slug = await makeProject(page);
    const made = await make(`/api/projects/${slug}/tags`, strings().map((words, i) => ({
      key: `k${i}`, label: [...words].slice(0, 200).join(""), definition: words, example: words,
    })));
    await page.goto(`/p/${slug}/codebook`);
    const shown = await page.locator(".leaf .words").evaluateAll((nodes) => nodes.map((node) => node.textContent));
    assert.deepEqual(new Set(shown), new Set(made.map(({ label }) => label)));
    for (const { key, label, definition } of made.filter((_, i) => i % 40 === 0)) {
      await page.goto(`/p/${slug}/codebook#${key}`);
      await page.waitForFunction((words) => document.querySelector("#tag-title")?.textContent === words, label);
      if (definition) assert.equal(await page.locator(".definition").textContent(), definition);
    }
    assert.deepEqual(complaints, []);
  });

  test("as a project's name and a statement typed by hand", async () => {
    const title = `"><script>alert(1)</script>{{7*7}}\u202e${freshSlug()}`;
    await page.goto("/");
    await first("New project").click();
    await page.getByLabel("Title").fill(title);
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/p\/script-alert/);
    assert.equal(await page.locator(".project span").textContent(), title);
    assert.equal(await page.title(), `Library, ${title} – Postil`);
    await page.goto("/");
    assert.ok((await page.locator(".entry h2").allTextContents()).some((words) => words.trim() === title));
    assert.deepEqual(complaints, []);
  });
});

describe("every page", () => {
  const pages = [
    ["projects", "/"], ["library", "/p/{slug}"], ["codebook", "/p/{slug}/codebook"], ["an error", "/p/nothing-here"],
    ["activity", "/p/{slug}/activity"], ["trash", "/p/{slug}/trash"], ["settings", "/p/{slug}/settings"],
  ];
  for (const [name, path] of pages) {
    test(`${name}: axe finds nothing, and nothing runs out of a narrow screen`, async () => {
      const slug = await makeProject(page, { title: PILE, description: "word ".repeat(40) });
      await api(page, "POST", statementsOf(slug), { title: "w".repeat(200), text: "x", date: "2020", speaker: "S".repeat(100) });
      await api(page, "POST", statementsOf(slug), { title: "\u200b\ufeff", text: "x" });
      await api(page, "POST", statementsOf(slug), { title: PILE, text: PILE, place: PILE });
      const labels = { p: PILE, a: "A".repeat(200), b: "\u200b" };
      for (const [key, label] of Object.entries(labels)) {
        await api(page, "POST", `/api/projects/${slug}/tags`, { key, label, definition: "d".repeat(300) });
      }
      await page.goto(path.replace("{slug}", slug));
      for (const width of [1440, 360]) {
        await page.setViewportSize({ width, height: 800 });
        await page.waitForTimeout(50);
        await accessible(page, `${name} at ${width}`);
        await fits(page, `${name} at ${width}`);
      }
      await page.setViewportSize({ width: 1280, height: 720 });
      assert.match(await page.title(), / – Postil$/);
      assert.deepEqual(complaints, []);
    });
  }

  test("the frame leads to the other section and exports, by keyboard", async () => {
    const slug = await makeProject(page);
    await page.goto(`/p/${slug}`);
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement?.textContent), "Skip to content");
    await page.getByRole("button", { name: "Export" }).focus();
    await page.keyboard.press("ArrowDown");
    const download = page.waitForEvent("download");
    await page.keyboard.press("Enter");
    const set = JSON.parse(readFileSync(await (await download).path(), "utf8"));
    assert.deepEqual([set.format, set.complete], ["postil", true]);
    await page.getByRole("link", { name: "Codebook" }).click();
    await page.waitForURL(`${stack.origin}/p/${slug}/codebook`);
    await page.getByRole("button", { name: `Project ${slug}` }).click();
    await page.getByRole("menuitem", { name: "All projects" }).waitFor();
    await accessible(page, "an open menu");
    await page.keyboard.press("Escape");
    assert.equal(await page.getByRole("menu").count(), 0);
  });
});

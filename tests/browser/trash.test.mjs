// trash.test.mjs: statements and highlights are deleted, come back, or go for good.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { startStack } from "../support/stack.mjs";
import { accessibleEverywhere, api, apiAll, launch, makeProject, signedIn } from "./chromium.mjs";
import { mark, prepare } from "./desk.mjs";
import { colleague, hasFocus } from "./team.mjs";

/** @type {import("./chromium.mjs").Browser} */ let browser;
/** @type {Awaited<ReturnType<typeof startStack>>} */ let stack;
/** @type {import("./chromium.mjs").Page} the admin's, who manages all projects here */ let page;
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

const night = "answered at night";
const silence = "silence keeps the peace";
const button = (who, name) => who.getByRole("button", { name });
const dialog = (who, name) => who.getByRole("dialog", { name });
const member = (slug, name, role) => colleague(browser, stack, page, { slug, name, role });
const statusOf = async (path) => (await api(page, "GET", path)).status;
const statementPath = ({ slug, id }) => `/api/projects/${slug}/statements/${id}`;

/** Deleted by the API, as another tab would. */
const remove = (who, path, revision = 1) => who.evaluate(async ([path, revision]) => {
  const { csrf } = JSON.parse(document.getElementById("state")?.textContent ?? "");
  const headers = { "X-CSRF-Token": csrf, "If-Match": `"${revision}"` };
  return (await fetch(path, { method: "DELETE", headers })).status;
}, [path, revision]);

/** A project in whose trash lie a statement of the admin's and a highlight of Dara's. */
async function full() {
  const work = await prepare(page);
  const dara = await member(work.slug, "Dara", "annotator");
  const [id] = await mark(dara.page, work, [{ quote: night, taggings: [{ tag: "law", stance: null }] }]);
  const { data: other } = await api(page, "POST", `/api/projects/${work.slug}/statements`, { title: "كلمة الوفد", text: "x", language: "ar" });
  assert.equal(await remove(dara.page, `/api/projects/${work.slug}/highlights/${id}`), 204);
  assert.equal(await remove(page, statementPath({ ...work, id: other.id })), 204);
  return { work, dara, highlight: id, other: other.id };
}

describe("a statement is deleted", () => {
  test("from the library, by keyboard alone; the note takes it back", async () => {
    const work = await prepare(page);
    await mark(page, work, [{ quote: night }, { quote: silence }]);
    await page.goto(`/p/${work.slug}`);
    await page.getByText("1 statement, 2 highlights").waitFor();
    await button(page, "More about Six towns on one river").focus();
    await page.keyboard.press("Enter");
    await accessibleEverywhere(page, "a statement's menu");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await dialog(page, "Delete this statement?").getByText("Its 2 highlights go with it.").waitFor();
    assert.equal(await hasFocus(button(page, "Cancel")), true);
    await accessibleEverywhere(page, "before a statement is deleted");
    await page.keyboard.press("Escape");
    assert.equal(await hasFocus(button(page, "More about Six towns on one river")), true);
    assert.equal(await statusOf(statementPath(work)), 200);
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("Enter");
    await button(page, "Delete it").focus();
    await page.keyboard.press("Enter");
    await page.getByRole("status").getByText("Deleted: Six towns on one river").waitFor();
    await page.getByRole("heading", { name: "This shelf is still empty" }).waitFor();
    assert.equal(await statusOf(statementPath(work)), 404);
    await accessibleEverywhere(page, "a statement was deleted");
    assert.equal(await hasFocus(button(page, "Undo")), true);
    await page.keyboard.press("Enter");
    await page.getByRole("link", { name: "Six towns on one river" }).waitFor();
    await page.getByText("1 statement, 2 highlights").waitFor();
    await page.waitForFunction(() => document.activeElement?.closest(".entry"));
    assert.equal((await api(page, "GET", statementPath(work))).data.highlights.length, 2);
    assert.deepEqual(complaints, []);
  });

  test("from its desk; the library says so and takes it back", async () => {
    const work = await prepare(page);
    await mark(page, work, [{ quote: night }]);
    await page.goto(work.path);
    await button(page, "Delete…").click();
    await dialog(page, "Delete this statement?").getByText("Its 1 highlight goes with it.").waitFor();
    await accessibleEverywhere(page, "at the desk, before it is deleted");
    await button(page, "Delete it").click();
    await page.waitForURL(`**/p/${work.slug}`);
    await page.getByRole("status").getByText("Deleted: Six towns on one river").waitFor();
    await button(page, "Undo").click();
    await page.getByRole("link", { name: "Six towns on one river" }).waitFor();
    await page.reload();
    await page.getByRole("link", { name: "Six towns on one river" }).waitFor();
    assert.equal(await page.getByText("Deleted:").count(), 0);
    assert.deepEqual(complaints, []);
  });

  test("in another tab meanwhile: it is gone all the same", async () => {
    const work = await prepare(page);
    await page.goto(`/p/${work.slug}`);
    await button(page, "More about Six towns on one river").click();
    await page.getByRole("menuitem", { name: "Delete…" }).click();
    assert.equal(await remove(page, statementPath(work)), 204);
    await button(page, "Delete it").click();
    await page.getByRole("heading", { name: "This shelf is still empty" }).waitFor();
    await button(page, "Undo").click();
    await page.getByRole("link", { name: "Six towns on one river" }).waitFor();
  });

  test("by curators; an annotator is led to its activity only", async () => {
    const work = await prepare(page);
    const dara = await member(work.slug, "Dara", "annotator");
    await dara.page.goto(`/p/${work.slug}`);
    await button(dara.page, "More about Six towns on one river").click();
    assert.equal(await dara.page.getByRole("menuitem", { name: "Delete…" }).count(), 0);
    await dara.page.getByRole("menuitem", { name: "Its activity" }).click();
    await dara.page.waitForURL(`**/p/${work.slug}/activity?statement=${work.id}`);
    await dara.page.getByText("added Six towns on one river").waitFor();
    await dara.page.goto(work.path);
    await dara.page.getByRole("link", { name: "Its activity" }).waitFor();
    assert.equal(await button(dara.page, "Delete…").count(), 0);
    assert.deepEqual(dara.complaints, []);
    await dara.close();
  });
});

describe("the trash", () => {
  test("of a project in which nothing was deleted says what it is for", async () => {
    const slug = await makeProject(page);
    await page.goto(`/p/${slug}/trash`);
    await page.getByRole("heading", { name: "The trash is empty" }).waitFor();
    assert.equal(await button(page, "Empty the trash…").count(), 0);
    await accessibleEverywhere(page, "an empty trash");
  });

  test("tells what, in what, by whom and when, newest first; what is restored is where it was", async () => {
    const { work, dara, highlight, other } = await full();
    await page.goto(`/p/${work.slug}/trash`);
    const rows = page.locator(".trashed > li");
    assert.match(await rows.nth(0).innerText(), /Statement\s+كلمة الوفد\s+admin deleted it\s+today at \d\d:\d\d/i);
    assert.match(await rows.nth(1).innerText(), /Highlight\s+“answered at night”\s+in\s+Six towns on one river\s+Dara deleted it\s+today/);
    await accessibleEverywhere(page, "a full trash");
    await button(page, "Restore “answered at night”").focus();
    await page.keyboard.press("Enter");
    await page.getByRole("status").getByText("Restored: “answered at night”").waitFor();
    await page.waitForFunction(() => document.querySelectorAll(".trashed > li").length === 1);
    assert.equal(await hasFocus(rows.nth(0)), true);
    assert.equal(await statusOf(`/api/projects/${work.slug}/highlights/${highlight}`), 200);
    await button(page, "Restore “كلمة الوفد”").click();
    await page.getByRole("heading", { name: "The trash is empty" }).waitFor();
    assert.equal(await statusOf(statementPath({ ...work, id: other })), 200);
    await page.getByRole("link", { name: "Look at it" }).click();
    await page.waitForURL(`**/p/${work.slug}/s/${other}`);
    assert.deepEqual(complaints, []);
    await dara.close();
  });

  test("an annotator restores what they deleted, and deletes nothing for good", async () => {
    const { work, dara } = await full();
    await dara.page.goto(`/p/${work.slug}/trash`);
    await button(dara.page, "Restore “answered at night”").waitFor();
    assert.equal(await button(dara.page, /^Restore/).count(), 1);
    assert.equal(await button(dara.page, /for good|Empty/).count(), 0);
    await dara.close();
  });

  test("one thing goes for good, after a dialog that names what goes with it", async () => {
    const { work, dara, other } = await full();
    await page.goto(`/p/${work.slug}/trash`);
    await button(page, "Delete for good… “كلمة الوفد”").click();
    const asked = dialog(page, "Delete this statement for good?");
    await asked.getByText("Its text in every version goes, and all highlights in it").waitFor();
    await asked.getByText("This cannot be undone.").waitFor();
    await accessibleEverywhere(page, "before it goes for good");
    assert.equal(await hasFocus(button(asked, "Cancel")), true);
    await button(asked, "Delete for good").click();
    await page.getByRole("status").getByText("Deleted for good: “كلمة الوفد”").waitFor();
    assert.equal(await statusOf(statementPath({ ...work, id: other })), 404);
    assert.equal(await page.locator(".trashed > li").count(), 1);
    await page.goto(`/p/${work.slug}/activity`);
    assert.match(await page.locator(".deed > p").first().innerText(), /^admin deleted .* for good$/);
    assert.equal(await page.locator(".deed").first().getByRole("button").count(), 0);
    await dara.close();
  });

  test("all of it goes, with figures", async () => {
    const { work, dara } = await full();
    await page.goto(`/p/${work.slug}/trash`);
    await button(page, "Empty the trash…").click();
    const asked = dialog(page, "Empty the trash?");
    await asked.getByText("1 statement, with its text in every version and all highlights in it").waitFor();
    await asked.getByText("1 highlight, with its tags and its note").waitFor();
    await button(asked, "Delete for good").click();
    await page.getByRole("heading", { name: "The trash is empty" }).waitFor();
    assert.deepEqual((await api(page, "GET", `/api/projects/${work.slug}/trash`)).data.items, []);
    assert.deepEqual(complaints, []);
    await dara.close();
  });

  test("a highlight whose statement was deleted later comes back after it: the way is shown", async () => {
    const { work, dara, highlight } = await full();
    assert.equal(await remove(page, statementPath(work)), 204);
    await page.goto(`/p/${work.slug}/trash`);
    await button(page, "Restore “answered at night”").click();
    const way = dialog(page, "Something later stands in the way");
    await button(way, /^Undo: .* deleted/).click();
    await way.getByText("Nothing stands in the way any more.").waitFor();
    await button(way, "Undo it").click();
    await way.waitFor({ state: "detached" });
    assert.equal(await statusOf(`/api/projects/${work.slug}/highlights/${highlight}`), 200);
    await dara.close();
  });

  test("hostile words are shown as they are, long ones stay within the page", async () => {
    const slug = await makeProject(page);
    const titles = [`${"w".repeat(200)} "><script>alert(1)</script>{{7*7}}{title}\u202e`, "\u200b\ufeff"];
    for (const title of titles) {
      const { data } = await api(page, "POST", `/api/projects/${slug}/statements`, { title, text: "x" });
      assert.equal(await remove(page, statementPath({ slug, id: data.id })), 204);
    }
    await page.goto(`/p/${slug}/trash`);
    assert.deepEqual(await page.locator(".thing").allTextContents(), ["without a title", titles[0]]);
    await accessibleEverywhere(page, "hostile words in the trash");
    await button(page, /^Delete for good… “w/).last().click();
    await accessibleEverywhere(page, "hostile words in a dialog");
    assert.deepEqual(complaints, []);
  });

  test("more than a page: what was deleted earlier comes on demand", async () => {
    const slug = await makeProject(page);
    const bodies = Array.from({ length: 55 }, (_, i) => ({ title: `S ${i}`, text: "x" }));
    const made = await apiAll(page, "POST", `/api/projects/${slug}/statements`, bodies);
    for (const { data } of made) assert.equal(await remove(page, statementPath({ slug, id: data.id })), 204);
    await page.goto(`/p/${slug}/trash`);
    await page.getByText("S 54").waitFor();
    await button(page, "Show what was deleted earlier").click();
    await page.getByText("S 0", { exact: true }).waitFor();
    assert.equal(await hasFocus(page.locator(".trashed > li").nth(50)), true);
    assert.equal(await page.locator(".trashed > li").count(), 55);
  });
});

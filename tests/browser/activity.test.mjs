// activity.test.mjs: who did what, and taking it back, as several people in one project do.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { startStack } from "../support/stack.mjs";
import { accessibleEverywhere, api, apiAll, launch, makeProject, signedIn } from "./chromium.mjs";
import { mark, prepare } from "./desk.mjs";
import { colleague, hasFocus, lines } from "./team.mjs";

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
const law = [{ tag: "law", stance: null }];

const member = (slug, name, role) => colleague(browser, stack, page, { slug, name, role });
const open = (who, slug, query = "") => who.goto(`/p/${slug}/activity${query}`);
const button = (who, name) => who.getByRole("button", { name });
const dialog = (who, name) => who.getByRole("dialog", { name });
/** Until the newest line says this. */
const newest = (who, words) => who.locator(".deed > p").first().getByText(words).waitFor();

/** Somebody's note, changed by somebody else: what builds on what. */
async function twoOnOne() {
  const work = await prepare(page);
  const dara = await member(work.slug, "Dara", "annotator");
  const [id] = await mark(dara.page, work, [{ quote: night, taggings: law }]);
  const path = `/api/projects/${work.slug}/highlights/${id}`;
  const patch = await page.evaluate(async (path) => {
    const { csrf } = JSON.parse(document.getElementById("state")?.textContent ?? "");
    const headers = { "Content-Type": "application/json", "X-CSRF-Token": csrf, "If-Match": '"1"' };
    return (await fetch(path, { method: "PATCH", headers, body: JSON.stringify({ note: "How?" }) })).status;
  }, path);
  assert.equal(patch, 200);
  return { work, dara, id };
}

describe("what was done", () => {
  test("stands there in words, newest first, by day, and leads to it", async () => {
    const work = await prepare(page);
    const dara = await member(work.slug, "Dara عمر", "annotator");
    const [id] = await mark(dara.page, work, [{ quote: night, taggings: law }]);
    await open(page, work.slug);
    await page.getByRole("heading", { name: /^Today/ }).waitFor();
    const [first, second, third, fourth] = await lines(page);
    assert.equal(first, `Dara عمر put International law on “${night}” in Six towns on one river`);
    assert.match(second, /added Dara عمر as an annotator$/);
    assert.match(third, /added Six towns on one river$/);
    assert.match(fourth, /made 9 tags, among them International law, Charter of the United Nations, /);
    await page.getByRole("link", { name: night }).click();
    await page.waitForURL(`**/p/${work.slug}/h/${id}`);
    await page.locator(".card.open").waitFor();
    assert.deepEqual(complaints, []);
    await dara.close();
  });

  test("a run of like actions is one line, opened and closed by key", async () => {
    const work = await prepare(page);
    const dara = await member(work.slug, "Dara", "annotator");
    await mark(dara.page, work, [night, silence, "six towns on one river"].map((quote) => ({ quote })));
    await open(page, work.slug);
    const run = page.locator(".run").first();
    await run.getByText("Dara marked or tagged 3 passages in Six towns on one river").waitFor();
    await run.getByRole("button").focus();
    await page.keyboard.press("Enter");
    await run.getByText(`marked “${silence}”`).waitFor();
    assert.equal(await run.locator("li.deed").count(), 3);
    await accessibleEverywhere(page, "a run");
    await page.keyboard.press("Enter");
    assert.equal(await run.locator("li.deed").count(), 0);
    assert.equal(await hasFocus(run), true);
    await dara.close();
  });

  test("filters by who, what and statement stand in the address, and what is deleted can be asked for", async () => {
    const work = await prepare(page);
    const dara = await member(work.slug, "Dara", "annotator");
    await mark(dara.page, work, [{ quote: night }]);
    await mark(page, work, [{ quote: silence }]);
    await open(page, work.slug);
    await page.getByLabel("Who").selectOption({ label: "Dara" });
    await newest(page, "Dara marked");
    assert.equal((await lines(page)).length, 1);
    await page.getByLabel("Who").selectOption({ label: "Everyone" });
    await page.getByLabel("What").selectOption({ label: "Passages marked or tagged" });
    await page.waitForFunction(() => document.querySelectorAll(".deed").length === 2);
    await page.getByLabel("Statement").pressSequentially("six tow");
    await page.getByRole("button", { name: "Six towns on one river", exact: true }).click();
    await page.waitForURL(`**/activity?kind=highlight_put&statement=${work.id}`);
    await page.reload();
    await newest(page, silence);
    assert.equal(await page.locator(".facets").getByText("Six towns on one river").count(), 1);
    await accessibleEverywhere(page, "filters");
    await page.getByLabel("What").selectOption({ label: "Statements deleted" });
    await page.getByRole("heading", { name: "Nothing fits these filters" }).waitFor();
    await accessibleEverywhere(page, "nothing fits");
    await button(page, "Show all activity").click();
    await newest(page, silence);
    assert.equal(new URL(page.url()).search, "");
    await dara.close();
  });

  test("older activity comes below, and the focus goes on with it", async () => {
    const slug = await makeProject(page);
    const titles = Array.from({ length: 60 }, (_, i) => ({ title: `Statement ${i}`, text: "x" }));
    await apiAll(page, "POST", `/api/projects/${slug}/statements`, titles);
    await open(page, slug);
    await page.getByText("added 50 statements").waitFor();
    await button(page, "Show older activity").click();
    await page.getByText("made the project").waitFor();
    await page.getByText("added 60 statements").waitFor();
    assert.equal(await hasFocus(page.locator(".run")), true);
    assert.equal(await button(page, "Show older activity").count(), 0);
  });

  test("with the server away it says so, and tries again", async () => {
    const { slug } = await prepare(page);
    await open(page, slug);
    await page.route("**/actions*", (route) => route.abort());
    await page.getByLabel("What").selectOption({ label: "Tags made" });
    await page.getByRole("alert").getByText("The server cannot be reached.").waitFor();
    await accessibleEverywhere(page, "no way to the server");
    await page.unroute("**/actions*");
    await button(page, "Try again").click();
    await newest(page, "made 9 tags");
    assert.equal(await page.getByRole("alert").getByText("reached").count(), 0);
    complaints.length = 0; // the browser's own word on the broken connection
  });
});

describe("taking back", () => {
  test("says first what will happen; then the line is struck through, and can be done again: by keyboard alone", async () => {
    const work = await prepare(page);
    const [id] = await mark(page, work, [{ quote: night, taggings: law }]);
    const highlight = async () => (await api(page, "GET", `/api/projects/${work.slug}/highlights/${id}`)).status;
    await open(page, work.slug);
    await button(page, /^Undo: .*answered at night/).focus();
    await page.keyboard.press("Enter");
    await dialog(page, "Undo this?").getByText("The highlight goes to the trash, with its tags and its note.").waitFor();
    await accessibleEverywhere(page, "before undoing");
    await page.keyboard.press("Escape");
    assert.equal(await hasFocus(button(page, /^Undo: .*answered at night/)), true);
    assert.equal(await highlight(), 200);
    await page.keyboard.press("Enter");
    await dialog(page, "Undo this?").waitFor();
    await page.keyboard.press("Enter");
    await newest(page, "undid:");
    assert.equal(await highlight(), 404);
    const [, undone] = await page.locator(".deed").all();
    assert.match(await undone.innerText(), /undone/);
    assert.equal(await undone.locator("s").count(), 1);
    assert.equal(await undone.getByRole("button").count(), 0);
    await accessibleEverywhere(page, "undone");

    await button(page, /^Redo: /).first().focus();
    await page.keyboard.press("Enter");
    await dialog(page, "Do this again?").getByText("The highlight comes back, with its tags and its note.").waitFor();
    await page.keyboard.press("Enter");
    await newest(page, "redid:");
    assert.equal(await highlight(), 200);
    assert.deepEqual(complaints, []);
  });

  test("what stands in the way is shown, each with its own undo; then the first can go", async () => {
    const { work, dara, id } = await twoOnOne();
    await open(page, work.slug);
    await button(page, /^Undo: Dara put/).click();
    await button(page, "Undo it").click();
    const way = dialog(page, "Something later stands in the way");
    await way.getByText("Undo it first.").waitFor();
    await way.locator(".way").getByText("changed “answered at night”").waitFor();
    assert.equal(await button(way, "Undo it").getAttribute("aria-disabled"), "true");
    await accessibleEverywhere(page, "in the way");
    await button(way, /^Undo: .* changed/).click();
    await way.getByText("Nothing stands in the way any more.").waitFor();
    assert.equal(await hasFocus(button(way, "Undo it")), true);
    await page.keyboard.press("Enter");
    await way.waitFor({ state: "detached" });
    await newest(page, "undid: Dara put International law");
    assert.equal((await api(page, "GET", `/api/projects/${work.slug}/highlights/${id}`)).status, 404);
    assert.deepEqual(complaints, []);
    await dara.close();
  });

  test("an annotator takes back their own only, and is told who can do the rest", async () => {
    const { work, dara } = await twoOnOne();
    await open(dara.page, work.slug);
    assert.deepEqual(await button(dara.page, /^Undo: /).evaluateAll((all) => all.map((one) => one.ariaLabel)),
      [`Undo: Dara put International law on “${night}” in Six towns on one river`]);
    await button(dara.page, /^Undo: Dara/).click();
    await button(dara.page, "Undo it").click();
    await dialog(dara.page, "Something later").getByText("Ask a curator to undo this.").waitFor();
    assert.deepEqual(dara.complaints, []);
    await dara.close();
  });

  test("a reader sees everything and takes back nothing", async () => {
    const work = await prepare(page);
    const rita = await member(work.slug, "Rita", "reader");
    await open(rita.page, work.slug);
    await newest(rita.page, "added Rita as a reader");
    assert.equal(await button(rita.page, /^(Undo|Redo): /).count(), 0);
    await accessibleEverywhere(rita.page, "a reader's activity");
    assert.deepEqual(rita.complaints, []);
    await rita.close();
  });

  test("of somebody's role: the one who was made a curator is an annotator again", async () => {
    const work = await prepare(page);
    const dara = await member(work.slug, "Dara", "annotator");
    await page.evaluate(async ([path, id]) => {
      const { csrf } = JSON.parse(document.getElementById("state")?.textContent ?? "");
      const headers = { "Content-Type": "application/json", "X-CSRF-Token": csrf };
      await fetch(`${path}/${id}`, { method: "PATCH", headers, body: JSON.stringify({ role: "curator" }) });
    }, [`/api/projects/${work.slug}/members`, dara.id]);
    await open(page, work.slug);
    await newest(page, "made Dara a curator");
    await button(page, /^Undo: .* made Dara a curator/).click();
    await dialog(page, "Undo this?").getByText("Dara is an annotator again.").waitFor();
    await button(page, "Undo it").click();
    await newest(page, "undid:");
    const { data } = await api(page, "GET", `/api/projects/${work.slug}/members`);
    assert.equal(data.items[1].role, "annotator");
    await dara.close();
  });

  test("hostile words are shown as they are, long ones stay within the page", async () => {
    const slug = await makeProject(page);
    const title = `${"w".repeat(200)} "><script>alert(1)</script>{{7*7}}{who}\u202e`;
    await api(page, "POST", `/api/projects/${slug}/statements`, { title, text: "x" });
    await open(page, slug);
    assert.equal(await page.locator(".deed .statement").first().textContent(), title);
    await accessibleEverywhere(page, "long words");
    await button(page, /^Undo: /).click();
    await dialog(page, "Undo this?").getByText("The statement goes to the trash.").waitFor();
    await accessibleEverywhere(page, "long words in a dialog");
    assert.deepEqual(complaints, []);
  });
});

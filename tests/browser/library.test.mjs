// library.test.mjs: finding statements by words and filters, how far they are coded, the next
// one, and what is known of one changed at the desk.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { startStack } from "../support/stack.mjs";
import { accessible, api, apiAll, launch, makeProject, signedIn } from "./chromium.mjs";
import { prepare } from "./desk.mjs";

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

const statementsOf = (slug, rest = "") => `/api/projects/${slug}/statements${rest}`;
const titles = () => page.locator(".entry h3").allTextContents();
const asked = () => new URL(page.url()).search;
const button = (name) => page.getByRole("button", { name, exact: true });

/** What somebody else does meanwhile. */
const patch = (path, fields, revision) => page.evaluate(async ({ path, fields, revision }) => {
  const { csrf } = JSON.parse(document.getElementById("state")?.textContent ?? "{}");
  const headers = { "Content-Type": "application/json", "X-CSRF-Token": csrf, "If-Match": `"${revision}"` };
  const { status } = await fetch(path, { method: "PATCH", headers, body: JSON.stringify(fields) });
  if (status !== 200) throw new Error(`PATCH ${path}: ${status}`);
}, { path, fields, revision });

/** Three statements, one of them with a tagged passage, one done. */
async function shelf() {
  const slug = await makeProject(page);
  await api(page, "POST", `/api/projects/${slug}/tags`, { key: "law", label: "International law" });
  await apiAll(page, "POST", statementsOf(slug), [
    { title: "One", text: "Words on 🕊 cyberspace and the sea.", delegation: "Norvane", date: "2015-09-28" },
    { title: "Two", text: "Words on ports.", delegation: "Norvane", speaker: "Ms Envoy", date: "2016" },
    { title: "Three", text: "Words on nothing.", delegation: "Lumenda" },
  ]);
  const { data } = await api(page, "GET", statementsOf(slug));
  const id = Object.fromEntries(data.items.map((item) => [item.title, item.id]));
  await api(page, "PUT", `/api/projects/${slug}/highlights/${crypto.randomUUID()}`,
    { statement: id.One, start: 0, end: 5, taggings: [{ tag: "law", stance: "affirms" }] });
  await patch(statementsOf(slug, `/${id.Two}`), { state: "done" }, 1);
  return { slug, id };
}

describe("the library", () => {
  test("finds words in texts and shows them; filters stand in the address and narrow it down", async () => {
    const { slug } = await shelf();
    await page.goto(`/p/${slug}`);
    await page.getByText("1 done, 1 in progress, 1 not started").waitFor();
    await page.getByLabel("Words in title or text").fill("cyber");
    await page.getByText("1 statement found").waitFor();
    assert.deepEqual(await page.locator(".snippet mark").allTextContents(), ["cyberspace"]);
    await accessible(page, "snippet");
    await page.getByLabel("Words in title or text").fill("");
    await page.getByRole("link", { name: "Three" }).waitFor();
    await page.getByRole("radio", { name: /Done/ }).check();
    await page.getByText("1 statement found").waitFor();
    assert.deepEqual(await titles(), ["Two"]);
    await page.getByRole("radio", { name: /All/ }).check();
    await page.getByLabel("With passages on").selectOption("law");
    await page.getByText("1 statement found").waitFor();
    assert.deepEqual([await titles(), asked()], [["One"], "?tag=law"]);
    await page.getByLabel("From").fill("September 2015");
    await page.getByLabel("From").press("Enter");
    await page.waitForURL(/from=2015-09/);
    await page.reload();
    await page.getByText("1 statement found").waitFor();
    assert.equal(await page.getByLabel("From").inputValue(), "2015-09");
    assert.equal(await page.getByLabel("With passages on").inputValue(), "law");
    await button("Clear all").click();
    await page.getByRole("link", { name: "Three" }).waitFor();
    assert.equal(asked(), "");
    assert.deepEqual(complaints, []);
  });

  test("an empty list says which filter to drop, and a name that nobody has is said beside its field", async () => {
    const { slug } = await shelf();
    await page.goto(`/p/${slug}?q=words&delegation=Norvane&state=not+started`);
    await page.getByRole("heading", { name: "No statement fits all of this" }).waitFor();
    const ways = page.locator(".ways li");
    await ways.first().waitFor();
    assert.deepEqual((await ways.allTextContents()).map((words) => words.replace(/\s+/g, " ").trim()), [
      "Without coding “Not started” 2 statements",
      "Without delegation Norvane 1 statement",
    ]);
    await accessible(page, "what to drop");
    await button("Without delegation Norvane").click();
    await page.getByText("1 statement found").waitFor();
    assert.deepEqual([await titles(), asked()], [["Three"], "?q=words&state=not+started"]);
    await page.getByLabel("Speaker").fill("Nobody");
    await page.getByLabel("Speaker").press("Enter");
    await page.getByText("There is no such actor.").waitFor();
    assert.equal(await page.getByLabel("Speaker").getAttribute("aria-invalid"), "true");
    await page.getByLabel("To").fill("soon");
    await page.getByLabel("To").press("Enter");
    await page.getByText("No such date.", { exact: false }).waitFor();
  });
});

describe("the desk", () => {
  test("leads to the next statement that nobody has begun, and lets one say how far it is", async () => {
    const { slug, id } = await shelf();
    await page.goto(`/p/${slug}/s/${id.One}`);
    const coding = page.getByLabel("Coding");
    assert.equal(await coding.inputValue(), "in progress");
    await coding.selectOption("done");
    await page.getByText("Coding: Done").waitFor();
    assert.equal((await api(page, "GET", statementsOf(slug, `/${id.One}`))).data.state, "done");
    await page.getByRole("link", { name: "Next uncoded" }).click();
    await page.waitForURL(new RegExp(`/s/${id.Three}$`));
    assert.equal(await page.getByRole("link", { name: "Next uncoded" }).count(), 0);
    await page.goto(`/p/${slug}/activity`);
    await page.getByText("set One to done", { exact: false }).waitFor();
  });

  test("changes what is known of the statement where it stands, with what is wrong beside it", async () => {
    const work = await prepare(page, { speaker: "Ms Envoy" });
    await page.goto(work.path);
    await button("Change: Speaker").click();
    await page.getByLabel("Speaker").fill("Mr Other");
    await page.keyboard.press("Enter");
    await page.locator(".colophon dd", { hasText: "Mr Other" }).waitFor();
    assert.equal(await page.evaluate(() => document.activeElement?.id), "change-speaker");

    await page.getByText("Add what else is known").click();
    await button("Add: Date").click();
    await page.locator("#ask-date").fill("2015-02-30");
    await page.keyboard.press("Enter");
    await page.getByText("No such date.", { exact: false }).waitFor();
    await accessible(page, "a fact at fault");
    await page.locator("#ask-date").fill("28 September 2015");
    await page.locator("#ask-place").fill("Geneva");
    await button("Save").click();
    await page.locator(".colophon dd", { hasText: "28 September 2015, Geneva" }).waitFor();

    await button("Change: Statement").click();
    await page.locator("#ask-title").fill("Seven towns");
    await page.keyboard.press("Escape");
    await page.getByRole("heading", { name: "Six towns on one river" }).waitFor();

    const { data } = await api(page, "GET", statementsOf(work.slug, `/${work.id}`));
    assert.deepEqual([data.speaker.name, data.date, data.place, data.title],
      ["Mr Other", "2015-09-28", "Geneva", "Six towns on one river"]);
    assert.deepEqual(complaints, []);
  });

  test("shows what somebody else wrote meanwhile, and takes a change of something else along", async () => {
    const work = await prepare(page);
    await page.goto(work.path);
    const path = statementsOf(work.slug, `/${work.id}`);
    await page.getByText("Add what else is known").click();
    await button("Add: Agenda item").click();
    await patch(path, { place: "Bonn" }, 1);
    await page.locator("#ask-agenda_item").fill("5");
    await button("Save").click();
    await page.locator(".colophon dd", { hasText: "Bonn" }).waitFor();
    await button("Change: Agenda item").click();
    await patch(path, { agenda_item: "6" }, 3);
    await page.locator("#ask-agenda_item").fill("7");
    await button("Save").click();
    await page.getByText("Somebody changed this meanwhile.", { exact: false }).waitFor();
    assert.equal((await api(page, "GET", path)).data.agenda_item, "6", "nothing is overwritten silently");
    await button("Save mine").click();
    await page.locator(".colophon dd", { hasText: "7" }).waitFor();
    complaints.length = 0; // the browser logs the 412
  });
});

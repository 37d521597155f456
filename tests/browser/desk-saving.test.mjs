// @ts-check
// desk-saving.test.mjs: what is marked comes to the server whatever happens on the way, or the
// analyst is told and asked.
import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";
import { startStack } from "../support/stack.mjs";
import { api, launch, makePerson, renewed, signedIn, signIn } from "./chromium.mjs";
import {
  assertQuotes,
  losing,
  mark,
  ownText,
  palette,
  prepare,
  putTags,
  saved,
  selectQuote,
  stored,
} from "./desk.mjs";

const changes = "*/api/projects/*/highlights/*";

/** @type {import("./chromium.mjs").Browser} */ let browser;
/** @type {Awaited<ReturnType<typeof startStack>>} */ let stack;
/** @type {import("./chromium.mjs").Entered} */ let entered;
/** @type {import("./chromium.mjs").Page} */ let page;
/** @type {import("playwright-core").BrowserContext} */ let context;
/** @type {import("./desk.mjs").Work} */ let work;

before(async () => {
  stack = await startStack();
  browser = await launch();
  entered = await signedIn(browser, stack, { viewport: { width: 1440, height: 900 } });
  ({ page, context } = entered);
  page.removeAllListeners("dialog");
  page.on("dialog", (dialog) => dialog.accept()); // «Leave the page?»
});
after(async () => {
  await browser?.close();
  await stack?.stop();
});
beforeEach(async () => {
  await renewed(entered, stack);
  work = await prepare(page);
});

/** @param {string[]} quotes */
async function markAll(quotes) {
  for (const quote of quotes) {
    await selectQuote(page, ownText, quote);
    await putTags(page, ["inter"]);
  }
}

/** @param {string} words */
const state = (words) => page.locator(".save-words", { hasText: words }).waitFor();

const three = ["six towns", "No treaty", "one number"];

/** @type {{name: string, loss: import("./desk.mjs").Loss}[]} */
const losses = [
  { name: "no request arrives", loss: "request" },
  { name: "no answer comes back", loss: "answer" },
  { name: "nginx finds no worker", loss: { status: 502, body: "<html>" } },
  { name: "there are too many requests", loss: { status: 429, body: '{"error":"too_many"}' } },
];

for (const { name, loss } of losses) {
  test(`${name}: all is kept, said, and sent after a reload`, async () => {
    const back = await losing(page, changes, loss);
    await page.goto(work.path);
    await markAll(three);
    await state("3 kept here, offline");
    await page.getByText("3 changes are kept on this computer").waitFor();
    assert.equal(await page.locator(".card .trouble", { hasText: "kept here" }).count(), 3);
    await page.reload();
    await page.locator(".card").nth(2).waitFor();
    await back();
    await page
      .getByRole("button", { name: "Try now" })
      .click({ timeout: 3000 })
      .catch(() => {}); // it may be sent already
    await saved(page);
    const highlights = await stored(page, work);
    assert.deepEqual(
      highlights.map(({ quote }) => quote),
      three,
    );
    assertQuotes(ownText, highlights);
  });
}

test("away for a moment while a highlight is made, changed, removed and taken back", async () => {
  let turn = 0;
  const back = await losing(page, changes, () => (turn++ % 2 ? "answer" : "request"));
  await page.goto(work.path);
  await markAll(three);
  await page.keyboard.press("s");
  await page.keyboard.type("calls");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Delete");
  await page.keyboard.press("z");
  await back();
  await saved(page);
  const highlights = await stored(page, work);
  assert.deepEqual(
    highlights.map(({ quote }) => quote),
    three,
  );
  assert.deepEqual(highlights[2].taggings, [{ tag: "law", stance: "calls-for" }]);
});

test("leaving the page while something is unsaved is asked about", async () => {
  const back = await losing(page, changes, "request");
  await page.goto(work.path);
  await markAll(["six towns"]);
  const asked = page.waitForEvent("dialog");
  const gone = page.goto("/");
  assert.equal((await asked).type(), "beforeunload");
  await gone;
  await back();
});

test("signed out: kept, and sent after signing in again, over the desk", async () => {
  await page.goto(work.path);
  await context.clearCookies();
  await markAll(["six towns"]);
  await state("1 kept here, signed out");
  await page.locator(".notice").getByRole("button", { name: "Sign in" }).click();
  const dialog = page.getByRole("dialog", { name: "Sign in again" });
  await dialog.getByLabel("Password").fill("not this one");
  await page.keyboard.press("Enter");
  await dialog.locator(".wrong").waitFor();
  await dialog.getByLabel("Password").fill(stack.password);
  await page.keyboard.press("Enter");
  await dialog.waitFor({ state: "hidden" });
  await markAll(["No treaty"]);
  await saved(page);
  await page.goto(work.path);
  assert.deepEqual(
    (await stored(page, work)).map(({ quote }) => quote),
    ["six towns", "No treaty"],
  );
});

test("somebody else signs in, in another tab: kept for the one who did it", async () => {
  await page.goto(work.path);
  const other = await makePerson(page);
  await context.clearCookies();
  const tab = await context.newPage();
  await tab.goto("/login");
  await signIn(tab, other);
  await tab.waitForURL(`${stack.origin}/`);
  await page.bringToFront();
  await markAll(["six towns"]);
  await state("1 kept here, signed out");
  await page.getByRole("button", { name: "Go on" }).click();
  await page.getByText(`Person ${other.login} is signed in now.`).waitFor();
  await context.clearCookies();
  await tab.goto("/login");
  await signIn(tab, { login: "admin", password: stack.password });
  await tab.waitForURL(`${stack.origin}/`);
  await page.bringToFront();
  await page
    .getByRole("button", { name: "Go on" })
    .click({ timeout: 3000 })
    .catch(() => {}); // coming back may be enough
  await saved(page);
  assert.equal((await stored(page, work)).length, 1);
});

test("refused by the server: said in its words, kept until discarded", async () => {
  const refusal = { error: "invalid", detail: "unknown_tag", message: "There is no such tag." };
  const back = await losing(page, changes, { status: 422, body: JSON.stringify(refusal) });
  await page.goto(work.path);
  await markAll(["six towns"]);
  await page.locator(".notice").getByText("A change was refused: There is no such tag.").waitFor();
  await state("1 not saved");
  await page.locator(".notice").getByRole("button", { name: "Discard" }).click();
  await saved(page);
  assert.equal(await page.locator(".card").count(), 0);
  await back();
});

/** The same highlight is changed elsewhere and here. */
async function conflict() {
  const [id] = await mark(page, work, [
    { quote: "six towns", taggings: [{ tag: "law", stance: null }] },
  ]);
  await page.goto(work.path);
  const elsewhere = await page.evaluate(
    async ({ path, id }) => {
      const { csrf } = JSON.parse(document.getElementById("state")?.textContent ?? "{}");
      const headers = {
        "Content-Type": "application/json",
        "X-CSRF-Token": csrf,
        "If-Match": '"1"',
      };
      return (
        await fetch(`${path}${id}`, {
          method: "PATCH",
          headers,
          body: JSON.stringify({ note: "theirs" }),
        })
      ).status;
    },
    { path: `/api/projects/${work.slug}/highlights/`, id },
  );
  assert.equal(elsewhere, 200);
  await page.locator(".card .passage").click();
  await page.keyboard.press("n");
  await palette(page).getByLabel("Note").fill("mine");
  await page.keyboard.press("Control+Enter");
  await state("1 not saved");
  await page.locator(".notice").getByRole("button", { name: "Compare" }).click();
  const dialog = page.getByRole("dialog", {
    name: "This highlight was changed elsewhere while you changed it",
  });
  await dialog.waitFor();
  assert.deepEqual(await dialog.locator(".differs").allTextContents(), ["mine", "theirs"]);
  return { dialog, id };
}

const choices = [
  { choice: "Use mine", notes: ["mine"] },
  { choice: "Use the other", notes: ["theirs"] },
  { choice: "Keep both, as two highlights", notes: ["mine", "theirs"] },
];

for (const { choice, notes } of choices) {
  test(`changed elsewhere too: ${choice}`, async () => {
    const { dialog } = await conflict();
    await dialog.getByRole("button", { name: choice }).click();
    await saved(page);
    assert.deepEqual((await stored(page, work)).map(({ note }) => note).sort(), notes);
    assert.equal(await page.locator(".card").count(), notes.length);
  });
}

test("changed elsewhere too: decided later, after a reload", async () => {
  const { dialog, id } = await conflict();
  await dialog.getByRole("button", { name: "Decide later" }).click();
  await page.reload();
  await page.locator(".card .note", { hasText: "mine" }).waitFor();
  assert.deepEqual(
    (await stored(page, work)).map(({ note }) => note),
    ["theirs"],
    "nothing is overwritten",
  );
  await page.locator(".notice").getByRole("button", { name: "Compare" }).click();
  await page.getByRole("button", { name: "Use mine" }).click();
  await saved(page);
  assert.deepEqual(
    (await stored(page, work)).map(({ id, note }) => [id, note]),
    [[id, "mine"]],
  );
});

test("two desks on one statement: the second sees no trouble in what the first did alike", async () => {
  await page.goto(work.path);
  await markAll(["six towns"]);
  await saved(page);
  const second = await context.newPage();
  await second.goto(work.path);
  await second.locator(".card .passage").click();
  for (const desk of [page, second]) {
    await desk.keyboard.press("s");
    await desk.keyboard.type("opp");
    await desk.keyboard.press("Enter");
    await saved(desk);
  }
  const { data } = await api(page, "GET", `/api/projects/${work.slug}/statements/${work.id}`);
  assert.equal(data.highlights[0].revision, 2);
});

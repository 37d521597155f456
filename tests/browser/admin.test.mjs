// admin.test.mjs: the site's page: accounts, projects, health, as an admin looks after them.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { startStack } from "../support/stack.mjs";
import { accessibleEverywhere, api, apiAll, freshSlug, launch, makePerson, makeProject, signIn, signedIn } from "./chromium.mjs";

/** @type {import("./chromium.mjs").Browser} */ let browser;
/** @type {Awaited<ReturnType<typeof startStack>>} */ let stack;
/** @type {import("./chromium.mjs").Page} */ let page;
/** @type {string[]} */ let complaints;

before(async () => {
  stack = await startStack();
  browser = await launch();
  ({ page, complaints } = await signedIn(browser, stack, { permissions: ["clipboard-read", "clipboard-write"] }));
});
after(async () => {
  await browser?.close();
  await stack?.stop();
});

const button = (name) => page.getByRole("button", { name, exact: true });
const part = (name) => page.getByRole("region", { name });
const question = () => page.getByRole("dialog");
const stranger = async () => (await browser.newContext({ baseURL: stack.origin, reducedMotion: "reduce" })).newPage();

/** That one alone, found by the login, wherever it stands in the list. @param {string} login */
async function find(login) {
  await page.goto("/admin");
  const field = page.getByLabel("Name or login");
  if (await field.count()) await field.fill(login);
  const row = part("Accounts").getByRole("listitem").filter({ hasText: login });
  await row.waitFor();
  return row;
}

/** @param {import("playwright-core").Locator} row @param {string} deed */
async function choose(row, deed) {
  await row.getByRole("button").first().click();
  await page.getByRole("menuitem", { name: deed }).click();
}

/** Whether that browser is still let in. */
async function isIn(theirs) {
  await theirs.goto("/");
  return new URL(theirs.url()).pathname === "/";
}

describe("an account", () => {
  test("is made by keyboard alone; its owner sets the password by the link, and is in", async () => {
    const login = freshSlug("new");
    await page.goto("/admin");
    await button("New account").focus();
    await page.keyboard.press("Enter");
    await accessibleEverywhere(page, "a new account");
    await page.keyboard.press("Enter");
    await page.locator("#ask-login-wrong").waitFor();
    await page.keyboard.type("Jo Okafor");
    await page.keyboard.press("Tab");
    await page.keyboard.type(login);
    await page.keyboard.press("Enter");
    await page.getByText("Hand this link to Jo Okafor, and to nobody else.").waitFor();
    const link = await page.getByLabel("Link", { exact: true }).inputValue();
    await button("Copy").focus();
    await page.keyboard.press("Enter");
    await page.getByText("Copied.").waitFor();
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), link);
    await accessibleEverywhere(page, "a link that was made");
    await button("Done").press("Enter");
    assert.match(await (await find(login)).innerText(), /Jo Okafor.*\s+Not seen yet, made/);

    const theirs = await stranger();
    await theirs.goto(link);
    await theirs.locator("#ask-password").fill("my own password");
    await theirs.keyboard.press("Enter");
    await theirs.getByRole("link", { name: "Sign in" }).click();
    await signIn(theirs, { login, password: "my own password" });
    await theirs.waitForURL(`${stack.origin}/`);
    await theirs.getByRole("button", { name: "account of Jo Okafor" }).waitFor();
    assert.match(await (await find(login)).innerText(), /Last seen today at \d\d:\d\d, 1 session,/);
    assert.deepEqual(complaints, []);
    await theirs.context().close();
  });

  test("with a password that the admin sets; a login that is taken is told beside it", async () => {
    const login = freshSlug("new");
    await page.goto("/admin");
    await button("New account").click();
    await page.getByLabel("Name", { exact: true }).fill("Somebody");
    await page.getByLabel("Login", { exact: true }).fill("ADMIN");
    await page.getByLabel("First password").selectOption("password");
    await page.getByLabel("Password", { exact: true }).fill("ten letters, or more");
    await button("Make the account").click();
    await page.locator("#ask-login-wrong").waitFor();
    assert.equal(await page.getByLabel("Password", { exact: true }).inputValue(), "ten letters, or more");
    await page.getByLabel("Login", { exact: true }).fill(login);
    await page.keyboard.press("Enter");
    await question().waitFor({ state: "detached" });
    const { page: theirs } = await signedIn(browser, stack, {}, { login, password: "ten letters, or more" });
    await theirs.context().close();
  });

  test("made while its link could not be: the next try makes only that", async () => {
    const login = freshSlug("new");
    await page.goto("/admin");
    let failing = true;
    await page.route("**/reset", (route) => (failing ? route.abort() : route.continue()));
    await button("New account").click();
    await page.getByLabel("Name", { exact: true }).fill("Half made");
    await page.getByLabel("Login", { exact: true }).fill(login);
    await page.keyboard.press("Enter");
    await page.getByRole("alert").getByText("The server cannot be reached.").waitFor();
    failing = false;
    await button("Make the link").click();
    await page.getByLabel("Link", { exact: true }).waitFor();
    await page.unroute("**/reset");
    complaints.length = 0; // the browser told the console of the request that was cut off
  });

  test("is disabled, which is asked once and ends its sessions; and enabled again", async () => {
    const person = await makePerson(page);
    const { page: theirs } = await signedIn(browser, stack, {}, person);
    const row = await find(person.login);
    await choose(row, "Disable…");
    await question().getByText(`Person ${person.login}`).waitFor();
    await accessibleEverywhere(page, "the question before an account is disabled");
    await page.keyboard.press("Escape");
    assert.equal(await isIn(theirs), true);
    assert.match(await page.evaluate(() => document.activeElement?.getAttribute("aria-label") ?? ""), /^Change Person/);
    await choose(row, "Disable…");
    await button("Disable").click();
    await row.getByText(/disabled today at/).waitFor();
    assert.equal(await isIn(theirs), false);
    await signIn(theirs, person);
    await theirs.getByRole("alert").getByText("Login or password is wrong.").waitFor();

    await choose(row, "Enable…");
    await button("Enable").click();
    await question().waitFor({ state: "detached" });
    assert.equal(await row.getByText(/disabled/).count(), 0);
    await signIn(theirs, person);
    await theirs.waitForURL(`${stack.origin}/`);
    await theirs.context().close();
  });

  test("becomes an admin, sees the site, and is one no more", async () => {
    const person = await makePerson(page);
    const { page: theirs } = await signedIn(browser, stack, {}, person);
    const menu = async () => {
      await theirs.goto("/");
      await theirs.getByRole("button", { name: /account of/ }).click();
      return theirs.getByRole("menuitem").allInnerTexts();
    };
    assert.deepEqual(await menu(), ["Account", "Help", "Sign out"]);
    await theirs.goto("/admin");
    await theirs.getByRole("heading", { name: "Not yours to open" }).waitFor();

    const row = await find(person.login);
    await choose(row, "Make an admin…");
    await button("Make an admin").click();
    await row.getByText("site admin").waitFor();
    assert.deepEqual(await menu(), ["Account", "Site", "Help", "Sign out"]);
    await theirs.getByRole("menuitem", { name: "Site" }).click();
    await theirs.getByRole("heading", { name: "Site" }).waitFor();

    await choose(row, "Take admin away…");
    await button("Take admin away").click();
    await question().waitFor({ state: "detached" });
    await theirs.reload();
    await theirs.getByRole("heading", { name: "Not yours to open" }).waitFor();
    await theirs.context().close();
  });

  test("gets another name, and a link for a new password", async () => {
    const person = await makePerson(page);
    const row = await find(person.login);
    await choose(row, "Change the name…");
    await page.getByLabel("Name", { exact: true }).fill("Zoë \u200fמרים");
    await page.keyboard.press("Enter");
    await row.getByText("Zoë \u200fמרים").waitFor();
    await choose(row, "Link for a new password…");
    await button("Make the link").click();
    assert.match(await page.getByLabel("Link", { exact: true }).inputValue(), /^http:\/\/127\.0\.0\.1:\d+\/reset#./);
    await page.keyboard.press("Escape");
    assert.match(await (await find(person.login)).innerText(), /^Zoë \u200fמרים/);
  });

  test("that is the last admin's is not disabled, and the page says why", async () => {
    await page.goto("/admin");
    // The server's own answer is held by the API's tests; this admin must live on for others.
    await page.route("**/api/accounts/admin", (route) => route.fulfill({
      status: 409, json: { error: "conflict", detail: "last_admin", message: "This is the last account that may manage accounts.", current: null },
    }));
    await choose(part("Accounts").getByRole("listitem").filter({ hasText: "you" }).first(), "Disable…");
    await question().getByText("This is your own account: it counts for you at once.").waitFor();
    await button("Disable").click();
    await question().getByRole("alert").getByText("This is the last account that may manage accounts.").waitFor();
    await page.unroute("**/api/accounts/admin");
  });
});

describe("the list of accounts", () => {
  test("holds long, right-to-left and invisible names, and finds those that are not on the page yet", async () => {
    const mark = freshSlug("z");
    const names = ["W".repeat(200), "عبد الرحمن بن خالد", "\u200b", ...Array.from({ length: 57 }, (_, i) => `Filler ${i}`), `Last ${mark}`];
    const made = await apiAll(page, "POST", "/api/accounts", names.map((name, i) => ({
      name, login: `${mark}-${String(i).padStart(2, "0")}${"l".repeat(i ? 0 : 80 - mark.length - 3)}`, password: "a password of theirs",
    })));
    assert.ok(made.every(({ status }) => status === 201), JSON.stringify(made.find(({ status }) => status !== 201)));
    await page.goto("/admin");
    const rows = part("Accounts").getByRole("listitem");
    assert.equal(await rows.count(), 50);
    await button("Show more accounts").click();
    await rows.nth(50).waitFor();
    assert.ok(await rows.nth(50).evaluate((row) => row === document.activeElement));

    await page.goto("/admin");
    await page.getByLabel("Name or login").pressSequentially(`last ${mark}`);
    await rows.filter({ hasText: `Last ${mark}` }).waitFor();
    assert.equal(await rows.count(), 1);
    await page.getByLabel("Name or login").fill(`${mark}-0`);
    await rows.nth(9).waitFor();
    await accessibleEverywhere(page, "a site with hostile names");
    await page.getByLabel("Name or login").fill("no such person");
    await page.getByText("No account has “no such person” in its name or login.").waitFor();
    assert.deepEqual(complaints, []);
  });
});

describe("projects", () => {
  test("are told by name and size; an admin joins one, which its history records", async () => {
    const owner = await makePerson(page);
    const { page: theirs } = await signedIn(browser, stack, {}, owner);
    const slug = await makeProject(theirs, { title: "قانون البحار" });
    await page.goto("/admin");
    const row = part("Projects").getByRole("listitem").filter({ hasText: slug });
    if (!(await row.count())) await page.getByLabel("Title or address").fill(slug);
    await row.waitFor();
    assert.match(await row.innerText(), /قانون البحار.*\s+1 member, 0 statements, 0 highlights, about \d.*B\s+Made .*, last action today at/);
    assert.equal((await page.goto(`/p/${slug}`))?.status(), 404);

    await page.goto("/admin");
    if (!(await row.count())) await page.getByLabel("Title or address").fill(slug);
    await row.getByRole("button", { name: "Join قانون البحار" }).click();
    await question().getByText(/This is recorded in the project’s history, under your name/).waitFor();
    await accessibleEverywhere(page, "joining a project");
    await page.getByLabel("Your role").selectOption("annotator");
    await button("Join, and open it").click();
    await page.waitForURL(`${stack.origin}/p/${slug}`);
    const { data } = await api(theirs, "GET", `/api/projects/${slug}/events`);
    assert.equal(data.items.at(-1).kind, "member_join");

    await page.goto("/admin");
    if (!(await row.count())) await page.getByLabel("Title or address").fill(slug);
    await row.getByRole("button", { name: /^Join/ }).click();
    await button("Join, and open it").click();
    await question().getByRole("alert").getByText("You are a member of it already").waitFor();
    await theirs.context().close();
  });
});

test("the whole page: version, health, and the look of it", async () => {
  await page.goto("/admin");
  assert.equal(await page.title(), "Site – Postil");
  const facts = await part("Health").locator("dd").allInnerTexts();
  assert.match(facts[0], /^Postil \d+\.\d+(\.\d+)?, schema \d+$/);
  assert.match(facts[1], /^PostgreSQL \d+(\.\d+)?, \d.* [kMG]B$/);
  await page.getByRole("navigation", { name: "Parts of this page" }).getByRole("link", { name: "Health" }).click();
  assert.ok(await part("Health").evaluate((node) => node.getBoundingClientRect().top < innerHeight));
  await accessibleEverywhere(page, "the site");
  assert.deepEqual(complaints, []);
});

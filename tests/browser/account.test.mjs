// account.test.mjs: one's own account, as people look after it; the door when it is shut for a
// while; a new password by a link.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { after, before, describe, test } from "node:test";
import { promisify } from "node:util";
import { startStack } from "../support/stack.mjs";
import { accessibleEverywhere, api, launch, listen, makePerson, makeProject, signIn, signedIn } from "./chromium.mjs";

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

/** Somebody of whom no other test knows, signed in, with the account's page before them. */
async function someone(options = {}) {
  const person = await makePerson(admin);
  const { page, context, complaints } = await signedIn(browser, stack, options, person);
  await page.goto("/account");
  return { person, page, context, complaints };
}

/** In another browser. */
const elsewhere = (person, options = {}) => signedIn(browser, stack, options, person);
const button = (page, name) => page.getByRole("button", { name, exact: true });
const focused = (page) => page.evaluate(() => document.activeElement?.id);
const part = (page, name) => page.getByRole("region", { name });

/** Whether that browser is still let in. */
async function isIn(page) {
  await page.goto("/account");
  return new URL(page.url()).pathname === "/account";
}

describe("the name", () => {
  test("is changed by keyboard alone; the frame follows, and so does the next page", async () => {
    const { page, complaints } = await someone();
    await page.getByLabel("Your name").focus();
    await page.keyboard.press("Control+A");
    await page.keyboard.type("محمد Öztürk");
    await page.keyboard.press("Enter");
    await page.getByText("Saved.").waitFor();
    await page.getByRole("button", { name: "account of محمد Öztürk" }).waitFor();
    await page.reload();
    assert.equal(await page.getByLabel("Your name").inputValue(), "محمد Öztürk");
    assert.deepEqual(complaints, []);
    await page.context().close();
  });

  test("that is blank is asked for; one that the server refuses is told beside it", async () => {
    const { page } = await someone();
    await page.getByLabel("Your name").fill(" ");
    await button(page, "Save the name").click();
    await page.locator("#ask-name-wrong").waitFor();
    assert.equal(await focused(page), "ask-name");
    await page.getByLabel("Your name").fill("x".repeat(201));
    await button(page, "Save the name").click();
    await page.locator("#ask-name-wrong").waitFor();
    assert.equal((await page.getByLabel("Your name").inputValue()).length, 201);
    await page.context().close();
  });
});

describe("the password", () => {
  test("is changed with the present one; all other sessions end, this one stays", async () => {
    const { page, person } = await someone();
    const { page: other } = await elsewhere(person);
    await page.reload();
    await part(page, "Sessions").getByRole("button", { name: "Sign out everywhere else" }).waitFor();

    await page.getByLabel("Present password").fill("not the present one");
    await page.getByLabel("New password").fill("short");
    await page.keyboard.press("Enter");
    await page.locator("#ask-password-wrong").getByText(/this one has 5/).waitFor();
    await page.getByLabel("New password").fill("ten letters or more");
    await page.keyboard.press("Enter");
    await page.locator("#ask-current_password-wrong").waitFor();
    assert.equal(await focused(page), "ask-current_password");
    assert.equal(await page.getByLabel("New password").inputValue(), "ten letters or more");
    await accessibleEverywhere(page, "a wrong present password");

    await page.getByLabel("Present password").fill(person.password);
    await page.keyboard.press("Enter");
    await page.getByText("Changed. All other sessions have ended.").waitFor();
    await page.getByText("You are signed in nowhere else.").waitFor();
    assert.equal(await page.getByLabel("New password").inputValue(), "");
    assert.equal(await isIn(other), false);
    assert.equal(await isIn(page), true);
    await signIn(other, { ...person, password: "ten letters or more" });
    await other.waitForURL(/\/account$/);
    await page.context().close();
    await other.context().close();
  });

  test("can be seen while it is typed", async () => {
    const { page } = await someone();
    await page.getByLabel("New password").fill("to be seen");
    await page.getByLabel("Show what I type").check();
    assert.equal(await page.getByLabel("New password").getAttribute("type"), "text");
    await page.getByLabel("Show what I type").uncheck();
    assert.equal(await page.getByLabel("New password").getAttribute("type"), "password");
    await page.context().close();
  });
});

describe("sessions", () => {
  const iphone = { userAgent: "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1" };

  test("are told in words, this one first; one is signed out, after a question that names it", async () => {
    const { page, person, complaints } = await someone();
    const { page: other } = await elsewhere(person, iphone);
    await page.reload();
    const rows = part(page, "Sessions").getByRole("listitem");
    assert.match(await rows.nth(0).innerText(), /Chrome on Linux this one\s+Last seen today at \d\d:\d\d, from 127\.0\.0\.1/);
    assert.match(await rows.nth(1).innerText(), /Safari on an iPhone/);
    assert.ok(await rows.nth(1).locator("time").first().getAttribute("datetime"));
    assert.equal(await rows.nth(0).getByRole("button").count(), 0);

    await page.getByRole("button", { name: /^Sign out Safari on an iPhone/ }).focus();
    await page.keyboard.press("Enter");
    const question = page.getByRole("dialog", { name: "Sign out this session?" });
    await question.getByText("Safari on an iPhone").waitFor();
    await page.keyboard.press("Escape");
    assert.equal(await rows.count(), 2);
    assert.match(await page.evaluate(() => document.activeElement?.getAttribute("aria-label") ?? ""), /Safari/);
    await page.keyboard.press("Enter");
    await button(question, "Sign out").click();
    await page.getByText("You are signed in nowhere else.").waitFor();
    assert.equal(await isIn(other), false);
    assert.deepEqual(complaints, []);
    await page.context().close();
    await other.context().close();
  });

  test("elsewhere all end at once", async () => {
    const { page, person } = await someone();
    const others = [await elsewhere(person), await elsewhere(person, iphone)];
    await page.reload();
    await button(page, "Sign out everywhere else").click();
    await accessibleEverywhere(page, "the question before all end");
    await page.getByRole("dialog").getByRole("button", { name: "Sign out everywhere else" }).click();
    await page.getByText("You are signed in nowhere else.").waitFor();
    for (const { page: other } of others) assert.equal(await isIn(other), false);
    assert.equal(await isIn(page), true);
    for (const { context } of [...others, { context: page.context() }]) await context.close();
  });
});

describe("API tokens", () => {
  const run = promisify(execFile);
  /** What a person pastes into a shell. */
  const inShell = async (line) => JSON.parse((await run("sh", ["-c", line.replace(/^curl /, "curl -sS ")])).stdout);

  test("one is made by keyboard alone, shown once, tried as the page says, and revoked", async () => {
    const { page, complaints } = await someone({ permissions: ["clipboard-read", "clipboard-write"] });
    const slug = await makeProject(page);
    await page.goto("/account");
    await button(page, "New token").focus();
    await page.keyboard.press("Enter");
    await accessibleEverywhere(page, "a new token");
    await page.keyboard.press("Enter"); // without a label
    await page.locator("#ask-label-wrong").waitFor();
    await page.keyboard.type("Weekly export");
    await page.keyboard.press("Enter");
    const token = await page.getByLabel("Token", { exact: true }).inputValue();
    assert.match(token, /^postil_/);
    await accessibleEverywhere(page, "a token that was made");
    await button(page.locator(".copy").first(), "Copy").click();
    await page.getByText("Copied.").waitFor();
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), token);
    const line = await page.getByLabel("To try it").inputValue();
    assert.deepEqual((await inShell(line)).items.map((project) => project.slug), [slug]);
    await button(page, "Done").click();

    await page.reload();
    const row = part(page, "API tokens").getByRole("listitem");
    assert.match(await row.innerText(), /Weekly export\s+reads, in all your projects\s+Made .*, last used today at .*; good through/);
    assert.ok(!(await page.content()).includes(token));
    await page.getByRole("button", { name: "Revoke Weekly export" }).click();
    const question = page.getByRole("dialog");
    await question.getByText("Weekly export").waitFor();
    await button(question, "Revoke").click();
    await page.getByText(/^No tokens yet/).waitFor();
    assert.equal((await inShell(line)).detail, "bad_bearer");
    assert.deepEqual(complaints, []);
    await page.context().close();
  });

  test("one for a single project that may write, until a day that is named", async () => {
    const { page } = await someone();
    const slug = await makeProject(page, { title: "مشروع" });
    await page.goto("/account");
    await button(page, "New token").click();
    await page.getByLabel("Label").fill("w".repeat(200));
    await page.getByLabel("It may").selectOption("write");
    await page.getByLabel("Where").selectOption({ label: "مشروع" });
    await page.getByLabel("It expires").selectOption("day");
    for (const [day, fault] of [["soon", /Name a whole day/], ["January 2099", /Name a whole day/], ["1 May 2020", /is over/]]) {
      await page.getByLabel("Last day").fill(day);
      await button(page, "Make the token").click();
      await page.locator("#ask-day-wrong").getByText(fault).waitFor();
    }
    await page.getByLabel("Last day").fill("31 January 2099");
    await page.getByText("Good through 31 January 2099.").waitFor();
    await button(page, "Make the token").click();
    assert.equal((await inShell(await page.getByLabel("To try it").inputValue())).slug, slug);
    await page.keyboard.press("Escape");
    await page.getByRole("alert").getByText("It has not been copied yet.").waitFor();
    await page.keyboard.press("Escape");
    assert.match(await part(page, "API tokens").getByRole("listitem").innerText(),
      /reads and writes, in مشروع alone\s+Made .*, never used; good through 31 January 2099/);
    await accessibleEverywhere(page, "an account with a long label");
    const { data } = await api(page, "GET", "/api/account/tokens");
    assert.deepEqual(data.items.map(({ scope, project, expires }) => [scope, project, expires]), [["write", slug, "2099-01-31"]]);
    await page.context().close();
  });
});

describe("a door that is shut for a while", () => {
  test("says for how long, counts down, keeps what was typed, and opens", async () => {
    const person = await makePerson(admin);
    const context = await browser.newContext({ baseURL: stack.origin });
    const page = await context.newPage();
    const heard = listen(page);
    await page.goto("/login");
    await page.getByLabel("Login").fill(person.login);
    const shut = page.getByRole("button", { name: /^Again in \d:\d\d$/ });
    for (let tries = 0; !(await shut.count()); tries++) {
      assert.ok(tries < 20);
      await page.getByLabel("Password").fill(`wrong ${tries}`);
      const answer = page.waitForResponse("**/api/session");
      await page.keyboard.press("Enter");
      await (await answer).finished();
      await page.getByRole("alert").getByRole("paragraph").waitFor();
    }
    assert.match(await page.getByRole("alert").innerText(), /^Too many tries\. Wait \d+ seconds?, then try again; what you typed stays here\./);
    await page.getByLabel("Password").fill(person.password);
    assert.equal(await page.getByLabel("Login").inputValue(), person.login);
    await page.getByText("You can try again now.").waitFor();
    await page.keyboard.press("Enter");
    await page.waitForURL(`${stack.origin}/`);
    assert.deepEqual(heard, []);
    await context.close();
  });

  test("a long wait is told in minutes, and the look of it", async () => {
    const context = await browser.newContext({ baseURL: stack.origin, reducedMotion: "reduce" });
    const page = await context.newPage();
    await page.route("**/api/session", (route) => route.fulfill({
      status: 429, headers: { "Retry-After": "840" }, json: { error: "too_many", detail: "too_many", message: "Wait." },
    }));
    await page.goto("/login");
    await signIn(page, { login: "l".repeat(80), password: "something" });
    await page.getByRole("alert").getByText("Wait 14 minutes").waitFor();
    const shut = page.getByRole("button", { name: /^Again in 13:5\d$/ });
    await shut.waitFor();
    assert.equal(await shut.getAttribute("aria-disabled"), "true");
    await accessibleEverywhere(page, "a shut door");
    await context.close();
  });
});

describe("a new password by a link", () => {
  const linkFor = async ({ login }) => (await api(admin, "POST", `/api/accounts/${login}/reset`, {})).data.link;
  const stranger = async () => (await browser.newContext({ baseURL: stack.origin, reducedMotion: "reduce" })).newPage();

  test("is set once; the link is gone from the address at once, and cannot be used again", async () => {
    const person = await makePerson(admin);
    const { page: theirs } = await elsewhere(person);
    const link = await linkFor(person);
    const page = await stranger();
    const heard = listen(page);
    await page.goto(link);
    await page.getByRole("heading", { name: "New password" }).waitFor();
    assert.equal(page.url(), `${stack.origin}/reset`);
    assert.equal(await focused(page), "ask-password");
    await page.keyboard.type("too short");
    await page.keyboard.press("Enter");
    await page.locator("#ask-password-wrong").waitFor();
    await accessibleEverywhere(page, "a new password");
    await page.keyboard.type(", not any more");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "The new password is set" }).waitFor();
    await accessibleEverywhere(page, "a password that was set");
    assert.equal(await isIn(theirs), false);
    await page.getByRole("link", { name: "Sign in" }).click();
    await signIn(page, { ...person, password: "too short, not any more" });
    await page.waitForURL(`${stack.origin}/`);

    await page.goto(link);
    await page.locator("#ask-password").fill("another password");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "This link cannot be used any more" }).waitFor();
    await page.getByText(/Ask whoever runs this site for a new link/).waitFor();
    await accessibleEverywhere(page, "a link that was used");
    assert.deepEqual(heard, []);
    await page.context().close();
    await theirs.context().close();
  });

  test("without a link the page says where there is one; a second link in the same tab is taken", async () => {
    const person = await makePerson(admin);
    const page = await stranger();
    await page.goto("/reset");
    await page.getByRole("heading", { name: "A link is needed here" }).waitFor();
    await accessibleEverywhere(page, "no link");
    await page.goto(await linkFor(person)); // only what is behind the # differs: no page is loaded
    await page.locator("#ask-password").fill("by the second link");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "The new password is set" }).waitFor();
    await page.context().close();
  });
});

test("the account's page leads a stranger to the door, and back", async () => {
  const person = await makePerson(admin);
  const page = await (await browser.newContext({ baseURL: stack.origin })).newPage();
  await page.goto("/account");
  await signIn(page, person);
  await page.waitForURL(`${stack.origin}/account`);
  assert.equal(await page.title(), "Account – Postil");
  await accessibleEverywhere(page, "a fresh account");
  await page.context().close();
});

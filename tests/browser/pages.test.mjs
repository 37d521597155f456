// pages.test.mjs: sign-in, projects, library, codebook, as people use them.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import { startStack } from "../support/stack.mjs";
import { accessible, api, apiAll, freshSlug, launch, listen, makeProject, signedIn } from "./chromium.mjs";

const shared = new URL("../../../shared/data/", import.meta.url);
const real = new URL("real-statement.txt", shared);

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

const sha256 = (text) => createHash("sha256").update(text).digest("hex");
const statementsOf = (slug, query = "") => `/api/projects/${slug}/statements${query}`;
const first = (name) => page.getByRole("button", { name, exact: true }).first();

/** All that was written, by the API. */
async function only(slug) {
  const { data } = await api(page, "GET", statementsOf(slug));
  assert.equal(data.items.length, 1);
  return (await api(page, "GET", statementsOf(slug, `/${data.items[0].id}`))).data;
}

describe("sign-in", () => {
  /** Somebody who is not signed in, at the door. */
  async function atDoor(deed, path = "/login") {
    const context = await browser.newContext({ baseURL: stack.origin });
    const stranger = await context.newPage();
    const heard = listen(stranger);
    await stranger.goto(path);
    await deed(stranger);
    assert.deepEqual(heard, []);
    await context.close();
  }

  test("says what is wrong, keeps the login, and goes on to the page that was asked for", async () => {
    await atDoor(async (stranger) => {
      assert.match(stranger.url(), /\/login\?next=/);
      await stranger.keyboard.type("admin");
      await stranger.keyboard.press("Tab");
      await stranger.keyboard.type("not the password");
      await stranger.keyboard.press("Enter");
      await stranger.getByRole("alert").getByText("Login or password is wrong.").waitFor();
      assert.equal(await stranger.getByLabel("Login").inputValue(), "admin");
      await stranger.getByLabel("Password").fill(stack.password);
      await stranger.keyboard.press("Enter");
      await stranger.waitForURL(`${stack.origin}/p/no-such-project?a=b`);
      await stranger.getByRole("heading", { name: "Nothing stands here" }).waitFor();
    }, "/p/no-such-project?a=b");
  });

  test("asks for what is missing before it asks the server", async () => {
    await atDoor(async (stranger) => {
      await stranger.getByRole("button", { name: "Sign in" }).click();
      assert.equal(await stranger.getByLabel("Login").getAttribute("aria-invalid"), "true");
      assert.equal(await stranger.evaluate(() => document.activeElement?.id), "ask-login");
      await accessible(stranger, "sign-in with faults");
    });
  });

  test("never leads to another site", async () => {
    await atDoor(async (stranger) => {
      await stranger.getByLabel("Login").fill("admin");
      await stranger.getByLabel("Password").fill(stack.password);
      await stranger.keyboard.press("Enter");
      await stranger.waitForURL(`${stack.origin}/`);
    }, "/login?next=//example.org/");
  });

  test("and sign-out: the menu of the account, and pages are closed again", async () => {
    const { page: mine } = await signedIn(browser, stack);
    await mine.getByRole("button", { name: /account of/ }).click();
    await mine.getByRole("menuitem", { name: "Sign out" }).click();
    await mine.waitForURL(/\/login$/);
    await mine.goto("/");
    assert.match(mine.url(), /\/login/);
    await mine.context().close();
  });
});

describe("projects", () => {
  test("one is made: the address is suggested, a taken one is told beside its field", async () => {
    const title = `Déjà vu ${freshSlug("n")}`;
    const slug = title.replace("Déjà vu ", "deja-vu-");
    await page.goto("/");
    await first("New project").click();
    await page.getByLabel("Title").fill(title);
    assert.equal(await page.getByLabel("Address").inputValue(), slug);
    await page.keyboard.press("Enter");
    await page.waitForURL(`${stack.origin}/p/${slug}`);
    await page.getByRole("heading", { name: "This shelf is still empty" }).waitFor();

    await page.goto("/");
    await page.getByRole("link", { name: title }).waitFor();
    await first("New project").click();
    await page.getByLabel("Title").fill(title);
    await page.keyboard.press("Enter");
    await page.locator("#ask-slug-wrong").waitFor();
    assert.equal(await page.getByLabel("Title").inputValue(), title);
    await accessible(page, "a project refused");
  });
});

describe("library", () => {
  const open = async (slug) => {
    await page.goto(`/p/${slug}`);
    await first("Add a statement").click();
  };

  test("a pasted text is kept exactly; what is known of it is shown in the list", { skip: !existsSync(real) }, async () => {
    const text = readFileSync(real, "utf8");
    const slug = await makeProject(page, { language: "en" });
    await open(slug);
    await page.getByLabel("Text", { exact: true }).focus();
    await page.keyboard.insertText(text);
    assert.ok(text.startsWith((await page.getByLabel("Title").inputValue()).slice(0, 40)));
    await page.getByLabel("Title").fill("Vietnam on cyber conflict");
    await page.getByLabel("Date").fill("22 May 2020");
    await page.getByLabel("Delegation").fill("Viet Nam");
    await page.getByLabel("Speaker").fill("Dang Dinh Quy");
    await page.getByLabel("Source").fill("https://example.org/vna");
    await first("Add and stay here").click();
    await page.getByRole("link", { name: "Vietnam on cyber conflict" }).waitFor();
    await page.getByRole("heading", { name: "May 2020" }).waitFor();
    await page.getByText("Viet Nam, Dang Dinh Quy").waitFor();
    await page.getByText("No highlights yet").waitFor();
    const kept = await only(slug);
    assert.equal(kept.sha256, sha256(text.replace(/\r\n?/g, "\n")));
    assert.deepEqual([kept.date, kept.language, kept.source_url], ["2020-05-22", "en", "https://example.org/vna"]);
    assert.equal(kept.delegation.kind, "state");
    assert.deepEqual(complaints, []);
  });

  const files = [
    ["a BOM and every line end", "\ufeffOne\r\nTwo\rThree\n", "One\nTwo\nThree\n"],
    ["emoji, marks, CJK and Arabic", "👩‍👩‍👧 e\u0301 国际法 القانون\n", "👩‍👩‍👧 e\u0301 国际法 القانون\n"],
    ["blanks at its ends", " \n\tOne \n\n", " \n\tOne \n\n"],
  ];
  for (const [name, given, kept] of files) {
    test(`a file with ${name} is kept exactly`, async () => {
      const slug = await makeProject(page);
      await open(slug);
      await page.locator("input[type=file]").setInputFiles({ name: "speech.txt", mimeType: "text/plain", buffer: Buffer.from(given) });
      await page.getByText("From speech.txt, exactly as in the file.").waitFor();
      await first("Add and read").click();
      await page.waitForURL(/\/s\/1$/);
      assert.equal((await only(slug)).text, kept);
    });
  }

  test("a file that is dropped on the form is taken", async () => {
    const slug = await makeProject(page);
    await open(slug);
    const files = await page.evaluateHandle(() => {
      const dropped = new DataTransfer();
      dropped.items.add(new File(["Dropped\r\nwords"], "speech.txt", { type: "text/plain" }));
      return dropped;
    });
    await page.dispatchEvent("#ask-text", "drop", { dataTransfer: files });
    await page.getByText("From speech.txt, exactly as in the file.").waitFor();
    assert.equal(await page.getByLabel("Title").inputValue(), "Dropped");
    await page.getByLabel("Text", { exact: true }).pressSequentially("!");
    await page.getByText("From speech.txt, changed here.").waitFor();
  });

  const badFiles = [
    ["Latin-1", Buffer.from("Un caf\xe9", "latin1"), /speech\.txt is not valid UTF-8.*byte 6/],
    ["NUL", Buffer.from("a\0b"), /NUL character at byte 1/],
    ["UTF-16", Buffer.from("\ufeffabc", "utf16le"), /UTF-16/],
    ["nothing", Buffer.alloc(0), /is empty/],
  ];
  for (const [name, buffer, words] of badFiles) {
    test(`a file with ${name} is refused in words`, async () => {
      const slug = await makeProject(page);
      await open(slug);
      await page.locator("input[type=file]").setInputFiles({ name: "speech.txt", mimeType: "text/plain", buffer });
      await page.locator("#ask-text-wrong").getByText(words).waitFor();
    });
  }

  test("what the server refuses stands beside its field, and nothing is lost, not even by closing", async () => {
    const slug = await makeProject(page);
    await open(slug);
    await page.getByLabel("Text", { exact: true }).fill("Some words");
    await page.getByLabel("Source").fill("javascript:alert(1)");
    await first("Add and read").click();
    await page.locator("#ask-source_url-wrong").waitFor();
    assert.equal(await page.evaluate(() => document.activeElement?.id), "ask-source_url");
    await accessible(page, "a statement refused");
    await page.keyboard.press("Escape");
    await page.reload();
    await first("Add a statement").click();
    assert.equal(await page.getByLabel("Text", { exact: true }).inputValue(), "Some words");
    await page.getByLabel("Date").fill("31 April 2020");
    await page.getByLabel("Source").fill("http://example.org/");
    await first("Add and read").click();
    await page.locator("#ask-date-wrong").waitFor();
    await page.getByLabel("Date").fill("April 2020");
    await first("Add and read").click();
    await page.waitForURL(/\/s\/1$/);
    assert.equal((await only(slug)).date, "2020-04");
    await open(slug);
    assert.equal(await page.getByLabel("Text", { exact: true }).inputValue(), "");
  });

  test("with the server away the text stays, and goes out when it is back", async () => {
    const slug = await makeProject(page);
    await open(slug);
    await page.getByLabel("Text", { exact: true }).fill("Kept words");
    await page.context().setOffline(true);
    await first("Add and stay here").click();
    await page.getByRole("alert").getByText("The server cannot be reached.").waitFor();
    await page.context().setOffline(false);
    await first("Add and stay here").click();
    await page.getByRole("link", { name: "Kept words" }).waitFor();
    assert.equal((await only(slug)).text, "Kept words");
    complaints.length = 0; // the browser itself told the console that it was offline
  });

  test("signing in again in another tab goes on with the same form", async () => {
    const { page: mine, context } = await signedIn(browser, stack);
    const slug = await makeProject(mine);
    await mine.goto(`/p/${slug}`);
    await mine.getByRole("button", { name: "Add a statement" }).click();
    await mine.getByLabel("Text", { exact: true }).fill("Long work");
    await context.clearCookies();
    await mine.getByRole("button", { name: "Add and stay here" }).click();
    const door = context.waitForEvent("page");
    await mine.getByRole("link", { name: /Sign in again/ }).click();
    const tab = await door;
    await tab.getByLabel("Login").fill("admin");
    await tab.getByLabel("Password").fill(stack.password);
    await tab.keyboard.press("Enter");
    await tab.waitForURL(`${stack.origin}/p/${slug}`);
    await mine.getByRole("button", { name: "Add and stay here" }).click();
    await mine.getByRole("link", { name: "Long work" }).waitFor();
    await context.close();
  });

  test("the search asks as one types, stays in the address, and says when there is nothing", async () => {
    const slug = await makeProject(page);
    const titles = ["Cyberspace and law", "Ports and law", "Cyber norms"];
    await apiAll(page, "POST", statementsOf(slug), titles.map((title) => ({ title, text: "x" })));
    await page.goto(`/p/${slug}`);
    await page.getByLabel("Words in title or text").pressSequentially("law cyb");
    await page.getByText("1 statement found").waitFor();
    assert.deepEqual(await page.locator(".entry h3").allTextContents(), ["Cyberspace and law"]);
    assert.equal(new URL(page.url()).searchParams.get("q"), "law cyb");
    await page.reload();
    await page.getByText("1 statement found").waitFor();
    await page.getByLabel("Words in title or text").fill("moon");
    await page.getByRole("heading", { name: "No statement fits this" }).waitFor();
    await accessible(page, "nothing found");
    await first("Show all statements").click();
    await page.getByRole("link", { name: "Ports and law" }).waitFor();
    assert.equal(new URL(page.url()).search, "");
  });

  test("older statements come below, by month, and the focus goes on with them", async () => {
    const slug = await makeProject(page);
    await apiAll(page, "POST", statementsOf(slug), Array.from({ length: 60 }, (_, i) => ({
      title: `Statement ${i}`, text: "x", date: `${2010 + Math.floor(i / 12)}-${String(1 + (i % 12)).padStart(2, "0")}`,
    })));
    await page.goto(`/p/${slug}`);
    assert.equal(await page.locator(".entry").count(), 50);
    await page.getByText("50 of 60 shown").waitFor();
    await first("Show older statements").click();
    await page.locator(".entry").nth(59).waitFor();
    assert.equal(await first("Show older statements").count(), 0);
    assert.equal(await page.evaluate(() => document.activeElement?.textContent), await page.locator(".entry h3").nth(50).textContent());
    const headings = await page.locator(".catalogue section > h2 > span:first-child").allTextContents();
    assert.deepEqual([headings[0], headings.at(-1), headings.length], ["December 2014", "January 2010", 60]);
  });
});

describe("codebook", () => {
  test("an empty one says how to load one; a family and a tag below it are made by keyboard alone", async () => {
    const slug = await makeProject(page);
    await page.goto(`/p/${slug}/codebook`);
    await page.getByText(`postil import --codebook FILE.json --project ${slug}`).waitFor();
    await accessible(page, "an empty codebook");
    await first("New tag").focus();
    await page.keyboard.press("Enter");
    await page.keyboard.type("International law");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "International law" }).waitFor();
    const leaf = page.getByRole("treeitem", { name: /International law/ });
    assert.equal(await leaf.evaluate((node) => node === document.activeElement), true);
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter"); // New tag below it
    await page.keyboard.type("Due diligence");
    assert.equal(await page.getByLabel("Key").inputValue(), "international-law-due-diligence");
    await accessible(page, "a new tag");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Due diligence" }).waitFor();
    const { data } = await api(page, "GET", `/api/projects/${slug}/tags`);
    assert.deepEqual(data.items.map(({ key, parent, label }) => [key, parent, label]), [
      ["international-law", null, "International law"],
      ["international-law-due-diligence", "international-law", "Due diligence"],
    ]);
    assert.match(data.items[0].color, /^#[0-9a-f]{6}$/i);
  });

  test("the tree goes by arrows, ends and letters; the page beside it follows", async () => {
    const slug = await makeProject(page);
    const tags = [["a", null, "Alpha"], ["a1", "a", "Aleph"], ["b", null, "Beta"], ["b1", "b", "Bet"], ["c", null, "Gamma"]];
    await apiAll(page, "POST", `/api/projects/${slug}/tags`, tags.map(([key, parent, label]) => ({ key, parent, label })));
    await page.goto(`/p/${slug}/codebook#b1`);
    await page.getByRole("heading", { name: "Bet", exact: true }).waitFor();
    await page.getByRole("treeitem", { name: "Bet", exact: true }).focus();
    const steps = [
      ["ArrowDown", "Gamma"], ["ArrowDown", "Gamma"], ["Home", "Alpha"], ["ArrowRight", "Alpha"],
      ["ArrowRight", "Aleph"], ["ArrowLeft", "Alpha"], ["ArrowLeft", "Alpha"], ["ArrowDown", "Beta"],
      ["End", "Gamma"], ["b", "Beta"], ["ArrowUp", "Alpha"],
    ];
    for (const [key, label] of steps) {
      await page.keyboard.press(key);
      assert.equal(await page.locator("#tag-title").textContent(), label, `after ${key}`);
    }
    await page.getByLabel(/Filter 5 tags/).fill("aleph");
    assert.deepEqual(await page.locator(".leaf .words").allTextContents(), ["Alpha", "Aleph"]);
    await accessible(page, "a filtered codebook");
  });

  test("a key that is taken is told beside its field", async () => {
    const slug = await makeProject(page);
    await api(page, "POST", `/api/projects/${slug}/tags`, { key: "norms", label: "Norms" });
    await page.goto(`/p/${slug}/codebook`);
    await first("New tag").click();
    await page.getByLabel("Name").fill("Norms");
    await page.keyboard.press("Enter");
    await page.locator("#ask-key-wrong").waitFor();
    assert.equal(await page.evaluate(() => document.activeElement?.id), "ask-key");
  });
});

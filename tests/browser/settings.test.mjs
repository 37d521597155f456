// settings.test.mjs: a project's settings, as managers use them; and its being archived.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { startStack } from "../support/stack.mjs";
import { accessibleEverywhere, api, launch, makeProject, signedIn } from "./chromium.mjs";
import { mark, prepare } from "./desk.mjs";
import { colleague, hasFocus, somebody } from "./team.mjs";

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

const button = (who, name) => who.getByRole("button", { name });
const dialog = (who, name) => who.getByRole("dialog", { name });
const part = (who, name) => who.getByRole("region", { name, exact: true }).first();
const focused = (who) => who.evaluate(() => document.activeElement?.id);
const open = (who, slug) => who.goto(`/p/${slug}/settings`);
const projectOf = async (slug) => (await api(page, "GET", `/api/projects/${slug}`)).data;
const membersOf = async (slug) => (await api(page, "GET", `/api/projects/${slug}/members`)).data.items;
const member = (slug, name, role) => colleague(browser, stack, page, { slug, name, role });

/** As in another tab: the project as it is, changed by the API. */
const changeElsewhere = (slug, body) => page.evaluate(async ([path, body]) => {
  const { csrf } = JSON.parse(document.getElementById("state")?.textContent ?? "");
  const { revision } = await (await fetch(path)).json();
  const headers = { "Content-Type": "application/json", "X-CSRF-Token": csrf, "If-Match": `"${revision}"` };
  return (await fetch(path, { method: "PATCH", headers, body: JSON.stringify(body) })).status;
}, [`/api/projects/${slug}`, body]);

/** Opens the menu of a member and takes an item of it. */
async function choose(who, name, item) {
  await button(who, `Change ${name}`).click();
  await who.getByRole("menuitem", { name: item }).click();
}

describe("what the project is", () => {
  test("is changed where it stands, by keyboard alone; the frame and the page's name follow", async () => {
    const slug = await makeProject(page, { description: "Old words" });
    await open(page, slug);
    await button(page, "Change the title").focus();
    await page.keyboard.press("Enter");
    assert.equal(await focused(page), "ask-title");
    await page.keyboard.press("Control+A");
    await page.keyboard.type("موانئ أربعة");
    await page.keyboard.press("Enter");
    await page.getByText("The title is saved.").waitFor();
    assert.equal(await focused(page), "change-title");
    assert.equal(await page.locator(".project span").first().textContent(), "موانئ أربعة");
    assert.match(await page.title(), /^Settings, موانئ أربعة – Postil$/);
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Control+A");
    await page.keyboard.press("Delete");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter"); // Save
    await page.getByText("The description is saved.").waitFor();
    await button(page, "Change the language").focus();
    await page.keyboard.press("Enter");
    await page.keyboard.type("ar");
    await page.getByText("Arabic, read from right to left").waitFor();
    await page.keyboard.press("Enter");
    await page.getByText("The language is saved.").waitFor();
    const { title, description, language } = await projectOf(slug);
    assert.deepEqual([title, description, language], ["موانئ أربعة", null, "ar"]);
    await accessibleEverywhere(page, "settings");
    assert.deepEqual(complaints, []);
  });

  test("Esc leaves it as it was; what is missing or wrong is told beside the field, and stays written", async () => {
    const slug = await makeProject(page);
    await open(page, slug);
    await button(page, "Change the title").click();
    await page.getByLabel("Title").fill("Not this");
    await page.keyboard.press("Escape");
    assert.equal(await focused(page), "change-title");
    await part(page, "The project").getByText(`Project ${slug}`).waitFor();
    await button(page, "Change the title").click();
    await page.getByLabel("Title").fill("  ");
    await page.keyboard.press("Enter");
    await page.locator("#ask-title-wrong").waitFor();
    await page.getByLabel("Title").fill("x".repeat(1001));
    await page.keyboard.press("Enter");
    await page.locator("#ask-title-wrong").waitFor();
    assert.equal((await page.getByLabel("Title").inputValue()).length, 1001);
    await accessibleEverywhere(page, "a title refused");
    await button(page, "Cancel").click();
    await button(page, "Change the language").click();
    await page.getByLabel("Language").fill("no language");
    await page.keyboard.press("Enter");
    await page.locator("#ask-language-wrong").waitFor();
    assert.equal((await projectOf(slug)).revision, 1);
  });

  test("that somebody else changes meanwhile: both are there to choose from", async () => {
    const slug = await makeProject(page);
    await open(page, slug);
    await button(page, "Change the title").click();
    await page.getByLabel("Title").fill("Mine");
    assert.equal(await changeElsewhere(slug, { title: "Theirs" }), 200);
    await page.keyboard.press("Enter");
    await page.getByRole("alert").getByText("somebody else changed it to:").waitFor();
    await page.locator("blockquote").getByText("Theirs").waitFor();
    assert.equal(await page.getByLabel("Title").inputValue(), "Mine");
    await accessibleEverywhere(page, "a conflict");
    await button(page, "Save mine all the same").click();
    await page.getByText("The title is saved.").waitFor();
    assert.equal((await projectOf(slug)).title, "Mine");

    await button(page, "Change the title").click();
    await page.getByLabel("Title").fill("Mine again");
    assert.equal(await changeElsewhere(slug, { title: "Theirs again" }), 200);
    await page.keyboard.press("Enter");
    await button(page, "Take this one").click();
    await part(page, "The project").getByText("Theirs again").waitFor();
    assert.equal((await projectOf(slug)).title, "Theirs again");
    assert.deepEqual(complaints, []);
  });

  test("of which somebody else changes another thing meanwhile: both stay", async () => {
    const slug = await makeProject(page);
    await open(page, slug);
    await button(page, "Change the title").click();
    await page.getByLabel("Title").fill("Mine");
    assert.equal(await changeElsewhere(slug, { description: "Theirs" }), 200);
    await page.keyboard.press("Enter");
    await page.getByText("The title is saved.").waitFor();
    await part(page, "The project").getByText("Theirs").waitFor();
    const { title, description } = await projectOf(slug);
    assert.deepEqual([title, description], ["Mine", "Theirs"]);
  });
});

describe("members", () => {
  test("one is added by login with a role; who is unknown or there already is told beside the field", async () => {
    const slug = await makeProject(page);
    const hana = await somebody(browser, stack, page, "Hana Ruiz");
    await open(page, slug);
    const fresh = part(page, "Add a member");
    await fresh.getByLabel("Login").fill("nobody-has-this");
    await page.keyboard.press("Enter");
    await page.locator("#ask-login-wrong").waitFor();
    assert.equal(await focused(page), "ask-login");
    await accessibleEverywhere(page, "an unknown login");
    await fresh.getByLabel("Login").fill(` ${hana.login.toUpperCase()} `);
    await fresh.getByLabel("Role").selectOption("curator");
    await fresh.getByText("deletes statements").waitFor();
    await button(fresh, "Add").click();
    await page.getByText("Hana Ruiz is a curator now.").waitFor();
    assert.equal(await focused(page), "member-2");
    assert.equal(await fresh.getByLabel("Login").inputValue(), "");
    await fresh.getByLabel("Login").fill(hana.login);
    await page.keyboard.press("Enter");
    await page.locator("#ask-login-wrong").getByText("member already").waitFor();
    await hana.page.goto(`/p/${slug}`);
    await button(hana.page, "Add a statement").first().waitFor();
    assert.deepEqual(complaints, []);
    await hana.close();
  });

  test("the role is changed by keyboard alone, and counts at once", async () => {
    const slug = await makeProject(page);
    const dara = await member(slug, "Dara", "annotator");
    await open(page, slug);
    await button(page, "Change Dara").focus();
    await page.keyboard.press("Enter");
    await page.keyboard.press("Enter"); // Role…
    const asked = dialog(page, "Another role?");
    await asked.getByText("Dara is an annotator now.").waitFor();
    await asked.getByLabel("Role").focus();
    await page.keyboard.press("r"); // Reader
    await asked.getByText("Reads, searches and exports.").waitFor();
    await accessibleEverywhere(page, "another role");
    await button(asked, "Change the role").focus();
    await page.keyboard.press("Enter");
    await page.getByText("Dara is a reader now.").waitFor();
    await dara.page.goto(`/p/${slug}`);
    assert.equal(await button(dara.page, "Add a statement").count(), 0);
    await dara.close();
  });

  test("who is removed is out, is shown apart, keeps the name on the work, and can come back", async () => {
    const work = await prepare(page);
    const dara = await member(work.slug, "Dara", "annotator");
    await mark(dara.page, work, [{ quote: "answered at night" }]);
    await open(page, work.slug);
    await choose(page, "Dara", "Remove…");
    const asked = dialog(page, "Remove this member?");
    await asked.getByText("Their work stays attributed").waitFor();
    assert.equal(await hasFocus(button(asked, "Cancel")), true);
    await accessibleEverywhere(page, "before somebody is removed");
    await button(asked, "Remove").click();
    await page.getByText("Dara is no longer a member.").waitFor();
    const former = part(page, "Former members");
    await former.getByText("Dara").waitFor();
    await accessibleEverywhere(page, "a former member");
    await dara.page.goto(`/p/${work.slug}`);
    await dara.page.getByRole("heading", { name: "Nothing stands here" }).waitFor();
    const { data } = await api(page, "GET", `/api/projects/${work.slug}/statements/${work.id}`);
    assert.equal(data.highlights[0].author.name, "Dara");

    await button(former, "Add again… Dara").click();
    assert.equal(await focused(page), "ask-role");
    await page.getByLabel("Role").selectOption("reader");
    await part(page, "Add a member").getByRole("button", { name: "Add", exact: true }).click();
    await page.getByText("Dara is a reader now.").waitFor();
    assert.equal(await part(page, "Former members").count(), 0);
    assert.deepEqual((await membersOf(work.slug)).map(({ id, role }) => [id, role]), [[1, "manager"], [dara.id, "reader"]]);
    assert.deepEqual(complaints, []);
    await dara.close();
  });

  test("the last manager stays: the dialog says why, and nothing is changed", async () => {
    const slug = await makeProject(page);
    await open(page, slug);
    await choose(page, "admin", "Remove…");
    const asked = dialog(page, "Remove this member?");
    await asked.getByText("That is you").waitFor();
    await button(asked, "Remove").click();
    await asked.getByRole("alert").getByText("must have a manager").waitFor();
    await accessibleEverywhere(page, "the last manager");
    await page.keyboard.press("Escape");
    assert.equal((await membersOf(slug))[0].role, "manager");
  });

  test("who gives the settings away is led out of them", async () => {
    const slug = await makeProject(page);
    const mara = await member(slug, "Mara", "manager");
    await open(mara.page, slug);
    await choose(mara.page, "Mara", "Role…");
    const asked = dialog(mara.page, "Another role?");
    await asked.getByLabel("Role").selectOption("reader");
    await asked.getByText("You will not be able to open these settings any more").waitFor();
    await button(asked, "Change the role").click();
    await mara.page.waitForURL(`**/p/${slug}`);
    assert.equal(await mara.page.getByRole("link", { name: "Settings" }).count(), 0);
    await open(mara.page, slug);
    await mara.page.getByRole("heading", { name: "Not yours to open" }).waitFor();
    await mara.close();
  });

  test("hostile and long names are shown as they are and stay within the page", async () => {
    const slug = await makeProject(page, { title: "T".repeat(300), description: `${"d".repeat(300)}\n\n<b>{{7*7}}</b>\u202e` });
    const names = ["N".repeat(200), '"><script>alert(1)</script>', "محمد الفاسي", "{name} {role}"];
    for (const name of names) await (await member(slug, name, "reader")).close();
    await open(page, slug);
    const shown = await page.locator(".rows .name").allTextContents();
    assert.deepEqual(shown, ["admin", ...names]);
    await accessibleEverywhere(page, "hostile members");
    assert.deepEqual(complaints, []);
  });
});

describe("the end of a project", () => {
  test("archived, every page says so and nothing can be changed; it comes back", async () => {
    const work = await prepare(page);
    await mark(page, work, [{ quote: "answered at night" }]);
    const dara = await member(work.slug, "Dara", "curator");
    await open(page, work.slug);
    await button(page, "Archive…").click();
    await dialog(page, "Archive this project?").getByText("Nobody can add or change anything").waitFor();
    await accessibleEverywhere(page, "before archiving");
    await button(page, "Archive it").click();
    await part(page, "Archive").getByText(/Archived on \d/).waitFor();
    assert.equal(await focused(page), "turn");
    assert.equal(await button(page, /^Change (admin|Dara)/).count(), 0);
    await accessibleEverywhere(page, "archived settings");

    const without = [
      ["", "Add a statement"], ["/codebook", "New tag"], ["/activity", /^Undo: /], ["/trash", /^Restore/],
      [`/s/${work.id}`, "Delete…"],
    ];
    for (const [path, name] of without) {
      await dara.page.goto(`/p/${work.slug}${path}`);
      await dara.page.getByText("This project is archived.").waitFor();
      assert.equal(await button(dara.page, name).count(), 0, path);
      await accessibleEverywhere(dara.page, `archived ${path}`);
    }
    await dara.page.locator(".card").first().click();
    assert.equal(await button(dara.page, "Remove").count(), 0);
    assert.deepEqual(dara.complaints, []);

    await page.getByRole("complementary", { name: "archived" }).getByRole("link", { name: "Settings" }).click();
    await button(page, "Bring it back…").click();
    await dialog(page, "Bring this project back?").waitFor();
    await button(page, "Bring it back").last().click();
    await page.getByText("The project is open for work.").waitFor();
    assert.equal(await page.getByText("This project is archived.").count(), 0);
    assert.equal((await projectOf(work.slug)).archived_at, null);
    assert.deepEqual(complaints, []);
    await dara.close();
  });

  test("deleted for good: the figures are said, the address is typed, and nothing is left", async () => {
    const work = await prepare(page);
    await mark(page, work, [{ quote: "answered at night" }, { quote: "silence keeps the peace" }]);
    await open(page, work.slug);
    await button(page, "Delete the project…").click();
    const asked = dialog(page, "Delete this project for good?");
    for (const words of ["1 statement", "2 highlights", "access for 1 member"]) await asked.getByText(words).waitFor();
    assert.equal(await focused(page), "ask-typed");
    assert.equal(await button(asked, "Delete it for good").getAttribute("aria-disabled"), "true");
    await page.keyboard.type("something else");
    await page.keyboard.press("Enter");
    assert.equal((await projectOf(work.slug)).slug, work.slug);
    await accessibleEverywhere(page, "before a project goes for good");
    await asked.getByRole("textbox").fill(work.slug);
    assert.equal(await button(asked, "Delete it for good").getAttribute("aria-disabled"), "false");
    await page.keyboard.press("Enter");
    await page.waitForURL(`${stack.origin}/`);
    assert.equal(await page.getByRole("link", { name: `Project ${work.slug}` }).count(), 0);
    assert.equal((await api(page, "GET", `/api/projects/${work.slug}`)).status, 404);
    assert.deepEqual(complaints, []);
  });

  test("changed by somebody else meanwhile, it is looked at again before it goes", async () => {
    const slug = await makeProject(page);
    await open(page, slug);
    await button(page, "Delete the project…").click();
    const asked = dialog(page, "Delete this project for good?");
    await asked.getByRole("textbox").fill(slug);
    assert.equal(await changeElsewhere(slug, { title: "Wait" }), 200);
    await page.keyboard.press("Enter");
    await asked.getByRole("alert").getByText("Somebody else has changed the project meanwhile.").waitFor();
    assert.equal((await projectOf(slug)).title, "Wait");
    await button(asked, "Delete it for good").click();
    await page.waitForURL(`${stack.origin}/`);
    assert.equal((await api(page, "GET", `/api/projects/${slug}`)).status, 404);
  });
});

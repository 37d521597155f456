// @ts-check
// desk-marking.test.mjs: the quick ways to mark: by number, as last time, tags that stick to
// each selection; and what is marked already moved, split, joined, extended.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { startStack } from "../support/stack.mjs";
import { accessible, api, launch, signedIn } from "./chromium.mjs";
import { assertQuotes, mark, palette, placesOf, prepare, putTags, saved, selectQuote, stored } from "./desk.mjs";

/** @typedef {import("./desk.mjs").Work} Work */

/** @type {import("./chromium.mjs").Browser} */ let browser;
/** @type {Awaited<ReturnType<typeof startStack>>} */ let stack;
/** @type {import("./chromium.mjs").Page} */ let page;
/** @type {string[]} */ let complaints;

before(async () => {
  stack = await startStack();
  browser = await launch();
  ({ page, complaints } = await signedIn(browser, stack, { viewport: { width: 1440, height: 900 } }));
});
after(async () => {
  assert.deepEqual(complaints, []);
  await browser?.close();
  await stack?.stop();
});

const quoteOf = (/** @type {any} */ { quote }) => quote;
const tagsOf = (/** @type {any} */ { taggings }) => taggings.map((/** @type {any} */ { tag }) => tag).join(" ");
const said = (/** @type {any[]} */ rows) => rows.map((row) => `${row.quote}: ${tagsOf(row)}`);
const sticky = () => page.getByRole("region", { name: "Tags for each selection" });

/** At the desk of a new statement. @param {Parameters<typeof mark>[2]} [marks] */
async function desk(marks = []) {
  const work = await prepare(page);
  const ids = await mark(page, work, marks);
  await page.goto(work.path);
  await page.locator(".save-words").waitFor();
  return { work, ids };
}

/** What the server has in the end. @param {Work} work */
async function kept(work) {
  await saved(page);
  const rows = await stored(page, work);
  assertQuotes(work.text, rows);
  return rows;
}

/** With the mouse, and nothing more: no palette is awaited. @param {Work} work @param {string} quote */
async function sweep({ text }, quote) {
  const from = text.indexOf(quote);
  const places = await placesOf(page, from, from + quote.length);
  await page.mouse.move(places.from.x, places.from.y);
  await page.mouse.down();
  await page.mouse.move(places.to.x, places.to.y, { steps: 4 });
  await page.mouse.up();
}

/** @param {Work} work @param {string} word @param {number} times */
async function clickOn({ text }, word, times) {
  const from = text.indexOf(word);
  const { from: place } = await placesOf(page, from, from + 1);
  await page.mouse.click(place.x + 2, place.y, { clickCount: times });
}

/** @param {string} id */
const open = async (id) => {
  await page.locator(`.card[data-id="${id}"] .passage`).click();
  await page.locator(`.card.open[data-id="${id}"]`).waitFor();
};

/** Pressed one after the other with nothing drawn between, and how the desk stands after each. @param {string[]} keys */
const hurriedly = (keys) => page.evaluate((keys) => keys.map((key) => {
  const target = document.activeElement ?? document.body;
  target.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
  return {
    painted: [...CSS.highlights].flatMap(([name, ranges]) => (name.startsWith("mark-") ? [...ranges].map(String) : [])),
    saving: document.querySelector(".save-words")?.textContent ?? "",
    cards: document.querySelectorAll(".card").length,
    focus: document.activeElement?.closest(".card, .palette")?.className ?? "",
  };
}), keys);

describe("a key that tags", () => {
  test("paints the words and tells that it saves; the card comes after, or before the next key", async () => {
    const { work } = await desk();
    await selectQuote(page, work.text, "one river");
    const [tagged, stance] = await hurriedly(["1", "s"]);
    assert.deepEqual(tagged.painted, ["one river"]);
    assert.notEqual(tagged.saving, "Saved");
    assert.equal(tagged.cards, 0);
    assert.equal(stance.cards, 1);
    assert.equal(stance.focus, "palette");
    await page.keyboard.press("Escape");
    await page.locator(".card.open .passage:focus").waitFor();
    assert.deepEqual((await kept(work)).map(quoteOf), ["one river"]);
  });

  test("may be taken back before its card has come", async () => {
    const { work } = await desk();
    await selectQuote(page, work.text, "one river");
    await hurriedly(["1", "z"]);
    await page.locator(".card").waitFor({ state: "detached" });
    assert.deepEqual(await kept(work), []);
    await selectQuote(page, work.text, "six towns");
    await hurriedly(["1", "Delete"]);
    assert.deepEqual(await kept(work), []);
    assert.equal(await page.locator(".card").count(), 0);
  });
});

describe("a recent tag", () => {
  test("is one selection and one key", async () => {
    const { work } = await desk();
    await selectQuote(page, work.text, "one river");
    await page.keyboard.type("humanit");
    await page.keyboard.press("Enter");
    await selectQuote(page, work.text, "lit by wire");
    assert.equal(await palette(page).locator("[role=option] kbd").first().textContent(), "1");
    await page.keyboard.press("1");
    await palette(page).waitFor({ state: "hidden" });
    await selectQuote(page, work.text, "three things");
    await page.keyboard.press(".");
    await palette(page).waitFor({ state: "hidden" });
    assert.deepEqual(said(await kept(work)),
      ["one river", "lit by wire", "three things"].map((quote) => `${quote}: law-humanitarian`));
  });

  test("a digit after a letter is typed, and Alt turns to the other parts", async () => {
    const { work } = await desk();
    await selectQuote(page, work.text, "one river");
    await page.keyboard.type("x1.");
    assert.equal(await palette(page).getByRole("combobox").inputValue(), "x1.");
    await page.keyboard.press("Alt+s");
    await palette(page).getByRole("combobox", { name: "Filter stances" }).waitFor();
    await page.keyboard.press("Alt+n");
    await page.keyboard.type("Seen.");
    await page.keyboard.press("Alt+t");
    await page.keyboard.type("threats");
    await page.keyboard.press("Enter");
    const [row] = await kept(work);
    assert.deepEqual([row.note, tagsOf(row)], ["Seen.", "threat"]);
  });

  test("several of them are put again together, on an open highlight too", async () => {
    const { work, ids } = await desk([{ quote: "our bread", taggings: [{ tag: "norm", stance: null }] }]);
    await selectQuote(page, work.text, "one river");
    await page.keyboard.type("threats");
    await page.keyboard.press("Control+Enter");
    await page.keyboard.type("charter");
    await page.keyboard.press("Enter");
    await palette(page).waitFor({ state: "hidden" });
    await open(ids[0]);
    await page.keyboard.press(".");
    assert.deepEqual(said(await kept(work)), ["one river: law-charter threat", "our bread: law-charter norm threat"]);
  });
});

describe("tags that stick", () => {
  test("are put on each selection as it is made: words, a word, a sentence, a paragraph", async () => {
    const { work } = await desk();
    await selectQuote(page, work.text, "one river");
    await page.keyboard.type("threats");
    await page.keyboard.press("Shift+Enter");
    await sticky().getByText("Threats").waitFor();
    await accessible(page, "tags that stick");
    await sweep(work, "lit by wire");
    await page.locator(".card").nth(1).waitFor();
    await clickOn(work, "hospital", 2);
    await page.locator(".card").nth(2).waitFor();
    await clickOn(work, "First, let", 3);
    await page.locator(".card").nth(3).waitFor();
    await clickNumber(4);
    await page.locator(".card").nth(4).waitFor();
    assert.equal(await palette(page).isVisible(), false);
    assert.deepEqual((await kept(work)).map(quoteOf), [
      "one river", "lit by wire", "hospital",
      "First, let each capital name one number that is answered at night.", work.text.trim().split("\n\n")[3],
    ]);
  });

  test("until Esc, which leaves what is open; and `y` begins with the last ones", async () => {
    const { work } = await desk([{ quote: "one river", taggings: [{ tag: "norm", stance: "affirms" }] }]);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("y");
    await sticky().waitFor();
    await sweep(work, "lit by wire");
    await page.locator(".card").nth(1).waitFor();
    await page.keyboard.press("Escape");
    await sticky().waitFor({ state: "hidden" });
    assert.equal(await page.locator(".card.open").count(), 1);
    await selectQuote(page, work.text, "our bread");
    await page.keyboard.press("Escape");
    const rows = await kept(work);
    assert.deepEqual(rows.map(({ taggings }) => taggings), [1, 2].map(() => [{ tag: "norm", stance: "affirms" }]));
  });

  test("by mouse alone: from the palette's button to the sign's", async () => {
    const { work } = await desk();
    await selectQuote(page, work.text, "one river");
    await palette(page).getByRole("button", { name: "For each selection" }).click();
    await palette(page).getByRole("option", { name: "Threats", exact: true }).click();
    await page.mouse.click(1200, 850);
    await sticky().waitFor();
    await sweep(work, "lit by wire");
    await page.locator(".card").nth(1).waitFor();
    await sticky().getByRole("button", { name: "End" }).click();
    await sticky().waitFor({ state: "hidden" });
    assert.deepEqual(said(await kept(work)), ["one river: threat", "lit by wire: threat"]);
  });
});

/** The number beside a paragraph. @param {number} n */
async function clickNumber(n) {
  const paragraph = page.locator(`article p[data-n="${n}"]`);
  await paragraph.scrollIntoViewIfNeeded();
  const box = await paragraph.boundingBox();
  assert.ok(box);
  await page.mouse.click(box.x - 14, box.y + 16);
}

test("two clicks choose a word, three its sentence, one on the number its paragraph", async () => {
  const { work } = await desk();
  const about = palette(page).locator("#palette-about");
  await clickOn(work, "bridges", 2);
  await about.filter({ hasText: /^1 word / }).waitFor({ state: "attached" });
  await page.keyboard.press("Escape");
  await clickOn(work, "whoever", 3);
  await about.filter({ hasText: /^15 words / }).waitFor({ state: "attached" });
  await page.keyboard.press("Escape");
  await clickNumber(3);
  await about.filter({ hasText: /paragraph 3$/ }).waitFor({ state: "attached" });
  await page.keyboard.type("norms");
  await page.keyboard.press("Enter");
  assert.deepEqual((await kept(work)).map(quoteOf), [work.text.split("\n\n")[2]]);
});

describe("a new tag", () => {
  test("of the words selected", async () => {
    const { work } = await desk();
    await selectQuote(page, work.text, "the bills");
    await palette(page).getByRole("option", { name: "New tag “the bills”" }).click();
    await palette(page).getByRole("option", { name: /^the bills.*put on/ }).waitFor();
    await page.keyboard.press("Escape");
    assert.deepEqual(said(await kept(work)), ["the bills: the-bills"]);
  });

  test("that is all but another one: that one may be put instead", async () => {
    const { work } = await desk();
    await selectQuote(page, work.text, "one river");
    await page.keyboard.type("points of contakt");
    await palette(page).getByRole("status").filter({ hasText: "“Points of contact” may be the same." }).waitFor();
    await accessible(page, "a new tag like another");
    await palette(page).getByRole("button", { name: "Use that one" }).click();
    await palette(page).waitFor({ state: "hidden" });
    assert.deepEqual(said(await kept(work)), ["one river: trust-contact"]);
    const { data } = await api(page, "GET", `/api/projects/${work.slug}/tags`);
    assert.equal(data.items.length, 9);
  });
});

describe("the same tag on words that overlap", () => {
  const threat = [{ tag: "threat", stance: "warns" }];

  test("may extend what is there", async () => {
    const { work, ids } = await desk([{ quote: "our bread is ordered", taggings: threat, note: "Bread." }]);
    await selectQuote(page, work.text, "ordered by wire");
    await page.keyboard.type("threats");
    await page.keyboard.press("Enter");
    await palette(page).getByRole("alert").filter({ hasText: "our bread is ordered" }).waitFor();
    await accessible(page, "asked whether to extend");
    await page.keyboard.press("Enter");
    await palette(page).waitFor({ state: "hidden" });
    const rows = await kept(work);
    assert.deepEqual(rows.map(({ id, quote, note, taggings }) => ({ id, quote, note, taggings })),
      [{ id: ids[0], quote: "our bread is ordered by wire", note: "Bread.", taggings: threat }]);
  });

  test("or stand beside it; and Esc puts nothing", async () => {
    const { work } = await desk([{ quote: "our bread is ordered", taggings: threat }]);
    for (const keys of [["Escape"], ["2"]]) {
      await selectQuote(page, work.text, "ordered by wire");
      await page.keyboard.type("threats");
      await page.keyboard.press("Enter");
      for (const key of keys) await page.keyboard.press(key);
      await palette(page).waitFor({ state: "hidden" });
    }
    assert.deepEqual((await kept(work)).map(quoteOf), ["our bread is ordered", "ordered by wire"]);
  });

  test("is asked of a tag that sticks, too", async () => {
    const { work } = await desk([{ quote: "our bread is ordered", taggings: threat }]);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("y");
    await sweep(work, "ordered by wire");
    await palette(page).getByRole("option", { name: "Extend that passage" }).click();
    await palette(page).waitFor({ state: "hidden" });
    assert.deepEqual((await kept(work)).map(quoteOf), ["our bread is ordered by wire"]);
  });
});

describe("the edges of a highlight", () => {
  test("move by keys: by characters, by words, the end and the beginning", async () => {
    const { work } = await desk([{ quote: "bread", note: "Bread." }]);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Control+Shift+ArrowRight");
    await page.keyboard.press("Shift+ArrowRight");
    await page.keyboard.press("e");
    await page.keyboard.press("Control+Shift+ArrowLeft");
    await page.keyboard.press("Shift+ArrowRight");
    await page.locator("#said", { hasText: "ur bread is o" }).waitFor({ state: "attached" });
    const rows = await kept(work);
    assert.deepEqual(rows.map(({ quote, note }) => [quote, note]), [["ur bread is o", "Bread."]]);
  });

  test("are dragged by their handles; to whole words, where that is set", async () => {
    const { work, ids } = await desk([{ quote: "bread", taggings: [{ tag: "norm", stance: null }] }]);
    await open(ids[0]);
    await dragHandle(work, "to", "ordered", 3);
    assert.deepEqual((await kept(work)).map(quoteOf), ["bread is ord"]);
    await page.keyboard.press("?");
    await page.getByRole("switch", { name: "Selections take in whole words" }).click();
    await page.keyboard.press("Escape");
    await dragHandle(work, "from", "lit by", 1);
    assert.deepEqual((await kept(work)).map(quoteOf), ["lit by wire, and our bread is ordered"]);
    await page.reload();
    await selectQuote(page, work.text, "ersuaded that sil");
    await page.keyboard.press("1");
    assert.deepEqual((await kept(work)).map(quoteOf).at(-1), "persuaded that silence");
    await page.evaluate(() => localStorage.removeItem("postil:snap-to-words"));
  });

  test("let a selection begin where the open highlight ends", async () => {
    const { work, ids } = await desk([{ quote: "lit by wire", taggings: [{ tag: "norm", stance: null }] }]);
    await open(ids[0]);
    await selectQuote(page, work.text, "wire, and our bread");
    await page.keyboard.press("Escape");
    await open(ids[0]);
    await selectQuote(page, work.text, ", and our bread");
    await putTags(page, ["law"]);
    assert.deepEqual((await kept(work)).map(quoteOf), ["lit by wire", ", and our bread"]);
  });
});

/** @param {Work} work @param {"from" | "to"} edge @param {string} word @param {number} letters into it */
async function dragHandle({ text }, edge, word, letters) {
  const unit = text.indexOf(word) + letters;
  const { from: place } = await placesOf(page, unit, unit + 1);
  const box = await page.locator(`.edge.${edge}`).boundingBox();
  assert.ok(box);
  await page.mouse.move(box.x, edge === "from" ? box.y - 5 : box.y + box.height + 5); // its dot
  await page.mouse.down();
  await page.mouse.move(place.x, place.y, { steps: 4 });
  await page.mouse.up();
}

describe("a highlight", () => {
  test("is split where one reads, and joined again", async () => {
    const taggings = [{ tag: "norm", stance: "affirms" }];
    const { work, ids } = await desk([{ quote: "our bread is ordered by wire", taggings, note: "Bread." }]);
    await clickOn(work, "is ordered", 1);
    await page.getByRole("button", { name: "Split before “is”" }).waitFor();
    await page.keyboard.press("x");
    const halves = await kept(work);
    assert.deepEqual(halves.map(({ quote, note, taggings }) => ({ quote, note, taggings })),
      [{ quote: "our bread", note: "Bread.", taggings }, { quote: "is ordered by wire", note: null, taggings }]);
    assert.equal(halves[0].id, ids[0]);
    await page.getByRole("button", { name: "Join what it meets" }).click();
    const [whole, ...others] = await kept(work);
    assert.deepEqual([whole.id, whole.quote, whole.note, others.length], [ids[0], "our bread is ordered by wire", "Bread.", 0]);
  });

  test("that says something else is not joined", async () => {
    const { ids } = await desk([
      { quote: "our bread", taggings: [{ tag: "norm", stance: null }] },
      { quote: "is ordered", taggings: [{ tag: "norm", stance: "affirms" }] },
    ]);
    await open(ids[0]);
    assert.equal(await page.getByRole("button", { name: "Join what it meets" }).count(), 0);
  });
});

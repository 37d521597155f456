// @ts-check
// code-all.js: all that was found is looked through, then gets a tag.  It goes through the
// queue like everything else, as one step: one undo takes back all of it.

import { openDialog } from "../dialog.js";
import { inSlices } from "../slices.js";
import { nameOf, passagesOf, tagged, withTagging } from "./code-passages.js";
import { codeSheet } from "./code-view.js";
import { contentOf } from "./marking.js";
import { tagOffers } from "./offers.js";
import { say } from "./say-finding.js";
import { uuid7 } from "./uuid.js";

/** @import {Stretch} from "../text/edges.js" */
/** @import {Extent, Passage} from "./code-passages.js" */
/** @import {Desk} from "./desk.js" */

/** Tags offered, and passages listed, at a time. */
const offered = 7;
const listed = 50;
/** As many are put between two looks at the clock. */
const bite = 10;

/** @param {Desk} desk @param {readonly Stretch[]} hits */
export function openCodeAll(desk, hits) {
  const coding = new CodeAll(desk, [...hits]);
  const content = () => codeSheet(coding);
  coding.dialog = openDialog({
    title: say("code.title"), name: "code-sheet", content,
    mayClose: () => !coding.putting, closed: () => coding.leave(),
  });
  coding.gather();
}

export class CodeAll {
  /** @param {Desk} desk @param {Stretch[]} hits */
  constructor(desk, hits) {
    this.desk = desk;
    this.hits = hits;
    /** @type {import("../dialog.js").OpenDialog | null} */ this.dialog = null;
    /** @type {Extent} */ this.extent = "hit";
    /** @type {Passage[]} */ this.passages = [];
    this.gathered = 0;
    this.busy = true;
    this.putting = false;
    this.tag = "";
    /** @type {string | null} */ this.stance = null;
    this.typed = "";
    this.at = 0;
    this.drawn = listed;
    /** Chosen or left out by hand. @type {Map<string, boolean>} */ this.byHand = new Map();
    /** @type {(passage: Stretch) => boolean} */ this.has = () => false;
  }

  draw() {
    this.dialog?.refresh();
  }

  leave() {
    this.gathered++;
  }

  /** The passages, of the extent that is chosen. */
  async gather() {
    const { desk: { marking, passages: { text, starts } } } = this;
    const run = ++this.gathered;
    this.busy = true;
    this.draw();
    const source = { text, starts, steps: marking.words.steps };
    const found = await inSlices(passagesOf(this.hits, this.extent, source), () => run === this.gathered);
    if (!found || run !== this.gathered) return;
    Object.assign(this, { passages: found, busy: false, drawn: listed });
    this.byHand.clear();
    this.draw();
  }

  /** @param {Extent} extent */
  take(extent) {
    this.extent = extent;
    this.gather();
  }

  mine() {
    const { model } = this.desk;
    return model.marks.filter((mark) => model.isMine(mark));
  }

  offers() {
    const { book, model } = this.desk;
    const known = { put: [], recent: book.recent.all(), uses: (/** @type {string} */ key) => model.uses(key) };
    return tagOffers(this.typed, book.codebook(), known).slice(0, offered);
  }

  /** @param {string} typed */
  filter(typed) {
    Object.assign(this, { typed, at: 0 });
    this.draw();
  }

  /** @param {KeyboardEvent} event in the field of tags */
  onKey(event) {
    const offers = this.offers();
    if (event.isComposing || !offers.length) return;
    if (event.key === "Enter") this.choose(offers[this.at].key);
    else if (event.key === "ArrowDown") this.at = (this.at + 1) % offers.length;
    else if (event.key === "ArrowUp") this.at = (this.at - 1 + offers.length) % offers.length;
    else return;
    event.preventDefault();
    this.draw();
  }

  /** @param {string} tag */
  choose(tag) {
    Object.assign(this, { tag, typed: "", at: 0 });
    this.has = tag ? tagged(this.mine(), tag) : () => false;
    this.draw();
    /** @type {HTMLElement | null | undefined} */
    const next = this.dialog?.element.querySelector(tag ? "#code-stance" : "#code-tag");
    next?.focus();
  }

  /** @param {Passage} passage */
  isChosen(passage) {
    return this.byHand.get(nameOf(passage)) ?? !this.has(passage);
  }

  chosen() {
    return this.passages.filter((passage) => this.isChosen(passage));
  }

  /** @param {Passage} passage */
  toggle(passage) {
    this.byHand.set(nameOf(passage), !this.isChosen(passage));
    this.draw();
  }

  /** @param {boolean} on */
  turnAll(on) {
    for (const passage of this.passages) this.byHand.set(nameOf(passage), on && !this.has(passage));
    this.draw();
  }

  more() {
    this.drawn += listed;
    this.draw();
  }

  async put() {
    const { desk, tag } = this;
    const chosen = this.chosen();
    if (this.putting || !tag || !chosen.length) return;
    this.putting = true;
    this.draw();
    desk.didNew();
    desk.still = true;
    await inSlices(this.steps(chosen), () => true);
    desk.still = false;
    desk.book.recent.keep([{ tag, stance: this.stance }]);
    desk.book.recent.add(tag);
    this.putting = false;
    this.dialog?.close();
    desk.note(say("code.done", { tag: desk.book.signs.ofTag(tag).label, n: chosen.length }), true);
  }

  /** A passage that is marked already gets one tag more. @param {readonly Passage[]} chosen */
  *steps(chosen) {
    const { model } = this.desk;
    const there = new Map(this.mine().map((mark) => [nameOf(mark), mark]));
    const put = { tag: this.tag, stance: this.stance };
    const step = uuid7();
    for (const [i, passage] of chosen.entries()) {
      const mark = there.get(nameOf(passage));
      const content = mark ? contentOf(mark) : model.stretch(passage.from, passage.to);
      model.put(mark?.id ?? uuid7(), { ...content, taggings: withTagging(content.taggings, put) }, step);
      if (i % bite === bite - 1) yield;
    }
  }
}

// @ts-check
// finding.js: words are looked for in the text: `/` opens a line below the bar.  The browser's
// own way of finding stays as it is.

import { render } from "../../vendor/lit-html/lit-html.js";
import { atOnce, inSlices } from "../slices.js";
import { finding, firstFrom, hitFrom } from "../text/find.js";
import { folding } from "../text/folding.js";
import { findLine } from "./find-view.js";
import { paintFound, unpaintFound } from "./found.js";
import { say } from "./say-finding.js";
import { bringIntoSight, firstInSight } from "./sight.js";
import { drawTicks } from "./ticks.js";

/** @import {Stretch} from "../text/edges.js" */
/** @import {Folded} from "../text/folding.js" */
/** @import {Desk} from "./desk.js" */

/** More hits than these are painted only near by. */
const many = 1000;

export class Finding {
  /** @param {Desk} desk */
  constructor(desk) {
    this.desk = desk;
    this.element = desk.page.finding;
    this.isOpen = false;
    this.typed = "";
    this.whole = false;
    /** @type {Stretch[]} */ this.hits = [];
    /** The hit one is at; -1: none. */ this.at = -1;
    /** Not all of the text is looked through yet. */ this.busy = false;
    /** @type {Promise<Folded | null> | null} */ this.folded = null;
    this.search = 0;
    this.from = 0;
    /** The hits are those of the words of last time. */ this.old = false;
    this.frame = 0;
    addEventListener("resize", () => { if (this.isOpen) this.repaint(); });
    addEventListener("scroll", () => { if (this.isOpen && this.hits.length > many) this.repaint(); }, { passive: true });
    this.element.addEventListener("keydown", (event) => this.onKey(event));
  }

  /** The line, or the field in it again. */
  open() {
    const { desk } = this;
    if (!this.isOpen) this.begin();
    this.isOpen = true;
    this.element.hidden = false;
    this.draw();
    this.field()?.select();
    if (this.typed) this.look();
  }

  /** From the place of reading, else from what is in sight. */
  begin() {
    const { caret, passages } = this.desk;
    this.from = caret.place() ?? firstInSight(passages, this.desk.seen().top);
    this.old = true;
  }

  /** The place of reading stays at the hit; a selection that was begun reaches as far. @returns {boolean} it was open */
  close() {
    const { desk } = this;
    if (!this.isOpen) return false;
    const hit = this.hurried();
    this.search++;
    this.isOpen = false;
    this.element.hidden = true;
    unpaintFound();
    if (hit) this.readOn(hit);
    desk.page.article.focus({ preventScroll: true });
    return true;
  }

  /** @param {Stretch} hit */
  readOn({ from, to }) {
    const { desk } = this;
    if (desk.caret.reach({ from, to })) return;
    desk.readFrom(from, to);
    desk.reading = { from, to };
    desk.paint();
  }

  field() {
    return this.element.querySelector("input");
  }

  now() {
    return this.hits[this.at] ?? null;
  }

  /** The hit one is at; who types and leaves at once goes there all the same. */
  hurried() {
    if (!this.busy || this.now()) return this.now();
    const { text } = this.desk.passages;
    /** @type {Stretch[]} */ const hits = [];
    atOnce(finding(text, atOnce(folding(text)), this.query()), (some) => hits.push(...some));
    return hits[hitFrom(hits, this.from)] ?? null;
  }

  query() {
    return { typed: this.typed, whole: this.whole, language: this.desk.state.statement.language };
  }

  /** From the hit one is at; from where one was, if that is of last time's words. @param {string} typed */
  type(typed) {
    if (!this.old) this.from = this.now()?.from ?? this.from;
    this.old = false;
    this.typed = typed;
    this.look();
  }

  turnWhole() {
    this.from = this.now()?.from ?? this.from;
    this.whole = !this.whole;
    this.look();
  }

  /** From where one was, as it is typed. */
  async look() {
    const { text } = this.desk.passages;
    const search = ++this.search;
    const wanted = () => search === this.search;
    Object.assign(this, { hits: [], at: -1, busy: true });
    this.draw();
    this.repaint();
    this.folded ??= inSlices(folding(text), () => true);
    const folded = await this.folded;
    if (!folded || !wanted()) return;
    await inSlices(finding(text, folded, this.query()), wanted, (hits) => this.take(hits));
    if (!wanted()) return;
    this.busy = false;
    this.settle();
  }

  /** Some more; the first of them is gone to as soon as nothing nearer can come. @param {Stretch[]} hits */
  take(hits) {
    for (const hit of hits) this.hits.push(hit);
    const reached = this.hits.at(-1);
    if (this.at < 0 && reached && reached.from >= this.from) this.goTo(hitFrom(this.hits, this.from));
  }

  /** All is looked through. */
  settle() {
    if (this.at < 0 && this.hits.length) this.goTo(hitFrom(this.hits, this.from));
    else this.draw();
    this.repaint();
    if (this.typed.trim()) this.desk.tell(this.words());
  }

  /** @param {1 | -1} way */
  step(way) {
    const n = this.hits.length;
    if (!n) return;
    this.old = false;
    this.goTo((this.at + way + n) % n);
    this.desk.tell(this.words());
  }

  /** @param {number} at */
  goTo(at) {
    this.at = at;
    const hit = this.now();
    if (!hit) return;
    this.draw();
    const { desk } = this;
    if (!desk.caret.reach(hit)) desk.reading = hit;
    desk.paint();
    bringIntoSight(desk.passages.range(hit.from, hit.to), desk.seen());
    this.repaint();
  }

  /** Where one is among them. */
  words() {
    const n = this.hits.length;
    if (!this.typed.trim()) return "";
    if (n && this.at >= 0) return say("find.at", { at: this.at + 1, n });
    return say(this.busy ? "find.busy" : "find.none");
  }

  /** All of it gets a tag, once it was looked at. */
  async codeAll() {
    const { openCodeAll } = await import("./code-all.js");
    openCodeAll(this.desk, this.hits);
  }

  draw() {
    render(findLine(this), this.element);
  }

  /** Once a frame. */
  repaint() {
    this.frame ||= requestAnimationFrame(() => {
      this.frame = 0;
      if (this.isOpen) this.paint();
    });
  }

  paint() {
    const { hits, element, desk: { passages } } = this;
    paintFound(({ from, to }) => passages.range(from, to), this.near(), this.now());
    const canvas = element.querySelector("canvas");
    if (canvas) drawTicks(canvas, passages, { hits, now: this.now() });
  }

  /** Within a screen or so. */
  near() {
    const { hits, desk: { passages } } = this;
    if (hits.length <= many) return hits;
    const first = firstFrom(hits, firstInSight(passages, -innerHeight));
    const last = firstFrom(hits, firstInSight(passages, 2 * innerHeight));
    return hits.slice(first, Math.min(last + 1, first + many));
  }

  /** The line's lower edge is the text's upper one. */
  lowest() {
    return this.isOpen ? /** @type {HTMLElement} */ (this.element.firstElementChild) : this.desk.page.bar;
  }

  /** @param {KeyboardEvent} event */
  onKey(event) {
    const way = steps[`${event.shiftKey ? "Shift " : ""}${event.key}`];
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") this.close();
    else if (way && event.target === this.field()) this.step(way);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
}

/** @type {Record<string, 1 | -1 | undefined>} */
const steps = { "Enter": 1, "ArrowDown": 1, "Shift Enter": -1, "ArrowUp": -1 };

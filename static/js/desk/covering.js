// @ts-check
// covering.js: coverage at the desk: it follows what is marked and where one reads, says that a
// paragraph is left uncoded, and leads from one to another.

import { render } from "../../vendor/lit-html/lit-html.js";
import { coveredChanged } from "./colophon.js";
import { coverageView, named } from "./coverage-view.js";
import { nextOpen, paragraphsOf, placeAt, standingsOf } from "./coverage.js";
import { startOf } from "./left.js";
import { say as sayOfStatement } from "./say-colophon.js";
import { say } from "./say-coverage.js";
import { bringIntoSight } from "./sight.js";

/** @import {Stretch} from "../text/edges.js" */
/** @import {Standing} from "./coverage.js" */
/** @import {Desk} from "./desk.js" */
/** @import {Mark} from "./model.js" */
/** @import {Way} from "./past.js" */

/** Beside the text there is room for it; else it stands above. */
const beside = matchMedia("(min-width: 86.01rem)");

export class Covering {
  /** @param {Desk} desk @param {HTMLElement} place */
  constructor(desk, place) {
    const { passages: { text, starts }, model: { measure } } = desk;
    this.desk = desk;
    this.place = place;
    this.paragraphs = paragraphsOf(text, starts, measure.toPoints);
    /** @type {Standing[]} */ this.standings = [];
    /** What they were told from. @type {{marks?: readonly Mark[], left?: ReadonlySet<number>}} */ this.from = {};
    /** The one that is being read. */ this.at = -1;
    /** @type {number | null} */ this.read = null;
    /** Where one was led last. @type {Stretch | null} */ this.led = null;
    this.question = { asking: false, fault: "" };
    /** @type {unknown[]} */ this.drawn = [];
    beside.addEventListener("change", () => this.draw());
    this.draw();
  }

  /** Only what has changed: this is called whenever something is painted. */
  draw() {
    this.count();
    this.follow();
    const { desk, standings, at, question } = this;
    const { asking, fault } = question;
    const now = [standings, at, asking, fault, beside.matches, desk.keymap.capOf("leaveUncoded")];
    if (now.every((one, i) => one === this.drawn[i])) return;
    this.drawn = now;
    render(coverageView({
      paragraphs: this.paragraphs, standings, at, asking, fault,
      narrow: !beside.matches, mayMark: desk.model.mayMark, capOf: desk.keymap.capOf, calls: this.calls(),
    }), this.place);
  }

  calls() {
    return {
      go: (/** @type {number} */ i) => this.go(i),
      next: (/** @type {1 | -1} */ way) => void this.next(way),
      toggle: () => void this.toggle(),
      ask: () => this.ask(),
      answer: (/** @type {string} */ answer) => this.answer(answer),
      stop: () => this.stop(),
      lose: () => void (this.letGo() || this.draw()),
    };
  }

  /** What may lie over the text. @returns {Iterable<HTMLElement>} */
  sheets() {
    return this.place.querySelectorAll(":scope > .here, :scope > .go");
  }

  count() {
    const { marks, left } = this.desk.model;
    if (this.from.marks === marks && this.from.left === left) return;
    this.from = { marks, left };
    const standings = standingsOf(this.paragraphs, marks, left);
    if (standings.join() === this.standings.join()) return;
    this.standings = standings;
    coveredChanged(standings.length > 0 && !standings.includes("open"));
  }

  /** What is selected is read; else where one went last. */
  follow() {
    const { caret, chosen } = this.desk;
    const read = caret.shown()?.from ?? caret.place();
    if (chosen) this.at = placeAt(this.paragraphs, chosen.from);
    else if (read !== this.read) this.at = read === null ? -1 : placeAt(this.paragraphs, read);
    this.read = read;
  }

  /** Reading goes on there, by keyboard too. @param {number} i */
  go(i) {
    const { desk } = this;
    const { from, to } = this.paragraphs[i];
    desk.close();
    desk.readFrom(from, to);
    this.at = i;
    desk.reading = this.led = { from, to };
    bringIntoSight(desk.passages.range(from, to), desk.seen());
    desk.paint();
    focusOnce(desk.passages.elementAt(from));
    desk.tell(named(this.paragraphs[i], this.standings[i]));
  }

  /** No paragraph is read any more. @returns {boolean} one was shown to be */
  letGo() {
    const { desk } = this;
    this.at = -1;
    if (!desk.reading || desk.reading !== this.led) return false;
    desk.reading = null;
    desk.paint();
    return true;
  }

  /** @param {1 | -1} way */
  next(way) {
    const { desk } = this;
    const from = this.at < 0 ? placeAt(this.paragraphs, desk.firstInSight()) - (way > 0 ? 1 : 0) : this.at;
    const i = nextOpen(this.standings, from, way);
    if (i >= 0) this.go(i);
    else desk.note(sayOfStatement("covered"));
  }

  /** The one that is being read is left uncoded, or no more; none is being read: to the next. */
  toggle() {
    const { desk } = this;
    if (!desk.model.mayMark) return false;
    if (this.at < 0) return this.next(1);
    const paragraph = this.paragraphs[this.at];
    const standing = this.standings[this.at];
    const n = String(paragraph.n);
    if (standing === "coded") return desk.note(say("said.coded", { n }));
    desk.didNew();
    desk.model.leave(paragraph, standing === "open");
    desk.tell(say(standing === "open" ? "said.left" : "said.back", { n }));
  }

  ask() {
    this.question = { asking: true, fault: "" };
    this.draw();
    /** @type {HTMLInputElement | null} */ (this.place.querySelector("#go-to"))?.focus();
  }

  /** @param {string} answer */
  answer(answer) {
    const n = Number(answer.trim());
    const i = this.paragraphs.findIndex((paragraph) => paragraph.n === n);
    this.question = { asking: i < 0, fault: i < 0 ? say("go.none", { n: this.paragraphs.length }) : "" };
    if (i >= 0) this.go(i);
    this.draw();
  }

  stop() {
    this.question = { asking: false, fault: "" };
    this.draw();
    this.desk.page.article.focus({ preventScroll: true });
  }

  /** Undone, or done again. @param {Way} way @param {string} id of left.js */
  turned(way, id) {
    const i = this.paragraphs.findIndex(({ start }) => start === startOf(id));
    if (i < 0) return;
    this.draw();
    this.go(i);
    this.desk.note(say(`${way}.done`, { n: String(this.paragraphs[i].n) }));
  }
}

/** @param {HTMLElement} paragraph */
function focusOnce(paragraph) {
  paragraph.tabIndex = -1;
  paragraph.addEventListener("blur", () => paragraph.removeAttribute("tabindex"), { once: true });
  paragraph.focus({ preventScroll: true });
}

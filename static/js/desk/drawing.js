// @ts-check
// drawing.js: what is seen of the desk: bar, notices, painted passages, lanes and cards, drawn
// anew from the marks and from what is open, pointed at, chosen and filtered out.  Of thousands
// of marks only those near the window are drawn; the rest are numbers.

import { render } from "../../vendor/lit-html/lit-html.js";
import { rowWords } from "../words.js";
import { bar, notices } from "./bar.js";
import { aside } from "./cards.js";
import { barContext, cardContext, marginParts } from "./contexts.js";
import { firstFree } from "./layout.js";
import { createMargin } from "./margin.js";
import { createNearby, everything } from "./nearby.js";
import { meeting, placeOf } from "./order.js";
import { createPaint } from "./paint.js";
import { lineOf } from "./styles.js";

/** @import {Stretch} from "../text/edges.js" */
/** @import {Desk} from "./desk.js" */
/** @import {Mark} from "./model.js" */
/** @import {Noted} from "./margin.js" */
/** @import {Painted} from "./paint.js" */
/** @typedef {Painted & Noted & {mark: Mark}} Drawn */

/** New cards a frame. */
const few = 3;
/** Whatever is done at the desk begins with one of these. */
const inputs = ["keydown", "pointerdown", "click", "beforeprint"];

export class Drawing {
  /** @param {Desk} desk */
  constructor(desk) {
    this.desk = desk;
    this.nearby = createNearby(desk.passages);
    this.painter = createPaint(desk.passages);
    this.prepared = false;
    /** By name: a highlight's id, or a layer's. @type {Map<string, Stretch & {range: Range}>} */
    this.ranges = new Map();
    /** @type {ReturnType<typeof createMargin> | null} */ this.margin = null;
    /** What is known of these marks. @type {{of: readonly Mark[], depths: number[]}} */
    this.known = { of: [], depths: [] };
    /** What is drawn. @type {Drawn[]} */ this.noted = [];
    /** Those of them that have a card. @type {Set<string>} */ this.carded = new Set();
    /** More shall have one. */ this.late = false;
    /** So many the next time. */ this.most = few;
    /** Lanes are still those of what was near before. */ this.outdated = false;
    /** A card that is to have the focus. */ this.wanted = "";
    /** On paper all is drawn. */ this.onPaper = false;
    this.frame = 0;
    this.moving = 0;
    /** What is put off until the words are painted. @type {(() => void) | null} */ this.owed = null;
    for (const name of inputs) addEventListener(name, () => this.settle(), { capture: true });
  }

  /** Once, however many changes come before the next frame. */
  soon() {
    this.frame ||= requestAnimationFrame(() => this.all());
  }

  /** How saving stands, and what there is to be told. */
  above() {
    const { desk } = this;
    const context = barContext(desk);
    render(bar(context), desk.page.bar);
    render(notices(context), desk.page.notices);
  }

  /**
   * An answer to a key: the bar and the words at once.  The cards, of which many may move, and
   * `then` come a frame later, or before whatever is done next.
   * @param {() => void} then
   */
  wordsFirst(then) {
    this.settle();
    cancelAnimationFrame(this.frame);
    this.frame = requestAnimationFrame(() => { this.frame = requestAnimationFrame(() => this.settle()); });
    this.above();
    this.nearby.follow(this.desk.model.marks.length);
    this.words();
    this.owed = then;
  }

  /** What was put off is done. */
  settle() {
    const { owed } = this;
    if (!owed) return;
    this.owed = null;
    cancelAnimationFrame(this.frame);
    this.frame = 0;
    owed();
  }

  all() {
    this.settle();
    cancelAnimationFrame(this.frame);
    this.frame = 0;
    const { desk } = this;
    const { marking, model, page, shown } = desk;
    if (!model.mark(shown.open)) shown.open = "";
    this.above();
    page.aside.classList.toggle("has-open", Boolean(shown.open));
    this.nearby.follow(model.marks.length);
    this.beside();
    marking.draw();
  }

  /** What stands upon the text and beside it. @param {number} [most] new cards, where there are very many */
  beside(most = few) {
    this.margin ??= createMargin(...this.firstList());
    this.words();
    this.cards(most);
  }

  words() {
    this.prepare();
    this.noted = this.note(this.near());
    this.paint();
    if (this.nearby.grows()) this.moveSoon();
  }

  /** Where there are thousands, the styles of all are there before they are scrolled to. */
  prepare() {
    if (this.prepared || !this.isPart()) return;
    this.prepared = true;
    const depths = this.depths();
    this.painter.prepare(this.desk.model.marks.map((mark, i) => ({ ...this.look(mark), depth: depths[i] })));
  }

  /** @param {Mark} mark */
  look({ taggings: [first] }) {
    const { signs } = this.desk.book;
    const { shade, letter, color } = signs.ofTag(first?.tag);
    return { shade, letter, color, line: lineOf(signs.ofStance(first?.stance).polarity), dimmed: false };
  }

  /**
   * Those that go, go before others come: a card that was the last and becomes the first would
   * be moved, and lose the focus.
   * @param {number} [most]
   */
  cards(most = few) {
    Object.assign(this, { outdated: false, most: few });
    const before = this.carded;
    const cards = this.withCards(this.noted, most);
    const stay = cards.filter(({ id }) => before.has(id));
    if (stay.length < Math.min(before.size, cards.length)) this.list(stay);
    this.list(cards);
    if (!this.onPaper) this.margin?.layOut(this.noted, this.desk.shown);
  }

  /** @param {readonly Drawn[]} cards */
  list(cards) {
    render(aside(cards.map(({ mark }) => mark), cardContext(this.desk)), this.desk.page.aside);
  }

  /** The margin needs the list, empty as it may be. */
  firstList() {
    this.list([]);
    return marginParts(this.desk);
  }

  /** Once, however often the page is scrolled or something gets another size before the next frame. */
  moveSoon() {
    this.moving ||= requestAnimationFrame(() => this.move());
  }

  scrolled() {
    if (this.isPart()) this.moveSoon();
  }

  /** Something has another place. */
  move() {
    this.moving = 0;
    if (this.nearby.waits()) return this.moveSoon();
    const { desk } = this;
    const onward = this.nearby.follow(desk.model.marks.length);
    if (onward) this.onward();
    else if (this.outdated) this.lanes();
    else if (this.late) this.cards(this.most);
    else this.margin?.layOut(this.noted, desk.shown);
    desk.marking.draw();
  }

  /** Other words are near: first they, then lanes, then cards, each in frames of their own. */
  onward() {
    this.forget();
    this.words();
    Object.assign(this, { outdated: true, late: true, most: 0 });
    this.moveSoon();
  }

  lanes() {
    this.outdated = false;
    this.margin?.drawLanes(this.noted);
    this.moveSoon();
  }

  /**
   * Those that have a card.  Where there are very many, new ones come a few a frame, those next
   * to the reader first: scrolling goes on meanwhile.
   * @param {Drawn[]} noted @param {number} most
   */
  withCards(noted, most) {
    const wanted = noted.filter(({ mark }) => this.mayHaveCard(mark));
    const fresh = this.isPart() ? wanted.filter(({ id }) => !this.carded.has(id)) : [];
    const { middle } = this.nearby.get();
    const off = (/** @type {Drawn} */ { mark }) => (this.isHeld(mark.id) ? -1 : Math.abs(mark.from - middle));
    const late = new Set(fresh.sort((a, b) => off(a) - off(b)).filter((drawn, i) => i >= most && off(drawn) >= 0));
    this.late = late.size > 0;
    if (this.late) requestAnimationFrame(() => this.moveSoon()); // between them the browser paints all words anew
    this.carded = new Set(wanted.filter((drawn) => !late.has(drawn)).map(({ id }) => id));
    for (const drawn of noted) Object.assign(drawn, { card: this.carded.has(drawn.id), due: late.has(drawn) });
    return wanted.filter(({ card }) => card);
  }

  /** Every highlight has its card, and every passage is painted, until it is printed. @param {boolean} on */
  print(on) {
    this.onPaper = on;
    this.beside();
  }

  paint() {
    const { chosen, reading, shown } = this.desk;
    const layers = { selected: this.layer("selected", chosen), reading: this.layer("reading", reading) };
    if (this.painter.paint(this.noted, { ...shown, ...layers })) this.ranges.clear();
    this.desk.covering?.draw();
  }

  /** @param {string} name @param {Stretch | null} stretch */
  layer(name, stretch) {
    return stretch && { ...stretch, range: () => this.rangeFor(name, stretch) };
  }

  /** Only what is pointed at has changed. */
  point() {
    this.paint();
    this.margin?.point(this.desk.shown);
  }

  /** Is filtered out; the open one never is. @param {Mark} mark */
  isDimmed(mark) {
    const { filter, shown } = this.desk;
    return Boolean(filter) && mark.id !== shown.open && !filter?.shows(mark);
  }

  /** Those that one walks through: whatever is not filtered out. */
  listed() {
    const { filter, model } = this.desk;
    return filter ? model.marks.filter((mark) => !this.isDimmed(mark)) : model.marks;
  }

  stretch() {
    return this.onPaper ? everything : this.nearby.get();
  }

  /** Not all of them have a card at present. */
  isPart() {
    return this.stretch() !== everything;
  }

  /** One that begins before the stretch has its card where it begins. @param {Mark} mark */
  mayHaveCard(mark) {
    return (mark.from >= this.stretch().from || this.isHeld(mark.id)) && !this.isDimmed(mark);
  }

  /** Drawn wherever it is: it is open, or has the focus. @param {string} id */
  isHeld(id) {
    return id === this.desk.shown.open || id === this.wanted || id === focusedCard();
  }

  /** Where the list of cards breaks off: those that are held stand alone. @returns {(Mark | undefined)[]} first and last */
  ends() {
    const { from, to } = this.stretch();
    const near = this.noted.filter(({ card, mark }) => card && mark.from >= from && mark.from <= to);
    return [near[0]?.mark, near.at(-1)?.mark];
  }

  /** It gets a card, for the focus to go there. @param {string} id */
  want(id) {
    this.wanted = id;
    this.beside();
    this.wanted = "";
  }

  /** How deep each of all marks lies under others. */
  depths() {
    const { marks } = this.desk.model;
    if (this.known.of !== marks) this.known = { of: marks, depths: firstFree(marks) };
    return this.known.depths;
  }

  /** Those that are drawn, in reading order. @returns {readonly Mark[]} */
  near() {
    const { model, shown } = this.desk;
    const { marks } = model;
    if (!this.isPart()) return marks;
    const { from, to } = this.stretch();
    const places = new Set(meeting(marks, { from, to }));
    for (const id of [shown.open, this.wanted, focusedCard()]) {
      const mark = model.mark(id);
      if (mark) places.add(placeOf(marks, mark));
    }
    return [...places].sort((a, b) => a - b).map((place) => marks[place]);
  }

  /** Those whose words lie at a place of the text. @param {number} unit */
  at(unit) {
    const { marks } = this.desk.model;
    return meeting(marks, { from: unit, to: unit }).map((place) => marks[place]);
  }

  /** With what painting and margin need. @param {readonly Mark[]} marks @returns {Drawn[]} */
  note(marks) {
    const { signs } = this.desk.book;
    const all = this.desk.model.marks;
    const depths = this.depths();
    return marks.map((mark) => ({
      ...this.seenOf(mark), ...this.look(mark), mark, id: mark.id, depth: depths[placeOf(all, mark)],
      title: rowWords(mark.taggings.map(({ tag }) => signs.ofTag(tag).label)),
      dimmed: this.isDimmed(mark), card: false, due: false, open: mark.id === this.desk.shown.open,
    }));
  }

  /** As much of it as is near, or all of it, when nothing is. @param {Mark} mark */
  seenOf({ id, from, to }) {
    const near = this.stretch();
    const meets = from < near.to && to > near.from;
    const seen = meets ? { from: Math.max(from, near.from), to: Math.min(to, near.to) } : { from, to };
    return { ...seen, range: () => this.rangeFor(id, seen) };
  }

  /** The same one again, while it is where it was. @param {string} name @param {Stretch} stretch */
  rangeFor(name, { from, to }) {
    const known = this.ranges.get(name);
    if (known?.from === from && known.to === to) return known.range;
    const range = this.desk.passages.range(from, to);
    this.ranges.set(name, { from, to, range });
    return range;
  }

  /** What is far away by now need not be followed by the browser through each change. */
  forget() {
    const names = new Set([...this.near().map(({ id }) => id), "selected", "reading"]);
    for (const name of this.ranges.keys()) if (!names.has(name)) this.ranges.delete(name);
  }
}

/** The highlight whose card has the focus. */
function focusedCard() {
  /** @type {HTMLElement | null | undefined} */
  const card = document.activeElement?.closest(".card");
  return card?.dataset.id ?? "";
}

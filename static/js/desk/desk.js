// @ts-check
// desk.js: the desk as a whole: what is open, pointed at and chosen, and what is done when
// that changes.  The parts know nothing of each other; they meet here.

import { wordsOf } from "../api.js";
import { setTitle } from "../frame.js";
import { changeSettings } from "../own-settings.js";
import { stretchOf } from "../text/edges.js";
import { shortened } from "../text/graphemes.js";
import { openBook } from "./book.js";
import { createCaret } from "./caret.js";
import { openConflict, settleConflict } from "./conflict.js";
import { caretCalls, paletteParts } from "./contexts.js";
import { Drawing } from "./drawing.js";
import { Filtering } from "./filtering.js";
import { Finding } from "./finding.js";
import { browserShelf } from "./keep.js";
import { createKeymap } from "./keymap.js";
import { openKeySheet, singleKeys, wordSnap } from "./keysheet.js";
import { Marking } from "./marking.js";
import { Model } from "./model.js";
import { placeOf } from "./order.js";
import { Palette } from "./palette.js";
import { say } from "./say.js";
import { lookForSession } from "./session.js";
import { bringIntoSight, firstInSight, isInSight, seenOfText, unitUnder } from "./sight.js";
import { joinTabs } from "./tabs.js";
import { carry, clock } from "./transport.js";
import { turning } from "./turning.js";
import { uuid7 } from "./uuid.js";

/** @import {Account, PageState, Project, Stance, Tag, Tagging} from "../types.js" */
/** @import {Stretch} from "../text/edges.js" */
/** @import {Part} from "./cards.js" */
/** @import {Covering} from "./covering.js" */
/** @import {Keeper} from "./kept-db.js" */
/** @import {DeskStatement, Mark, Me} from "./model.js" */
/** @import {Target} from "./palette.js" */
/** @import {Passages} from "./passages.js" */
/** @import {Way} from "./past.js" */
/**
 * @typedef {object} DeskData
 * @property {Account} account
 * @property {Project & {member_id?: number}} project
 * @property {DeskStatement} statement
 * @property {Tag[]} tags
 * @property {Stance[]} stances
 */
/** @typedef {PageState & DeskData} DeskState */
/**
 * @typedef {object} Page The places of the shell that are filled.
 * @property {Passages} passages
 * @property {HTMLElement} bar
 * @property {HTMLElement} finding
 * @property {HTMLElement} notices
 * @property {HTMLElement} reading
 * @property {HTMLElement} article
 * @property {HTMLElement} lanes
 * @property {SVGPathElement} leader
 * @property {HTMLElement} aside
 * @property {HTMLElement} palette
 * @property {HTMLElement} said
 */

/** More than is ever seen at once, in characters. */
const screenful = 5000;

export class Desk {
  /** @param {DeskState} state @param {Page} page @param {Keeper} store */
  constructor(state, page, store) {
    const { account, project, statement, tags, stances } = state;
    this.state = state;
    this.page = page;
    this.shown = { open: "", near: "", copied: "", note: "", removed: false, stranger: "" };
    /** Much is being done at once: it is drawn afterwards. */ this.still = false;
    /** @type {Stretch | null} */ this.chosen = null;
    /** @type {Stretch | null} */ this.reading = null;
    /** Which marks are wanted; absent: all. @type {{shows: (mark: Mark) => boolean} | null} */ this.filter = null;
    /** Comes when its place is there. @type {Covering | null} */ this.covering = null;
    /** @type {ReturnType<typeof joinTabs>} */ this.tabs = null;
    const shelf = browserShelf();
    const whose = [account.id, project.slug];
    this.book = openBook(tags, stances, { shelf, whose });
    this.singles = singleKeys(shelf);
    this.snap = wordSnap(shelf);
    this.keymap = createKeymap(state.settings, (keys) => this.saveKeys(keys));
    this.store = store;
    this.passages = page.passages;
    this.drawing = new Drawing(this);
    page.reading.dir = page.article.dir;
    this.model = new Model(statement, meOf(state), tags, {
      send: carry, store, unread: true, clock, acted: (id, action) => this.turning.acted(id, action), changed: () => { this.tabs?.tell(); this.draw(); },
    });
    this.turning = turning(this);
    this.caret = createCaret(this.passages, statement.language, caretCalls(this));
    this.marking = new Marking(this);
    this.palette = new Palette(paletteParts(this));
    this.filtering = new Filtering(this);
    this.finding = new Finding(this);
    this.drawing.all();
    const { queue } = this.model;
    const acted = () => this.turning.undoing.past.note(0);
    this.tabs = joinTabs(queue, ["postil", ...whose, statement.id].join(":"), { store, acted });
    if (!this.tabs) store.read().then((kept) => queue.restore(kept));
  }

  draw() {
    if (!this.still) this.drawing.soon();
  }

  paint() {
    this.drawing.paint();
  }

  /** @param {string} id @param {{scroll?: boolean, focus?: boolean}} [how] */
  open(id, { scroll = false, focus = false } = {}) {
    const mark = this.model.mark(id);
    if (!mark) return this.draw();
    this.shown.open = id;
    this.drawing.all();
    if (scroll || !isInSight(this.drawing.seenOf(mark).range(), this.seen())) this.show(mark);
    if (focus) this.focusCard(id);
  }

  /** Its words at once; its card as soon as they are painted. @param {string} id @param {boolean} focus */
  openSoon(id, focus) {
    const field = document.activeElement;
    // Hidden, it would still take the next key.
    if (field instanceof HTMLElement && this.page.palette.contains(field)) field.blur();
    this.shown.open = id;
    this.drawing.wordsFirst(() => this.open(id, { focus }));
  }

  /** Brings its beginning into sight, and as much as there is room for. @param {Stretch} stretch */
  show({ from, to }) {
    bringIntoSight(this.passages.range(from, Math.min(to, from + screenful)), this.seen());
  }

  close() {
    this.shown.open = "";
    this.draw();
  }

  /** @param {string | null} id */
  point(id) {
    if (this.shown.near === (id ?? "")) return;
    this.shown.near = id ?? "";
    this.drawing.point();
  }

  /**
   * To the next or previous highlight of those that are wanted; from the place of reading,
   * when none is open.
   * @param {1 | -1} way
   */
  walk(way) {
    const marks = this.drawing.listed();
    if (!marks.length) return false;
    const open = this.model.mark(this.shown.open);
    const from = this.caret.shown()?.from ?? this.firstInSight();
    const near = way > 0 ? marks.find((mark) => mark.from >= from) ?? marks.at(-1)
      : marks.findLast((mark) => mark.from < from) ?? marks[0];
    const next = open ? marks[placeOf(marks, open) + way] : near;
    if (next) this.open(next.id, { scroll: true, focus: true });
    return true;
  }

  /** The focus goes to the card of the next one, which need not be there yet. @param {Mark} from @param {1 | -1} way */
  goOn(from, way) {
    const marks = this.drawing.listed();
    const next = marks[placeOf(marks, from) + way];
    if (!next) return;
    this.show(next);
    this.focusCard(next.id);
  }

  /**
   * A stretch was selected: what shall be said about it?
   * @param {Stretch} stretch
   * @param {{part?: Part, quiet?: boolean, taggings?: Tagging[]}} [how] taggings: it gets these
   */
  choose({ from, to }, { part = "tags", quiet = false, taggings } = {}) {
    const { model, passages } = this;
    const stretch = model.mayMark && stretchOf(passages.text, from, to);
    if (!stretch) return;
    this.chosen = stretch;
    this.shown.open = "";
    const target = { id: uuid7(), content: model.stretch(stretch.from, stretch.to) };
    const { put, ask } = part === "tags" ? this.marking.take(target, taggings) : { put: false };
    // Painted by us from here on; left to the browser, the next press in it would drag it away.
    if (!quiet || put) getSelection()?.removeAllRanges();
    if (put) return;
    this.drawing.all();
    this.openPalette({ ...target, isNew: true, stretch, part, quiet, taggings: ask });
  }

  /**
   * Where the palette will stand is brought into sight; and again, when it is a sheet over it.
   * @param {Target} target
   */
  openPalette(target) {
    const { to } = target.stretch;
    if (!target.quiet) this.show({ from: to - 1, to });
    this.palette.open(target);
    if (!target.quiet) this.show({ from: to - 1, to });
    this.draw();
  }

  /** Reading by keyboard goes on from here. @param {number} unit @param {number} [to] what is there to be selected */
  readFrom(unit, to) {
    this.reading = null;
    this.caret.placeAt(unit, to);
    this.paint();
  }

  /** What is painted as selected. @returns {Stretch | null} */
  marked() {
    return this.chosen ?? this.reading;
  }

  /**
   * The palette for the selection just ended by keyboard, or for the open highlight.
   * @param {Part} part
   */
  say(part) {
    const stretch = this.caret.finish();
    if (stretch) this.choose(stretch, { part });
    else return this.change(this.shown.open, part);
  }

  /** @param {string} id @param {Part} part @param {string} [tag] */
  change(id, part, tag) {
    this.marking.flush();
    const mark = this.model.mark(id);
    if (!mark || !this.model.mayChange(mark)) return false;
    if (part === "stance" && !mark.taggings.length) part = "tags";
    const { statement, start, end, quote, note, actor, taggings } = mark;
    const content = { statement, start, end, quote, note, actor, taggings };
    this.shown.open = id;
    this.openPalette({ id, content, isNew: false, stretch: { from: mark.from, to: mark.to }, part, tag });
  }

  /** @param {string | null} id @param {boolean} focus */
  leftPalette(id, focus) {
    this.chosen = null;
    if (id && this.model.mark(id)) return this.openSoon(id, focus);
    if (focus) this.page.article.focus({ preventScroll: true });
    this.draw();
  }

  /** @param {string} id */
  remove(id) {
    const { model } = this;
    const mark = model.mark(id);
    if (!mark || !model.mayChange(mark)) return false;
    const at = placeOf(model.marks, mark);
    const focused = this.page.aside.contains(document.activeElement);
    this.didNew();
    model.remove(id);
    this.note(say("bar.removed", { quote: shortened(mark.quote, 60) }), true);
    const next = model.marks[Math.min(at, model.marks.length - 1)];
    this.drawing.all();
    if (focused && next) this.focusCard(next.id);
    else if (focused) this.page.article.focus({ preventScroll: true });
  }

  /** @param {Way} way */
  undo(way) {
    if (!this.model.mayMark) return false;
    this.turning.go(way);
  }

  /** There is nothing to be done again any more, nor to be told of before. */
  didNew() {
    this.turning.undoing.forget();
    Object.assign(this.shown, { note: "", removed: false });
  }

  /** What is known of the statement is another thing now; and may be undone. */
  factsChanged() {
    const { page, passages, state: { statement }, turning } = this;
    turning.undoing.past.note(0);
    setTitle(statement.title);
    passages.dress(statement.language);
    page.reading.dir = page.article.dir;
    this.draw();
  }

  /** Told in the bar, and to those who cannot see it. @param {string} words */
  note(words, removed = false) {
    Object.assign(this.shown, { note: words, removed });
    this.tell(words);
    this.draw();
  }

  /** Esc: lets go of one thing after the other. */
  leave() {
    if (this.palette.sitting) this.palette.close({ focus: true });
    else if (this.caret.selecting()) this.caret.drop();
    else if (this.marking.unstick()) return;
    else if (this.shown.open) this.close();
    else if (this.covering?.letGo()) return;
    else return this.caret.drop();
  }

  keys() {
    openKeySheet(this, this.book.codebook().roots[0]?.shade ?? "-");
  }

  /** @param {import("./keymap.js").OwnKeys} keys */
  async saveKeys(keys) {
    this.draw();
    await changeSettings((kept) => ({ ...kept, keys })).catch((error) => this.tell(wordsOf(error)));
  }

  /** @param {string} id */
  compare(id) {
    const entry = this.model.queue.entries.get(id);
    if (!entry) return;
    const { statement } = this.state;
    const from = entry.wish ?? entry.current;
    openConflict(entry, {
      signs: this.book.signs,
      statement: statement.id,
      paragraph: from ? this.paragraphOf(from) : 0,
      chosen: (choice) => settleConflict(this.model, id, choice),
    });
  }

  async wake() {
    const { queue } = this.model;
    if (queue.trouble !== "signed out") return queue.wake();
    const { back, stranger } = await lookForSession(this.state.account);
    this.shown.stranger = stranger;
    if (back) queue.wake();
    this.draw();
  }

  /** @param {string} label */
  async makeTag(label) {
    const tag = await this.book.makeTag(label);
    this.model.addTag(tag);
    return tag.key;
  }

  /** @param {Event} event @param {string} id */
  async copyLink(event, id) {
    const { href } = /** @type {HTMLAnchorElement} */ (event.currentTarget);
    const { ctrlKey, metaKey } = /** @type {MouseEvent} */ (event);
    if (!navigator.clipboard || ctrlKey || metaKey) return;
    event.preventDefault();
    await navigator.clipboard.writeText(href).catch(() => location.assign(href));
    this.shown.copied = id;
    this.tell(say("act.link.done"));
    this.draw();
  }

  /** To those who cannot see it. @param {string} words */
  tell(words) {
    this.page.said.textContent = words;
  }

  /** @param {string} id */
  focusCard(id) {
    const button = () => /** @type {HTMLElement | null} */ (
      this.page.aside.querySelector(`[data-id="${id}"] > .passage`));
    if (!button()) this.drawing.want(id);
    button()?.focus({ preventScroll: true });
  }

  /** @param {{start: number}} content */
  paragraphOf({ start }) {
    return this.passages.paragraphAt(this.model.measure.toUnits(start));
  }

  /** @param {number} x @param {number} y in the window */
  unitAt(x, y) {
    return unitUnder(this.passages, x, y);
  }

  firstInSight() {
    return firstInSight(this.passages, this.seen().top);
  }

  seen() {
    const sheets = [this.page.aside, this.page.palette, ...(this.covering?.sheets() ?? [])];
    return seenOfText(this.finding?.lowest() ?? this.page.bar, sheets);
  }
}

/** @param {DeskState} state @returns {Me} */
const meOf = ({ account, project: { member_id, role, archived_at } }) =>
  ({ id: member_id ?? null, name: account.name, role: role && archived_at ? "reader" : role });

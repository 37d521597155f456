// @ts-check
// marking.js: what is done to passages without the palette: tags that stick to each selection,
// the last ones put again, edges moved, highlights split and joined.

import { dragged, moved, snapped, splitAt } from "../text/edges.js";
import { countWords, stepsThrough } from "../text/words.js";
import { createHandles } from "./handles.js";
import { joinable, notesJoined, overlapped } from "./joins.js";
import { say } from "./say.js";
import { letterUnder } from "./sight.js";
import { createSticky } from "./sticky.js";
import { uuid7 } from "./uuid.js";

/** @import {Tagging} from "../types.js" */
/** @import {Edge, Stretch} from "../text/edges.js" */
/** @import {Content} from "./content.js" */
/** @import {Desk} from "./desk.js" */
/** @import {Mark} from "./model.js" */

/** Edge keys that follow each other sooner than this, in ms, are one change. */
const rest = 350;
/** A third click comes sooner than this after the second, in ms. */
const several = 350;
/** The words that a highlight would be split before: as many characters as name the place. */
const named = 24;

export class Marking {
  /** @param {Desk} desk */
  constructor(desk) {
    const { passages: { text, starts }, state: { statement } } = desk;
    this.desk = desk;
    this.words = { text, steps: stepsThrough({ text, starts, language: statement.language }) };
    this.sticky = createSticky(desk.book.signs, () => this.unstick());
    this.handles = createHandles(desk.page.reading, {
      placed: (edge, x, y) => this.drag(edge, desk.unitAt(x, y)),
      letGo: () => this.flush(),
    });
    /** @type {Edge} */ this.edge = "to";
    /** Moved, and not put yet. @type {(Stretch & {id: string}) | null} */ this.held = null;
    /** @type {ReturnType<typeof setTimeout> | undefined} */ this.timer = undefined;
  }

  draw() {
    const mark = this.open();
    if (this.held && this.held.id !== mark?.id) this.flush();
    if (!mark || !this.desk.model.mayChange(mark)) return this.handles.hide();
    const { from, to } = this.held ?? mark;
    this.handles.show((unit, end) => this.desk.passages.range(unit, end), { from, to });
  }

  open() {
    return this.desk.model.mark(this.desk.shown.open);
  }

  /** Each selection to come gets these. @param {readonly Tagging[]} taggings */
  stick(taggings) {
    this.sticky.set(taggings);
    this.desk.tell(say("sticky.on", { tags: this.sticky.labels() }));
  }

  /** @returns {boolean} something stuck */
  unstick() {
    if (!this.sticky.get().length) return false;
    this.sticky.set([]);
    this.desk.tell(say("sticky.off"));
    return true;
  }

  /** The open highlight's tags, else the last ones, stick; or no more. */
  toggleStick() {
    const { model, book } = this.desk;
    if (!model.mayMark || this.unstick()) return;
    const taggings = this.open()?.taggings ?? [];
    const known = (taggings.length ? taggings : book.recent.last()).filter((tagging) => this.isKnown(tagging));
    if (!known.length) return false;
    this.stick(known);
  }

  /** @param {Tagging} tagging */
  isKnown({ tag }) {
    return this.desk.book.codebook().byKey.has(tag);
  }

  /** What was selected, when it is to be widened to words. @param {Stretch} stretch */
  snapped(stretch) {
    return this.desk.snap.on() ? snapped(this.words, stretch) : stretch;
  }

  /** Two clicks wait for a third only where something is put at once. */
  waits() {
    return this.sticky.get().length ? several : 0;
  }

  /** Two clicks are for the word, three for the sentence. @param {number} x @param {number} y @param {number} clicks */
  aimed(x, y, clicks) {
    const unit = letterUnder(this.desk.passages, x, y);
    const found = unit === null ? null : this.words.steps.at(clicks > 2 ? "sentence" : "word", unit);
    return found && found[0] <= /** @type {number} */ (unit) ? { from: found[0], to: found[1] } : null;
  }

  /** A press on its number is for the paragraph. @param {MouseEvent} event */
  chooseParagraph({ target, clientX: x }) {
    const { passages } = this.desk;
    const paragraph = target instanceof HTMLElement && target.matches("p[data-n]") ? target : null;
    const { left, right } = paragraph?.getBoundingClientRect() ?? { left: x, right: x };
    if (!paragraph || (left <= x && x <= right)) return false;
    this.desk.choose(passages.unitsOf(rangeOver(paragraph)));
    return true;
  }

  /**
   * The tags that stick are put; where the same are on some of the words, it is asked first.
   * @param {{id: string, content: Content}} target
   * @param {Tagging[]} [taggings] these, whatever sticks
   * @returns {{put: boolean, ask?: Tagging[]}} not put: the palette asks, about these
   */
  take({ id, content }, taggings = [...this.sticky.get()]) {
    if (!taggings.length) return { put: false };
    if (this.overlapped(id, content, taggings)) return { put: false, ask: taggings };
    this.put(id, { ...content, taggings });
    return { put: true };
  }

  /** @param {string} id @param {Content} content */
  put(id, content) {
    const { desk } = this;
    desk.model.put(id, content);
    desk.book.recent.keep(content.taggings);
    for (const { tag } of content.taggings.toReversed()) desk.book.recent.add(tag);
    this.told(content.taggings[0].tag, content, false);
    desk.leftPalette(id, false);
  }

  /** The last tags again: on the selection just ended by keyboard, or the open highlight. */
  repeat() {
    const { desk } = this;
    const last = desk.book.recent.last().filter((tagging) => this.isKnown(tagging));
    if (!last.length) return false;
    const stretch = desk.caret.finish();
    if (stretch) return desk.choose(stretch, { taggings: last });
    const mark = this.open();
    if (!mark || !desk.model.mayChange(mark)) return false;
    const others = mark.taggings.filter(({ tag }) => !last.some((tagging) => tagging.tag === tag));
    this.put(mark.id, { ...contentOf(mark), taggings: [...others, ...last] });
  }

  /** @param {string} key @param {Content} content @param {boolean} off */
  told(key, { quote }, off) {
    const { book, state } = this.desk;
    const n = countWords(quote, state.statement.language);
    this.desk.tell(say(off ? "said.off" : "said.put", { tag: book.signs.ofTag(key).label, n }));
  }

  /** @param {string} id @param {Content} content @param {readonly Tagging[]} taggings */
  overlapped(id, { start, end }, taggings) {
    const { model } = this.desk;
    const marks = model.marks.filter((mark) => model.isMine(mark) && mark.statement === model.statement.id);
    return overlapped({ id, start, end }, { taggings, marks });
  }

  /** A highlight takes in these words, and what lies between. @param {string} id @param {Content} content */
  extend(id, { start, end }) {
    const { model } = this.desk;
    const mark = model.mark(id);
    if (!mark) return;
    const { toUnits } = model.measure;
    const [from, to] = [Math.min(mark.from, toUnits(start)), Math.max(mark.to, toUnits(end))];
    this.reshape(mark, { from, to });
  }

  /** @param {Mark} mark @param {Stretch} stretch @param {Partial<Content>} [more] */
  reshape(mark, { from, to }, more = {}) {
    const { model } = this.desk;
    const { start, end, quote } = model.stretch(from, to);
    model.put(mark.id, { ...contentOf(mark), start, end, quote, ...more });
  }

  /** The open highlight, where it may be changed. */
  mine() {
    const mark = this.open();
    return mark && this.desk.model.mayChange(mark) ? mark : null;
  }

  /** `e`: the keys move the other edge. */
  otherEdge() {
    const { caret } = this.desk;
    if (caret.otherEdge()) return this.tellEdge(caret.selecting());
    if (!this.mine()) return false;
    this.edge = this.edge === "to" ? "from" : "to";
    this.handles.choose(this.edge);
    this.tellEdge(this.edge);
  }

  /** @param {Edge | null} edge */
  tellEdge(edge) {
    this.desk.tell(say(edge === "to" ? "said.edge.end" : "said.edge.begin"));
  }

  /**
   * Left and right, as the text runs: an edge of what is being selected, else of the open
   * highlight.
   * @param {1 | -1} right @param {"grapheme" | "word"} by
   */
  arrow(right, by) {
    const { caret, passages } = this.desk;
    const selected = caret.selecting();
    const stretch = selected ? caret.shown() : this.held ?? this.mine();
    if (!stretch) return false;
    const { direction } = getComputedStyle(passages.elementAt(stretch[selected ?? this.edge] - 1));
    const way = direction === "rtl" ? /** @type {1 | -1} */ (-right) : right;
    return caret.trim(way, by) || this.move(way, by);
  }

  /** @param {1 | -1} way @param {"grapheme" | "word"} by */
  move(way, by) {
    const mark = this.mine();
    if (!mark) return false;
    this.handles.choose(this.edge);
    this.hold(mark, moved(this.words, this.held ?? mark, { edge: this.edge, way, by }));
    this.timer = setTimeout(() => this.flush(), rest);
  }

  /** @param {Edge} edge @param {number | null} unit under the pointer */
  drag(edge, unit) {
    const mark = this.mine();
    if (!mark || unit === null) return;
    this.edge = edge;
    this.hold(mark, dragged(this.words, mark, { edge, unit, snap: this.desk.snap.on() }));
  }

  /** Shown, and put when the edge rests. @param {Mark} mark @param {Stretch} stretch */
  hold({ id }, { from, to }) {
    const { desk } = this;
    clearTimeout(this.timer);
    this.held = { id, from, to };
    desk.chosen = { from, to };
    desk.paint();
    this.draw();
  }

  /** What was moved is put. */
  flush() {
    const { desk, held } = this;
    clearTimeout(this.timer);
    this.held = null;
    if (!held) return;
    desk.chosen = null;
    const mark = desk.model.mark(held.id);
    if (mark && (mark.from !== held.from || mark.to !== held.to)) {
      this.reshape(mark, held);
      desk.tell(say("said.edges", { words: desk.passages.text.slice(held.from, held.to) }));
    }
    desk.draw();
  }

  /** Where the open highlight would be split. @param {Mark} mark @returns {[Stretch, Stretch] | null} */
  halves(mark) {
    const unit = this.desk.caret.place();
    if (unit === null || !this.desk.model.mayChange(mark)) return null;
    return splitAt(this.words, mark, unit);
  }

  /** The word it would be split before, or nothing. @param {Mark} mark */
  splitBefore(mark) {
    const [, second] = this.halves(mark) ?? [];
    const words = second && this.words.text.slice(second.from, Math.min(second.to, second.from + named));
    return words?.match(/^\S+/)?.[0] ?? "";
  }

  /** The second half gets the same tags; the note stays with the first. */
  split() {
    const mark = this.mine();
    const halves = mark && this.halves(mark);
    if (!mark || !halves) return false;
    const { taggings, actor } = contentOf(mark);
    const [first, second] = halves;
    this.desk.model.put(uuid7(), { ...this.desk.model.stretch(second.from, second.to), taggings, actor });
    this.reshape(mark, first);
    this.desk.tell(say("said.split"));
  }

  /** Those the open one may become one with. @param {Mark} mark */
  joinable(mark) {
    const { model } = this.desk;
    if (!model.mayChange(mark)) return [];
    return joinable(mark, model.marks, this.words.text);
  }

  /** One highlight of several that say the same of words that meet. */
  join() {
    const mark = this.mine();
    const others = mark ? this.joinable(mark) : [];
    if (!mark || !others.length) return false;
    const all = [mark, ...others].sort((a, b) => a.from - b.from);
    const whole = { from: all[0].from, to: Math.max(...all.map(({ to }) => to)) };
    this.reshape(mark, whole, { note: notesJoined(all.map(({ note }) => note)) });
    for (const { id } of others) this.desk.model.drop(id);
    this.desk.tell(say("said.joined", { n: all.length }));
  }
}

/** @param {HTMLElement} paragraph */
function rangeOver(paragraph) {
  const range = new Range();
  range.selectNodeContents(paragraph);
  return range;
}

/** @param {Mark} mark @returns {Content} */
export const contentOf = ({ statement, start, end, quote, note, actor, taggings }) =>
  ({ statement, start, end, quote, note, actor, taggings });

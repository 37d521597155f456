// @ts-check
// drawing.js: what is seen of the desk: bar, notices, painted passages, lanes and cards, drawn
// anew from the marks and from what is open, pointed at, chosen and filtered out.

import { render } from "../../vendor/lit-html/lit-html.js";
import { rowWords } from "../words.js";
import { bar, notices } from "./bar.js";
import { aside } from "./cards.js";
import { barContext, cardContext, marginParts } from "./contexts.js";
import { createMargin } from "./margin.js";
import { paint } from "./paint.js";
import { lineOf } from "./styles.js";

/** @import {Desk} from "./desk.js" */
/** @import {Mark} from "./model.js" */

export class Drawing {
  /** @param {Desk} desk */
  constructor(desk) {
    this.desk = desk;
    /** @type {Map<string, {from: number, to: number, range: Range}>} */ this.ranges = new Map();
    /** @type {ReturnType<typeof createMargin> | null} */ this.margin = null;
    this.frame = 0;
  }

  /** Once, however many changes come before the next frame. */
  soon() {
    this.frame ||= requestAnimationFrame(() => this.all());
  }

  all() {
    this.frame = 0;
    const { desk } = this;
    const { marking, model, page, shown } = desk;
    if (!model.mark(shown.open)) shown.open = "";
    const context = barContext(desk);
    render(bar(context), page.bar);
    render(notices(context), page.notices);
    render(aside(this.listed(), cardContext(desk)), page.aside);
    page.aside.classList.toggle("has-open", Boolean(shown.open));
    this.margin ??= createMargin(...marginParts(desk));
    this.paint();
    this.margin.layOut(this.noted(), shown);
    marking.draw();
  }

  paint() {
    const { book, chosen, reading, shown } = this.desk;
    const marks = this.noted().map(({ mark, range, shade, color, dimmed }) => {
      const { polarity } = book.signs.ofStance(mark.taggings[0]?.stance);
      return { id: mark.id, from: mark.from, to: mark.to, range, shade, color, dimmed, line: lineOf(polarity) };
    });
    paint(marks, { ...shown, selected: chosen, reading });
    this.desk.covering?.draw();
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

  /** Those that have a card, and that one walks through: whatever is not filtered out. */
  listed() {
    const { filter, model } = this.desk;
    return filter ? model.marks.filter((mark) => !this.isDimmed(mark)) : model.marks;
  }

  /** The marks with what the margin needs. */
  noted() {
    const { book, model, shown } = this.desk;
    return model.marks.map((mark) => {
      const { shade, letter, color } = book.signs.ofTag(mark.taggings[0]?.tag);
      const title = rowWords(mark.taggings.map(({ tag }) => book.signs.ofTag(tag).label));
      const { statement, start, end, quote, ...rest } = mark;
      const looks = JSON.stringify([rest, mark.id === shown.open]);
      const dimmed = this.isDimmed(mark);
      return { mark, id: mark.id, range: this.rangeOf(mark), shade, letter, color, title, looks, dimmed };
    });
  }

  /** @param {Mark} mark */
  rangeOf({ id, from, to }) {
    const known = this.ranges.get(id);
    if (known?.from === from && known.to === to) return known.range;
    const range = this.desk.passages.range(from, to);
    this.ranges.set(id, { from, to, range });
    return range;
  }
}

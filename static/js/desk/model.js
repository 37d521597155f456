// @ts-check
// model.js: the statement's highlights as the analyst sees them: the server's rows, with the
// wishes that it does not have yet laid over them.

import { measure } from "../text/offsets.js";
import { contentOf } from "./content.js";
import { compare, exchanged } from "./order.js";
import { isLeft, leftContent, leftId, leftNow, rowOf } from "./left.js";
import { SaveQueue } from "./queue.js";

/** @import {Role, Highlight, Statement, Tag} from "../types.js" */
/** @import {Content, Row} from "./content.js" */
/** @import {Entry, Parts} from "./queue.js" */

/**
 * @typedef {object} Me
 * @property {number | null} id of the member; null: not told
 * @property {string} name
 * @property {Role | null} role
 */
/**
 * @typedef {object} Marked
 * @property {string} id
 * @property {number} from UTF-16 position in the text
 * @property {number} to
 * @property {{id: number | null, name: string}} author
 * @property {"" | "kept" | "conflict" | "refused"} trouble `kept`: here, and not yet on the server
 * @property {string} message why it was refused
 */
/** @typedef {Content & Marked} Mark */
/**
 * Its highlights come without quotes, which its text has.
 * @typedef {Omit<Statement, "highlights"> & {highlights: Omit<Row, "quote">[]}} DeskStatement
 */

/** @type {Record<Role, number>} */
const ranks = { reader: 0, annotator: 1, curator: 2, manager: 3 };

export class Model {
  /**
   * @param {DeskStatement} statement @param {Me} me @param {readonly Tag[]} tags
   * @param {Pick<Parts, "send" | "store" | "unread" | "clock" | "acted"> & {changed: () => void}} parts
   */
  constructor(statement, me, tags, parts) {
    this.statement = statement;
    this.me = me;
    this.measure = measure(statement.text);
    this.order = new Map(tags.map(({ key }, i) => [key, i]));
    const highlights = statement.highlights.map((row) => ({ ...row, quote: this.quoteOf(row) }));
    /** @type {Map<string, Row>} */
    this.rows = new Map(highlights.map((row) => [row.id, row]));
    /** In order, as they were when last asked for. @type {readonly Mark[]} */ this.all = [];
    /** @type {Map<string, Mark>} */ this.byId = new Map();
    /** Those that may have changed since: at first any. @type {Set<string>} */ this.touched = new Set(this.rows.keys());
    /** Those that had a wish then. @type {string[]} */ this.wished = [];
    /** @type {{of: readonly Mark[], n: Map<string, number>}} */ this.used = { of: this.all, n: new Map() };
    this.stale = true;
    /** Paragraphs that are left uncoded. @type {Map<string, Row>} */
    this.leftRows = new Map((statement.left_uncoded ?? []).map((left) => rowOf(left, statement.id)).map((row) => [row.id, row]));
    /** @type {Set<number> | null} */ this.leftDrawn = null;
    /** Undoing, or doing again. */ this.turning = false;
    /** @type {(() => void)[]} */ this.resting = [];
    const changed = () => { this.stale = true; this.leftDrawn = null; parts.changed(); this.tellRest(); };
    /** @type {Parts["saved"]} */
    const saved = (id, row) => this.saved(id, row);
    const rows = [...highlights, ...this.leftRows.values()];
    this.queue = new SaveQueue({ ...parts, changed, saved }, statement.id, rows);
  }

  get mayMark() {
    return this.rank >= ranks.annotator;
  }

  get mayMakeTags() {
    return this.rank >= ranks.curator;
  }

  get rank() {
    return this.me.role ? ranks[this.me.role] : -1;
  }

  /** Annotators change their own, curators anyone's. @param {Mark} mark */
  mayChange(mark) {
    return this.rank >= ranks.curator || (this.mayMark && this.isMine(mark));
  }

  /** @param {Mark} mark */
  isMine({ author }) {
    const { id, name } = this.me;
    return id === null || author.id === null ? author.name === name : author.id === id;
  }

  /**
   * In reading order; of those that begin together the longest first.  The same list until one
   * of them changes, and the same mark until itself does.
   * @returns {readonly Mark[]}
   */
  get marks() {
    if (this.stale) this.refresh();
    return this.all;
  }

  /** Where the paragraphs begin that are left uncoded, in code points. @returns {ReadonlySet<number>} */
  get left() {
    this.leftDrawn ??= leftNow(this.leftRows.keys(), this.queue.entries, (entry) => this.shown(entry));
    return this.leftDrawn;
  }

  /** @param {{start: number, end: number}} paragraph @param {boolean} left on purpose; else it is to be read again */
  leave(paragraph, left) {
    const { id } = this.statement;
    this.queue.set(leftId(id, paragraph.start), left ? leftContent(id, paragraph) : null);
  }

  /** How often a tag is put in this statement. @param {string} key */
  uses(key) {
    const { marks } = this;
    if (this.used.of !== marks) this.used = { of: marks, n: usesIn(marks) };
    return this.used.n.get(key) ?? 0;
  }

  /** @param {string | null} id */
  mark(id) {
    if (this.stale) this.refresh();
    return this.byId.get(id ?? "") ?? null;
  }

  /**
   * A stretch of the text, in UTF-16 positions, with nothing said about it yet.
   * @param {number} from @param {number} to @returns {Content}
   */
  stretch(from, to) {
    return {
      statement: this.statement.id,
      start: this.measure.toPoints(from),
      end: this.measure.toPoints(to),
      quote: this.statement.text.slice(from, to),
      note: null, actor: null, taggings: [],
    };
  }

  /** What the text says there. @param {{start: number, end: number}} stretch in code points */
  quoteOf({ start, end }) {
    return this.statement.text.slice(this.measure.toUnits(start), this.measure.toUnits(end));
  }

  /** @param {string} id @param {Content} content @param {string} [step] of several, which are one to undo */
  put(id, content, step) {
    const place = (/** @type {string} */ tag) => this.order.get(tag) ?? Infinity;
    const taggings = content.taggings.toSorted((a, b) => place(a.tag) - place(b.tag));
    this.queue.set(id, { ...content, taggings }, step);
  }

  /** @param {string} id */
  remove(id) {
    if (this.mark(id)) this.queue.set(id, null);
  }

  /** Made and given up in one sitting: nothing to take back. @param {string} id */
  drop(id) {
    this.queue.set(id, null);
  }

  /** Until nothing is under way or waits, unless the server is away. @returns {Promise<void>} */
  rest() {
    return new Promise((go) => {
      this.resting.push(go);
      this.tellRest();
    });
  }

  tellRest() {
    const { ready, trouble } = this.queue ?? {};
    const under = trouble ? 0 : this.queue?.having("waiting").length + this.queue?.having("sending").length;
    if (ready && !under) for (const go of this.resting.splice(0)) go();
  }

  /** A tag that was made just now. @param {Tag} tag */
  addTag({ key }) {
    this.order.set(key, this.order.size);
  }

  /** @param {string} id @param {Highlight | null} row */
  saved(id, row) {
    this.stale = true;
    const rows = isLeft(id) ? this.leftRows : this.rows;
    if (rows === this.rows) this.touched.add(id);
    if (row) rows.set(id, row);
    else rows.delete(id);
  }

  /** Only those are looked at that have or had a wish, or that the server told of. */
  refresh() {
    this.stale = false;
    const { entries } = this.queue;
    const wished = [...entries.keys()].filter((id) => !isLeft(id));
    /** @type {Mark[]} */ const gone = [];
    /** @type {Mark[]} */ const come = [];
    for (const id of new Set([...this.touched, ...this.wished, ...wished])) {
      const before = this.byId.get(id);
      const now = this.overlaid(id, this.rows.get(id), entries.get(id));
      if (before && now && JSON.stringify(before) === JSON.stringify(now)) continue;
      if (before) gone.push(before);
      if (now) come.push(now);
    }
    this.touched.clear();
    this.wished = wished;
    this.exchange(gone, come);
  }

  /** @param {Mark[]} gone @param {Mark[]} come */
  exchange(gone, come) {
    if (!gone.length && !come.length) return;
    this.all = this.all.length ? exchanged(this.all, gone, come) : come.sort(compare);
    for (const { id } of gone) this.byId.delete(id);
    for (const mark of come) this.byId.set(mark.id, mark);
  }

  /**
   * @param {string} id @param {Row | undefined} row @param {Entry | undefined} entry
   * @returns {Mark | null}
   */
  overlaid(id, row, entry) {
    const content = entry ? this.shown(entry) : row ? contentOf(row, this.statement.id) : null;
    return content && {
      ...content, id,
      from: this.measure.toUnits(content.start),
      to: this.measure.toUnits(content.end),
      author: row?.author ?? this.me,
      trouble: troubleOf(entry, this.queue.trouble),
      message: entry?.message ?? "",
    };
  }

  /** A removal that does not go through leaves the highlight to be seen. @param {Entry} entry */
  shown({ wish, progress, base, current }) {
    if (wish || progress === "waiting" || progress === "sending") return wish;
    const there = current && !current.deleted_at;
    return there ? contentOf(current, this.statement.id) : (base?.content ?? null);
  }
}

/** @param {Entry | undefined} entry @param {string} trouble @returns {Mark["trouble"]} */
function troubleOf(entry, trouble) {
  if (!entry) return "";
  const { progress } = entry;
  if (progress === "conflict" || progress === "refused") return progress;
  return trouble ? "kept" : "";
}

/** @param {readonly Mark[]} marks */
function usesIn(marks) {
  /** @type {Map<string, number>} */
  const uses = new Map();
  for (const { taggings } of marks) for (const { tag } of taggings) uses.set(tag, (uses.get(tag) ?? 0) + 1);
  return uses;
}

// @ts-check
// filtering.js: what is filtered at the desk just now.  The address keeps it.  What came after
// it was chosen is shown whether it fits or not: nobody's new mark vanishes as it is made.

import { actorKey, all, chosen, drops, fits, fromAddress, here, mine, nothing, offered, toAddress } from "./filter.js";
import { ancestors, flat } from "../tags.js";
import { say } from "./say-finding.js";

/** @import {Desk} from "./desk.js" */
/** @import {Choice, Facet, Known} from "./filter.js" */
/** @import {Mark} from "./model.js" */
/** @typedef {{key: string, label: string, n: number, depth: number}} Option depth: of a tag below others */

/** The options of more marks than this are counted when they are asked for. */
const few = 300;

export class Filtering {
  /** @param {Desk} desk */
  constructor(desk) {
    this.desk = desk;
    this.choice = fromAddress(location.search);
    /** Whose options are asked for. @type {Facet | ""} */ this.asked = "";
    /** Those that were there when it was chosen. @type {Set<string>} */ this.before = new Set();
    /** @type {{marks: readonly Mark[], besides: number, n: number} | null} */ this.counted = null;
    /** Where all menus stand, while it is open. @type {import("../dialog.js").OpenDialog | null} */ this.sheet = null;
    this.begin();
  }

  get active() {
    return chosen(this.choice).length;
  }

  /** From now on it counts what is new. */
  begin() {
    this.before = new Set(this.desk.model.marks.map(({ id }) => id));
    this.counted = null;
    this.desk.filter = this.active ? this : null;
  }

  /** @returns {Known} */
  known() {
    const { book, model, state } = this.desk;
    const { byKey } = book.codebook();
    return {
      upwards: (key) => {
        const node = byKey.get(key);
        return node ? [key, ...ancestors(node).map(({ tag }) => tag.key)] : [key];
      },
      speaker: state.statement.speaker,
      isMine: (mark) => model.isMine(/** @type {Mark} */ (mark)),
    };
  }

  /** @param {Mark} mark */
  shows(mark) {
    return !this.before.has(mark.id) || fits(this.choice, mark, this.known());
  }

  /** It was asked for by its link: shown until something else is chosen. @param {string} id */
  hold(id) {
    this.before.delete(id);
    this.counted = null;
  }

  /** @param {Facet} facet @param {string} key empty: all */
  choose(facet, key) {
    this.take({ ...this.choice, [facet]: key });
  }

  showAll() {
    this.take(all());
  }

  /** @param {Choice} choice */
  take(choice) {
    this.choice = choice;
    history.replaceState(history.state, "", `${location.pathname}${toAddress(choice, location.search)}${location.hash}`);
    this.begin();
    this.draw();
  }

  draw() {
    this.desk.drawing.all();
    this.sheet?.refresh();
  }

  /** Somebody is about to choose. @param {Facet} facet */
  ask(facet) {
    if (this.asked === facet) return;
    this.asked = facet;
    this.draw();
  }

  /** Somebody has chosen, or not. */
  asksNoMore() {
    this.asked = "";
  }

  /** How many are shown, and how many of them do not fit. */
  count() {
    const { marks } = this.desk.model;
    const { open } = this.desk.shown;
    if (!this.active) return { all: marks.length, n: marks.length, besides: 0 };
    if (this.counted?.marks !== marks) {
      const known = this.known();
      const left = marks.filter((mark) => !fits(this.choice, mark, known));
      const besides = left.filter(({ id }) => !this.before.has(id)).length;
      this.counted = { marks, besides, n: marks.length - left.length + besides };
    }
    const { n, besides } = this.counted;
    const mark = this.desk.model.mark(open);
    const opened = mark !== null && !this.shows(mark);
    return { all: marks.length, n: n + Number(opened), besides: besides + Number(opened) };
  }

  /** What to leave out, where nothing fits. */
  drops() {
    return drops(this.choice, this.desk.model.marks, this.known())
      .map(({ facet, n }) => ({ facet, n, label: this.label(facet, this.choice[facet]) }));
  }

  /** Whether there is anything to choose of it. @param {Facet} facet */
  isOffered(facet) {
    const { marks, queue } = this.desk.model;
    return facet !== "kept" || Boolean(this.choice.kept) || (queue.entries.size > 0 && marks.some(({ trouble }) => trouble));
  }

  /** @param {Facet} facet @returns {Option[]} that it is chosen already, at least */
  options(facet) {
    const now = this.choice[facet];
    const asked = this.desk.model.marks.length <= few || this.asked === facet;
    const found = asked ? this.found(facet) : new Map();
    if (now && !found.has(now)) found.set(now, 0);
    return this.inOrder(facet, [...found.keys()])
      .map((key) => ({ key, n: found.get(key) ?? 0, label: this.label(facet, key), depth: this.depth(facet, key) }));
  }

  /** One's own marks go by «mine», not by one's name. @param {Facet} facet */
  found(facet) {
    const { marks, me } = this.desk.model;
    const found = offered(facet, this.choice, marks, this.known());
    if (facet === "by") for (const key of [String(me.id), me.name]) found.delete(key);
    return found;
  }

  /** Tags and stances as the project has them, names by the alphabet. @param {Facet} facet @param {string[]} keys */
  inOrder(facet, keys) {
    const { book } = this.desk;
    const order = facet === "tag" ? flat(book.codebook().roots).map(({ tag }) => tag.key)
      : facet === "stance" ? book.stances.map(({ key }) => key) : [mine];
    const place = new Map(order.map((key, i) => [key, i]));
    const at = (/** @type {string} */ key) => place.get(key) ?? (key === nothing ? Infinity : order.length);
    const by = (/** @type {string} */ key) => this.label(facet, key);
    return keys.sort((a, b) => (at(a) === at(b) ? by(a).localeCompare(by(b)) : at(a) - at(b)));
  }

  /** @param {Facet} facet @param {string} key */
  depth(facet, key) {
    return facet === "tag" ? this.desk.book.codebook().byKey.get(key)?.depth ?? 0 : 0;
  }

  /** @param {Facet} facet @param {string} key */
  label(facet, key) {
    const { book, model } = this.desk;
    if (key === nothing && facet in none) return say(none[/** @type {"tag"} */ (facet)]);
    if (facet === "tag") return book.signs.ofTag(key).label;
    if (facet === "stance") return book.signs.ofStance(key).label;
    if (facet === "kept" && key === here) return say("filter.kept.here");
    if (facet === "by" && key === mine) return say("filter.by.mine");
    if (facet === "by") return model.marks.find(({ author }) => String(author.id ?? author.name) === key)?.author.name ?? key;
    return this.actors().find((actor) => actorKey(actor) === key)?.name ?? key;
  }

  actors() {
    const { model, state } = this.desk;
    return [state.statement.speaker, ...model.marks.map(({ actor }) => actor)].flatMap((actor) => (actor ? [actor] : []));
  }
}

const none = /** @type {const} */ ({ tag: "filter.tag.none", stance: "filter.stance.none", actor: "filter.actor.none" });

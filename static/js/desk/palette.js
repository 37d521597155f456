// @ts-check
// palette.js: what is said about a passage is chosen here: its tags, and for each a stance;
// the actor, the note.  Never modal: whatever is chosen is put at once, so leaving keeps it.
// A new passage becomes a highlight with its first tag or a note.

import { render } from "../../vendor/lit-html/lit-html.js";
import { isBare } from "./content.js";
import { isPut } from "./offers.js";
import { deedOf } from "./palette-keys.js";
import { offersFor } from "./palette-offers.js";
import { paletteView } from "./palette-view.js";
import { placePalette } from "./place-palette.js";

/** @import {ActorRef, Stance, Tagging} from "../types.js" */
/** @import {Codebook} from "../tags.js" */
/** @import {Part} from "./cards.js" */
/** @import {Content} from "./content.js" */
/** @import {Mark} from "./model.js" */
/** @import {Offer} from "./offers.js" */
/** @import {Deed} from "./palette-keys.js" */
/** @import {Side} from "./place-palette.js" */
/** @import {Signs} from "./signs.js" */

/**
 * @typedef {object} Target
 * @property {string} id
 * @property {Content} content
 * @property {boolean} isNew not a highlight yet
 * @property {import("../text/edges.js").Stretch} stretch
 * @property {Part} [part] opened for this alone: choosing it closes
 * @property {string} [tag] stance: on which tag
 * @property {boolean} [quiet] the focus stays: a finger is still on the text
 * @property {Tagging[]} [taggings] to be put at once; opened only to ask about them
 */
/**
 * @typedef {object} Sitting From opening to closing.
 * @property {Target} target
 * @property {Content} content as chosen so far
 * @property {boolean} put it is a highlight
 * @property {Part} part
 * @property {string} typed
 * @property {number} at the offer in focus; -1 none
 * @property {string | null} stance for the next tag
 * @property {string | null} tag whose stance is asked for
 * @property {ActorRef[]} actors
 * @property {string} message what could not be done
 * @property {{mark: Mark, taggings: Tagging[], stay: boolean} | null} ask extend that one instead?
 * @property {string} instead id of the highlight that was extended
 * @property {boolean} stick each selection to come gets the same
 * @property {boolean} said anything was put in this sitting
 * @property {Side} [side] of the passage
 */
/**
 * @typedef {object} PaletteParts
 * @property {HTMLElement} element
 * @property {(stretch: Target["stretch"]) => Range} rangeOf
 * @property {() => number} barsEnd where the bars above the text end, in the window
 * @property {() => Codebook} codebook
 * @property {readonly Stance[]} stances
 * @property {Signs} signs
 * @property {ReturnType<typeof import("./recent.js").recentTags>} recent
 * @property {(key: string) => number} uses of a tag in this statement
 * @property {(id: string, content: Content, taggings: Tagging[]) => Mark | null} overlapped
 *   the member's own other highlight that says the same of some of the words
 * @property {(id: string, content: Content) => void} extend a highlight by these words
 * @property {(taggings: Tagging[]) => void} stick
 * @property {ActorRef | null} speaker
 * @property {boolean} mayMakeTags
 * @property {(typed: string) => Promise<ActorRef[]>} findActors likely ones when nothing is typed
 * @property {(label: string) => Promise<string>} makeTag gives its key
 * @property {(id: string, content: Content) => void} changed
 * @property {(id: string) => void} emptied it was made here, and nothing is said about it any more
 * @property {(id: string | null, focus: boolean) => void} closed with the highlight, if there is one
 * @property {(key: string, content: Content, off: boolean) => void} told to those who do not see it
 * @property {(target: Target) => string} about the passage, in words
 * @property {(content: Content) => void} cite it is copied with its source
 */

export class Palette {
  /** @param {PaletteParts} parts */
  constructor(parts) {
    this.parts = parts;
    /** @type {Sitting | null} */ this.sitting = null;
    this.search = 0;
    parts.element.addEventListener("keydown", (event) => this.onKey(event));
    parts.element.addEventListener("focusout", (event) => this.onFocusOut(event));
  }

  /** @param {Target} target */
  open(target) {
    if (this.sitting) this.close({ focus: false });
    const { content, isNew, part = "tags", tag, taggings } = target;
    this.sitting = {
      target, content, put: !isNew, part, typed: "", at: 0, stance: null,
      tag: tag ?? firstWithoutStance(content.taggings), actors: [], message: "",
      ask: null, instead: "", stick: false, said: false,
    };
    this.parts.element.hidden = false;
    this.turnTo(part);
    if (!target.quiet) this.focusField();
    if (taggings) this.put(taggings, false);
  }

  /** @param {{focus: boolean}} how focus: it goes back to the page */
  close({ focus }) {
    const { sitting } = this;
    if (!sitting) return;
    this.keepNote();
    this.sitting = null;
    this.parts.element.hidden = true;
    const { target, content, put, instead } = sitting;
    const emptied = target.isNew && put && isBare({ ...content, actor: null });
    if (emptied) this.parts.emptied(target.id);
    this.remember(sitting);
    this.parts.closed(instead || (put && !emptied ? target.id : null), focus);
  }

  /** For the next passage. @param {Sitting} sitting */
  remember({ content: { taggings }, stick, said }) {
    if (said && taggings.length) this.parts.recent.keep(taggings);
    if (stick && taggings.length) this.parts.stick(taggings);
  }

  draw() {
    const { sitting, parts } = this;
    if (!sitting) return;
    const offers = this.offers();
    sitting.at = Math.min(sitting.at, offers.length - 1);
    render(paletteView({ sitting, offers, parts, calls: this }), parts.element);
    const where = { barsEnd: parts.barsEnd(), kept: sitting.side };
    sitting.side = placePalette(parts.element, parts.rangeOf(sitting.target.stretch), where);
    parts.element.querySelector(".at")?.scrollIntoView({ block: "nearest" });
  }

  /** @returns {Offer[]} */
  offers() {
    return this.sitting ? offersFor(this.sitting, this.parts, this.stanceNow()) : [];
  }

  /** @param {Part} part */
  turnTo(part) {
    const { sitting } = this;
    if (!sitting) return;
    this.keepNote();
    const settled = part === "tags" && sitting.content.taggings.length > 0;
    Object.assign(sitting, { part, typed: "", at: settled ? -1 : 0, message: "", ask: null });
    const put = this.offers().findIndex((offer) => "put" in offer && offer.put);
    if (part === "stance") sitting.at = Math.max(0, put);
    if (part === "actor") this.findActors();
    this.draw();
  }

  /** @param {Part} part from a button of the palette */
  go(part) {
    this.turnTo(part);
    this.focusField();
  }

  /** @param {string} tag whose stance is asked for */
  ask(tag) {
    if (this.sitting) this.sitting.tag = tag;
    this.go("stance");
  }

  /** @param {string} typed */
  filter(typed) {
    const { sitting } = this;
    if (!sitting) return;
    const blank = !typed.trim() && sitting.part === "tags" && sitting.content.taggings.length > 0;
    Object.assign(sitting, { typed, at: blank ? -1 : 0, message: "", ask: null });
    if (sitting.part === "actor") this.findActors();
    this.draw();
  }

  /** @param {KeyboardEvent} event */
  onKey(event) {
    const { sitting } = this;
    const field = isNote(event.target) ? "note" : event.target instanceof HTMLInputElement ? "filter" : "";
    const deed = sitting && deedOf(event, { field, typed: sitting.typed, part: sitting.part });
    if (!deed || this.follow(deed) === false) return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** @param {Deed} deed @returns {void | boolean} false: it is a letter like any other */
  follow(deed) {
    if (deed.deed === "held") return;
    if (deed.deed === "close") return this.close({ focus: true });
    if (deed.deed === "enter") return this.onEnter(deed);
    if (deed.deed === "step") return this.onArrow(deed.by);
    if (deed.deed === "turn") return this.go(deed.part);
    if (deed.deed === "repeat") return this.repeat();
    if (deed.deed === "cite") return this.parts.cite(/** @type {Sitting} */ (this.sitting).content);
    const offer = this.offers()[deed.at];
    if (!offer) return false;
    this.choose(offer, false);
  }

  /** @param {{stay: boolean, stick: boolean}} how */
  onEnter({ stay, stick }) {
    const { sitting } = this;
    const offer = this.offers()[sitting?.at ?? -1];
    if (sitting && stick) sitting.stick = true;
    if (stick && offer && isPut(offer)) this.finish();
    else if (offer) this.choose(offer, stay && !stick);
    else if (!sitting?.typed.trim()) this.finish();
  }

  /** @param {1 | -1} step */
  onArrow(step) {
    const { sitting } = this;
    const count = this.offers().length;
    if (!sitting || !count) return false;
    sitting.at = sitting.at < 0 ? (step > 0 ? 0 : count - 1) : (sitting.at + step + count) % count;
    this.draw();
  }

  /** What the last passage was given. */
  repeat() {
    const known = this.parts.codebook().byKey;
    const last = this.parts.recent.last().filter(({ tag }) => known.has(tag));
    if (!last.length) return false;
    this.put(last, false);
  }

  /** From here on each selection gets the same; or not, after all. */
  toggleStick() {
    const { sitting } = this;
    if (!sitting) return;
    sitting.stick = !sitting.stick;
    this.focusField();
    this.draw();
  }

  /** @param {FocusEvent} event the focus went elsewhere on the page */
  onFocusOut({ relatedTarget }) {
    if (relatedTarget instanceof Element && !this.parts.element.contains(relatedTarget)) {
      this.close({ focus: false });
    }
  }

  /** @param {Offer} offer @param {boolean} stay */
  choose(offer, stay) {
    if (offer.kind === "tag") this.toggle(offer.key, stay);
    else if (offer.kind === "stance") this.setStance(offer.key, stay);
    else if (offer.kind === "actor") this.setActor(offer.choice);
    else if (offer.kind === "extend") this.answer(offer.instead);
    else this.makeTag(offer.label, stay);
  }

  /** @param {string} key @param {boolean} stay */
  toggle(key, stay) {
    const { sitting } = this;
    if (!sitting) return;
    const { taggings } = sitting.content;
    const rest = taggings.filter(({ tag }) => tag !== key);
    if (rest.length === taggings.length) return this.put([{ tag: key, stance: sitting.stance }], stay);
    sitting.tag = firstWithoutStance(rest);
    this.commit({ taggings: rest });
    this.parts.told(key, sitting.content, true);
    this.goOn(stay);
  }

  /**
   * Asks first, where the member has said the same of some of these words already.
   * @param {Tagging[]} taggings @param {boolean} stay
   */
  put(taggings, stay) {
    const { sitting, parts } = this;
    if (!sitting) return;
    const mark = parts.overlapped(sitting.target.id, sitting.content, taggings);
    if (!mark) return this.putOn(taggings, stay);
    Object.assign(sitting, { ask: { mark, taggings, stay }, typed: "", at: 0 });
    this.draw();
    this.focusField();
  }

  /** @param {Tagging[]} taggings @param {boolean} stay */
  putOn(taggings, stay) {
    const { sitting, parts } = this;
    if (!sitting) return;
    const put = sitting.content.taggings;
    const others = put.filter(({ tag }) => !taggings.some((tagging) => tagging.tag === tag));
    sitting.tag = taggings[0].tag;
    this.commit({ taggings: [...others, ...taggings] });
    for (const { tag } of taggings.toReversed()) parts.recent.add(tag);
    parts.told(taggings[0].tag, sitting.content, false);
    this.goOn(stay);
  }

  /** @param {boolean} instead the one that is there is extended */
  answer(instead) {
    const { sitting, parts } = this;
    if (!sitting?.ask) return;
    const { mark, taggings, stay } = sitting.ask;
    sitting.ask = null;
    if (!instead) return this.putOn(taggings, stay);
    parts.extend(mark.id, sitting.content);
    sitting.instead = mark.id;
    this.finish();
  }

  /** @param {boolean} stay */
  goOn(stay) {
    if (stay) this.go("tags");
    else this.finish();
  }

  /** @param {string | null} stance @param {boolean} stay to the next of several tags */
  setStance(stance, stay) {
    const { sitting } = this;
    if (!sitting) return;
    const { taggings } = sitting.content;
    const at = taggings.findIndex(({ tag }) => tag === sitting.tag);
    if (at < 0) sitting.stance = stance;
    else this.commit({ taggings: taggings.with(at, { ...taggings[at], stance }) });
    if (stay && taggings[at + 1]) this.ask(taggings[at + 1].tag);
    else this.chosen();
  }

  /** @param {Content["actor"]} actor */
  setActor(actor) {
    this.commit({ actor });
    this.chosen();
  }

  /** Opened for this alone: done.  Else back to the tags. */
  chosen() {
    const { part, isNew } = this.sitting?.target ?? {};
    if (part && part !== "tags" && !isNew) this.finish();
    else this.go("tags");
  }

  finish() {
    this.close({ focus: true });
  }

  /** @param {string} label @param {boolean} stay */
  async makeTag(label, stay) {
    const { sitting } = this;
    try {
      const key = await this.parts.makeTag(label);
      if (this.sitting === sitting) this.toggle(key, stay);
    } catch (error) {
      if (!sitting || this.sitting !== sitting) return;
      sitting.message = /** @type {Error} */ (error).message;
      this.draw();
    }
  }

  async findActors() {
    const { sitting } = this;
    const search = ++this.search;
    if (!sitting) return;
    if (sitting.typed.trim()) await new Promise((go) => setTimeout(go, 120));
    const actors = search === this.search ? await this.parts.findActors(sitting.typed.trim()) : [];
    if (search !== this.search || this.sitting !== sitting) return;
    sitting.actors = actors;
    this.draw();
  }

  /** The note is put when it is left, not at each letter. */
  keepNote() {
    const { sitting, parts } = this;
    const field = parts.element.querySelector("textarea");
    if (sitting?.part !== "note" || !field || field.value === (sitting.content.note ?? "")) return;
    this.commit({ note: field.value.trim() ? field.value : null });
  }

  /** @param {Partial<Content>} change */
  commit(change) {
    const { sitting } = this;
    if (!sitting) return;
    sitting.content = { ...sitting.content, ...change };
    sitting.said = true;
    const { taggings, note } = sitting.content;
    if (taggings.length || note) sitting.put = true;
    if (sitting.put) this.parts.changed(sitting.target.id, sitting.content);
  }

  /** The stance of the tag asked about; of the next one, when none is put. */
  stanceNow() {
    const { sitting } = this;
    const tagging = sitting?.content.taggings.find(({ tag }) => tag === sitting.tag);
    return tagging ? tagging.stance : (sitting?.stance ?? null);
  }

  focusField() {
    /** @type {HTMLElement | null} */
    const field = this.parts.element.querySelector("input, textarea");
    field?.focus({ preventScroll: true });
  }
}

/** @param {readonly Tagging[]} taggings @returns {string | null} */
const firstWithoutStance = (taggings) =>
  (taggings.find(({ stance }) => !stance) ?? taggings[0])?.tag ?? null;

/** @param {EventTarget | null} target @returns {target is HTMLTextAreaElement} */
const isNote = (target) => target instanceof HTMLTextAreaElement;

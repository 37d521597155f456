// @ts-check
// palette.js: what is said about a passage is chosen here: its tags, and for each a stance;
// the actor, the note.  Never modal: whatever is chosen is put at once, so leaving keeps it.
// A new passage becomes a highlight with its first tag or a note.

import { render } from "../../vendor/lit-html/lit-html.js";
import { isBare } from "./content.js";
import { actorOffers, newOffer, stanceOffers, tagOffers } from "./offers.js";
import { paletteView } from "./palette-view.js";
import { placePalette } from "./place-palette.js";
import { say } from "./say.js";

/** @import {ActorRef, Stance, Tagging} from "../types.js" */
/** @import {Codebook} from "../tags.js" */
/** @import {Part} from "./cards.js" */
/** @import {Content} from "./content.js" */
/** @import {Offer} from "./offers.js" */
/** @import {Side} from "./place-palette.js" */
/** @import {Signs} from "./signs.js" */

/**
 * @typedef {object} Target
 * @property {string} id
 * @property {Content} content
 * @property {boolean} isNew not a highlight yet
 * @property {Range} range
 * @property {Part} [part] opened for this alone: choosing it closes
 * @property {string} [tag] stance: on which tag
 * @property {boolean} [quiet] the focus stays: a finger is still on the text
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
 * @property {Side} [side] of the passage
 */
/**
 * @typedef {object} PaletteParts
 * @property {HTMLElement} element
 * @property {() => number} barsEnd where the bars above the text end, in the window
 * @property {() => Codebook} codebook
 * @property {readonly Stance[]} stances
 * @property {Signs} signs
 * @property {{all: () => string[], add: (key: string) => void}} recent
 * @property {ActorRef | null} speaker
 * @property {boolean} mayMakeTags
 * @property {(typed: string) => Promise<ActorRef[]>} findActors likely ones when nothing is typed
 * @property {(label: string) => Promise<string>} makeTag gives its key
 * @property {(id: string, content: Content) => void} changed
 * @property {(id: string) => void} emptied it was made here, and nothing is said about it any more
 * @property {(id: string | null, focus: boolean) => void} closed with the highlight, if there is one
 * @property {(words: string) => void} told to those who do not see it
 * @property {(target: Target) => string} about the passage, in words
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
    const { content, isNew, part = "tags", tag } = target;
    this.sitting = {
      target, content, put: !isNew, part, typed: "", at: 0, stance: null,
      tag: tag ?? firstWithoutStance(content.taggings), actors: [], message: "",
    };
    this.parts.element.hidden = false;
    this.turnTo(part);
    if (!target.quiet) this.focusField();
  }

  /** @param {{focus: boolean}} how focus: it goes back to the page */
  close({ focus }) {
    const { sitting } = this;
    if (!sitting) return;
    this.keepNote();
    this.sitting = null;
    this.parts.element.hidden = true;
    const { target, content, put } = sitting;
    const emptied = target.isNew && put && isBare({ ...content, actor: null });
    if (emptied) this.parts.emptied(target.id);
    this.parts.closed(put && !emptied ? target.id : null, focus);
  }

  draw() {
    const { sitting, parts } = this;
    if (!sitting) return;
    const offers = this.offers();
    sitting.at = Math.min(sitting.at, offers.length - 1);
    render(paletteView({ sitting, offers, parts, calls: this }), parts.element);
    const where = { barsEnd: parts.barsEnd(), kept: sitting.side };
    sitting.side = placePalette(parts.element, sitting.target.range, where);
    parts.element.querySelector(".at")?.scrollIntoView({ block: "nearest" });
  }

  /** @returns {Offer[]} */
  offers() {
    const { sitting, parts } = this;
    if (!sitting) return [];
    const { typed, content, part } = sitting;
    if (part === "stance") return stanceOffers(typed, parts.stances, this.stanceNow());
    if (part === "actor") return actorOffers(typed, sitting.actors, content.actor);
    if (part === "note") return [];
    const put = content.taggings.map(({ tag }) => tag);
    const found = tagOffers(typed, parts.codebook(), { put, recent: parts.recent.all() });
    return parts.mayMakeTags ? [...found, ...newOffer(typed, parts.codebook())] : found;
  }

  /** @param {Part} part */
  turnTo(part) {
    const { sitting } = this;
    if (!sitting) return;
    this.keepNote();
    const settled = part === "tags" && sitting.content.taggings.length > 0;
    Object.assign(sitting, { part, typed: "", at: settled ? -1 : 0, message: "" });
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
    Object.assign(sitting, { typed, at: blank ? -1 : 0, message: "" });
    if (sitting.part === "actor") this.findActors();
    this.draw();
  }

  /** @param {KeyboardEvent} event */
  onKey(event) {
    const stay = event.ctrlKey || event.metaKey;
    if (event.isComposing || (event.key === "Enter" && isNote(event.target) && !stay)) return;
    if (event.key === "Escape") this.close({ focus: true });
    else if (event.key === "Enter" && isField(event.target)) this.onEnter(stay);
    else if (isField(event.target) && !isNote(event.target)) return this.onArrow(event);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** @param {boolean} stay */
  onEnter(stay) {
    const { sitting } = this;
    const offer = this.offers()[sitting?.at ?? -1];
    if (offer) this.choose(offer, stay);
    else if (!sitting?.typed.trim()) this.finish();
  }

  /** @param {KeyboardEvent} event */
  onArrow(event) {
    const { sitting } = this;
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    const count = this.offers().length;
    if (!step || !sitting || !count) return;
    sitting.at = sitting.at < 0 ? (step > 0 ? 0 : count - 1) : (sitting.at + step + count) % count;
    this.draw();
    event.preventDefault();
    event.stopPropagation();
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
    else this.makeTag(offer.label, stay);
  }

  /** @param {string} key @param {boolean} stay */
  toggle(key, stay) {
    const { sitting } = this;
    if (!sitting) return;
    const { taggings } = sitting.content;
    const off = taggings.some(({ tag }) => tag === key);
    const rest = taggings.filter(({ tag }) => tag !== key);
    if (off) sitting.tag = firstWithoutStance(rest);
    else sitting.tag = key;
    if (!off) this.parts.recent.add(key);
    this.commit({ taggings: off ? rest : [...taggings, { tag: key, stance: sitting.stance }] });
    this.parts.told(say(off ? "said.off" : "said.put", { tag: this.parts.signs.ofTag(key).label }));
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

/**
 * @param {EventTarget | null} target
 * @returns {target is HTMLInputElement | HTMLTextAreaElement}
 */
const isField = (target) => target instanceof HTMLInputElement || isNote(target);

/** @param {EventTarget | null} target @returns {target is HTMLTextAreaElement} */
const isNote = (target) => target instanceof HTMLTextAreaElement;

// @ts-check
// offers.js: what the palette lists for what was typed: tags, stances or actors.

import { ancestors, flat } from "../tags.js";
import { match, pieces } from "./match.js";
import { nearest } from "./near.js";

/** @import {ActorRef, Stance} from "../types.js" */
/** @import {Codebook, TagNode} from "../tags.js" */
/** @import {ActorChoice} from "./content.js" */
/** @import {Piece} from "./match.js" */

/** @typedef {{kind: "tag", key: string, node: TagNode, pieces: Piece[], put: boolean}} TagOffer */
/** near: a tag that may be meant. @typedef {{kind: "new", label: string, near: TagNode | null}} NewOffer */
/** @typedef {{kind: "stance", key: string | null, pieces: Piece[], put: boolean}} StanceOffer */
/** @typedef {{kind: "actor", choice: ActorChoice | null, pieces: Piece[], put: boolean}} ActorOffer */
/** @typedef {{kind: "extend", instead: boolean}} ExtendOffer */
/** @typedef {TagOffer | NewOffer | StanceOffer | ActorOffer | ExtendOffer} Offer */

/**
 * @typedef {object} Known
 * @property {readonly string[]} put
 * @property {readonly string[]} recent
 * @property {(key: string) => number} [uses] how often it is put in this statement
 */

/** A tag's label is short: of a longer stretch none is made. */
const longest = 60;

/** Choosing it takes it off. @param {Offer} offer */
export const isPut = (offer) => "put" in offer && offer.put;

/**
 * Nothing typed: what is put on, then the recent ones, then those used most, here before
 * elsewhere, then the codebook in its order.  Else what matches, the best first, and among
 * equals in that order.
 * @param {string} typed @param {Codebook} codebook @param {Known} known @returns {TagOffer[]}
 */
export function tagOffers(typed, codebook, { put, recent, uses = () => 0 }) {
  const nodes = flat(codebook.roots).filter(({ tag }) => !tag.retired || put.includes(tag.key));
  const found = nodes.flatMap((node) => {
    const { key, label, definition, highlight_count } = node.tag;
    const hit = match(typed, label, aroundOf(node), definition ?? "");
    return hit ? [{ node, hit, rank: rankOf(key, put, recent), here: uses(key), all: highlight_count }] : [];
  });
  const how = (/** @type {number} */ score) => Math.ceil(typed.trim() ? score : 0);
  const used = (/** @type {typeof found[0]} */ a, /** @type {typeof found[0]} */ b) =>
    b.here - a.here || b.all - a.all;
  found.sort((a, b) => how(b.hit.score) - how(a.hit.score) || a.rank - b.rank
    || (typed.trim() ? b.hit.score - a.hit.score : used(a, b)));
  return found.map(({ node, hit }) => ({
    kind: "tag", key: node.tag.key, node,
    pieces: pieces(node.tag.label, hit.hits),
    put: put.includes(node.tag.key),
  }));
}

/**
 * A label that no tag has yet: what was typed, else the words selected, when they are few.
 * @param {string} typed @param {Codebook} codebook @param {string} [quote]
 * @returns {NewOffer[]} one or none
 */
export function newOffer(typed, codebook, quote = "") {
  const words = quote.trim().replace(/\s+/g, " ");
  const label = typed.trim() || (words.length <= longest ? words : "");
  const same = label.toLowerCase();
  const nodes = [...codebook.byKey.values()];
  const taken = nodes.some(({ tag }) => tag.label.toLowerCase() === same);
  return label && !taken ? [{ kind: "new", label, near: nearest(label, nodes) }] : [];
}

/**
 * @param {string} typed @param {readonly Stance[]} stances @param {string | null} put
 * @returns {StanceOffer[]} none, then the project's in their order
 */
export function stanceOffers(typed, stances, put) {
  const found = stances.flatMap(({ key, label }) => {
    const hit = match(typed, label, key);
    return hit ? [{ key, label, hit }] : [];
  });
  if (typed.trim()) found.sort((a, b) => Math.ceil(b.hit.score) - Math.ceil(a.hit.score));
  /** @type {StanceOffer[]} */
  const offers = found.map(({ key, label, hit }) =>
    ({ kind: "stance", key, pieces: pieces(label, hit.hits), put: key === put }));
  if (typed.trim()) return offers;
  return [{ kind: "stance", key: null, pieces: [], put: put === null }, ...offers];
}

/**
 * @param {string} typed @param {readonly ActorRef[]} actors those that answer to it, or likely ones
 * @param {ActorChoice | null} put
 * @returns {ActorOffer[]} last, the speaker; or what was typed, as a name
 */
export function actorOffers(typed, actors, put) {
  const name = typed.trim();
  /** @type {ActorOffer[]} */
  const offers = actors.map((actor) => ({
    kind: "actor", choice: actor,
    pieces: pieces(actor.name, match(name, actor.name)?.hits ?? new Set()),
    put: Boolean(put && "id" in put && put.id === actor.id),
  }));
  if (!name) return [...offers, { kind: "actor", choice: null, pieces: [], put: put === null }];
  const known = actors.some((actor) => actor.name.toLowerCase() === name.toLowerCase());
  return known ? offers : [...offers, { kind: "actor", choice: { name }, pieces: [], put: false }];
}

/** The same was said of words that overlap: are these to be added to them? @returns {ExtendOffer[]} */
export const extendOffers = () => [true, false].map((instead) => ({ kind: "extend", instead }));

/** What else a tag answers to: its key and the tags above it. @param {TagNode} node */
const aroundOf = (node) =>
  [node.tag.key, ...ancestors(node).map(({ tag }) => tag.label)].join(" ");

/**
 * @param {string} key @param {readonly string[]} put @param {readonly string[]} recent
 * @returns {number} lower comes first
 */
function rankOf(key, put, recent) {
  if (put.includes(key)) return -1;
  const at = recent.indexOf(key);
  return at < 0 ? recent.length : at;
}

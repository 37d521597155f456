// @ts-check
// offers.js: what the palette lists for what was typed: tags, stances or actors.

import { ancestors, flat } from "../tags.js";
import { match, pieces } from "./match.js";

/** @import {ActorRef, Stance} from "../types.js" */
/** @import {Codebook, TagNode} from "../tags.js" */
/** @import {ActorChoice} from "./content.js" */
/** @import {Piece} from "./match.js" */

/** @typedef {{kind: "tag", key: string, node: TagNode, pieces: Piece[], put: boolean}} TagOffer */
/** @typedef {{kind: "new", label: string}} NewOffer */
/** @typedef {{kind: "stance", key: string | null, pieces: Piece[], put: boolean}} StanceOffer */
/** @typedef {{kind: "actor", choice: ActorChoice | null, pieces: Piece[], put: boolean}} ActorOffer */
/** @typedef {TagOffer | NewOffer | StanceOffer | ActorOffer} Offer */

/**
 * Nothing typed: what is put on, then the recent ones, then the codebook in its order.  Else
 * what matches, the best first, and among equals the recent first.
 * @param {string} typed @param {Codebook} codebook
 * @param {{put: readonly string[], recent: readonly string[]}} known
 * @returns {TagOffer[]}
 */
export function tagOffers(typed, codebook, { put, recent }) {
  const nodes = flat(codebook.roots).filter(({ tag }) => !tag.retired || put.includes(tag.key));
  const found = nodes.flatMap((node) => {
    const hit = match(typed, node.tag.label, aroundOf(node));
    return hit ? [{ node, hit, rank: rankOf(node.tag.key, put, recent) }] : [];
  });
  const how = (/** @type {number} */ score) => Math.ceil(typed.trim() ? score : 0);
  found.sort((a, b) => how(b.hit.score) - how(a.hit.score) || a.rank - b.rank
    || (typed.trim() ? b.hit.score - a.hit.score : 0));
  return found.map(({ node, hit }) => ({
    kind: "tag", key: node.tag.key, node,
    pieces: pieces(node.tag.label, hit.hits),
    put: put.includes(node.tag.key),
  }));
}

/**
 * A label that no tag has yet.
 * @param {string} typed @param {Codebook} codebook @returns {NewOffer[]} one or none
 */
export function newOffer(typed, codebook) {
  const label = typed.trim();
  const same = label.toLowerCase();
  const taken = [...codebook.byKey.values()].some(({ tag }) => tag.label.toLowerCase() === same);
  return label && !taken ? [{ kind: "new", label }] : [];
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

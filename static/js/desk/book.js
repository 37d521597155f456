// @ts-check
// book.js: the codebook and the actors as the desk uses them: what is there, what was used
// last, and what is made on the way.

import { Refusal, get, inProject, post } from "../api.js";
import { keyOf } from "../slug.js";
import { paintTags } from "../tag-colors.js";
import { buildTree } from "../tags.js";
import { recentTags } from "./recent.js";
import { signsOf } from "./signs.js";

/** @import {ActorRef, Stance, Statement, Tag} from "../types.js" */
/** @import {ActorChoice} from "./content.js" */
/** @import {Shelf} from "./keep.js" */
/** @import {Mark} from "./model.js" */

/** Suggestions: as many as a list shows without scrolling. */
const most = 7;
/** How many keys are tried for a new tag when the one made of its label is taken. */
const tries = 5;

/**
 * @param {Tag[]} tags @param {readonly Stance[]} stances
 * @param {{shelf: Shelf | null, whose: (string | number)[]}} kept
 */
export function openBook(tags, stances, { shelf, whose }) {
  let codebook = buildTree(tags);
  const recent = recentTags(shelf, ...whose);
  paintTags(codebook);

  /** @param {string} label @returns {Promise<Tag>} */
  async function makeTag(label) {
    const tag = await posted(label);
    tags.push(tag);
    codebook = buildTree(tags);
    paintTags(codebook);
    return tag;
  }

  const current = () => codebook;
  return { codebook: current, stances, recent, makeTag, signs: signsOf(current, stances) };
}

/** @param {string} label @returns {Promise<Tag>} */
async function posted(label) {
  const key = keyOf(label, "") || `tag-${Date.now().toString(36)}`;
  for (let turn = 1; ; turn++) {
    const tried = turn > 1 ? `${key.slice(0, 76)}-${turn}` : key;
    try {
      return await post(inProject("tags"), { key: tried, label });
    } catch (error) {
      const taken = error instanceof Refusal && error.detail === "key_taken";
      if (!taken || turn === tries) throw error;
    }
  }
}

/** @param {string} typed @returns {Promise<ActorRef[]>} none, when they cannot be fetched */
export async function actorsNamed(typed) {
  try {
    const query = new URLSearchParams({ q: typed, limit: String(most) });
    return (await get(`${inProject("actors")}?${query}`)).items;
  } catch {
    return [];
  }
}

/**
 * Who else may have said it: the statement's own actors but the speaker, and those already
 * named here.
 * @param {Statement} statement @param {readonly Mark[]} marks @returns {ActorRef[]}
 */
export function likelyActors({ speaker, delegation, on_behalf_of: group }, marks) {
  const named = [delegation, group, ...marks.map(({ actor }) => actor)];
  const known = named.flatMap((actor) => (isKnown(actor) && actor.id !== speaker?.id ? [actor] : []));
  return [...new Map(known.map((actor) => [actor.id, actor])).values()].slice(0, most);
}

/** @param {ActorChoice | null} actor @returns {actor is ActorRef} */
const isKnown = (actor) => Boolean(actor && "id" in actor);

// @ts-check
// filter.js: which highlights are looked at: by tag (with those below it), stance, actor,
// member, and whether the server has them.  All that is chosen must fit; tag and stance must
// fit in one tagging.

/** @import {Mark} from "./model.js" */
/** @typedef {"tag" | "stance" | "actor" | "by" | "kept"} Facet */
/** By facet; empty: all. @typedef {Record<Facet, string>} Choice */
/** Of a mark, as much as is asked. @typedef {Pick<Mark, "taggings" | "actor" | "author" | "trouble">} Asked */
/**
 * @typedef {object} Known
 * @property {(tag: string) => string[]} upwards the tag, its parent, and so on
 * @property {{id: number, name: string} | null} speaker who says what nobody else says
 * @property {(mark: Asked) => boolean} isMine
 */

/** @type {Facet[]} */
export const facets = ["tag", "stance", "actor", "by", "kept"];

/** No tag, no stance, nobody. */
export const nothing = "-";
export const mine = "mine";
export const here = "here";

/** @returns {Choice} */
export const all = () => ({ tag: "", stance: "", actor: "", by: "", kept: "" });

/** @param {Choice} choice @returns {Facet[]} */
export const chosen = (choice) => facets.filter((facet) => choice[facet]);

/** @param {Choice} choice @param {Asked} mark @param {Known} known */
export const fits = (choice, mark, known) => facets.every((facet) =>
  !choice[facet] || valuesOf(facet, choice, mark, known).includes(choice[facet]));

/**
 * What a mark has of a facet, among taggings that fit what is chosen of the other one.
 * @param {Facet} facet @param {Choice} choice @param {Asked} mark @param {Known} known @returns {string[]}
 */
function valuesOf(facet, choice, mark, known) {
  if (facet === "tag") return pairs(mark, known).flatMap(({ tags, stance }) => (fitting(choice.stance, [stance]) ? tags : []));
  if (facet === "stance") return pairs(mark, known).flatMap(({ tags, stance }) => (fitting(choice.tag, tags) ? [stance] : []));
  if (facet === "actor") return [actorKey(mark.actor ?? known.speaker)];
  if (facet === "by") return [String(mark.author.id ?? mark.author.name), ...(known.isMine(mark) ? [mine] : [])];
  return mark.trouble ? [here] : [];
}

/** @param {string} wanted @param {string[]} values */
const fitting = (wanted, values) => !wanted || values.includes(wanted);

/** @param {Asked} mark @param {Known} known */
function pairs({ taggings }, { upwards }) {
  if (!taggings.length) return [{ tags: [nothing], stance: nothing }];
  return taggings.map(({ tag, stance }) => ({ tags: upwards(tag), stance: stance ?? nothing }));
}

/** @param {{id?: number, name: string} | null} actor one that has no number yet goes by its name */
export const actorKey = (actor) => (actor ? String(actor.id ?? `=${actor.name}`) : nothing);

/**
 * What there is to choose of a facet, and how many would be shown, with all else as it is.
 * @param {Facet} facet @param {Choice} choice @param {readonly Asked[]} marks @param {Known} known
 * @returns {Map<string, number>} also what none would be shown of, when the statement has it
 */
export function offered(facet, choice, marks, known) {
  const others = { ...choice, [facet]: "" };
  /** @type {Map<string, number>} */
  const found = new Map();
  for (const mark of marks) {
    for (const value of valuesOf(facet, all(), mark, known)) found.set(value, found.get(value) ?? 0);
    if (!fits(others, mark, known)) continue;
    for (const value of new Set(valuesOf(facet, others, mark, known))) found.set(value, (found.get(value) ?? 0) + 1);
  }
  return found;
}

/**
 * Where nothing fits: what would help to leave out, the most helpful first.
 * @param {Choice} choice @param {readonly Asked[]} marks @param {Known} known
 * @returns {{facet: Facet, n: number}[]} empty: no single one
 */
export const drops = (choice, marks, known) => chosen(choice)
  .map((facet) => ({ facet, n: marks.filter((mark) => fits({ ...choice, [facet]: "" }, mark, known)).length }))
  .filter(({ n }) => n)
  .sort((a, b) => b.n - a.n);

/** What an address says. @param {string} search @returns {Choice} */
export function fromAddress(search) {
  const query = new URLSearchParams(search);
  return /** @type {Choice} */ (Object.fromEntries(facets.map((facet) => [facet, query.get(facet) ?? ""])));
}

/** An address that says it, and all else as before. @param {Choice} choice @param {string} search */
export function toAddress(choice, search) {
  const query = new URLSearchParams(search);
  for (const facet of facets) {
    if (choice[facet]) query.set(facet, choice[facet]);
    else query.delete(facet);
  }
  const words = query.toString();
  return words ? `?${words}` : "";
}

// @ts-check
// palette-offers.js: what the palette lists just now, for its part and what was typed.

import { actorOffers, extendOffers, newOffer, stanceOffers, tagOffers } from "./offers.js";

/** @import {Offer} from "./offers.js" */
/** @import {PaletteParts, Sitting} from "./palette.js" */

/**
 * @param {Sitting} sitting @param {PaletteParts} parts
 * @param {string | null} stance put now @returns {Offer[]}
 */
export function offersFor(sitting, parts, stance) {
  const { ask, part, typed, actors, content } = sitting;
  if (ask) return extendOffers();
  if (part === "stance") return stanceOffers(typed, parts.stances, stance);
  if (part === "actor") return actorOffers(typed, actors, content.actor);
  return part === "note" ? [] : tagsFor(sitting, parts);
}

/** @param {Sitting} sitting @param {PaletteParts} parts @returns {Offer[]} */
function tagsFor({ typed, content }, { codebook, recent, uses, mayMakeTags }) {
  const put = content.taggings.map(({ tag }) => tag);
  const found = tagOffers(typed, codebook(), { put, recent: recent.all(), uses });
  return mayMakeTags ? [...found, ...newOffer(typed, codebook(), content.quote)] : found;
}

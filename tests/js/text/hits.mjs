// @ts-check
// hits.mjs: all hits of a short text at once.

import { finding } from "../../../static/js/text/find.js";

/** @param {Parameters<typeof finding>} all */
export const allHits = (...all) => [...finding(...all)].flat();

// @ts-check
// tags.js: the codebook as a tree, and how a tag is known at a glance.
//
// A *family* is a tag without a parent and all below it.  Its letter and its colour stand for
// every tag in it.  A tag whose own colour is only a tint of the family's is shown in the
// family's colour (names tell tints apart, colours cannot); a colour of another hue is its own.

import { hueDistance } from "./hue.js";

/** @import {Tag} from "./types.js" */

/**
 * @typedef {object} TagNode
 * @property {Tag} tag
 * @property {TagNode | null} parent
 * @property {TagNode[]} children by position, then in the order made
 * @property {TagNode} family the root above it, or itself
 * @property {number} depth 0 for a family
 * @property {string} letter the family's
 * @property {string} shade key of the tag whose colour it is shown in: the value of `data-f`
 * @property {string} color that colour, `#rrggbb`
 */
/** @typedef {{roots: TagNode[], byKey: Map<string, TagNode>}} Codebook */

/** Colours for families that were given none: told apart by every kind of eye. */
export const palette = [
  "#D55E00", "#0072B2", "#009E73", "#A6761D", "#E69F00",
  "#56B4E9", "#CC79A7", "#882255", "#332288",
];

/** Hues nearer than this, in degrees, are one hue to the eye. */
const tint = 20;

/** @param {readonly Tag[]} tags in the order made @returns {Codebook} */
export function buildTree(tags) {
  const byKey = new Map(tags.map((tag) => [tag.key, bare(tag)]));
  const nodes = [...byKey.values()];
  for (const node of nodes) adopt(node, byKey);
  const families = nodes.filter((node) => !node.parent);
  giveLetters(families);
  giveColors(families);
  for (const family of families) handDown(family);
  return { roots: sorted(families), byKey };
}

/** All nodes, each before its children. @param {readonly TagNode[]} nodes @returns {TagNode[]} */
export const flat = (nodes) => nodes.flatMap((node) => [node, ...flat(node.children)]);

/** From the family down to the tag's parent. @param {TagNode} node @returns {TagNode[]} */
export function ancestors(node) {
  const chain = [];
  for (let up = node.parent; up; up = up.parent) chain.unshift(up);
  return chain;
}

/** How often the tag, or one below it, was put on a passage. @param {TagNode} node @returns {number} */
export const uses = ({ tag, children }) =>
  children.reduce((sum, child) => sum + uses(child), tag.highlight_count);

/**
 * The first colour of the palette that no family has, else the least used.
 * @param {readonly TagNode[]} families
 */
export const freeColor = (families) => leastUsed(families.map((family) => family.color));

/** @param {Tag} tag @returns {TagNode} */
function bare(tag) {
  const color = tag.color ?? "";
  const node = { tag, parent: null, children: [], depth: 0, letter: "", shade: tag.key, color };
  return Object.assign(node, { family: /** @type {TagNode} */ (/** @type {unknown} */ (node)) });
}

/** @param {TagNode} node @param {Map<string, TagNode>} byKey */
function adopt(node, byKey) {
  const parent = byKey.get(node.tag.parent ?? "");
  if (!parent || parent === node || ancestors(parent).includes(node)) return;
  node.parent = parent;
  parent.children.push(node);
}

/** @param {TagNode} parent */
function handDown(parent) {
  parent.children = sorted(parent.children);
  for (const node of parent.children) {
    const { family, letter, depth } = parent;
    Object.assign(node, { family, letter, depth: depth + 1 });
    if (!ownHue(node)) Object.assign(node, { shade: parent.shade, color: parent.color });
    handDown(node);
  }
}

/** @param {TagNode} node */
const ownHue = ({ tag, parent }) =>
  Boolean(tag.color && parent && hueDistance(tag.color, parent.color) > tint);

/**
 * The first letter that no earlier family has; so letters stay when families come.
 * @param {readonly TagNode[]} families
 */
function giveLetters(families) {
  /** @type {Set<string>} */
  const taken = new Set();
  for (const family of families) {
    const { label } = family.tag;
    const choice = [...initialsOf(label), ...lettersOf(label), ...alphabet];
    family.letter = choice.find((letter) => !taken.has(letter)) ?? choice[0];
    taken.add(family.letter);
  }
}

/** @param {readonly TagNode[]} families */
function giveColors(families) {
  const used = families.map((family) => family.color).filter(Boolean);
  for (const family of families.filter(({ color }) => !color)) {
    family.color = leastUsed(used);
    used.push(family.color);
  }
}

/** @param {readonly string[]} used */
function leastUsed(used) {
  const held = used.map((color) => color.toUpperCase());
  const times = (/** @type {string} */ color) => held.filter((other) => other === color).length;
  return palette.reduce((best, color) => (times(color) < times(best) ? color : best));
}

const alphabet = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"];

/** @param {string} label @returns {string[]} of words that carry the meaning: not of `and`, `of`, `the` */
const initialsOf = (label) =>
  (label.match(/[\p{L}\p{N}\p{M}]{4,}/gu) ?? []).flatMap((word) => lettersOf(word).slice(0, 1));

/** @param {string} label @returns {string[]} capitals, without what is no letter or digit */
const lettersOf = (label) =>
  (label.normalize("NFC").match(/[\p{L}\p{N}]/gu) ?? [])
    .map((letter) => [...letter.toUpperCase()][0]);

/** @param {readonly TagNode[]} nodes @returns {TagNode[]} by position; the sort is stable */
const sorted = (nodes) => [...nodes].sort((a, b) => a.tag.position - b.tag.position);

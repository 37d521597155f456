// @ts-check
// tree.js: the tag tree: one stop for Tab; arrows, Home, End, letters within.

import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { repeat } from "../../vendor/lit-html/directives/repeat.js";
import { fold, occurs } from "../fold.js";
import { unlessSeen } from "../nameless.js";
import { uses } from "../tags.js";
import { say } from "../words.js";

/** @import {Codebook, TagNode} from "../tags.js" */
/**
 * @typedef {object} TreeView
 * @property {Codebook} codebook
 * @property {Set<string>} open keys of the tags whose children are seen
 * @property {string} filter
 */
/**
 * @typedef {object} TreeParts
 * @property {TagNode | undefined} selected
 * @property {(node: TagNode) => void} pick
 * @property {(node: TagNode) => void} toggle
 * @property {(event: KeyboardEvent) => void} keys
 */
/** @typedef {import("../../vendor/lit-html/lit-html.js").TemplateResult} Template */
/** @typedef {{go?: TagNode, choose?: TagNode, flip?: TagNode}} Deed what a key asks for */

/** Opens all above a tag, so that it is seen. @param {Set<string>} open @param {TagNode} node */
export function openTo(open, node) {
  for (let up = node.parent; up; up = up.parent) open.add(up.tag.key);
}

/** @param {TagNode} node */
export function focusLeaf({ tag }) {
  const leaf = document.getElementById(idOf(tag.key));
  leaf?.focus({ preventScroll: true });
  leaf?.querySelector(".leaf")?.scrollIntoView({ block: "nearest" });
}

/** @param {TreeView & TreeParts} parts */
export function tree(parts) {
  const roots = parts.codebook.roots.filter((node) => found(node, parts.filter));
  if (!roots.length) return nothingFound(parts.filter);
  const drawn = { ...parts, stop: tabStop(parts) };
  return html`
    <ul role="tree" aria-label=${say("codebook.tags")} @keydown=${parts.keys}>
      ${repeat(roots, keyOf, (node) => item(node, drawn))}
    </ul>`;
}

/** @param {string} words */
const nothingFound = (words) => html`
  <p class="aside nothing" role="status">${say("codebook.nothing", { words })}</p>`;

/**
 * @param {TagNode} node @param {TreeView & TreeParts & {stop: TagNode}} parts
 * @returns {Template}
 */
function item(node, parts) {
  const { tag, children } = node;
  const seen = children.filter((child) => found(child, parts.filter));
  const open = isOpen(node, parts);
  return html`
    <li role="treeitem" id=${idOf(tag.key)} data-f=${node.shade} data-depth=${node.depth}
      tabindex=${node === parts.stop ? 0 : -1}
      aria-expanded=${seen.length ? String(open) : nothing}
      aria-selected=${node === parts.selected ? "true" : "false"}>
      ${leaf(node, () => clicked(node, parts))}
      ${seen.length && open ? html`
      <ul role="group">${repeat(seen, keyOf, (child) => item(child, parts))}</ul>` : nothing}
    </li>`;
}

/** @param {TagNode} node @param {() => void} click */
const leaf = (node, click) => html`
  <span class="leaf" @click=${click}>
    ${node.depth ? speck(node) : html`<span class="tile" aria-hidden="true">${node.letter}</span>`}
    <span class="words" dir="auto" role=${unlessSeen(node.tag.label, "img")}
      aria-label=${unlessSeen(node.tag.label, node.tag.key)}>${node.tag.label}</span>
    <span class="num">${count(uses(node))}</span>
  </span>`;

/** Below a family only a colour of its own is shown. @param {TagNode} node */
const speck = ({ shade, tag }) => html`<i class=${shade === tag.key ? "speck" : ""}></i>`;

/**
 * A click opens a tag's children; a second one, on the tag that is shown, closes them.
 * @param {TagNode} node @param {TreeParts & TreeView} parts
 */
function clicked(node, { selected, pick, toggle, open }) {
  if (node.children.length && (node === selected || !open.has(node.tag.key))) toggle(node);
  if (node !== selected) pick(node);
  focusLeaf(node);
}

/** What a key asks for. @param {KeyboardEvent} event @param {TreeView} view @returns {Deed} */
export function treeKeys(event, view) {
  const at = nodeAt(event.target, view);
  if (!at || event.ctrlKey || event.metaKey || event.altKey) return {};
  const listed = keyTable[event.key];
  if (listed) typedSoFar = "";
  const deed = listed ? listed(at, view) : letterKey(at, view, event.key);
  if (Object.keys(deed).length) event.preventDefault();
  return deed;
}

/** @type {Record<string, ((at: TagNode, view: TreeView) => Deed) | undefined>} */
const keyTable = {
  ArrowDown: (at, view) => step(at, view, +1),
  ArrowUp: (at, view) => step(at, view, -1),
  Home: (_, view) => ({ go: visible(view)[0] }),
  End: (_, view) => ({ go: visible(view).at(-1) }),
  Enter: (at) => ({ choose: at, go: at }),
  " ": (at) => ({ choose: at, go: at }),
  ArrowRight: (at, view) => {
    if (!at.children.length) return {};
    return isOpen(at, view) ? { go: childrenOf(at, view)[0] } : { flip: at };
  },
  ArrowLeft: (at, view) => {
    if (at.children.length && isOpen(at, view) && !view.filter.trim()) return { flip: at };
    return at.parent ? { go: at.parent } : {};
  },
};

/** @param {TagNode} at @param {TreeView} view @param {number} by @returns {Deed} */
function step(at, view, by) {
  const nodes = visible(view);
  const to = nodes[nodes.indexOf(at) + by];
  return to ? { go: to } : {};
}

const oneWord = 700; // milliseconds from letter to letter
let typedSoFar = "";
let typedAt = 0;

/**
 * Letters typed quickly one after the other are one word.
 * @param {TagNode} at @param {TreeView} view @param {string} key @returns {Deed}
 */
function letterKey(at, view, key) {
  if ([...key].length !== 1) return {};
  typedSoFar = Date.now() - typedAt < oneWord ? typedSoFar + fold(key) : fold(key);
  typedAt = Date.now();
  const nodes = visible(view);
  const from = nodes.indexOf(at) + (typedSoFar.length > 1 ? 0 : 1);
  const to = [...nodes.slice(from), ...nodes.slice(0, from)]
    .find(({ tag }) => fold(tag.label).startsWith(typedSoFar));
  return to ? { go: to } : {};
}

/** All that are seen, from top to bottom. @param {TreeView} view @returns {TagNode[]} */
function visible(view) {
  /** @param {TagNode} node @returns {TagNode[]} */
  const down = (node) => [node, ...(isOpen(node, view) ? childrenOf(node, view).flatMap(down) : [])];
  return view.codebook.roots.filter((node) => found(node, view.filter)).flatMap(down);
}

/** @param {TagNode} node @param {TreeView} view */
const childrenOf = ({ children }, { filter }) => children.filter((child) => found(child, filter));

/** A filter opens what it finds something in. @param {TagNode} node @param {TreeView} view */
const isOpen = ({ tag }, { open, filter }) => Boolean(filter.trim()) || open.has(tag.key);

/** The tag or one below it has the words. @param {TagNode} node @param {string} words @returns {boolean} */
const found = (node, words) =>
  !words.trim() || occurs(words, foldedOf(node)) || node.children.some((child) => found(child, words));

/** @type {WeakMap<TagNode, string>} */
const foldedTexts = new WeakMap();

/** @param {TagNode} node */
function foldedOf(node) {
  const { label, key, definition } = node.tag;
  const folded = foldedTexts.get(node) ?? fold(`${label} ${key} ${definition ?? ""}`);
  foldedTexts.set(node, folded);
  return folded;
}

/** Where Tab comes in: the selected tag, when it is seen. @param {TreeView & TreeParts} parts */
function tabStop(parts) {
  const nodes = visible(parts);
  return parts.selected && nodes.includes(parts.selected) ? parts.selected : nodes[0];
}

/** A bare number for the eye, with its word for the ear; no zeros. @param {number} n */
const count = (n) => n ? html`${say("count", { n })}<span class="unseen"> ${say("times", { n })}</span>` : nothing;

/** @param {EventTarget | null} target @param {TreeView} view */
function nodeAt(target, { codebook }) {
  const id = target instanceof Element ? target.id : "";
  return codebook.byKey.get(id.slice(idOf("").length));
}

/** @param {string} key */
const idOf = (key) => `leaf-${key}`;

/** @param {TagNode} node */
const keyOf = ({ tag }) => tag.key;

// @ts-check
// codebook.js: the tags of a project as a tree, one of them in full beside it.

import { html, nothing, render } from "../vendor/lit-html/lit-html.js";
import { live } from "../vendor/lit-html/directives/live.js";
import { newTag } from "./codebook/new-tag.js";
import { tagPage } from "./codebook/tag-page.js";
import { focusLeaf, openTo, tree, treeKeys } from "./codebook/tree.js";
import { mountFrame, titleIn } from "./frame.js";
import { mayWrite, state } from "./state.js";
import { paintTags } from "./tag-colors.js";
import { buildTree } from "./tags.js";
import { say } from "./words.js";

/** @import {TagNode} from "./tags.js" */
/** @import {Tag} from "./types.js" */

const narrow = matchMedia("(max-width: 60rem)");
const tags = state.tags ?? [];

const shown = {
  codebook: buildTree(tags),
  /** @type {Set<string>} keys of the tags whose children are seen */
  open: new Set(),
  filter: "",
  key: keyInAddress(),
};

/** The tag beside the tree; on a narrow screen only one that was asked for. */
function selected() {
  const asked = shown.codebook.byKey.get(shown.key);
  return asked ?? (narrow.matches ? undefined : shown.codebook.roots[0]);
}

const page = () => html`
  <header>
    <div><h1>${say("codebook.title")}</h1>${tags.length ? summary() : nothing}</div>
    ${mayWrite && tags.length ? newButton() : nothing}
  </header>
  ${tags.length ? html`${side()}${article()}` : empty()}`;

const summary = () => html`
  <p class="num">${say("codebook.summary", {
    n: tags.length,
    families: say("families", { n: shown.codebook.roots.length }),
    revision: state.project?.codebook_revision ?? 0,
  })}</p>`;

const newButton = () => html`
  <button type="button" class="button first" @click=${() => add(null)}>${say("codebook.new")}</button>`;

const side = () => html`
  <nav class="tree" aria-label=${say("codebook.tags")}>
    <div class="ask">
      <label class="label" for="filter">${say("codebook.filter", { n: tags.length })}</label>
      <input class="field" id="filter" type="search" autocomplete="off" dir="auto"
        .value=${live(shown.filter)} @input=${filter} @keydown=${intoTree}>
    </div>
    ${tree({ ...shown, selected: selected(), pick, toggle, keys })}
    <p class="aside">${say("codebook.counts")}</p>
  </nav>`;

function article() {
  const node = selected();
  return node ? tagPage({ node, pick, back, add: mayWrite ? add : undefined }) : nothing;
}

const empty = () => html`
  <section class="empty" aria-labelledby="empty-title">
    <h2 id="empty-title">${say("codebook.empty")}</h2>
    <p>${say(mayWrite ? "codebook.empty.next" : "codebook.empty.reader")}</p>
    ${mayWrite ? html`<p class="row">${newButton()}</p>` : nothing}
    <p class="aside">${say("codebook.empty.load")}<br>
      <code>${say("codebook.command", { slug: state.project?.slug ?? "" })}</code></p>
  </section>`;

/** @param {TagNode} node */
function pick(node) {
  shown.key = node.tag.key;
  openTo(shown.open, node);
  history.replaceState(null, "", `#${node.tag.key}`);
  show();
}

/** On a narrow screen: from the tag back to the tree. */
function back() {
  const node = selected();
  shown.key = "";
  history.replaceState(null, "", location.pathname);
  show();
  if (node) focusLeaf(node);
}

/** @param {TagNode} node */
function toggle(node) {
  if (!shown.open.delete(node.tag.key)) shown.open.add(node.tag.key);
  show();
}

/**
 * Keys of the tree: the selection goes along, except where it would hide the tree.
 * @param {KeyboardEvent} event
 */
function keys(event) {
  const { go, choose, flip } = treeKeys(event, shown);
  if (flip) toggle(flip);
  if (choose || (go && !narrow.matches)) pick(/** @type {TagNode} */ (choose ?? go));
  if (go) focusLeaf(go);
}

/** @param {Event} event */
function filter(event) {
  shown.filter = /** @type {HTMLInputElement} */ (event.target).value;
  show();
}

/** @param {KeyboardEvent} event */
function intoTree(event) {
  if (event.key !== "ArrowDown") return;
  event.preventDefault();
  const leaf = document.querySelector("[role='treeitem'][tabindex='0']");
  if (leaf instanceof HTMLElement) leaf.focus();
}

/** @param {TagNode | null} parent the new tag's, to begin with */
function add(parent) {
  newTag({ codebook: shown.codebook, parent, made });
}

/** @param {Tag} tag */
function made(tag) {
  tags.push(tag);
  if (state.project) state.project.codebook_revision += 1;
  rebuild();
  const node = shown.codebook.byKey.get(tag.key);
  if (!node) return;
  shown.filter = "";
  pick(node);
  focusLeaf(node);
}

function rebuild() {
  shown.codebook = buildTree(tags);
  paintTags(shown.codebook);
}

function keyInAddress() {
  return decodeURIComponent(location.hash.slice(1));
}

function show() {
  const main = document.getElementById("main");
  if (!main) return;
  main.classList.toggle("one", Boolean(shown.codebook.byKey.get(shown.key)));
  render(page(), main);
}

addEventListener("hashchange", () => {
  shown.key = keyInAddress();
  show();
});
narrow.addEventListener("change", show);

mountFrame({ section: "codebook", title: titleIn(say("codebook.title"), state.project) });
rebuild();
const first = selected();
if (first) openTo(shown.open, first);
if (first) shown.open.add(first.tag.key);
show();

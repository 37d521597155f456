// @ts-check
// tag-page.js: one tag in full: what it means, an example, how often it is used.

import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { unlessSeen } from "../nameless.js";
import { ancestors, uses } from "../tags.js";
import { say } from "../words.js";

/** @import {TagNode} from "../tags.js" */
/** @import {Tag} from "../types.js" */
/**
 * @typedef {object} TagPageParts
 * @property {TagNode} node
 * @property {(node: TagNode) => void} pick
 * @property {() => void} back
 * @property {((parent: TagNode) => void)} [add] absent: the account may not
 */

/** @param {TagPageParts} parts */
export const tagPage = ({ node, pick, back, add }) => html`
  <article class="tag-page" data-f=${node.shade} aria-labelledby="tag-title">
    <button type="button" class="plain only-narrow" @click=${back}>‹ ${say("tag.back")}</button>
    <header>
      ${path(node, pick)}
      <h2 id="tag-title" class="quote"
        aria-label=${unlessSeen(node.tag.label, node.tag.key)}>${node.tag.label}</h2>
      <p class="aside"><code>${node.tag.key}</code> ${node.tag.retired ? say("tag.retired") : nothing}</p>
      ${add ? addBelow(() => add(node)) : nothing}
    </header>
    ${meaning(node.tag)}
    ${node.tag.example ? example(node.tag.example) : nothing}
    ${figures(node)}
    ${node.children.length ? below(node, pick) : nothing}
  </article>`;

/** @param {() => void} add */
const addBelow = (add) => html`
  <p class="row"><button type="button" class="plain" @click=${add}>${say("tag.add")}</button></p>`;

/** @param {Tag} tag */
const meaning = ({ definition }) => definition
  ? html`<p class="definition quote">${definition}</p>`
  : html`<p class="definition aside">${say("tag.undefined")}</p>`;

/** @param {string} words */
const example = (words) => html`
  <section><h3>${say("tag.example")}</h3><blockquote class="quote">${words}</blockquote></section>`;

/** @param {TagNode} node */
const figures = (node) => html`
  <section><h3 class="num">${say("passages", { n: node.tag.highlight_count })}</h3>
    ${usesBelow(node) ? html`
    <p class="aside num">${say("tag.uses-below", { n: usesBelow(node) })}</p>` : nothing}
    ${uses(node) ? nothing : html`<p class="aside">${say("tag.unused")}</p>`}
  </section>`;

/** @param {TagNode} node */
const usesBelow = (node) => uses(node) - node.tag.highlight_count;

/** @param {TagNode} node @param {(node: TagNode) => void} pick */
const path = (node, pick) => node.parent ? html`
  <p class="label path">${ancestors(node).map((up) => html`${wayTo(up, "crumb", pick)} › `)}</p>` : nothing;

/** @param {TagNode} node @param {string} look @param {(node: TagNode) => void} pick */
const wayTo = (node, look, pick) => html`
  <button type="button" class=${look} dir="auto" @click=${() => pick(node)}
    aria-label=${unlessSeen(node.tag.label, node.tag.key)}>${node.tag.label}</button>`;

/** @param {TagNode} node @param {(node: TagNode) => void} pick */
const below = ({ children }, pick) => html`
  <section><h3>${say("tag.below", { n: children.length })}</h3>
    <ul class="below">${children.map((child) => html`
      <li>${wayTo(child, "link", pick)}
        <span class="num aside">${uses(child) || ""}</span></li>`)}</ul>
  </section>`;

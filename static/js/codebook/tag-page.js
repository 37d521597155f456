// @ts-check
// tag-page.js: one tag in full: what it means, an example, how often it is used.

import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { unlessSeen } from "../nameless.js";
import { ancestors } from "../tags.js";
import { say } from "../words.js";

/** @import {TagNode} from "../tags.js" */
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
      <h2 id="tag-title" class="quote" aria-label=${unlessSeen(node.tag.label, node.tag.key)}>${node.tag.label}</h2>
      <p class="aside"><code>${node.tag.key}</code>${node.tag.retired ? html` <span>${say("tag.retired")}</span>` : nothing}</p>
      ${add ? html`<p class="row"><button type="button" class="plain" @click=${() => add(node)}>${say("tag.add")}</button></p>` : nothing}
    </header>
    ${node.tag.definition
      ? html`<p class="definition quote">${node.tag.definition}</p>`
      : html`<p class="definition aside">${say("tag.undefined")}</p>`}
    ${node.tag.example ? html`
      <section><h3>${say("tag.example")}</h3><blockquote class="quote">${node.tag.example}</blockquote></section>` : nothing}
    <section><h3>${say("passages", { n: node.tag.highlight_count })}</h3>
      ${node.tag.highlight_count ? nothing : html`<p class="aside">${say("tag.unused")}</p>`}</section>
    ${node.children.length ? below(node, pick) : nothing}
  </article>`;

/** @param {TagNode} node @param {(node: TagNode) => void} pick */
const path = (node, pick) => node.parent ? html`
  <p class="label path">${ancestors(node).map((up) => html`<button type="button" class="crumb" dir="auto" aria-label=${unlessSeen(up.tag.label, up.tag.key)} @click=${() => pick(up)}>${up.tag.label}</button> › `)}</p>` : nothing;

/** @param {TagNode} node @param {(node: TagNode) => void} pick */
const below = ({ children }, pick) => html`
  <section><h3>${say("tag.below", { n: children.length })}</h3>
    <ul class="below">${children.map((child) => html`
      <li><button type="button" class="link" dir="auto" aria-label=${unlessSeen(child.tag.label, child.tag.key)} @click=${() => pick(child)}>${child.tag.label}</button>
        <span class="num aside">${child.tag.highlight_count || ""}</span></li>`)}</ul>
  </section>`;

// @ts-check
// part.js: one part of a page: what it is about, and beside it what can be done.

import { html, nothing } from "../vendor/lit-html/lit-html.js";

/**
 * @param {{name: string, title: string, about?: unknown, body: unknown}} part
 *   name: of its place in the address, `/account#tokens`
 */
export const part = ({ name, title, about, body }) => html`
  <section class="part" id=${name} aria-labelledby=${`${name}-title`}>
    <header>
      <h2 id=${`${name}-title`}>${title}</h2>
      ${about ? html`<p>${about}</p>` : nothing}
    </header>
    <div class="body">${body}</div>
  </section>`;

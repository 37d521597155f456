// @ts-check
// help.js: who may do what, the keys of the desk, and where the API is described.

import { html, render } from "../vendor/lit-html/lit-html.js";
import { keyList } from "./desk/key-list.js";
import { mountFrame } from "./frame.js";
import { roleTable, siteTable } from "./help/rights.js";
import { say, tell } from "./help/say.js";
import { part } from "./part.js";
import { state } from "./state.js";

const rights = state.rights ?? [];
const file = html`<a href=${`/static/${state.build}/openapi.yaml`}>openapi.yaml</a>`;
const account = html`<a href="/account#tokens">${say("api.page")}</a>`;

const api = () => html`
  <div class="prose">
    <p>${tell("api.description", { file })}</p>
    <p>${tell("api.token", { page: account })}</p>
    <pre><code>${say("api.line")}</code></pre>
    <p>${say("api.rights")}</p>
    <p>${say("api.example")}</p>
    <pre><code>${say("api.command", { origin: location.origin, slug: "{slug}" })}</code></pre>
  </div>`;

const page = () => html`
  <header><div><h1>${say("title")}</h1><p>${say("title.about")}</p></div></header>
  ${part({ name: "roles", title: say("roles"), about: say("roles.about"), body: roleTable(rights) })}
  ${part({ name: "site", title: say("site"), about: say("site.about"), body: siteTable(rights) })}
  ${part({ name: "keys", title: say("keys"), about: say("keys.about"), body: keyList() })}
  ${part({ name: "api", title: say("api"), about: say("api.about"), body: api() })}`;

mountFrame({ title: say("title") });
const main = document.getElementById("main");
if (main) render(page(), main);
if (location.hash) document.getElementById(location.hash.slice(1))?.scrollIntoView();

// @ts-check
// admin.js: the page for those who look after the site: accounts, projects, health.

import { html, nothing, render } from "../vendor/lit-html/lit-html.js";
import { accountsPart } from "./admin/accounts.js";
import { healthPart } from "./admin/health.js";
import { newAccount } from "./admin/new-account.js";
import { projectsPart } from "./admin/projects.js";
import { say } from "./admin/say.js";
import { mountFrame } from "./frame.js";
import { sizeWords } from "./sizes.js";
import { state } from "./state.js";

/** @import {Site} from "./types.js" */

const accounts = accountsPart(show);
const projects = projectsPart(show);
const parts = /** @type {const} */ (["accounts", "projects", "health"]);

const page = () => html`
  <header>
    <div>
      <h1>${say("title")}</h1>
      ${state.site ? html`<p class="num">${summary(state.site)}</p>` : nothing}
      <nav class="row" aria-label=${say("title.parts")}>${parts.map((name) => html`
        <a href=${`#${name}`}>${say(name)}</a>`)}</nav>
    </div>
    <button type="button" class="button first" @click=${() => newAccount(made)}>${say("new.title")}</button>
  </header>
  ${accounts.draw()}
  ${projects()}
  ${state.site ? healthPart(state.site) : nothing}`;

/** @param {Site} site */
const summary = ({ counts, database }) => say("title.about", {
  accounts: say("accounts.n", { n: counts.accounts }),
  projects: say("projects.n", { n: counts.projects }),
  size: sizeWords(database.size),
});

/** @param {import("./types.js").AccountEntry} account */
function made(account) {
  if (state.site) state.site.counts.accounts += 1;
  accounts.add(account);
}

function show() {
  const main = document.getElementById("main");
  if (main) render(page(), main);
}

mountFrame({ title: say("title") });
show();
if (location.hash) document.getElementById(location.hash.slice(1))?.scrollIntoView();

// @ts-check
// account.js: the page of one's own account: name, language, password, sessions, tokens.

import { html, render } from "../vendor/lit-html/lit-html.js";
import { languagePart } from "./account/language.js";
import { namePart } from "./account/name.js";
import { passwordPart } from "./account/password.js";
import { say, tell } from "./account/say.js";
import { sessionsPart } from "./account/sessions.js";
import { tokensPart } from "./account/tokens.js";
import { mountFrame } from "./frame.js";
import { state } from "./state.js";

const sessions = sessionsPart(show);
const parts = [
  namePart(show), languagePart(show), passwordPart(show, sessions.othersGone), sessions.draw, tokensPart(show),
];

const login = html`<bdi class="name">${state.account?.login}</bdi>`;

const page = () => html`
  <header>
    <div>
      <h1>${say("title")}</h1>
      <p>${tell(state.account?.is_admin ? "title.admin" : "title.about", { login })}</p>
    </div>
  </header>
  ${parts.map((draw) => draw())}`;

function show() {
  const main = document.getElementById("main");
  if (main) render(page(), main);
}

mountFrame({ title: say("title") });
show();
if (location.hash) document.getElementById(location.hash.slice(1))?.scrollIntoView();

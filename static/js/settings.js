// @ts-check
// settings.js: the page of a project's settings: what it is called, who works in it, its end.

import { html, render } from "../vendor/lit-html/lit-html.js";
import { mountFrame } from "./frame.js";
import { day } from "./moment.js";
import { archivePart, purgePart } from "./settings/end.js";
import { factsPart } from "./settings/facts.js";
import { membersPart } from "./settings/members.js";
import { nameThePage, project } from "./settings/project.js";
import { say, tell } from "./settings/say.js";

const members = membersPart(show);
const parts = [factsPart(show), members.draw, archivePart(show), purgePart(members.count)];

const page = () => html`
  <header>
    <div>
      <h1>${say("title")}</h1>
      <p>${tell("about", { address: html`<code>/p/${project.slug}</code>`, day: day(project.created) })}</p>
    </div>
  </header>
  ${parts.map((draw) => draw())}`;

function show() {
  const main = document.getElementById("main");
  if (main) render(page(), main);
}

mountFrame({ section: "settings", title: say("title") });
nameThePage();
show();
if (location.hash) document.getElementById(location.hash.slice(1))?.scrollIntoView();

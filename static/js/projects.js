// @ts-check
// projects.js: the first page: the projects one works in, and a new one.

import { html, nothing, render } from "../vendor/lit-html/lit-html.js";
import { get, wordsOf } from "./api.js";
import { mountFrame, projectPath } from "./frame.js";
import { unlessSeen } from "./nameless.js";
import { newProject } from "./project-new.js";
import { state } from "./state.js";
import { say } from "./words.js";

/** @import {Project} from "./types.js" */

const shown = {
  items: state.projects?.items ?? [],
  next: state.projects?.next ?? null,
  fault: "",
};

const page = () => html`
  <header>
    <h1>${say("projects.title")}</h1>
    ${shown.items.length ? newButton() : nothing}
  </header>
  ${shown.items.length ? catalogue() : empty()}`;

const newButton = () => html`
  <button type="button" class="button first" @click=${newProject}>${say("projects.new")}</button>`;

const catalogue = () => html`
  <div class="catalogue wide">
    <ol class="shelf">${shown.items.map(entry)}</ol>
    ${shown.next ? moreButton() : nothing}
    <p class="wrong" role="status">${shown.fault}</p>
  </div>`;

const moreButton = () => html`
  <p class="more-rows">
    <button type="button" class="button" @click=${more}>${say("projects.more")}</button>
  </p>`;

/** @param {Project} project */
const entry = (project) => html`
  <li class="entry volume">
    <div>
      <h2 class="quote"><a href=${projectPath(project.slug)} dir="auto"
        lang=${project.language ?? nothing}
        aria-label=${unlessSeen(project.title, project.slug)}>${project.title}</a></h2>
      ${project.description ? html`<p dir="auto">${project.description}</p>` : nothing}
    </div>
    <p class="count num">
      <span>${say("statements", { n: project.statements })}</span>
      <span>${say("highlights", { n: project.highlights })}</span>
    </p>
  </li>`;

const empty = () => html`
  <section class="empty" aria-labelledby="empty-title">
    <h2 id="empty-title">${say("projects.empty")}</h2>
    <p>${say("projects.empty.next")}</p>
    <p class="row">${newButton()}</p>
  </section>`;

async function more() {
  const held = shown.items.length;
  try {
    const list = await get(`/api/projects?cursor=${encodeURIComponent(shown.next ?? "")}`);
    Object.assign(shown, { items: [...shown.items, ...list.items], next: list.next, fault: "" });
  } catch (error) {
    shown.fault = wordsOf(error);
  }
  show();
  const added = document.querySelectorAll(".entry a")[held];
  if (added instanceof HTMLElement) added.focus();
}

function show() {
  const main = document.getElementById("main");
  if (main) render(page(), main);
}

mountFrame({ title: say("projects.title") });
show();

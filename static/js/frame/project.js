// @ts-check
// project.js: the menu of the project: on a narrow screen its sections and exports; the other
// projects, which are fetched when it is opened first.

import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { get, inProject } from "../api.js";
import { menuButtonKeys, toggleMenu } from "../menu.js";
import { unlessSeen } from "../nameless.js";
import { say } from "../words.js";
import { link, menu } from "./menus.js";
import { projectPath, sectionItems } from "./sections.js";

/** @import {Project} from "../types.js" */

const formats = /** @type {const} */ (["json", "csv"]);

/** @type {{projects: Project[] | null, failed: boolean}} */
const shown = { projects: null, failed: false };

/** @param {Project} project @param {() => void} redraw */
export const projectMenu = (project, redraw) => html`
  <div class="menu">
    <button type="button" class="project opens" aria-haspopup="menu" aria-expanded="false"
      @click=${opens(redraw)} @keydown=${opensByKey(redraw)}>
      <span dir="auto">${project.title.trim() ? project.title : project.slug}</span>
      ${project.archived_at ? html`<small class="label not-narrow">${say("archived")}</small>` : nothing}
    </button>
    ${menu(say("frame.projects"), projectItems(project))}
  </div>`;

export const exportMenu = () => html`
  <div class="menu end not-narrow">
    <button type="button" class="plain opens" aria-haspopup="menu" aria-expanded="false"
      @click=${toggleMenu} @keydown=${menuButtonKeys}>${say("frame.export")}</button>
    ${menu(say("frame.export"), exportItems())}
  </div>`;

/** On a narrow screen also what else the frame holds. @param {Project} project */
const projectItems = (project) => html`
  <div class="only-narrow" role="group" aria-label=${say("frame.sections")}>
    ${sectionItems(project)}
    ${exportItems()}
    <hr>
  </div>
  ${otherProjects(project)}
  ${link("/", say("frame.all"))}`;

/** @param {Project} project */
function otherProjects(project) {
  if (shown.failed) {
    return html`<p class="aside" role="presentation">${say("frame.projects.failed")}</p>`;
  }
  const others = shown.projects?.filter(({ slug }) => slug !== project.slug) ?? [];
  if (others.length === 0) return nothing;
  return html`${others.map(({ slug, title }) => html`
    <a role="menuitem" tabindex="-1" href=${projectPath(slug)} dir="auto"
      aria-label=${unlessSeen(title, slug)}>${title}</a>`)}<hr>`;
}

const exportItems = () => formats.map((format) => html`
  <a role="menuitem" tabindex="-1" download
    href=${`${inProject("export")}?format=${format}`}>${say(`frame.export.${format}`)}</a>`);

/** @param {() => void} redraw */
const opens = (redraw) => (/** @type {Event} */ event) => {
  toggleMenu(event);
  loadProjects(redraw);
};

/** @param {() => void} redraw */
const opensByKey = (redraw) => (/** @type {KeyboardEvent} */ event) => {
  menuButtonKeys(event);
  if (event.defaultPrevented) loadProjects(redraw);
};

/** @param {() => void} redraw */
async function loadProjects(redraw) {
  if (shown.projects) return;
  try {
    shown.projects = (await get("/api/projects?limit=200")).items;
    shown.failed = false;
  } catch {
    shown.failed = true;
  }
  redraw();
}

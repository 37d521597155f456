// @ts-check
// frame.js: what stands above every page: the project and its sections, export, the account.

import { html, nothing, render } from "../vendor/lit-html/lit-html.js";
import { accountMenu, wayIn } from "./frame/account.js";
import { showArchived } from "./frame/archived.js";
import { exportMenu, projectMenu } from "./frame/project.js";
import { sectionLinks } from "./frame/sections.js";
import { state } from "./state.js";
import { say } from "./words.js";

/** @import {Project} from "./types.js" */
/** @import {Section} from "./frame/sections.js" */

export { projectPath } from "./frame/sections.js";

/** @type {Section | undefined} where the page stands */ let here;

/**
 * Draws the frame into the shell's `<header class="frame">` and names the page.
 * @param {{section?: Section, title: string}} page
 */
export function mountFrame({ section, title }) {
  here = section;
  setTitle(title);
  refreshFrame();
}

/** @param {string} title */
export function setTitle(title) {
  document.title = say("frame.title", { title });
}

/** A page of a project, by both their names. @param {string} page @param {Project | undefined} project */
export const titleIn = (page, project) => say("frame.title.in", { page, project: project?.title ?? "" });

/** Draws it again, when a name in it has changed. */
export function refreshFrame() {
  const header = document.querySelector(".frame");
  if (!(header instanceof HTMLElement)) return;
  render(content(), header);
  showArchived(header, state.project);
}

const content = () => html`
  <a class="brand" href="/" aria-label=${say("frame.home")}>Postil</a>
  ${state.project ? ofProject(state.project) : html`<span class="sections"></span>`}
  ${account()}`;

/** A page that says what went wrong does not know who asked. */
function account() {
  if (state.account) return accountMenu(state.account);
  return state.status ? nothing : wayIn();
}

/** @param {Project} project */
const ofProject = (project) => html`
  ${projectMenu(project, refreshFrame)}
  <nav class="sections" aria-label=${say("frame.sections")}>${sectionLinks(project, here)}</nav>
  ${exportMenu()}`;

// @ts-check
// error.js: the page for what is not there, is not yours, or went wrong.

import { html, render } from "../vendor/lit-html/lit-html.js";
import { sentenceOf } from "./api.js";
import { mountFrame } from "./frame.js";
import { state } from "./state.js";
import { say } from "./words.js";

/** @type {Record<number, "error-page.403" | "error-page.404" | "error-page.503">} */
const titles = { 403: "error-page.403", 404: "error-page.404", 503: "error-page.503" };
const title = say(titles[state.status ?? 0] ?? "error-page.other");

const sentence = state.detail ? sentenceOf(state.status ?? 0, state) : say("error-page.message");

mountFrame({ title });
const main = document.getElementById("main");
if (main) render(html`
  <section class="empty">
    <h1>${title}</h1>
    <p>${sentence}</p>
    <p class="row"><a class="button first" href="/">${say("error-page.back")}</a></p>
  </section>`, main);

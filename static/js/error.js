// @ts-check
// error.js: the page for what is not there, is not yours, or went wrong.

import { html, render } from "../vendor/lit-html/lit-html.js";
import { mountFrame } from "./frame.js";
import { state } from "./state.js";
import { say } from "./words.js";

/** @type {Record<number, "error.403" | "error.404" | "error.503">} */
const titles = { 403: "error.403", 404: "error.404", 503: "error.503" };
const title = say(titles[state.status ?? 0] ?? "error.other");

mountFrame({ title });
const main = document.getElementById("main");
if (main) render(html`
  <section class="empty">
    <h1>${title}</h1>
    <p>${state.message ?? say("error.message")}</p>
    <p class="row"><a class="button first" href="/">${say("error.back")}</a></p>
  </section>`, main);

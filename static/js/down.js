// @ts-check
// down.js: the page for when the program is away, in the browser's language.  Nobody fills it
// then, so it stands in English, and finds out by asking which other catalogues there are.

/** @import {Saying} from "./speech.js" */

/** @param {readonly string[]} wanted @returns {Promise<void>} */
async function speak([wished, ...others]) {
  const language = wished?.split("-")[0].toLowerCase();
  if (!language || language === "en") return;
  const file = await fetch(`/static/i18n/${language}.json`);
  return file.ok ? put(language, await file.json()) : speak(others);
}

/** @param {string} language @param {Record<string, Saying>} sayings */
function put(language, sayings) {
  document.documentElement.lang = language;
  document.title = String(sayings["frame.title"]).replace("{title}", String(sayings["down.title"]));
  for (const element of document.querySelectorAll("[data-say]")) {
    element.textContent = String(sayings[element.getAttribute("data-say") ?? ""]);
  }
}

speak(navigator.languages).catch(() => {}); // English will do

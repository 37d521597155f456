// @ts-check
// browser.js: who asks, as User-Agent has it, in words: `Firefox on Linux`.
// The order counts: most browsers also claim to be those they descend from.

import { say } from "./say.js";

/** @type {[sign: RegExp, name: string][]} */
const browsers = [
  [/\bEdg(e|A|iOS)?\//, "Edge"],
  [/\b(OPR|OPiOS|Opera)\//, "Opera"],
  [/\bSamsungBrowser\//, "Samsung Internet"],
  [/\bVivaldi\//, "Vivaldi"],
  [/\b(Firefox|FxiOS)\//, "Firefox"],
  [/\b(Headless)?Chrom(e|ium)\/|\bCriOS\//, "Chrome"],
  [/\bVersion\/.*\bSafari\//, "Safari"],
];
/** @type {[sign: RegExp, name: string][]} */
const systems = [
  [/\bAndroid\b/, "Android"],
  [/\biPad\b/, "an iPad"],
  [/\biPhone\b|\biPod\b/, "an iPhone"],
  [/\bWindows\b/, "Windows"],
  [/\bMac OS X\b|\bMacintosh\b/, "macOS"],
  [/\bCrOS\b/, "ChromeOS"],
  [/\bLinux\b|\bX11\b/, "Linux"],
];

/** @param {string | null} agent what it said of itself; anything may stand there */
export function browserWords(agent) {
  const browser = named(browsers, agent ?? "") ?? product(agent ?? "");
  if (!browser) return say("browser.unknown");
  const system = named(systems, agent ?? "");
  return system ? say("browser.on", { browser, system }) : browser;
}

/** @param {[sign: RegExp, name: string][]} table @param {string} agent */
const named = (table, agent) => table.find(([sign]) => sign.test(agent))?.[1];

/** What stands before the first slash, `curl`; what it is no browser says. @param {string} agent */
const product = (agent) => agent.trim().split(/[/\s]/)[0].slice(0, 40);

// browser-like.mjs: what browsers have and Node.js 18, which is Debian 12's, lacks.
// `make test` loads it before the tests, so that modules of pages run there as they are.

import { webcrypto } from "node:crypto";
import { readFile } from "node:fs/promises";

globalThis.crypto ??= webcrypto;

// Modules lie on the disk here, so what they fetch beside themselves lies there too.
const { fetch } = globalThis;
globalThis.fetch = async (resource, init) => (String(resource).startsWith("file:")
  ? new Response(await readFile(new URL(resource)))
  : fetch(resource, init));

const arrays = {
  toReversed() { return [...this].reverse(); },
  toSorted(compare) { return [...this].sort(compare); },
  with(at, value) { return Object.assign([...this], { [at < 0 ? this.length + at : at]: value }); },
};
const strings = {
  isWellFormed() { return !/\p{Surrogate}/u.test(this); },
};

lend(Array.prototype, arrays);
lend(String.prototype, strings);

function lend(prototype, methods) {
  for (const [name, value] of Object.entries(methods))
    if (!(name in prototype)) Object.defineProperty(prototype, name, { value, writable: true, configurable: true });
}

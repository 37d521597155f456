// @ts-check
// next.js: where to go after signing in: only to a path of this very site.

/** @param {string | null | undefined} next @param {string} origin */
export function samePlace(next, origin) {
  if (!next?.startsWith("/")) return "/";
  const url = URL.canParse(next, origin) ? new URL(next, origin) : null;
  const within = url?.origin === origin && !url.pathname.startsWith("//") && url.pathname !== "/login";
  return url && within ? url.pathname + url.search + url.hash : "/";
}

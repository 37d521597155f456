// @ts-check
// admin.js: the page's frame.

import { mountFrame } from "./frame.js";

mountFrame({ title: "Site" });

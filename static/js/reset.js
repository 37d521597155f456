// @ts-check
// reset.js: the page's frame.

import { mountFrame } from "./frame.js";

mountFrame({ title: "New password" });

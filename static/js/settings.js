// @ts-check
// settings.js: the page's frame.

import { mountFrame } from "./frame.js";

mountFrame({ title: "Settings" });

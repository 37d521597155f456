// @ts-check
// help.js: the page's frame.

import { mountFrame } from "./frame.js";

mountFrame({ title: "Help" });

// @ts-check
// trash.js: the page's frame.

import { mountFrame } from "./frame.js";

mountFrame({ title: "Trash" });

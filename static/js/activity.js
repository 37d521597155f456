// @ts-check
// activity.js: the page's frame.

import { mountFrame } from "./frame.js";

mountFrame({ title: "Activity" });

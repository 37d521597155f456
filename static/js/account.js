// @ts-check
// account.js: the page's frame.

import { mountFrame } from "./frame.js";

mountFrame({ title: "Account" });

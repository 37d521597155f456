// asked.test.mjs: the library's filters in an address, and out of it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { askedIn, filtersOf, names, questionOf, without } from "../../../static/js/library/asked.js";

test("an address says what is asked, and nothing else", () => {
  const asked = askedIn("?q=cyber+norms&state=in+progress&tag=&page=3");
  assert.equal(asked.q, "cyber norms");
  assert.equal(asked.state, "in progress");
  assert.deepEqual(filtersOf(asked), ["q", "state"]);
  assert.deepEqual(Object.keys(asked), [...names]);
});

test("what is asked makes the same address again", () => {
  const question = "?q=%C3%A9tats&delegation=C%C3%B4te+d%27Ivoire&from=2015-09&to=2016";
  assert.equal(questionOf(askedIn(question)), question);
  assert.equal(questionOf(askedIn("")), "");
  assert.equal(questionOf({ ...askedIn(""), q: "   " }), "");
});

test("one filter is left out, the others stay", () => {
  const asked = askedIn("?q=cyber&tag=law");
  assert.equal(questionOf(without(asked, "q")), "?tag=law");
  assert.equal(asked.q, "cyber");
});

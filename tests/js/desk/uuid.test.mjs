// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";
import { uuid7 } from "../../../static/js/desk/uuid.js";

test("uuid: version 7 as RFC 9562 has it", () => {
  // The example of its appendix A.6: 2022-02-22 19:22:22 GMT.
  const random = Uint8Array.from([0, 0, 0, 0, 0, 0, 0x0c, 0xc3, 0x18, 0xc4, 0xdc, 0x0c, 0x0c, 0x07, 0x39, 0x8f]);
  assert.equal(uuid7(0x017f22e279b0, random), "017f22e2-79b0-7cc3-98c4-dc0c0c07398f");
});

test("uuid: none twice, and in order of time", () => {
  const ids = Array.from({ length: 1000 }, (_, i) => uuid7(1_700_000_000_000 + i));
  assert.equal(new Set(ids).size, 1000);
  assert.deepEqual(ids.toSorted(), ids);
  for (const id of ids) assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

// dates.test.mjs: partial dates, in words and back.
import assert from "node:assert/strict";
import { test } from "node:test";
import { byMonth, dateWords, dayWords, monthWords, readDate } from "../../static/js/dates.js";

const words = [
  ["2015-09-28", "28 September 2015", "September 2015", "28"],
  ["2015-09", "September 2015", "September 2015", ""],
  ["2015", "2015", "2015", ""],
  ["0988-01-01", "1 January 988", "January 988", "1"],
  [null, "", "", ""],
];
for (const [date, all, month, day] of words) {
  test(`${date} in words`, () => {
    assert.deepEqual([dateWords(date), monthWords(date), dayWords(date)], [all, month, day]);
  });
}

const typed = [
  ["2015", "2015"],
  ["2015-09", "2015-09"],
  [" 2015-09-28 ", "2015-09-28"],
  ["28 September 2015", "2015-09-28"],
  ["8 Sept. 2015", "2015-09-08"],
  ["September 28, 2015", "2015-09-28"],
  ["sep 2015", "2015-09"],
  ["2024-02-29", "2024-02-29"],
  ["2000-02-29", "2000-02-29"],
  ["2023-02-29", null, "not a leap year"],
  ["1900-02-29", null, "not a leap year"],
  ["2015-13", null, "no such month"],
  ["2015-00", null, "no such month"],
  ["2015-04-31", null, "April has 30 days"],
  ["0000", null, "no such year"],
  ["28/09/2015", null, "read differently in different countries"],
  ["1er May 2015", "2015-05-01"],
  ["ngày 28 tháng 9 năm 2015", "2015-09-28"],
  ["28 tháng 9, 2015", "2015-09-28"],
  ["tháng 9 năm 2015", "2015-09"],
  ["Jun 2015", "2015-06"],
  ["Ju 2015", null, "June or July"],
  ["31 Foo 2015", null, "no such month"],
  ["", null, "nothing"],
];
for (const [text, date, why = "a date"] of typed) {
  test(`“${text}”: ${why}`, () => assert.equal(readDate(text), date));
}

test("neighbours of one month are one group, in order", () => {
  const items = ["2016-02-03", "2016-02-01", "2016-02", "2016", "2015", null, null].map((date) => ({ date }));
  const groups = byMonth(items).map(({ month, items }) => [month, items.length]);
  assert.deepEqual(groups, [["2016-02", 3], ["2016", 1], ["2015", 1], ["", 2]]);
  assert.deepEqual(byMonth(items).flatMap(({ items }) => items), items);
});

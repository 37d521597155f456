// @ts-check
// print.js: on paper each passage has a number at its end, and its card becomes the endnote
// with that number.  The numbers are in the text only while it is printed.

/**
 * @param {object} calls
 * @param {() => void} calls.begins all highlights shall have their cards
 * @param {() => readonly Range[]} calls.ranges of these, in reading order
 * @param {() => void} calls.ends
 */
export function numberOnPaper({ begins, ranges, ends }) {
  /** @type {HTMLElement[]} */
  let numbers = [];

  addEventListener("beforeprint", () => {
    begins();
    // From the last to the first, so that of two at one place the first stands first.
    const marks = ranges().map((range, i) => ({ range, n: i + 1 })).reverse();
    numbers = marks.map(({ range, n }) => {
      const number = document.createElement("sup");
      number.className = "number";
      number.textContent = String(n);
      endOf(range).insertNode(number);
      return number;
    });
  });

  addEventListener("afterprint", () => {
    for (const number of numbers) {
      const paragraph = number.closest("p");
      number.remove();
      paragraph?.normalize();
    }
    numbers = [];
    ends();
  });
}

/** @param {Range} range */
function endOf(range) {
  const end = range.cloneRange();
  end.collapse(false);
  return end;
}

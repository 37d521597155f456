// @ts-check
// print.js: on paper each passage has a number at its end, and its card becomes the endnote
// with that number.  The numbers are in the text only while it is printed.

/** @param {() => readonly Range[]} ranges in reading order */
export function numberOnPaper(ranges) {
  /** @type {HTMLElement[]} */
  let numbers = [];

  addEventListener("beforeprint", () => {
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
      const paragraph = number.parentElement;
      number.remove();
      paragraph?.normalize();
    }
    numbers = [];
  });
}

/** @param {Range} range */
function endOf(range) {
  const end = range.cloneRange();
  end.collapse(false);
  return end;
}

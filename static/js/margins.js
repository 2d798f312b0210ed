// Sets the margin notes beside their paragraphs so that the text keeps its rhythm: notes that need more room
// than their paragraph has push the next ones down, and the opened one stands exactly beside its paragraph.
// Where all of them together are taller than the text they shrink to two lines. The style sheet takes the notes
// out of the flow where scripts run; on narrow windows, in long texts that come in pieces and in print they
// make room for themselves in the text.

const GAP = 7;
const WIDE = matchMedia("(min-width: 48.01rem)");

/** Tops that keep the wanted order without overlap; the one at `fixed`, if any, stays where it wants to be. */
export function stack(boxes, fixed = -1, ceiling = 0) {
  const tops = boxes.map((box) => box.top);
  for (let index = fixed; index > 0; index -= 1) {
    tops[index - 1] = Math.min(tops[index - 1], tops[index] - boxes[index - 1].height - GAP);
  }
  let free = ceiling;
  for (const [index, box] of boxes.entries()) {
    tops[index] = Math.max(tops[index], free);
    free = tops[index] + box.height + GAP;
  }
  return tops;
}

/** Places the notes of the sheet; its height grows where the last ones reach below the text. */
export function placeMargins(sheet) {
  if (!sheet) return;
  const margins = [...sheet.querySelectorAll(".row > .margin")].filter((margin) => margin.firstElementChild);
  if (!WIDE.matches || sheet.classList.contains("in-pieces")) {
    for (const margin of margins) margin.style.transform = "";
    sheet.style.minBlockSize = "";
    return;
  }
  const needed = margins.reduce((sum, margin) => sum + margin.offsetHeight + GAP, 0);
  if (needed > sheet.offsetHeight) sheet.classList.add("is-dense");
  const rows = margins.map((margin) => margin.parentElement.offsetTop);
  const boxes = margins.map((margin, index) => ({ top: rows[index], height: margin.offsetHeight }));
  const tops = stack(boxes, margins.findIndex((margin) => margin.querySelector(".note.is-open")));
  for (const [index, margin] of margins.entries()) {
    const push = tops[index] - rows[index];
    margin.style.transform = push ? `translateY(${push}px)` : "";
  }
  if (boxes.length) sheet.style.minBlockSize = `${tops.at(-1) + boxes.at(-1).height}px`;
}

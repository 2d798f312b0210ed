// Offsets between the page and the article's text. The page counts UTF-16 units inside text nodes, the
// text counts Unicode code points, half-open. Nothing else converts between the two.

const PARAGRAPH = "[data-start]";

/** Whether the UTF-16 offset lies between the two halves of a surrogate pair. */
function splitsPair(text, offset) {
  const before = text.charCodeAt(offset - 1);
  const after = text.charCodeAt(offset);
  return before >= 0xd800 && before <= 0xdbff && after >= 0xdc00 && after <= 0xdfff;
}

/** The code points before a UTF-16 offset; one inside a pair counts as before it. */
export function fromUtf16(text, offset) {
  let count = 0;
  const end = splitsPair(text, offset) ? offset - 1 : offset;
  for (let index = 0; index < end; index += 1) {
    if (!splitsPair(text, index)) count += 1;
  }
  return count;
}

/** The stretch of one paragraph that a DOM range covers, in code points of the article, or null. */
function stretchIn(paragraph, range) {
  const inside = document.createRange();
  inside.selectNodeContents(paragraph);
  const before = inside.cloneRange();
  if (inside.compareBoundaryPoints(Range.START_TO_START, range) < 0) {
    inside.setStart(range.startContainer, range.startOffset);
  }
  if (inside.compareBoundaryPoints(Range.END_TO_END, range) > 0) {
    inside.setEnd(range.endContainer, range.endOffset);
  }
  before.setEnd(inside.startContainer, inside.startOffset);
  const text = paragraph.textContent;
  const from = before.toString().length;
  const to = from + inside.toString().length;
  const start = fromUtf16(text, from);
  const end = fromUtf16(text, to) + (splitsPair(text, to) ? 1 : 0);
  const first = Number(paragraph.dataset.start);
  return end > start ? { start: first + start, end: first + end, paragraph } : null;
}

/** The stretches, one a paragraph, that a DOM range covers; a range that only touches one leaves it out. */
export function stretchesOf(range, root = document) {
  return [...root.querySelectorAll(PARAGRAPH)]
    .filter((paragraph) => range.intersectsNode(paragraph))
    .map((paragraph) => stretchIn(paragraph, range))
    .filter(Boolean);
}

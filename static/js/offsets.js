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

/** The UTF-16 offset of a code point offset. */
export function toUtf16(text, offset) {
  let units = 0;
  for (let count = 0; count < offset && units < text.length; count += 1) {
    units += splitsPair(text, units + 1) ? 2 : 1;
  }
  return units;
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

/** The half-open code point offsets of a DOM range in the article's text, or null outside of it. */
export function offsetsOf(range, root = document) {
  const stretches = stretchesOf(range, root);
  return stretches.length ? { start: stretches[0].start, end: stretches.at(-1).end } : null;
}

/** Where a UTF-16 offset of a paragraph's text lies: the text node and the offset in it. */
function placeIn(paragraph, offset) {
  const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
  let rest = offset;
  let node = walker.nextNode();
  while (node && rest > node.length) {
    rest -= node.length;
    node = walker.nextNode();
  }
  return node ? [node, rest] : [paragraph, 0];
}

/** The DOM range of a stretch that lies in one paragraph, or null where that is not on the page. */
export function rangeOf(start, end, root = document) {
  const holds = (each) => Number(each.dataset.start) <= start;
  const paragraph = [...root.querySelectorAll(PARAGRAPH)].filter(holds).at(-1);
  if (!paragraph) return null;
  const text = paragraph.textContent;
  const first = Number(paragraph.dataset.start);
  const to = toUtf16(text, end - first);
  if (fromUtf16(text, to) !== end - first) return null;
  const range = document.createRange();
  range.setStart(...placeIn(paragraph, toUtf16(text, start - first)));
  range.setEnd(...placeIn(paragraph, to));
  return range;
}

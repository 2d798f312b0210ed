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

/** The UTF-16 offset of a code point of the text; its length for one behind it. */
export function toUtf16(text, offset) {
  let index = 0;
  for (let left = offset; left > 0 && index < text.length; left -= 1) {
    index += splitsPair(text, index + 1) ? 2 : 1;
  }
  return index;
}

/** Where a paragraph begins and ends in the article. */
export function extentOf(paragraph) {
  const start = Number(paragraph.dataset.start);
  const text = paragraph.textContent;
  return { start, end: start + fromUtf16(text, text.length) };
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

/** The paragraphs that are loaded, in the order of the text. */
export const paragraphsIn = (root = document) => [...root.querySelectorAll(PARAGRAPH)];

/** The stretches, one a paragraph, that a DOM range covers; a range that only touches one leaves it out. */
export function stretchesOf(range, root = document) {
  return paragraphsIn(root)
    .filter((paragraph) => range.intersectsNode(paragraph))
    .map((paragraph) => stretchIn(paragraph, range))
    .filter(Boolean);
}

/** All of what a DOM range covers as one span, from the first character to the last, or null. */
export function spanOf(range, root = document) {
  const stretches = stretchesOf(range, root);
  return stretches.length ? { start: stretches[0].start, end: stretches.at(-1).end } : null;
}

/** The paragraph that holds the character at an offset of the article, or null where none is loaded. */
export function paragraphAt(offset, root = document) {
  const all = paragraphsIn(root);
  let [low, high] = [0, all.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (Number(all[middle].dataset.start) <= offset) low = middle + 1;
    else high = middle;
  }
  const found = all[low - 1];
  return found && offset < extentOf(found).end ? found : null;
}

/** Text node and UTF-16 offset of a paragraph's code point; `isEnd` prefers the node that ends there. */
function placeIn(paragraph, offset, isEnd) {
  const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
  let left = toUtf16(paragraph.textContent, offset);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (left < node.length || (isEnd && left === node.length)) return [node, left];
    left -= node.length;
  }
  return null;
}

/** A DOM range over the code points [start, end) of the article, or null where its ends are not loaded. */
export function rangeOf(start, end, root = document) {
  const first = paragraphAt(start, root);
  const last = paragraphAt(end - 1, root);
  if (end <= start || !first || !last) return null;
  const range = document.createRange();
  range.setStart(...placeIn(first, start - Number(first.dataset.start), false));
  range.setEnd(...placeIn(last, end - Number(last.dataset.start), true));
  return range;
}

/** The exact text at [start, end) of the article, or null where not all of it is loaded. */
export function exactOf(start, end, root = document) {
  const all = paragraphsIn(root);
  const first = all.indexOf(paragraphAt(start, root));
  const last = all.indexOf(paragraphAt(end - 1, root));
  if (end <= start || first < 0 || last < 0) return null;
  let exact = "";
  let reached = start;
  for (const paragraph of all.slice(first, last + 1)) {
    const { start: from, end: to } = extentOf(paragraph);
    const isFirst = from <= start;
    const gap = isFirst ? "" : "\n".repeat(Number(paragraph.dataset.gap ?? 1));
    if (!isFirst && from !== reached + gap.length) return null; // a piece between them is not loaded
    const text = paragraph.textContent;
    exact += gap + text.slice(toUtf16(text, Math.max(0, start - from)), toUtf16(text, end - from));
    reached = to;
  }
  return exact;
}

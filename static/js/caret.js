// The keyboard cursor: a selected word of the text, the browser's own selection, that keys move, grow and
// shrink. What a mouse or a finger has selected is taken as it is. A listener that wants one of these keys
// first listens while the event is on its way down and prevents its default.

import { boundariesOf } from "./boundaries.js";
import { exactOf, extentOf, paragraphAt, paragraphsIn, rangeOf, spanOf } from "./offsets.js";

const LONGEST_SAID = 120;
const ROOM = 24; // pixels that stay free above and below the cursor
const PAUSE_MS = 250; // until what is shown about a selection is there
const OVER_TOP = "#find";
const OVER_BOTTOM = "#review-bar, #covering, #dock > *";
const one = (selector, root = document) => root.querySelector(selector);
const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const sheet = () => one(".sheet");
const isSame = (span, other) => span?.start === other?.start && span?.end === other?.end;
const holds = (outer, inner) => outer.start <= inner.start && outer.end >= inner.end && !isSame(outer, inner);

const listeners = new Set();
let current = () => null; // what `t` begins at
let told = null; // the span that was told last, with its article and direction: a swap of its text brings it back
let grown = []; // what + has grown from, and to
let pause = 0;
let waiting = null; // what goes on when the next piece of a long text has come, and the link that asked for it

// --- What is selected -----------------------------------------------------------------------------------

/** The span of the article that is selected, { start, end }, or null. Somebody who types in a field keeps it. */
export function selected() {
  const span = selectedInText();
  if (span || !told || !isTyping(document.activeElement)) return span;
  return { start: told.start, end: told.end };
}

function selectedInText() {
  const selection = document.getSelection();
  if (!sheet() || !selection.rangeCount || selection.isCollapsed) return null;
  return spanOf(selection.getRangeAt(0), sheet());
}

function isBackward() {
  const { anchorNode, anchorOffset, rangeCount } = document.getSelection();
  const range = rangeCount ? document.getSelection().getRangeAt(0) : null;
  return Boolean(range) && (range.startContainer !== anchorNode || range.startOffset !== anchorOffset);
}

/** Selects [start, end) of the article, brings it into view and says it; false where it is not loaded. */
export function select(start, end, { backward = false, quiet = false } = {}) {
  const range = rangeOf(start, end, sheet() ?? document);
  if (!range) return false;
  const ends = [range.startContainer, range.startOffset, range.endContainer, range.endOffset];
  document.getSelection().setBaseAndExtent(...(backward ? [...ends.slice(2), ...ends.slice(0, 2)] : ends));
  tell();
  if (!quiet) {
    bringIntoView(start, end, backward);
    clearTimeout(pause);
    pause = setTimeout(() => isSame(told, { start, end }) && bringIntoView(start, end, backward), PAUSE_MS);
    say(exactOf(start, end));
  }
  return true;
}

/** Ends the selection. */
export function clear() {
  told = null;
  document.getSelection().removeAllRanges();
  for (const listener of listeners) listener(null);
}

/** Calls `listener(span or null)` whenever something else is selected. */
export function onSelect(listener) {
  listeners.add(listener);
}

/** `find()` gives the span of the item that somebody is at, or null: where `t` begins. */
export function beginAt(find) {
  current = find;
}

function tell() {
  const span = selected();
  const isNew = !isSame(span, told);
  if (!span) told = null;
  else if (selectedInText()) told = { ...span, backward: isBackward(), article: one("#reader").dataset.article };
  if (isNew) for (const listener of listeners) listener(span);
}

function say(words) {
  const region = one("#announce");
  if (!region || words === null) return;
  const half = LONGEST_SAID / 2;
  region.textContent = words.length > LONGEST_SAID ? `${words.slice(0, half)} … ${words.slice(-half)}` : words;
}

/** Scrolls so that the end that moves stands free; once more when what is shown about a selection is there. */
function bringIntoView(start, end, backward) {
  const range = rangeOf(backward ? start : end - 1, backward ? start + 1 : end, sheet() ?? document);
  const box = range.getBoundingClientRect();
  const top = Math.max(0, ...all(OVER_TOP).map((each) => over(each, box)?.bottom ?? 0));
  const bottom = Math.min(window.innerHeight, ...all(OVER_BOTTOM).map((each) => over(each, box)?.top ?? Infinity));
  const third = (bottom - top) / 3;
  if (box.top < top + ROOM) window.scrollBy({ top: box.top - top - third, behavior: "instant" });
  else if (box.bottom > bottom - ROOM) window.scrollBy({ top: box.bottom - bottom + third, behavior: "instant" });
}

/** What something covers of the column of a box, or null. */
function over(element, box) {
  const cover = element.getBoundingClientRect();
  return cover.height && cover.left < box.right && cover.right > box.left ? cover : null;
}

// --- Stretches of the text ----------------------------------------------------------------------------------

/** The paragraphs from the one at an offset on; all up to it, the nearest first, for a step back. */
function paragraphsFrom(offset, step) {
  const all_ = paragraphsIn(sheet());
  const at = all_.findLastIndex((each) => Number(each.dataset.start) <= offset);
  return step > 0 ? all_.slice(Math.max(0, at)) : all_.slice(0, at + 1).reverse();
}

/** The first of a kind of stretch, from an offset on, that `fits`. */
function following(kind, offset, fits) {
  for (const paragraph of paragraphsFrom(offset, 1)) {
    const found = boundariesOf(paragraph)[kind].find(fits);
    if (found) return found;
  }
  return null;
}

/** The last of a kind of stretch, up to an offset, that `fits`. */
function preceding(kind, offset, fits) {
  for (const paragraph of paragraphsFrom(offset, -1)) {
    const found = boundariesOf(paragraph)[kind].findLast(fits);
    if (found) return found;
  }
  return null;
}

const firstWord = (stretch) => following("words", stretch.start, (word) => word.start >= stretch.start);
const lastWord = (stretch) => preceding("words", stretch.end, (word) => word.end <= stretch.end);

// --- Moving -----------------------------------------------------------------------------------------------------

/** Moves the cursor to the next word, or to the first one of the next clause or sentence; or back. */
function move(kind, step) {
  const span = selected();
  const next =
    step > 0
      ? following(kind, span.end, (each) => each.first >= span.end)
      : preceding(kind, span.start, (each) => each.first < span.start);
  const word = next && firstWord(next);
  if (word) select(word.start, word.end);
  else load(step, () => move(kind, step));
}

/** Moves the end of the selection that was made last: on to the next end of its kind, or back. */
function extend(kind, step) {
  const span = selected();
  const backward = isBackward();
  const result = step > 0 ? extendForward(kind, span, backward) : extendBack(kind, span, backward);
  if (result) select(result.start, result.end, { backward: result.backward });
  else load(step, () => extend(kind, step));
}

function extendForward(kind, span, backward) {
  const last = lastWord(span) ?? span;
  if (backward && span.start < last.start) {
    const nearer = following(kind, span.start, (each) => each.first > span.start && each.first <= last.start);
    return { start: nearer ? nearer.first : last.start, end: span.end, backward: true };
  }
  const start = backward ? last.start : span.start;
  const next = following(kind, span.end, (each) => each.end > span.end && endOf(each, start) > span.end);
  return next && { start, end: endOf(next, start) };
}

function extendBack(kind, span, backward) {
  const first = firstWord(span) ?? span;
  if (!backward && span.end > first.end) {
    const nearer = preceding(kind, span.end, (each) => each.end < span.end && each.end >= first.end);
    return { start: span.start, end: nearer ? nearer.end : first.end };
  }
  const next = preceding(kind, span.start, (each) => each.first < span.start);
  return next && { start: next.first, end: span.end, backward: true };
}

/** The end of a stretch for a selection that begins at `start`: without a closing mark that it does not open. */
function endOf(stretch, start) {
  const around = quotationsEndingAt(stretch.end);
  return around.some((each) => each.start < start) ? stretch.end - 1 : stretch.end;
}

function quotationsEndingAt(end) {
  const paragraph = paragraphAt(end - 1, sheet());
  return paragraph ? boundariesOf(paragraph).quotations.filter((each) => each.end === end) : [];
}

/** Loads the next piece of a long text, or the one before, and goes on when it is there; false where none is. */
export function load(step, goOn) {
  const link = one(step > 0 ? "#more" : "#earlier");
  if (!link) return false;
  waiting = { link, goOn };
  link.click();
  return true;
}

// --- Growing and shrinking ------------------------------------------------------------------------------------

/** What may be selected around a span: its words, mentions, roles, clauses, quotations, sentences, paragraphs. */
function stretchesAround(span) {
  const paragraphs = paragraphsFrom(span.start, 1).filter((each) => Number(each.dataset.start) < span.end);
  const inside = paragraphs.flatMap((each) => {
    const { words, clauses, quotations, sentences } = boundariesOf(each);
    return [...words, ...clauses, ...quotations, ...sentences, ...mentionsIn(each), extentOf(each)];
  });
  const whole = { start: extentOf(paragraphs[0]).start, end: extentOf(paragraphs.at(-1)).end };
  return [...inside, ...roles(), whole];
}

function mentionsIn(paragraph) {
  const list = one(`#n${paragraph.dataset.start}`)?.dataset.mentions;
  return list ? JSON.parse(list) : [];
}

function roles() {
  return all(".note[data-value]").flatMap((note) => {
    const spans = Object.values(JSON.parse(note.dataset.value).roles ?? {}).flat();
    return spans.map(([start, end]) => ({ start, end }));
  });
}

const length = (span) => span.end - span.start;

function grow() {
  const span = selected();
  const around = stretchesAround(span).filter((each) => holds(each, span));
  const next = around.reduce((best, each) => (best && length(best) <= length(each) ? best : each), null);
  if (!next) return;
  grown = isSame(grown.at(-1)?.to, span) ? grown : [];
  grown.push({ from: span, to: next });
  select(next.start, next.end);
}

function shrink() {
  const span = selected();
  const before = isSame(grown.at(-1)?.to, span) ? grown.pop().from : largestInside(span);
  if (before) select(before.start, before.end);
}

/** The largest stretch inside a span that holds its first word. */
function largestInside(span) {
  const first = firstWord(span);
  const inside = stretchesAround(span).filter((each) => holds(span, each) && first && each.start <= first.start);
  const around = inside.filter((each) => each.end >= first.end);
  return around.reduce((best, each) => (best && length(best) >= length(each) ? best : each), null);
}

// --- Beginning ----------------------------------------------------------------------------------------------------

/** Puts the cursor on the first word of the current item, or on the first word that is in view. */
export function begin() {
  const item = current();
  const word = (item && firstWord(item)) ?? firstVisibleWord();
  if (word) select(word.start, word.end);
}

function firstVisibleWord() {
  const paragraphs = paragraphsIn(sheet()).filter((each) => each.getBoundingClientRect().bottom > 0);
  const words = paragraphs.slice(0, 2).flatMap((each) => boundariesOf(each).words);
  let [low, high] = [0, words.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (topOf(words[middle]) < 0) low = middle + 1;
    else high = middle;
  }
  return words[low] ?? words.at(-1);
}

const topOf = ({ start, end }) => rangeOf(start, end, sheet()).getBoundingClientRect().top;

// --- Keys ------------------------------------------------------------------------------------------------------------

/** What a key does, by what is printed on it: where , . + - lie differs from country to country, and so does
 * what Shift makes of them. A key that is printed "." moves; the one that lies there on most keyboards grows
 * with Shift (":" in Germany, ">" in America). */
export function actionOf({ key, code, shiftKey }, isRightToLeft = false) {
  const walks = { ArrowRight: ["words", 1], ArrowLeft: ["words", -1], ArrowDown: ["sentences", 1], ArrowUp: ["sentences", -1] };
  if (Object.hasOwn(walks, key)) {
    const [kind, step] = walks[key];
    return [shiftKey ? "extend" : "move", kind, kind === "words" && isRightToLeft ? -step : step];
  }
  if (key === ".") return ["move", "clauses", 1];
  if (key === ",") return ["move", "clauses", -1];
  if (shiftKey && (code === "Period" ? key !== "/" : key === ">" && code !== "IntlBackslash")) return ["extend", "clauses", 1];
  if (shiftKey && (code === "Comma" ? key !== "?" : key === "<" && code !== "IntlBackslash")) return ["extend", "clauses", -1];
  if (key === "+" || (key === "=" && code === "Equal") || (key === "*" && code === "BracketRight")) return ["grow"];
  if (key === "-" || key === "−" || key === "_") return ["shrink"];
  return key === "Escape" ? ["clear"] : null;
}

const ACTIONS = { move, extend, grow, shrink, clear };

function isRightToLeft(span) {
  const paragraph = paragraphAt(span.start, sheet());
  return paragraph !== null && getComputedStyle(paragraph).direction === "rtl";
}

/** Whether keys are for a field. */
export const isTyping = (target) => target.matches?.("input, textarea, select, [contenteditable]") ?? false;

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
  if (isTyping(event.target) || !sheet() || one("dialog[open], :popover-open")) return;
  const span = selected();
  const action = span && actionOf(event, isRightToLeft(span));
  if (action) {
    event.preventDefault();
    ACTIONS[action[0]](...action.slice(1));
  } else if (event.key === "t") {
    event.preventDefault();
    begin();
  }
});

// --- What happens to the page ---------------------------------------------------------------------------------------

document.addEventListener("selectionchange", tell);

// A field that is left gives the selection back.
document.addEventListener("focusout", ({ target, relatedTarget }) => {
  if (isTyping(target) && !isTyping(relatedTarget ?? document.body)) queueMicrotask(restore);
});

// Only when htmx has settled the piece does it know the links in it; that the page has swapped something by itself
// in between (newsdesk:settled) is nothing to go on with.
document.addEventListener("htmx:afterSettle", () => {
  if (!waiting || waiting.link.isConnected) return;
  queueMicrotask(waiting.goOn);
  waiting = null;
});

/** Selects anew what was selected in text that has been swapped. */
function mend(changes) {
  const isText = (node) => node.nodeType === Node.ELEMENT_NODE && (node.matches(".text") || one(".text", node));
  if (changes.some((change) => [...change.removedNodes].some(isText))) restore();
}

function restore() {
  const before = told;
  if (!before || isSame(selectedInText(), before) || before.article !== one("#reader")?.dataset.article) return;
  select(before.start, before.end, { backward: before.backward, quiet: true });
}

new MutationObserver(mend).observe(document.body, { childList: true, subtree: true });

// Searching in the text: `/` opens the field, Enter selects the next place and Shift+Enter the one before,
// Esc leaves, and the cursor stays where it was found. Nothing that is typed here is sent or kept.

import { isTyping, load, select, selected } from "./caret.js";
import { fromUtf16, paragraphsIn } from "./offsets.js";

const one = (selector) => document.querySelector(selector);
const form = () => one("#find");
const field = () => one("#find-field");

let place = null; // what was found last, until other words are typed
let origin = 0; // where the search began
let focused = null; // what had the focus then

/** What finds the words that were typed, whatever their case, their blanks and the soft hyphens in the text. */
export function patternOf(words) {
  const characters = [...words.normalize("NFC").trim().replace(/\s+/gu, " ")];
  const escaped = characters.map((each) => (each === " " ? "\\s+" : each.replace(/[\\^$.*+?()[\]{}|]/u, "\\$&")));
  if (!escaped.length) return null;
  return new RegExp(`(?<!\u200d)${escaped.join("\u00ad?")}(?![\\p{M}\u200d])`, "giu"); // no half of a character
}

/** The places in the text that is loaded, as spans of the article. */
function places() {
  const pattern = patternOf(field().value);
  return pattern ? paragraphsIn(one(".sheet")).flatMap((paragraph) => placesIn(paragraph, pattern)) : [];
}

function placesIn(paragraph, pattern) {
  const text = paragraph.textContent;
  const first = Number(paragraph.dataset.start);
  const at = (index) => first + fromUtf16(text, index);
  return Array.from(text.matchAll(pattern), ({ index, 0: exact }) => ({ start: at(index), end: at(index + exact.length) }));
}

/** Selects the next place, or the one before; behind the last one the first, when all of the text is loaded. */
function go(step) {
  const all = places();
  const from = place?.start ?? origin - step;
  const isAhead = (each) => (step > 0 ? each.start > from : each.start < from);
  const index = step > 0 ? all.findIndex(isAhead) : all.findLastIndex(isAhead);
  if (index < 0 && field().value.trim() && load(step, () => go(step))) return;
  place = all.at(index < 0 ? (step > 0 ? 0 : -1) : index) ?? null;
  say(all);
  if (place) select(place.start, place.end);
}

function say(all) {
  const { hits, none } = form().dataset;
  const number = all.indexOf(place) + 1;
  const words = place ? hits.replace("%(number)s", number).replace("%(count)s", all.length) : none;
  one("#find output").textContent = field().value.trim() ? words : "";
}

function enter() {
  origin = selected()?.start ?? 0;
  place = null;
  focused = document.activeElement;
  form().hidden = false;
  field().focus();
  field().select();
}

/** Where the text has the only selection, what is typed would reach no field. */
function typeOn() {
  const { selectionStart, selectionEnd } = field();
  if (document.getSelection().toString()) field().setSelectionRange(selectionStart, selectionEnd);
}

function leave() {
  field().blur(); // the cursor comes back to the text, see caret.js
  form().hidden = true;
  focused.focus({ preventScroll: true });
}

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.isComposing || !form()) return undefined;
  if (event.target === field()) {
    if (event.key === "Enter") go(event.shiftKey ? -1 : 1);
    else if (event.key === "Escape") leave();
    else return typeOn();
    return event.preventDefault();
  }
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return undefined;
  if (!one(".sheet") || one("dialog[open], :popover-open")) return undefined;
  enter();
  return event.preventDefault();
});

document.addEventListener("click", (event) => {
  if (event.target.closest?.("[data-find]")) enter();
});

document.addEventListener("input", (event) => {
  if (event.target !== field()) return;
  place = null;
  one("#find output").textContent = "";
});

document.addEventListener("submit", (event) => {
  if (event.target === form()) event.preventDefault();
});

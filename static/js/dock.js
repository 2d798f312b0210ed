// The dock: one place beside the text for the words that are selected, the card of the current mention, and
// the forms in which a mention is corrected or a reason is given. It lies outside all that is ever swapped.

import { selected } from "./caret.js";
import { aim } from "./comments.js";
import { names } from "./items.js";
import { exactOf, rangeOf } from "./offsets.js";
import { say, word } from "./words.js";

const one = (selector, root = document) => root.querySelector(selector);
const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const dock = () => one("#dock");

// --- The words that a button is about -----------------------------------------------------------------

let latest = null; // the words that were selected last, until something else is touched
let isTouched = false; // whether the dock is being used, so that a selection that goes is still meant

/** What is selected, also where the browser let go of it because somebody touched the dock. */
export const chosen = () => selected() ?? (isTouched ? latest : null);

/** The words are dealt with. */
export function letGo() {
  latest = null;
  hold(false);
}

/** Shows the words that are meant still, and keeps what the dock says of them. */
function hold(isHeld) {
  paint("held", isHeld ? [[latest.start, latest.end]] : []);
  document.body.classList.toggle("is-holding", isHeld);
  if (!isHeld && !selected()) one("#covering").hidden = true;
}

/** Keeps the selection while the dock is used; a touch anywhere else ends that. */
export function holdSelection() {
  document.addEventListener("pointerdown", (event) => {
    isTouched = Boolean(event.target.closest?.("#dock"));
    if (isTouched && event.target.closest("button")) event.preventDefault();
    if (!isTouched && latest && !selected()) letGo();
  }, true);
  document.addEventListener("keydown", ({ key }) => {
    if (key !== "Escape") return;
    isTouched = false;
    if (latest && !selected()) letGo();
  }, true);
  document.addEventListener("selectionchange", () => {
    const now = selected();
    if (!now && isTouched && latest) return hold(true);
    if (latest && now) hold(false);
    latest = now;
    return undefined;
  });
}

/** Shows spans of the text under a name of the style sheet, where the browser can; the text stays as it is. */
export function paint(name, spans) {
  if (!window.CSS?.highlights) return;
  const ranges = spans.map(([start, end]) => rangeOf(start, end)).filter(Boolean);
  if (ranges.length) CSS.highlights.set(name, new Highlight(...ranges));
  else CSS.highlights.delete(name);
}

/** The words at a span, with single blanks; an ellipsis where that part of the text is not loaded. */
export const wordsAt = ([start, end]) => exactOf(start, end)?.replace(/\s+/g, " ") ?? "…";

// --- Place -------------------------------------------------------------------------------------------------

/** The dock stands above whatever stays at the foot of the window, also where the page ends below that; the style
 * sheet has its height as --foot. */
export function standOnFoot() {
  const feet = [".review-foot", ".bottom"].map((part) => one(part)).filter(Boolean);
  const stays = feet.filter((foot) => foot.offsetHeight && getComputedStyle(foot).position === "sticky");
  const height = Math.max(0, ...stays.map((foot) => window.innerHeight - foot.getBoundingClientRect().top));
  document.documentElement.style.setProperty("--foot", `${height}px`);
}

/** Scrolls so that the words at a span are not behind the dock. */
export function keepInSight([start, end]) {
  const box = rangeOf(start, end)?.getBoundingClientRect();
  const over = dock().getBoundingClientRect();
  if (!box || !over.height || over.left > box.right || box.bottom < over.top - 16) return;
  window.scrollBy({ top: Math.min(box.bottom - over.top + 32, box.top - 24), behavior: "instant" });
}

// --- Parts ------------------------------------------------------------------------------------------

/** Shows a part of the dock; `focus` is what in it gets the focus. */
export function openPart(part, focus = null) {
  for (const form of all("form.dock-part", dock())) form.hidden = form !== part;
  part.hidden = false;
  document.body.classList.toggle("is-writing", part.matches("form"));
  part.scrollTop = 0;
  standOnFoot();
  focus?.focus({ preventScroll: true });
}

/** Puts a part away; the focus goes back to what is current, or to the text. */
export function closePart(part) {
  const hadFocus = part.contains(document.activeElement);
  part.hidden = true;
  document.body.classList.toggle("is-writing", all("form.dock-part", dock()).some((form) => !form.hidden));
  standOnFoot();
  if (hadFocus) focusCurrent();
}

export const openForm = () => all("form.dock-part", dock() ?? document.createElement("i")).find((form) => !form.hidden) ?? null;

/** The focus is never nowhere: it goes to the open note, the card of the mention, or the text. */
export function focusCurrent() {
  const card = one("#mention-card");
  const target = one(".note.is-open .note-head") ?? (card && !card.hidden ? card : null);
  if (target) target.focus({ preventScroll: true });
  else document.activeElement?.blur?.();
}

export function fillNames() {
  const list = one("#article-names");
  list?.replaceChildren(...names().map((name) => Object.assign(document.createElement("option"), { value: name })));
}

// --- The current mention ----------------------------------------------------------------------------

export function showMention(mention, position, { focus = true } = {}) {
  const card = one("#mention-card");
  if (!card) return;
  one("#mention-position", card).textContent = position;
  one(".dock-words", card).textContent = mention.exact;
  one(".mention-facts", card).textContent = factsOf(mention);
  for (const chip of all("[data-label]", card)) chip.setAttribute("aria-pressed", String(chip.dataset.label === mention.label));
  const history = one(".history-of", card);
  if (history && card.dataset.id !== mention.id) {
    history.hidden = true;
    history.replaceChildren();
  }
  const comments = one("a[data-comments]", card);
  if (comments) aim(comments, `${comments.dataset.comments}${mention.id}/comments/`, mention.comments ?? 0);
  card.dataset.id = mention.id;
  card.dataset.status = mention.status;
  card.hidden = false;
  if (!selected()) one("#covering").hidden = true;
  for (const [act, isShown] of [["accept", mention.status === "suggested" || mention.status === "rejected"], ["reject", mention.status !== "rejected"]]) {
    const button = one(`[data-act="${act}"]`, card);
    if (button) button.hidden = !isShown;
  }
  if (focus) card.focus({ preventScroll: true });
}

/** What it is, its name where that is another, and what the machine thinks of it. */
function factsOf({ canonical, exact, words, confidence }) {
  const facts = [
    words,
    canonical && canonical !== exact && !words.includes(canonical) ? canonical : "",
    confidence === null || confidence === undefined ? "" : word("confidence", { value: Number(confidence).toFixed(2) }),
  ];
  return facts.filter(Boolean).join(" · ");
}

export function hideMention() {
  const card = one("#mention-card");
  if (card && !card.hidden) closePart(card);
}

// --- Correcting a mention, giving a reason ------------------------------------------------------------

let corrected = null; // the mention as it was when its form was opened, with the span that it has now

export function editMention(mention) {
  const form = one("#mention-editor");
  corrected = { mention, span: [mention.start, mention.end] };
  form.elements.label.value = mention.label;
  form.elements.canonical.value = mention.canonical ?? "";
  fillNames();
  showSpan();
  openPart(form, one("h2", form));
  say(word("mention-edit", { words: mention.exact }));
}

/** New words for the mention that is being corrected. */
export function takeSelection() {
  const span = selected();
  if (!corrected || !span) return;
  corrected.span = [span.start, span.end];
  showSpan();
}

function showSpan() {
  one("#mention-editor .dock-words").textContent = wordsAt(corrected.span);
  paint("draft-quote", [corrected.span]);
}

/** The mention that was corrected, and its value now; null where nothing has changed. */
export function correctedMention() {
  const { mention, span } = corrected;
  const { label, canonical } = one("#mention-editor").elements;
  const value = { start: span[0], end: span[1], label: label.value, canonical: canonical.value.trim() || null };
  const isSame = ["start", "end", "label", "canonical"].every((name) => (mention[name] || null) === (value[name] || null));
  return isSame ? null : { mention, value };
}

export function leaveMention() {
  corrected = null;
  paint("draft-quote", []);
  closePart(one("#mention-editor"));
}

export function askReason(words) {
  const form = one("#reason-form");
  form.reset();
  one(".dock-words", form).textContent = words;
  openPart(form, form.elements.reason);
}

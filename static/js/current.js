// The current item of a review: a claim whose note is open, or a mention whose card the dock shows. There is one
// at most; it is lit in the text, told to screen readers, and found again after its paragraph was swapped.

import { load } from "./caret.js";
import { showMention, hideMention } from "./dock.js";
import { isSame, mention, openClaim, segmentsOf, things } from "./items.js";
import { close, headOf, open, openNote } from "./notes.js";
import { paragraphsIn } from "./offsets.js";
import { say, word } from "./words.js";

const SCOPES = ["claims", "mentions", "both"];
const one = (selector, root = document) => root.querySelector(selector);

let scope = SCOPES[0];
let mentionId = null; // the mention that is current, if one is
let last = 0; // where the last current item begins: from there the next one is looked for

export const scopeNow = () => scope;

// --- What is on its way -------------------------------------------------------------------------------

const sent = new Map(); // things that were decided about here, with the status that the page shows still
const nameOf = (thing) => `${thing.kind} ${thing.id}`;

/** Whether nobody has decided about a thing, as far as is known here: its answer may be on its way. */
export const isOpen = (thing) => thing.status === "suggested" && sent.get(nameOf(thing)) !== thing.status;

export function markSent(thing) {
  if (thing.id) sent.set(nameOf(thing), thing.status);
}

export const unmarkSent = () => sent.clear();

/** The page says itself what has become of a thing. */
export function noteAnswers() {
  if (!sent.size) return;
  for (const thing of things("both")) if (sent.get(nameOf(thing)) !== thing.status) sent.delete(nameOf(thing));
}

// --- What is chosen -----------------------------------------------------------------------------------

/** What is chosen, as the page has it now, or null. */
export function current() {
  return mentionId === null ? openClaim() : mention(mentionId);
}

export function show(thing, { focus = true, told = "" } = {}) {
  last = thing.start;
  unmark();
  if (thing.kind === "claim") {
    mentionId = null;
    hideMention();
    open(thing.note, { focus });
  } else {
    close();
    mentionId = thing.id;
    showMention(thing, positionOf(thing), { focus });
    mark(thing);
    bringIntoView(thing);
  }
  say([told, `${positionOf(thing)}, ${wordsOf(thing)}`].filter(Boolean).join(" "));
}

/** Nothing is chosen any more; says whether something was. */
export function forget() {
  if (mentionId === null) return close();
  mentionId = null;
  unmark();
  hideMention();
  return true;
}

/** A claim was opened in another way than by `show`: no mention is current any longer. */
export function follow() {
  if (mentionId !== null && openNote()) {
    mentionId = null;
    unmark();
    hideMention();
  }
}

const unmark = () => document.querySelectorAll(".text .is-current").forEach((each) => each.classList.remove("is-current"));
const mark = (thing) => segmentsOf(thing).forEach((each) => each.classList.add("is-current"));

function bringIntoView(thing) {
  const first = segmentsOf(thing)[0];
  if (!first) return;
  const box = first.getBoundingClientRect();
  const below = one("#dock")?.getBoundingClientRect();
  const isCovered = below?.height && box.bottom > below.top && box.right > below.left;
  if (box.top < 24 || box.bottom > window.innerHeight - 96 || isCovered) first.scrollIntoView({ block: "center" });
}

// --- Words ------------------------------------------------------------------------------------------

/** `Claim 3 of 12, suggested` */
export function positionOf(thing) {
  const kind = thing.kind === "claim" ? "claims" : "mentions";
  const all = things(kind);
  const n = all.findIndex((each) => isSame(each, thing)) + 1;
  const name = one("#more, #earlier") ? `${thing.kind}-position-open` : `${thing.kind}-position`;
  return word(name, { n, all: all.length, status: word(`status-${thing.status}`) });
}

/** `hearsay: Anwohner: es im Mai Risse gegeben haben` */
function wordsOf(thing) {
  if (thing.kind === "mention") return `${word(`label-${thing.label}`)}: ${thing.exact}`;
  const words = [".certainty", ".who", ".what"].map((part) => wordsIn(one(part, thing.note)));
  return words.filter(Boolean).join(": ");
}

/** The words of an element without its signs. */
function wordsIn(element) {
  const copy = element?.cloneNode(true);
  copy?.querySelectorAll("[aria-hidden]").forEach((each) => each.remove());
  return copy?.textContent.trim().replace(/\s+/g, " ") ?? "";
}

// --- Walking ----------------------------------------------------------------------------------------

/**
 * Shows the next thing that `admits` wants, or the one before it; where what is loaded ends, another piece of
 * the text is asked for, and where the text ends, the search begins anew at the other end.
 */
export function step(direction, admits, { wrap = true, told = "" } = {}) {
  const list = things(scope);
  const at = placeIn(list, direction);
  const ahead = direction > 0 ? list.slice(at) : list.slice(0, at).reverse();
  const found = ahead.find(admits);
  if (found) return show(found, { told });
  if (load(direction, () => step(direction, admits, { wrap, told }))) return undefined;
  const again = wrap ? (direction > 0 ? list : [...list].reverse()).find(admits) : null;
  if (again && !isSame(again, current())) return show(again, { told: `${told} ${word("from-the-other-end")}`.trim() });
  say(`${told} ${wrap ? noneOpen() : word("no-further")}`.trim());
  return undefined;
}

/** Where one kind of thing is gone through, the other may be open still. */
function noneOpen() {
  const isElsewhere = scope !== "both" && things("both").some(isOpen);
  return word(isElsewhere ? `none-open-${scope}` : "none-open");
}

/** The index in reading order at which a step begins: beside the current item, else at what is in sight. */
function placeIn(list, direction) {
  const here = current();
  const index = here ? list.findIndex((each) => isSame(each, here)) : -1;
  if (index >= 0) return direction > 0 ? index + 1 : index;
  const from = here ? here.start : direction > 0 ? inSight() : Infinity;
  const after = list.findIndex((each) => each.start >= from);
  return after < 0 ? list.length : after;
}

/** Where the first paragraph begins that is not above the window: there a reader who has scrolled wants to begin. */
function inSight() {
  const first = paragraphsIn().find((each) => each.getBoundingClientRect().bottom > 0);
  return first ? Number(first.dataset.start) : 0;
}

// --- Scope and swaps --------------------------------------------------------------------------------

export function setScope(name) {
  scope = SCOPES.includes(name) ? name : SCOPES[(SCOPES.indexOf(scope) + 1) % SCOPES.length];
  showScope();
  say(word(`scope-${scope}`));
}

/** Shows on the buttons which scope is chosen: the bar is swapped with every answer. */
export function showScope() {
  for (const button of document.querySelectorAll("[data-scope]")) {
    button.setAttribute("aria-pressed", String(button.dataset.scope === scope));
  }
}

/** Finds again what is current after a part of the page was swapped: notes stay open by themselves. */
export function restore() {
  showScope();
  if (mentionId !== null) restoreMention();
}

function restoreMention() {
  const thing = mention(mentionId);
  unmark();
  if (thing) {
    showMention(thing, positionOf(thing), { focus: false });
    mark(thing);
  } else {
    mentionId = null;
    hideMention();
  }
}

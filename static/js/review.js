// Reviewing in the page: listens to keys, buttons and swaps, and hands them on. The server decides who may; where
// the page has no address for decisions, nothing here does anything.

import { ACTS, label, role, save, takeExpected } from "./acts.js";
import { beginAt, onSelect, select, selected } from "./caret.js";
import { current, follow, noteAnswers, restore, scopeNow, setScope, show, showScope, unmarkSent } from "./current.js";
import { wordsOf } from "./decisions.js";
import { holdSelection, openForm, standOnFoot, takeSelection } from "./dock.js";
import * as editor from "./editor.js";
import { claimOf, mentionAt } from "./items.js";
import { actOf, typing } from "./keys.js";
import { openNote } from "./notes.js";
import { onAnswer } from "./outbox.js";
import { say, word } from "./words.js";

const one = (selector, root = document) => root.querySelector(selector);
const mayDecide = () => Boolean(one("#reader")?.dataset.decide);
const isField = (target) => target.matches?.("input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]") ?? false;

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (!mayDecide() || one("dialog[open], :popover-open")) return;
  const act = isField(event.target) ? typing(event) : actOf(event);
  if (!act) return;
  event.preventDefault();
  act();
}, true);

// --- Buttons ------------------------------------------------------------------------------------------

const BUTTONS = "[data-act], [data-scope], [data-leave], #dock button[data-role], #dock [data-label], [data-more], [data-drop]";

document.addEventListener("click", (event) => {
  const button = event.target.closest?.(BUTTONS);
  if (!button || !mayDecide() || event.button !== 0) return;
  const { act, scope, role: name, label: value, more, drop } = button.dataset;
  if (scope) setScope(scope);
  else if (more) role(more, { more: true });
  else if (drop) editor.drop(...drop.split(" "));
  else if (name) role(name, { more: event.shiftKey });
  else if (value) label(value);
  else press(button, act ?? "leave");
});

/** A button in a note is about its claim, whichever is current. */
function press(button, act) {
  const note = button.closest(".note");
  if (note && note !== openNote()) show(claimOf(note));
  if (Object.hasOwn(ACTS, act)) ACTS[act]();
}

document.addEventListener("submit", (event) => {
  if (!event.target.matches("#dock form.dock-part")) return;
  event.preventDefault();
  save(event.target);
});

document.addEventListener("input", (event) => {
  if (event.target.form?.id === "claim-editor") editor.choice(event.target);
});

// --- Clicks into the text -------------------------------------------------------------------------------

/** A click on a name is about the name where its claim is open already, where none is, or among mentions. */
document.addEventListener("click", (event) => {
  const segment = event.target.closest?.(".text [data-k]");
  if (!segment || !mayDecide() || event.button !== 0 || !document.getSelection().isCollapsed || openForm()) return;
  const thing = mentionAt(segment, { first: scopeNow() === "mentions" });
  if (!thing) return;
  event.stopImmediatePropagation();
  show(thing);
}, true);

document.addEventListener("click", follow);

document.addEventListener("newsdesk:show", (event) => {
  if (!mayDecide()) return;
  event.preventDefault();
  show(event.detail);
});

/** Where the keyboard cursor begins: at the words of the current item. */
beginAt(() => {
  const thing = current();
  if (!thing) return null;
  const [start, end] = thing.kind === "claim" ? thing.value.roles.quote[0] : [thing.start, thing.end];
  return { start, end };
});

onSelect(() => {
  if (openForm()?.id === "mention-editor") takeSelection();
});

// --- Swaps --------------------------------------------------------------------------------------------

document.addEventListener("newsdesk:settled", () => {
  noteAnswers();
  standOnFoot();
  restore();
  editor.render();
  const thing = takeExpected();
  if (thing) show(thing, { focus: !selected() });
});

/** What was refused is open again, whatever the page shows and has said of it; #conflicts tells why. The cursor is
 * back on words that were others. */
onAnswer(({ entry, status, conflict, isOwn }) => {
  if (status < 400) return;
  unmarkSent();
  const words = isOwn && conflict === "text" && !selected() ? wordsOf(entry) : null;
  if (words) select(words.start, words.end);
  if (isOwn) say(word("refused"));
});

window.addEventListener("beforeunload", (event) => {
  if (editor.isUnfinished()) event.preventDefault();
});

window.addEventListener("resize", standOnFoot);
window.addEventListener("scroll", standOnFoot, { passive: true });
holdSelection();
showScope();
standOnFoot();

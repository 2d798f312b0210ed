// Which key does what in a review. Letters and signs are taken as they are printed, digits by where they lie:
// Shift makes other signs of them in every country.

import { selected } from "./caret.js";
import { ACTS, isNamingNow, label, role, save, startNaming, stopNaming } from "./acts.js";
import { current } from "./current.js";
import { chosen, openForm } from "./dock.js";
import * as editor from "./editor.js";
import { say, word } from "./words.js";

const LABELS = { 1: "PER", 2: "ORG", 3: "LOC", 4: "NORP", 5: "WEAPON", 6: "EVENT", 7: "LAW", 8: "WORK", 9: "DATE", 0: "QUANTITY", "-": "MONEY" };
const ROLES = { 1: "quote", 2: "speaker", 3: "cue", 4: "frame", 5: "addressee", 6: "evidence", 7: "hedge" };
const KEYS = {
  j: "next", k: "previous", J: "next-any", K: "previous-any", a: "accept", r: "reject", R: "reason", e: "correct", u: "undo", U: "redo",
  x: "nothing", d: "done", h: "history", s: "scope", A: "accept-all", n: "next-article",
};

const digitOf = (event) => event.code.match(/^(?:Digit|Numpad)(\d)$/)?.[1] ?? null;
/** Whether Shift makes another sign of the digit; where digits are typed with Shift, it does not count. */
const isShifted = (event) => event.shiftKey && !/^\d$/.test(event.key);

/** What a key does here, or null where it is none of ours. */
export function actOf(event) {
  const key = digitOf(event) ?? event.key;
  if (isNamingNow()) return naming(key);
  return (editor.isWriting() && writing(event, key)) || marking(event, key) || acting(event, key);
}

/** The key after `m`: a kind of mention; another one ends the naming and does what it always does. */
function naming(key) {
  if (Object.hasOwn(LABELS, key)) return () => label(LABELS[key]);
  if (key === "Shift") return null;
  stopNaming();
  return key === "Escape" ? () => say(word("left")) : null;
}

/** The keys of the claim editor while nobody types in its fields. */
function writing(event, key) {
  const isAtField = event.target.closest?.("#dock") && !event.target.matches("h2");
  if (key === "Tab" && !event.shiftKey && !isAtField) return () => editor.firstField().focus();
  if ((key === "Delete" || key === "Backspace") && selected()) return () => inText(editor.dropVisited);
  const name = /^[a-z]$/i.test(key) ? editor.attributeOf(key.toLowerCase()) : null;
  return name && (() => editor.turn(name, event.shiftKey ? -1 : 1));
}

/** Digits and m: what the selected words are, or what the current mention is. */
function marking(event, key) {
  const more = isShifted(event);
  if (editor.isWriting()) return Object.hasOwn(ROLES, key) ? () => inText(() => role(ROLES[key], { more })) : null;
  if (openForm() || more) return null;
  if (current()?.kind === "mention" && !chosen()) return Object.hasOwn(LABELS, key) ? () => label(LABELS[key]) : null;
  if (Object.hasOwn(ROLES, key)) return () => role(ROLES[key]);
  return key === "m" ? startNaming : null;
}

/** Does what the cursor in the text is for, and takes the focus off a button that Enter would press. */
function inText(act) {
  act();
  if (isButton(document.activeElement)) editor.focusTitle();
}

function acting(event, key) {
  const form = openForm();
  if (key === "Enter" && form) return isButton(event.target) ? null : () => save(form);
  if (key === "Escape") return form ? ACTS.leave : leaving();
  return Object.hasOwn(KEYS, key) ? ACTS[KEYS[key]] : null;
}

const isButton = (target) => target.closest?.("#dock button") ?? false;

/** Without a cursor in the text, Escape leaves the current mention; an open note is the reader's business. */
const leaving = () => (!selected() && current()?.kind === "mention" ? ACTS.forget : null);

/** The keys in a field of the dock: Enter saves, Escape goes back to the text and then leaves. */
export function typing(event) {
  const form = event.target.closest?.("#dock form.dock-part");
  if (!form) return null;
  if (event.key === "Enter" && event.target.matches("input, select")) return () => save(form);
  if (event.key !== "Escape") return null;
  return form.id === "claim-editor" ? editor.focusTitle : ACTS.leave;
}

// The claim editor in the dock: digits give roles to the words that are selected, the rest is chosen from lists.
// An unfinished claim lives here, by its offsets: paragraphs may be swapped under it.

import { select, selected } from "./caret.js";
import { chosen, closePart, fillNames, keepInSight, letGo, openPart, paint, wordsAt } from "./dock.js";
import {
  ATTRIBUTES, ROLES, addStretch, choose, draftOf, guess, isChanged, isInQuotationMarks, newDraft, parentsOf, setRole, spansOf,
} from "./draft.js";
import { claims, mentions } from "./items.js";
import { exactOf } from "./offsets.js";
import { say, word } from "./words.js";

const one = (selector, root = document) => root.querySelector(selector);
const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const form = () => one("#claim-editor");
const rowOf = (role) => one(`.role-row[data-role="${role}"]`, form());

let draft = null;
let visited = null; // {role, start, end}: the stretch of a role that its digit has put the cursor on

export const isWriting = () => draft !== null;
export const isUnfinished = () => draft !== null && isChanged(draft);
export const roleName = (role) => one(".role-name span", rowOf(role)).textContent;

// --- Beginning and leaving ----------------------------------------------------------------------------

/** Begins a claim with the selected words in a role; the cursor stays in the text. */
export function begin(role) {
  draft = newDraft();
  start(word("claim-new"));
  assign(role);
}

/** Opens a claim that is there already. */
export function edit(claim) {
  draft = draftOf(claim);
  start(word("claim-correct", { n: one(".number", claim.note)?.textContent ?? "" }));
  say(word("claim-edit"));
  focusTitle();
}

export const focusTitle = () => one("h2", form()).focus({ preventScroll: true });

function start(title) {
  visited = null;
  one("#claim-editor-title").textContent = title;
  one("#claim-editor-warning").hidden = true;
  document.body.classList.add("is-marking");
  fillNames();
  openPart(form());
  render();
  const [quote] = spansOf(draft, "quote");
  if (quote) keepInSight(quote);
}

export function leave() {
  draft = null;
  document.body.classList.remove("is-marking");
  for (const role of ROLES) paint(`draft-${role}`, []);
  closePart(form());
}

/** The claim as it is to be stored, or null after saying what is missing. */
export function finished() {
  const isMissing = !spansOf(draft, "quote").length;
  const error = one("#claim-editor-error");
  error.hidden = !isMissing;
  error.textContent = isMissing ? word("quote-missing") : "";
  return isMissing ? null : { target: draft.target, value: structuredClone(draft.value), isChanged: isChanged(draft) };
}

// --- Roles --------------------------------------------------------------------------------------------

/**
 * What a role's digit does: gives it the selected words, or adds them to it. Without words of one's own choice
 * the cursor goes to the role's own, stretch by stretch, where it can be moved, grown and given anew.
 */
export function assign(role, { more = false } = {}) {
  const span = chosen();
  if (!span || isVisited(span)) return visit(role);
  const words = [span.start, span.end];
  if (more) addStretch(draft, role, words);
  else setRole(draft, role, [words]);
  visited = { role, ...span };
  letGo();
  fillIn();
  render();
  say(word(more ? "role-added" : "role-given", { role: roleName(role), words: wordsAt(words) }));
  return undefined;
}

const isVisited = (span) => visited !== null && visited.start === span.start && visited.end === span.end;

function visit(role) {
  const spans = spansOf(draft, role);
  if (!spans.length) return say(word("role-empty", { role: roleName(role) }));
  const next = visited?.role === role ? spans.findIndex(([start]) => start === visited.start) + 1 : 0;
  const [start, end] = spans[next % spans.length];
  visited = { role, start, end };
  select(start, end);
  return undefined;
}

/** Takes a stretch away from its role. */
export function drop(role, index) {
  setRole(draft, role, spansOf(draft, role).filter((_, at) => at !== Number(index)));
  visited = null;
  fillIn();
  render();
  one(".role-name", rowOf(role)).focus();
  say(word("role-dropped", { role: roleName(role) }));
}

/** Takes away the stretch that the cursor was put on; says whether there was one. */
export function dropVisited() {
  const index = visited ? spansOf(draft, visited.role).findIndex(([start]) => start === visited.start) : -1;
  if (index < 0 || !selected() || !isVisited(selected())) return false;
  drop(visited.role, index);
  return true;
}

function fillIn() {
  const speakerWords = spansOf(draft, "speaker").map(wordsAt).join(" ");
  guess(draft, { mentions: mentions(), claims: claims(), isDirect: isDirect(spansOf(draft, "quote")), speakerWords });
}

function isDirect(quote) {
  if (!quote.length) return false;
  const [start, end] = [quote[0][0], quote.at(-1)[1]];
  const words = quote.map((span) => exactOf(...span) ?? "").join(" ");
  return isInQuotationMarks(words, exactOf(start - 1, start) ?? "", exactOf(end, end + 1) ?? "");
}

// --- Attributes ---------------------------------------------------------------------------------------

/** A person has chosen in a field. */
export function choice(field) {
  if (!draft || !ATTRIBUTES.includes(field.name)) return;
  choose(draft, field.name, field.value.trim());
}

/** The next choice of an attribute's list, or the one before. */
export function turn(name, by) {
  const field = form().elements[name];
  field.selectedIndex = (field.selectedIndex + by + field.length) % field.length;
  choice(field);
  say(`${one(`label[for="${field.id}"]`).firstChild.textContent.trim()}: ${field.selectedOptions[0].textContent}`);
}

/** The attribute that a key turns on, or null. */
export const attributeOf = (key) => one(`select[aria-keyshortcuts="${CSS.escape(key)}"]`, form())?.name ?? null;

export const firstField = () => one(".pair input, .pair select", form());

// --- Drawing ------------------------------------------------------------------------------------------

/** Draws the editor and the marks of its roles in the text; after a swap of the text as well. */
export function render() {
  if (!draft) return;
  for (const role of ROLES) {
    drawRow(role);
    paint(`draft-${role}`, spansOf(draft, role));
  }
  drawParents();
  for (const name of ATTRIBUTES) {
    const field = form().elements[name];
    if (field !== document.activeElement) field.value = draft.value[name] ?? "";
  }
  warn();
}

function drawRow(role) {
  const row = rowOf(role);
  const spans = spansOf(draft, role);
  row.classList.toggle("is-empty", !spans.length);
  one(".role-words", row).replaceChildren(...spans.map((span, index) => stretchOf(role, span, index)));
  one("[data-more]", row).hidden = !spans.length;
}

function stretchOf(role, span, index) {
  const stretch = document.createElement("span");
  const words = document.createElement("bdi");
  const button = document.createElement("button");
  stretch.className = "stretch";
  words.textContent = wordsAt(span);
  button.type = "button";
  button.className = "role-drop";
  button.dataset.drop = `${role} ${index}`;
  button.textContent = "×";
  button.setAttribute("aria-label", word("take-away", { words: words.textContent, role: roleName(role) }));
  stretch.append(words, button);
  return stretch;
}

function drawParents() {
  const field = form().elements.parent;
  const found = parentsOf(draft, claims());
  const isKept = draft.value.parent && !found.some((claim) => claim.id === draft.value.parent);
  const options = found.map((claim) => optionOf(claim.id, parentWords(claim.note)));
  if (isKept) options.push(optionOf(draft.value.parent, word("parent-elsewhere")));
  field.replaceChildren(field.options[0], ...options);
  field.value = draft.value.parent ?? "";
}

const optionOf = (value, text) => Object.assign(document.createElement("option"), { value, textContent: text });

function parentWords(note) {
  const [number, who] = [".number", ".who"].map((part) => one(part, note)?.textContent.trim().replace(/\s+/g, " ") ?? "");
  return `${number}. ${who}`;
}

/** Says so where somebody has decided about this claim since its editor was opened. */
function warn() {
  const now = draft.target ? one(`#claim-${draft.target.id}`) : null;
  const isOther = now && (now.dataset.head || null) !== draft.target.head;
  one("#claim-editor-warning").hidden = !isOther;
}

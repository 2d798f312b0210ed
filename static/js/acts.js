// What a reviewer does: decide about the current item, mark and name words, take back, go on. Keys and buttons
// come here alike; what they lead to is said to screen readers.

import { clear, selected } from "./caret.js";
import { current, forget, isOpen, markSent, scopeNow, setScope, show, step, unmarkSent } from "./current.js";
import { acceptAll, beside, decide, isAllAnswered, isAllSent, isLoaded, redo, undo } from "./decisions.js";
import { askReason, chosen, closePart, correctedMention, editMention, focusCurrent, leaveMention, letGo, openForm } from "./dock.js";
import * as editor from "./editor.js";
import { articleItem, isSame, mentions, paragraphOf, targetOf, things } from "./items.js";
import { paragraphAt } from "./offsets.js";
import { newId } from "./outbox.js";
import { say, word } from "./words.js";

const HOLDING = ["accepted", "corrected", "added"];
const one = (selector, root = document) => root.querySelector(selector);

let isNaming = false; // whether the next key says what the selected words mention
let expected = null; // what is shown once the page has it: { item, row } of what was added, or came back

const refuse = (name) => say(word(name));

// --- Deciding -------------------------------------------------------------------------------------------

function send(kind, thing, more = {}) {
  markSent(thing);
  return decide(kind, targetOf(thing), more);
}

/** Decides about the current item and goes on to the next open one. */
function settle(kind, reason = "") {
  const thing = current();
  if (!thing) return refuse("nothing-chosen");
  const isSo = kind === "accept" ? HOLDING.includes(thing.status) : thing.status === "rejected";
  if (isSo) return refuse("decided-already");
  send(kind, thing, { reason });
  return step(1, isOpen, { told: word(`done-${kind}`) });
}

function change(thing, value) {
  send("correct", thing, { value });
  say(word("done-correct"));
}

/** Adds a claim or a mention, and shows it once the page has it. */
function add(kind, value) {
  const item = newId();
  expected = { item, row: null };
  decide("add", { item_kind: kind, item, row: null, head: null }, { value });
  say(word("done-add"));
}

function nothingHere() {
  const at = chosen()?.start ?? current()?.start;
  const text = at === undefined ? null : paragraphAt(at);
  if (!text) return refuse("nothing-chosen");
  const paragraph = paragraphOf(text);
  if (paragraph.status === "nothing_here") return refuse("decided-already");
  const { start, end } = paragraph;
  send("nothing_here", paragraph, { value: { start, end } });
  return say(word("done-nothing"));
}

/** Done with the article; where nothing in it stands, and nothing is on its way, that nothing is in it. */
function finish() {
  const article = articleItem();
  if (article.isSettled) return refuse("decided-already");
  const isNothing = article.isEmpty && isAllSent();
  send(isNothing ? "nothing_here" : "accept", article);
  return say(word(isNothing ? "done-empty" : "done-article"));
}

/** Takes back the last act, or does it again, and shows what it was about. */
async function takeBack(name, act) {
  expected = null;
  unmarkSent();
  const sent = await act();
  expected = sent?.acts?.[0] ?? null;
  say(word(sent ? `done-${name}` : sent === null ? "server-knows" : `nothing-to-${name}`));
}

/** What is to be shown, once it is there and all that was decided here is answered; then it is forgotten. */
export function takeExpected() {
  if (!expected || !isAllAnswered()) return null;
  const { item, row } = expected;
  const isItem = (thing) => item && thing.item?.replaceAll("-", "") === item.replaceAll("-", "");
  const isRow = (thing) => row?.[thing.kind] && Number(thing.row) === row[thing.kind];
  const found = things("both").find((thing) => isItem(thing) || isRow(thing)) ?? null;
  if (found) expected = null;
  return found;
}

// --- Marking and naming words -----------------------------------------------------------------------------

/** Gives the words that are selected a role of the claim that is being written, or begins one with them. */
export function role(name, { more = false } = {}) {
  if (editor.isWriting()) return editor.assign(name, { more });
  return chosen() ? editor.begin(name) : refuse("select-first");
}

/** Says what the selected words mention, or that the current mention is of another kind. */
export function label(value) {
  stopNaming();
  const span = chosen();
  const thing = span ? mentions().find((each) => each.start === span.start && each.end === span.end) : current();
  if (!span && thing?.kind !== "mention") return refuse("select-first");
  letGo();
  clear();
  if (thing && thing.status !== "rejected") return relabel(thing, value);
  return add("mention", { start: span.start, end: span.end, label: value });
}

function relabel(thing, value) {
  if (!isSame(thing, current())) show(thing);
  if (thing.label === value) return refuse("decided-already");
  const { start, end, canonical } = thing;
  return change(thing, { start, end, label: value, canonical: canonical || null });
}

export const isNamingNow = () => isNaming;

export function startNaming() {
  if (!chosen()) return refuse("select-first");
  isNaming = true;
  one("#covering")?.classList.add("is-naming");
  return say(word("naming"));
}

export function stopNaming() {
  isNaming = false;
  one("#covering")?.classList.remove("is-naming");
}

// --- What is being written ----------------------------------------------------------------------------------

function correct() {
  const thing = current();
  if (!thing) return refuse("nothing-chosen");
  return thing.kind === "claim" ? editor.edit(thing) : editMention(thing);
}

function reason() {
  const thing = current();
  if (!thing) return refuse("nothing-chosen");
  return askReason(thing.kind === "mention" ? thing.exact : one(".what", thing.note).textContent.trim());
}

/** Stores what one of the dock's forms holds. */
export function save(form) {
  if (form.id === "claim-editor") saveClaim();
  else if (form.id === "mention-editor") saveMention();
  else if (form.id === "reason-form") saveReason(form);
}

function saveClaim() {
  const claim = editor.finished();
  if (!claim) return refuse("quote-missing");
  if (claim.isChanged && !isLoaded(claim.value)) return refuse("not-loaded");
  editor.leave();
  clear();
  focusCurrent();
  if (!claim.target) add("claim", claim.value);
  else if (claim.isChanged) change(claim.target, claim.value);
  else say(word("left"));
  return undefined;
}

function saveMention() {
  const corrected = correctedMention();
  leaveMention();
  clear();
  focusCurrent();
  if (corrected) change(corrected.mention, corrected.value);
  else say(word("left"));
}

function saveReason(form) {
  closePart(form);
  settle("reject", form.elements.reason.value.trim());
}

/** Leaves what is being written; asks where something would be lost. */
export function leave() {
  if (editor.isUnfinished()) one("#leave-dialog").showModal();
  else leaveForm();
}

function leaveForm() {
  if (editor.isWriting()) editor.leave();
  else if (openForm()?.id === "mention-editor") leaveMention();
  else if (openForm()) closePart(openForm());
  focusCurrent();
  say(word("left"));
}

function throwAway() {
  one("#leave-dialog").close();
  leaveForm();
}

/** What leaves the current item; while a claim is unfinished it only says so. */
const unlessWriting = (act) => () => {
  if (editor.isUnfinished()) return refuse("finish-first");
  if (openForm()) leaveForm();
  return act();
};

// --- The article ----------------------------------------------------------------------------------------------

function history() {
  const thing = current();
  if (!thing) return refuse("nothing-chosen");
  if (!thing.item) return refuse("no-history");
  return import("./history.js").then(({ toggle }) => toggle(thing), () => refuse("unreachable"));
}

async function previewAll() {
  const dialog = one("#preview");
  const query = new URLSearchParams(location.search);
  query.set("scope", scopeNow());
  const body = one(".preview-body", dialog);
  body.replaceChildren();
  await window.htmx.ajax("GET", `${beside("accept-all/")}?${query}`, { source: body, target: body, swap: "innerHTML" }).catch(() => {});
  if (!body.firstElementChild) return refuse("unreachable");
  return dialog.open || dialog.showModal();
}

function acceptPreviewed() {
  const dialog = one("#preview");
  const rows = (name) => JSON.parse(one(`[data-${name}]`, dialog)?.dataset[name] || "[]");
  const [listed, named] = [rows("claims"), rows("mentions")];
  dialog.close();
  acceptAll({ claims: listed, mentions: named });
  say(word("done-all"));
}

const any = () => true;

export const ACTS = {
  next: unlessWriting(() => step(1, isOpen)),
  previous: unlessWriting(() => step(-1, isOpen)),
  "next-any": unlessWriting(() => step(1, any, { wrap: false })),
  "previous-any": unlessWriting(() => step(-1, any, { wrap: false })),
  accept: unlessWriting(() => settle("accept")),
  reject: unlessWriting(() => settle("reject")),
  reason: unlessWriting(reason),
  correct: unlessWriting(correct),
  undo: () => takeBack("undo", undo),
  redo: () => takeBack("redo", redo),
  nothing: nothingHere,
  done: finish,
  history,
  scope: () => setScope(),
  "accept-all": unlessWriting(previewAll),
  "accept-previewed": acceptPreviewed,
  "next-article": unlessWriting(() => one("#next-article")?.click()),
  "throw-away": throwAway,
  leave,
  forget,
};

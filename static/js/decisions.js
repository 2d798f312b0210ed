// Makes decisions out of what the page shows, and hands them to the outbox. A decision names its item or its
// machine row, and the newest decision about it that is known here: the one on its way, else the page's.

import { placeMargins } from "./margins.js";
import { exactOf, paragraphAt } from "./offsets.js";
import { completeWith, discard, enqueue, goingOut, newId, onAnswer, onChange, pending, replace, settled, state } from "./outbox.js";
import { look } from "./presence.js";
import { swap } from "./swap.js";
import { focusNext, say } from "./unsent.js";

const one = (selector, root = document) => root.querySelector(selector);
const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const page = () => one("#reader")?.dataset ?? {};

/** The address of something else about the article, from that of its decisions. */
export const beside = (rest) => page().decide.replace(/decisions\/(\?.*)?$/, rest);

/** Whether this person can decide here. */
export const canDecide = () => Boolean(page().decide);

// A target is what a decision is about, as somebody saw it when they began to look or to edit, so that what
// others decide meanwhile is not overwritten: {item_kind, item, row: {claim: 1} | {mention: 1} | null, head}.
// Something new has neither item nor row.

/** Whether an act is about the target: the same item, or the same machine row. */
function isAbout(act, { item, row }) {
  const isRow = (kind) => act.row?.[kind] !== undefined && act.row[kind] === row?.[kind];
  return (item !== null && act.item === item) || isRow("claim") || isRow("mention");
}

const actsOf = (entry) => entry.body.acts ?? [];
const waiting = () => pending(page().article).filter((entry) => entry.state === "waiting");

/** Whether the server has answered all that was decided here. */
export const isAllSent = () => waiting().length === 0;

/** The same, but for what waits behind a decision that was refused. */
export const isAllAnswered = () => goingOut(page().article).length === 0;

/** The newest decision about a target: on its way, else what this person has decided on top of the page's. */
function headOf(target) {
  const acts = [...stored, ...waiting().flatMap(actsOf)];
  let head = waiting().flatMap(actsOf).findLast((act) => isAbout(act, target))?.uuid ?? target.head;
  const isNext = (act) => act.previous === head && (head !== null || isAbout(act, target));
  for (let next = acts.find(isNext); next; next = acts.find(isNext)) head = next.uuid;
  return head;
}

const stored = []; // what this person's pages have stored since this one was loaded, which it may not show yet

/** The whole acts of this person whose decisions the page may not know: an act may follow one of those as well. */
const batches = () => [...storedBatches, ...waiting().map((entry) => entry.body.batch)].filter(Boolean).slice(-MOST_BATCHES);

const MOST_BATCHES = 20;
const storedBatches = []; // since this page was loaded

// --- Deciding -------------------------------------------------------------------------------------

/** Decides about a target: kind is accept, reject, correct, add or nothing_here. In `value` a span is
 * [start, end], a mention or a paragraph has `start` and `end`, and `parent` is the id that the page has for a
 * claim. Resolved with the decision's name once it is kept; null where nobody can decide, or a part of the text
 * is not loaded. */
export function decide(kind, target, { value = null, reason = "" } = {}) {
  const whole = value && withText(value);
  if (!canDecide() || whole === undefined) return Promise.resolve(null);
  return inTurn(async () => {
    await dropRefused(target);
    const act = { ...actOn(target), uuid: newId(), kind, value: whole, reason };
    await send({ acts: [act], batch: null });
    return act.uuid;
  });
}

/** Accepts machine rows, named by their ids, as one act. */
export function acceptAll({ mentions = [], claims = [] }) {
  return canDecide() ? inTurn(() => send({ accept_all: { mentions, claims }, batch: newId() })) : Promise.resolve();
}

/** Acts follow one another: each knows what the one before it has left. */
function inTurn(work) {
  turn = turn.then(work, work);
  return turn;
}

let turn = Promise.resolve();

function actOn(target) {
  const { item, row, item_kind } = target;
  const named = row ? { item: null, row } : { item: item ?? newId(), row: null };
  return { ...named, item_kind, previous: headOf(target), after: batches(), undoes: null, value: null, reason: "" };
}

function send(body) {
  const { article, decide: address, version } = page();
  const url = new URL(address, location).pathname; // filters are the page's, not the decision's
  return enqueue({ article, url, body: { version: Number(version), ...body } });
}

/** What was refused about a target gives way to what is decided about it now. */
async function dropRefused(target) {
  const refused = pending(page().article).filter((entry) => entry.state === "refused");
  for (const act of refused.flatMap(actsOf).filter((each) => isAbout(each, target))) await discard(act.uuid);
}

// --- Values ---------------------------------------------------------------------------------------

/** A value as the server takes it, each span with its exact text; undefined where a part of it is not loaded. */
function withText(value) {
  const { roles, start, end, ...rest } = value;
  if (!roles) {
    const span = spanOf([start, end]);
    return span && { ...span, ...rest };
  }
  const pairs = Object.entries(roles).map(([role, spans]) => [role, spans.map(spanOf)]);
  if (pairs.some(([, spans]) => spans.some((span) => !span))) return undefined;
  return { ...rest, roles: Object.fromEntries(pairs), parent: parentOf(rest.parent) };
}

/** Whether the page has all of the text that a value is about, so that it can be sent. */
export const isLoaded = (value) => withText(value) !== undefined;

function spanOf([start, end]) {
  const exact = exactOf(start, end);
  return exact === null ? undefined : { start_char: start, end_char: end, exact };
}

/** A claim as a parent is named: by its machine row, or by its item. */
function parentOf(id) {
  if (!id || id === "null") return null;
  return /^[0-9a-f]{32}$/.test(id) ? id : { claim: Number(id) };
}

/** The exact text beside each hash, where the page has the same text; hashes alone say as much. */
completeWith((body) => (body.version === Number(page().version) ? fill(body) : body));

function fill(value) {
  if (Array.isArray(value)) return value.map(fill);
  if (value === null || typeof value !== "object") return value;
  const copy = Object.fromEntries(Object.entries(value).map(([name, each]) => [name, fill(each)]));
  if (copy.sha256 === undefined) return copy;
  const exact = exactOf(copy.start_char, copy.end_char);
  return exact === null ? copy : { ...copy, exact };
}

// --- Taking back ----------------------------------------------------------------------------------

/** Takes back this person's last act, or the last that was taken back; one that is still on its way too.
 * Resolved with what was sent; with false where there is nothing, null where only the server knows and cannot be
 * asked. */
export const undo = () => inTurn(() => back("undo"));
export const redo = () => inTurn(() => back("redo"));

async function back(which) {
  if (!canDecide()) return false;
  if (ahead()[which] === "asks") await settled(page().article);
  await drawn;
  const next = ahead()[which];
  if (next === "asks") return null;
  if (next === null) return false;
  await send(next);
  return next;
}

/** What can be taken back and done again, once all that waits is stored; "asks" where the answer will tell. */
function ahead() {
  const done = [];
  const undone = [];
  let asks = false; // what waits takes back what only the server knows
  let isNew = false; // what waits has something new: nothing before it can be done again
  for (const entry of goingOut(page().article)) {
    const step = stepOf(entry);
    if (!step.takesBack) {
      done.push(step);
      undone.length = 0;
      isNew = true;
      continue;
    }
    const isRedo = undone.length > 0 && undone.at(-1).by === step.takesBack;
    if (isRedo) done.push(undone.pop().step);
    else if (done.length && done.at(-1).name === step.takesBack) undone.push({ by: step.name, step: done.pop(), entry });
    else {
      asks = true;
      isNew = false;
      undone.length = 0; // a redo brings back this first
    }
  }
  const fromServer = (name) => (asks ? "asks" : bodyFrom(one("#review-bar")?.dataset[name]));
  return {
    undo: done.length ? takeBack(done.at(-1).entry, done.at(-1).name) : fromServer("undo"),
    redo: undone.length ? takeBack(undone.at(-1).entry, undone.at(-1).by) : isNew ? null : fromServer("redo"),
  };
}

/** An entry as a step: its name, and the name of what it takes back, if it does. */
function stepOf(entry) {
  const { acts, batch, undo_batch: undone, redo_batch: redone } = entry.body;
  if (!acts) return { entry, name: batch, takesBack: undone ?? redone ?? null };
  return { entry, name: acts[0].uuid, takesBack: acts[0].undoes };
}

/** What takes back an entry; `name` is the decision, or the batch, that it comes from. */
function takeBack({ body }, name) {
  if (!body.acts) return { [body.undo_batch ? "redo_batch" : "undo_batch"]: name, batch: newId() };
  const acts = body.acts.map((act) => {
    const target = { item: act.item, row: act.row, item_kind: act.item_kind, head: act.uuid };
    return { ...actOn(target), uuid: newId(), kind: "undo", undoes: act.uuid };
  });
  return { acts, batch: acts.length > 1 ? newId() : null };
}

/** What the server says can be taken back next. */
function bodyFrom(data) {
  const next = JSON.parse(data || "null");
  if (!next) return null;
  if (next.undo_batch || next.redo_batch) return { ...next, batch: newId() };
  const { item, item_kind, row, previous, undoes } = next;
  const act = actOn({ item, item_kind, row, head: previous });
  return { acts: [{ ...act, uuid: newId(), kind: "undo", undoes }], batch: null };
}

/** The words that an entry is about, { start, end }, where it says so. */
export function wordsOf(entry) {
  const { value } = actsOf(entry)[0] ?? {};
  const span = value?.roles ? value.roles.quote?.[0] : value;
  return span ? { start: span.start_char, end: span.end_char } : null;
}

let drawn = Promise.resolve(); // once the page shows what another page of this person has stored

// --- What the page shows of it ---------------------------------------------------------------------

onAnswer(({ entry, status, conflict, html, isOwn }) => {
  if (status < 300 && entry.body.batch) storedBatches.push(entry.body.batch);
  if (status < 300) stored.push(...actsOf(entry).map(({ uuid, previous, item, row }) => ({ uuid, previous, item, row })));
  if (isOwn || status >= 400) {
    const without = status >= 400 ? "notice" : ""; // what was refused is told with the choice about it
    swap(html, { without, anew: conflict === "text" });
  } else {
    drawn = look();
  }
});

/** Paragraphs were drawn anew, whoever decided: what stands beside the text follows. */
document.addEventListener("newsdesk:redrawn", () => {
  import("./side.js").then(({ renewSoon }) => renewSoon(), () => {}); // without a connection: after the next decision
});

/** Marks all that is on its way. */
function mark() {
  noteUnsent();
  noteSteps();
  const marked = new Set(waiting().flatMap(elementsOf));
  for (const element of all(".is-sending")) element.classList.toggle("is-sending", marked.has(element));
  for (const element of marked) element.classList.add("is-sending");
}

function elementsOf(entry) {
  const rows = entry.body.accept_all;
  if (rows) return [...rows.claims.flatMap(noteOfRow), ...rows.mentions.flatMap((row) => segmentsOf({ row }))];
  return actsOf(entry).flatMap((act) => {
    if (act.row?.claim) return noteOfRow(act.row.claim);
    if (act.row?.mention) return segmentsOf({ row: act.row.mention });
    return [...all(`[data-item="${act.item}"]`), ...segmentsOf({ item: act.item })];
  });
}

/** The bar has buttons for what is stored; what waits can be taken back as well. */
function noteSteps() {
  if (isAllAnswered()) return;
  for (const [which, next] of Object.entries(ahead())) {
    const button = one(`#review-bar [data-act="${which}"]`);
    if (!button) continue;
    button.disabled = next === null;
    button.removeAttribute("title"); // it tells of what is stored
  }
}

const noteOfRow = (row) => all(`.note[data-row="${row}"]`);

/** The segments of a mention that is named by its row or its item. */
function segmentsOf({ row, item }) {
  const found = all("[data-mentions]").flatMap((margin) => JSON.parse(margin.dataset.mentions));
  const mention = found.find((each) => (row ? each.row === row : each.item === item));
  return mention ? all(`.text [data-k~="m${mention.id}"]`) : [];
}

/** What is added is not marked before it is stored: while nothing can be sent, its words stand beside the text. */
function noteUnsent() {
  const acts = state().problem ? waiting().flatMap(actsOf) : [];
  const added = acts.filter((act) => act.kind === "add" && isToCome(act, acts));
  const before = all(".unsent-note");
  for (const note of before) note.remove();
  for (const { value } of added) {
    const spans = (value.roles?.quote ?? [value]).map((span) => [span.start_char, span.end_char]);
    const text = paragraphAt(spans[0][0]);
    if (text) one(`#n${text.dataset.start}`)?.append(unsentNote(spans));
  }
  if (before.length || added.length) placeMargins(one(".sheet"));
}

/** Whether an addition is neither taken back nor there already. */
function isToCome({ item, uuid }, acts) {
  const isThere = one(`.note[data-item="${item}"]`) || segmentsOf({ item }).length > 0;
  return acts.findLast((act) => act.item === item).undoes !== uuid && !isThere;
}

function unsentNote(spans) {
  const note = document.createElement("p");
  const words = document.createElement("bdi");
  words.textContent = spans.map((span) => exactOf(...span)?.replace(/\s+/g, " ") ?? "").join(" … ");
  note.className = "unsent-note";
  note.append(`+ ${say("added-unsent")} `, words);
  return note;
}

// --- Two versions ---------------------------------------------------------------------------------

document.addEventListener("click", (event) => {
  const button = event.target.closest?.("#conflicts [data-keep]");
  if (!button) return;
  const { uuid, again } = button.closest("[data-uuid]").dataset;
  const acts = JSON.parse(again || "[]");
  const isMine = button.dataset.keep === "mine" && acts.length > 0;
  (isMine ? replace(uuid, acts) : discard(uuid)).then(focusNext);
});

onChange(mark);
document.addEventListener("newsdesk:settled", mark);

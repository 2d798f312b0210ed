// Decisions on their way to the server. Each is kept on this device, then sent, one after the other for each
// article, until the server has answered. What is stored is dropped; what is refused stays until the person
// has decided about it; no connection, a broken server or a login that has ended keep everything.
//
// All pages of a person share what is kept. An article's decisions are sent by a page that shows it, and by
// any page where none does. The entry: {id, article, url, body, state: "waiting" | "refused", status, seq}.

import { openStore, withHashes } from "./kept.js";

const PATIENCE_MS = 20_000;
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 15_000;
const BROKEN_TRIES = 4; // so often is a decision sent that breaks the server, before others go first
const AGAIN = [408, 425, 429];

const page = document.body.dataset;
const shown = Number(document.querySelector("#reader")?.dataset.article ?? 0);
const channel = new BroadcastChannel(`newsdesk-${page.user}`);
const listeners = { change: [], answer: [] };
const running = new Set(); // the articles whose decisions this page is sending
const awaited = new Set(); // the articles that other pages show, whose decisions this one sends after those
const tries = new Map(); // how often the server has broken on an entry

let store = null;
let kept = []; // what all pages of the person have kept
let answered = []; // what answers have made of entries, until it is written down
let drafts = []; // what this page has not written down yet
let problem = ""; // why the last attempt failed: "offline", "server", "login"; "" after one that did not
let isHalted = false; // until the next attempt
let pause = FIRST_PAUSE_MS;
let timer = 0;
let line = start(); // reads and writes of the store, one after the other

/** Resolved once the page knows what is kept. */
export const ready = line;

/** The names of decisions: random UUIDs, also where the browser has no function for them. */
export function newId() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

/** Keeps the body of a request to `url`, and sends it in its turn; resolved once it is kept. */
export function enqueue({ article, url, body }) {
  const draft = { id: newId(), article: Number(article), url, body, state: "waiting", status: 0 };
  drafts.push(draft);
  changed();
  return serially(() => keep(draft));
}

/** The entries that the server has not stored, in their order; of one article if one is named. */
export function pending(article = null) {
  return [...kept, ...drafts].filter((entry) => article === null || entry.article === Number(article));
}

/** Those of an article that wait for nothing but the server, in their order. */
export const goingOut = (article) => [...withoutStuck(pending(article))];

/** What a page says of the outbox: how many wait, why, what was refused, and whether all outlives the page. */
export function state() {
  const all = pending();
  return {
    waiting: all.filter((entry) => entry.state === "waiting").length,
    refused: all.filter((entry) => entry.state === "refused"),
    problem,
    canLast: !store || (store.canLast && kept.every((entry) => store.holds(entry))),
    isWritten: drafts.length === 0,
  };
}

/** Calls `listener` after each change of the outbox, made by any page. */
export function onChange(listener) {
  listeners.change.push(listener);
}

/** Calls `listener({entry, status, conflict, html, isOwn})` for each answer about the article that is shown;
 * `isOwn` where this page has asked. */
export function onAnswer(listener) {
  listeners.answer.push(listener);
}

/** Tries at once to send what waits. */
export function retry() {
  pause = FIRST_PAUSE_MS;
  attempt();
}

/** Sends once more what was refused: those entries that `isMeant` is true of. */
export function retryRefused(isMeant) {
  return change((entry) => (entry.state === "refused" && isMeant(entry) ? { ...entry, state: "waiting" } : entry));
}

/** Drops an entry, or the decision of this name, with what was decided on top of it. */
export function discard(name) {
  const gone = new Set([name]);
  return change((entry) => {
    const { acts = [], batch, undo_batch: undone, redo_batch: redone } = entry.body;
    const isGone = [entry.id, undone, redone].some((each) => gone.has(each));
    const left = acts.filter((act) => !isGone && !gone.has(act.uuid) && !gone.has(act.previous) || !gone.add(act.uuid));
    if (isGone && batch) gone.add(batch);
    if (!isGone && left.length === acts.length) return entry;
    return left.length ? { ...entry, state: "waiting", body: { ...entry.body, acts: left } } : null;
  });
}

/** Sends these acts in the place of the decision of this name; what was decided on top of it follows the last. */
export function replace(name, acts) {
  const after = (each) => (each === name ? acts.at(-1).uuid : each);
  const follow = (act) => (names(act) ? { ...act, previous: after(act.previous), undoes: after(act.undoes) } : act);
  const names = (act) => act.previous === name || act.undoes === name;
  return change((entry) => {
    const before = entry.body.acts ?? [];
    if (!before.some((act) => act.uuid === name || names(act))) return entry;
    const now = before.flatMap((act) => (act.uuid === name ? acts : [follow(act)]));
    const state = before.some((act) => act.uuid === name) ? "waiting" : entry.state;
    return { ...entry, state, body: { ...entry.body, acts: now } };
  });
}

/** Resolved once nothing of an article waits for the server, of any if none is named, or nothing goes out. */
export function settled(article = null) {
  const isSettled = () => problem !== "" || (drafts.length === 0 && !pending(article).some((each) => nextOf(each.article)));
  if (isSettled()) return Promise.resolve();
  return new Promise((resolve) => {
    const listener = () => {
      if (!isSettled()) return;
      listeners.change.splice(listeners.change.indexOf(listener), 1);
      resolve();
    };
    onChange(listener);
  });
}

/** Forgets everything of this person on this device: they log out. */
export async function forget() {
  await serially(() => store.destroy());
  drafts = [];
  kept = [];
  channel.postMessage({ what: "forgotten" });
}

// --- Keeping --------------------------------------------------------------------------------------

async function start() {
  store = await openStore(page.user);
  kept = await store.all();
}

/** Runs after what came before it has ended, well or badly. */
function serially(work) {
  const done = line.then(work);
  line = done.catch(() => {});
  return done;
}

async function keep(draft) {
  const entry = store.canLast ? { ...draft, body: await withHashes(draft.body) } : draft;
  const written = await store.put(entry);
  kept = [...kept, written]; // as it is now: an answer may have come while this was written
  drafts = drafts.filter((each) => each !== draft);
  tell();
  send(entry.article);
}

/** Reads anew what all pages have kept. */
function refresh() {
  return serially(read);
}

async function read() {
  const all = await store.all();
  kept = answered.reduce((entries, after) => entries.map(after).filter(Boolean), all);
}

/** Puts what `rewrite` makes of each kept entry in its place; null drops it. */
async function change(rewrite) {
  await serially(async () => {
    for (const { seq } of await store.all()) await store.rewrite(seq, rewrite);
    await read();
  });
  tell();
  retry();
}

function changed() {
  for (const listener of [...listeners.change]) listener();
}

/** Lets all pages know that the store has changed. */
function tell() {
  channel.postMessage({ what: "changed" });
  changed();
}

// --- Sending --------------------------------------------------------------------------------------

function attempt() {
  clearTimeout(timer);
  isHalted = false;
  sendAbout(() => true);
}

function sendAbout(isMeant) {
  for (const article of new Set(kept.map((entry) => entry.article))) if (isMeant(article)) send(article);
}

/** Sends what waits for an article, unless this page does so already or another one should. */
async function send(article) {
  if (isHalted || running.has(article) || awaited.has(article)) return;
  if (!(await isOurs(article))) {
    afterOthers(article);
    return;
  }
  if (running.has(article)) return;
  running.add(article);
  try {
    await alone(article, () => sendAll(article));
  } finally {
    running.delete(article);
  }
  if (nextOf(article)) send(article);
}

/** Whether no other page shows the article while this one does not. */
async function isOurs(article) {
  if (article === shown || !navigator.locks) return true;
  const { held } = await navigator.locks.query();
  return !held.some((lock) => lock.name === readingOf(article));
}

/** Sends what is left once no other page shows the article any more. */
async function afterOthers(article) {
  awaited.add(article);
  await navigator.locks.request(readingOf(article), () => {});
  awaited.delete(article);
  send(article);
}

const readingOf = (article) => `newsdesk-${page.user}-reads-${article}`;

/** Runs while no other page sends decisions about the article. */
function alone(article, work) {
  return navigator.locks ? navigator.locks.request(`newsdesk-${page.user}-sends-${article}`, work) : work();
}

async function sendAll(article) {
  for (;;) {
    await refresh();
    const entry = nextOf(article);
    if (!entry) return;
    const answer = await ask(entry);
    const goesOn = await settle(entry, answer);
    if (!goesOn) return;
  }
}

const nextOf = (article) => withoutStuck(kept.filter((each) => each.article === article)).next().value ?? null;

/** Those that wait for nothing but the server; what builds on a refused one waits for the person. */
function* withoutStuck(entries) {
  const stuck = [];
  for (const entry of entries) {
    const body = stuck.length ? JSON.stringify(entry.body, needed) : "";
    if (entry.state === "waiting" && !stuck.some((name) => body.includes(name))) yield entry;
    else stuck.push(...namesIn(entry.body));
  }
}

/** An act may follow the batches that it comes `after`, and needs none of them. */
const needed = (name, value) => (name === "after" ? undefined : value);

/** What later entries would name: the decisions, the items that are new with them, the batch. */
function namesIn({ acts = [], batch }) {
  const items = acts.filter((act) => act.item && !act.previous).map((act) => act.item);
  return [...acts.map((act) => act.uuid), ...items, ...(batch ? [batch] : [])];
}

let complete = (body) => body;

/** `completed(body)` is sent in place of a body about the article that is shown. */
export function completeWith(completed) {
  complete = completed;
}

/** The server's answer; where there is none, its status is 0. One that doubts the page is asked for twice. */
async function ask(entry) {
  const answer = await post(entry);
  if (answer.status !== 403) return answer;
  const session = await currentSession();
  if (session === null) return { ...answer, status: 0 };
  if (String(session.user ?? "") !== page.user) return { ...answer, status: 401 };
  token = session.token;
  return post(entry);
}

let token = JSON.parse(document.body.getAttribute("hx-headers") ?? "{}")["X-CSRFToken"];

/** The headers of a request that writes. */
export function formHeaders() {
  return { "Content-Type": "application/json", "HX-Request": "true", "X-CSRFToken": token };
}

async function post(entry) {
  const isHere = entry.article === shown;
  const url = isHere ? document.querySelector("#reader").dataset.decide ?? entry.url : entry.url; // with filters
  const body = JSON.stringify(isHere ? complete(entry.body) : entry.body);
  try {
    const signal = AbortSignal.timeout(PATIENCE_MS);
    const response = await fetch(url, { method: "POST", redirect: "manual", headers: formHeaders(), body, signal });
    const leaves = response.type === "opaqueredirect" || response.headers.has("HX-Redirect");
    const conflict = response.headers.get("X-Newsdesk-Conflict") ?? "";
    return { status: leaves ? 401 : response.status, conflict, html: await response.text() };
  } catch {
    return { status: 0, conflict: "", html: "" };
  }
}

/** Who is logged in now, and the token of their forms; null where the server cannot be asked. */
async function currentSession() {
  try {
    const response = await fetch(page.session, { signal: AbortSignal.timeout(PATIENCE_MS) });
    return response.ok ? await response.json() : null;
  } catch {
    return null;
  }
}

/** Does what an answer asks for; whether the next entry can be sent. */
async function settle(entry, answer) {
  const status = isBroken(entry, answer.status) ? 400 : answer.status;
  const why = problemIn(status);
  if (why) {
    stop(why);
    return false;
  }
  problem = "";
  pause = FIRST_PAUSE_MS;
  const after = afterAnswer(entry, status);
  answered = [...answered, after];
  kept = kept.map(after).filter(Boolean);
  const told = { what: "answered", entry, ...answer };
  hear(told, true);
  changed();
  await serially(() => store.rewrite(entry.seq, after));
  answered = answered.filter((each) => each !== after);
  channel.postMessage(told);
  return true;
}

/** What becomes of an entry once it is answered; one that the person has changed meanwhile stays as it is. */
function afterAnswer({ seq, body }, status) {
  const sent = JSON.stringify(body);
  return (entry) => {
    if (entry.seq !== seq || JSON.stringify(entry.body) !== sent) return entry;
    return status < 300 ? null : { ...entry, state: "refused", status };
  };
}

/** Whether the server breaks on this entry again and again, while it does answer. */
function isBroken(entry, status) {
  if (status !== 500) return false;
  tries.set(entry.id, (tries.get(entry.id) ?? 0) + 1);
  return tries.get(entry.id) >= BROKEN_TRIES;
}

function problemIn(status) {
  if (status === 0) return "offline";
  if (status === 401) return "login";
  return status >= 500 || AGAIN.includes(status) ? "server" : "";
}

/** Says why nothing goes out, and tries again later and later. */
function stop(why) {
  problem = why;
  isHalted = true;
  clearTimeout(timer);
  timer = setTimeout(attempt, pause);
  pause = Math.min(2 * pause, LONGEST_PAUSE_MS);
  changed();
}

// --- Listening ------------------------------------------------------------------------------------

function hear({ entry, status, conflict, html }, isOwn) {
  if (entry.article !== shown) return;
  for (const listener of listeners.answer) listener({ entry, status, conflict, html, isOwn });
}

async function onMessage({ data }) {
  if (data.what === "begun" && problem === "login") retry();
  if (data.what === "forgotten") await serially(() => store.destroy());
  await refresh();
  if (data.what === "answered") hear(data, false);
  changed();
  sendAbout((article) => article !== shown);
}

channel.onmessage = onMessage;
channel.postMessage({ what: "begun" });
window.addEventListener("online", retry);
document.addEventListener("visibilitychange", () => {
  if (!document.hidden && problem) retry();
});
if (shown) navigator.locks?.request(readingOf(shown), { mode: "shared" }, () => new Promise(() => {}));
ready.then(attempt);

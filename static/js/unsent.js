// What every page says of decisions that are not stored yet: how many and why, what was refused, and the
// question before somebody logs out of this device. The reader's bar has a place for it, other pages a line.

import { discard, forget, onAnswer, onChange, pending, ready, retry, retryRefused, settled, state } from "./outbox.js";

const SLOW_MS = 1_200; // a decision that is sent within that time is no news
const LEAVING_MS = 3_000; // so long does logging out wait for what is being sent

const one = (selector, root = document) => root.querySelector(selector);
const shown = Number(one("#reader")?.dataset.article ?? 0);
const reasons = new Map(); // why an entry was refused, in the server's words

/** The words that the page has for `name`, for a count in the right number. */
export function say(name, count = null) {
  const words = one("#unsent-words")?.content;
  const form = count === null ? name : `${name}-${count === 1 ? "one" : "many"}`;
  return (one(`[data-say="${form}"]`, words)?.textContent ?? "").replace("COUNT", count);
}

// --- The line -------------------------------------------------------------------------------------

let isSlow = false;
let clock = 0;

/** Waits a moment before it says that something is being sent. */
function keepTime(waiting) {
  if (waiting && !clock) clock = setTimeout(() => { isSlow = true; draw(); }, SLOW_MS);
  if (waiting) return;
  clearTimeout(clock);
  clock = 0;
  isSlow = false;
}

function draw() {
  const place = one("#outbox-state") ?? one("#unsent");
  if (!place) return;
  const { waiting, refused, problem, canLast } = state();
  keepTime(waiting);
  const parts = [];
  if (waiting && (problem || isSlow)) parts.push(waitingLine(waiting, problem || "sending", canLast));
  if (refused.length) parts.push(refusedLine(refused));
  place.classList.toggle("has-problem", parts.length > 0 && (problem !== "" || refused.length > 0));
  const before = place.textContent;
  const line = document.createElement("p");
  for (const part of parts) {
    const span = document.createElement("span");
    span.append(...part);
    line.append(span);
  }
  if (line.textContent !== before) place.replaceChildren(...(parts.length ? [line] : []));
  drawRefused(refused);
}

function waitingLine(count, reason, canLast) {
  const line = [`${say("waiting", count)} ${say(reason)} ${say(canLast ? "kept" : "open", count)} `];
  if (reason === "login") line.push(link(logInAddress(), say("log-in")));
  if (reason === "login" || reason === "offline" || reason === "server") line.push(" ", button(say("now"), retry));
  return line;
}

function refusedLine(refused) {
  const elsewhere = refused.find((entry) => entry.article !== shown);
  const line = [`${say("refused", refused.length)} `];
  if (!elsewhere) return line;
  const isGone = elsewhere.status === 404; // with the place where the person could look at it
  if (isGone) line.push(button(say("discard"), () => discard(elsewhere.id)));
  else line.push(link(elsewhere.url.replace(/decisions\/$/, ""), say("look")));
  return line;
}

const logInAddress = () => `${document.body.dataset.login}?next=${encodeURIComponent(location.pathname + location.search)}`;

function button(words, action) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "plain";
  made.textContent = words;
  made.addEventListener("click", action);
  return made;
}

function link(address, words) {
  const made = document.createElement("a");
  made.href = address;
  made.textContent = words;
  return made;
}

// --- What was refused -----------------------------------------------------------------------------

/** One section for each refused entry of this article, but for conflicts, which the server words. */
function drawRefused(refused) {
  const place = one("#conflicts");
  if (!place) return;
  const here = refused.filter((entry) => entry.article === shown && reasons.has(entry.id));
  for (const section of place.querySelectorAll(".refused")) {
    if (!here.some((entry) => entry.id === section.dataset.entry)) section.remove();
  }
  const names = new Set(refused.flatMap((entry) => entry.body.acts ?? []).map((act) => act.uuid));
  for (const section of place.querySelectorAll("[data-uuid]")) {
    if (!names.has(section.dataset.uuid)) section.remove();
  }
  for (const entry of here) {
    if (!one(`[data-entry="${entry.id}"]`, place)) place.append(refusedSection(entry));
  }
}

function refusedSection(entry) {
  const section = one("#refused-decision").content.firstElementChild.cloneNode(true);
  section.dataset.entry = entry.id;
  one("[data-what]", section).textContent = wordsOf(entry);
  one("[data-why]", section).textContent = reasons.get(entry.id);
  const behind = behindIt(entry);
  one("[data-behind]", section).textContent = behind ? say("behind", behind) : "";
  one("[data-again]", section).addEventListener("click", () => retryRefused(({ id }) => id === entry.id));
  one("[data-discard]", section).addEventListener("click", () => discard(entry.id).then(focusNext));
  return section;
}

/** Leads on from a section that is gone: to the next one, or back to the text. */
export function focusNext() {
  if (document.activeElement !== document.body) return;
  const next = one("#conflicts section") ?? one(".note.is-open .note-head") ?? one("#main");
  if (next?.id === "main") next.tabIndex = -1;
  next?.focus({ preventScroll: true });
}

/** How many later entries were decided on top of this one. */
function behindIt(entry) {
  const names = (entry.body.acts ?? []).map((act) => act.uuid);
  const later = pending(entry.article).filter((each) => each.id !== entry.id);
  return later.filter((each) => names.some((name) => JSON.stringify(each.body).includes(name))).length;
}

function wordsOf({ body }) {
  if (body.acts?.length !== 1) return say("several");
  const [act] = body.acts;
  const kind = act.item_kind ?? (act.row && Object.keys(act.row)[0]);
  return [say(act.kind), kind && `${say(kind)} ${numberOf(act)}`].filter(Boolean).join(", ").trim();
}

/** The number that the page gives a claim. */
function numberOf(act) {
  const note = act.row?.claim ? one(`.note[data-row="${act.row.claim}"]`) : act.item && one(`.note[data-item="${act.item}"]`);
  return note ? one(".number", note)?.textContent ?? "" : "";
}

onAnswer(({ entry, status, conflict, html }) => {
  if (status >= 400 && conflict !== "decision") reasons.set(entry.id, sentenceIn(html));
  else reasons.delete(entry.id);
});

/** What an answer says for people. */
function sentenceIn(html) {
  const parsed = new DOMParser().parseFromString(html, "text/html");
  one("strong", parsed)?.remove(); // that nothing was stored, which the section says
  return (one("#notice", parsed) ?? parsed.body).textContent.trim().replace(/\s+/g, " ");
}

// --- Leaving --------------------------------------------------------------------------------------

/** Forgets what is kept, after a question where the server has not stored it, and logs out. */
async function logOut(form) {
  await Promise.race([settled(), new Promise((resolve) => { setTimeout(resolve, LEAVING_MS); })]);
  const unsent = pending().length;
  if (unsent && !(await agrees(unsent))) return;
  isLeaving = true;
  await forget();
  form.submit();
}

function agrees(unsent) {
  const dialog = one("#log-out");
  one("[data-unsent]", dialog).textContent = say("unsent", unsent);
  dialog.returnValue = "stay";
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => resolve(dialog.returnValue === "leave"), { once: true });
  });
}

let isLeaving = false;

document.addEventListener("submit", (event) => {
  if (new URL(event.target.action).pathname !== document.body.dataset.logout) return;
  event.preventDefault();
  logOut(event.target);
});

window.addEventListener("beforeunload", (event) => {
  const { waiting, canLast, isWritten } = state();
  if (!isLeaving && waiting && !(canLast && isWritten)) event.preventDefault();
});

onChange(draw);
document.addEventListener("newsdesk:settled", draw);
ready.then(draw);
if (shown) ready.then(() => retryRefused(({ article }) => article === shown)); // for the reason, and both versions

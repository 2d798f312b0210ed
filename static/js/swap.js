// Puts what the server has drawn anew into the page, without the page moving under anybody's eyes or hands:
// what shows the same already stays, and so does a part in which somebody is writing, until they are done.
// Scroll, focus, opened notes and details are as before.

const PATIENCE_MS = 20_000;
const late = new Map(); // fresh elements by the id of the one in which somebody is writing

/** What the server says to a question for a part of the page; null where it does not answer it. */
export async function ask(url) {
  try {
    const signal = AbortSignal.timeout(PATIENCE_MS);
    const response = await fetch(url, { headers: { "HX-Request": "true" }, redirect: "manual", signal });
    return response.status === 200 && !response.headers.has("HX-Redirect") ? await response.text() : null;
  } catch {
    return null; // no connection
  }
}

/** Puts the fragments of an answer in the places that their ids name, but for one that is told elsewhere; with
 * `anew`, also where the page seems to show the same already. */
export function swap(html, { without = "", anew = false } = {}) {
  const parsed = new DOMParser().parseFromString(html, "text/html");
  const fresh = [...parsed.querySelectorAll("[hx-swap-oob]")].filter((element) => element.id !== without);
  inPlace(() => fresh.forEach((each) => place(each, anew)));
  if (fresh.some((element) => element.matches(".text"))) document.dispatchEvent(new CustomEvent("newsdesk:redrawn"));
}

/** Whether something new waits until somebody has done writing. */
export const isAnythingLate = () => late.size > 0;

/** Says what a fragment is put into: itself, or the content of what is there. */
function place(fresh, anew) {
  const how = fresh.getAttribute("hx-swap-oob");
  const old = document.getElementById(fresh.id);
  fresh.removeAttribute("hx-swap-oob");
  if (!old) return;
  if (anew) delete old.dataset.state;
  if (how === "innerHTML") old.replaceChildren(...fresh.childNodes);
  else if (how === "beforeend") append(old, fresh);
  else replace(old, fresh);
}

/** Adds sections; one that is there already, for the same decision, is drawn anew. */
function append(old, fresh) {
  for (const section of [...fresh.children]) {
    const name = section.dataset.uuid;
    const before = name && old.querySelector(`[data-uuid="${name}"]`);
    if (before) before.replaceWith(section);
    else old.append(section);
    window.htmx?.process(section);
  }
}

function replace(old, fresh) {
  late.delete(old.id);
  if (fresh.dataset.state && fresh.dataset.state === old.dataset.state) return;
  if (isBeingWritten(old)) {
    late.set(old.id, fresh);
    return;
  }
  const found = focusIn(old);
  keepOpen(old, fresh);
  old.replaceWith(fresh);
  keepParts(old, fresh);
  window.htmx?.process(fresh);
  found?.(fresh);
}

/** Whether somebody writes in a part of the page, or has written there what is not sent. */
function isBeingWritten(element) {
  const all = [...element.querySelectorAll("textarea, input:not([type=hidden])")];
  const fields = all.filter((field) => !field.closest("[hx-preserve]")); // those stay themselves
  return fields.some((field) => field === document.activeElement || field.value !== field.defaultValue);
}

/** Puts in place what had to wait, where nobody writes any more. */
function catchUp() {
  inPlace(() => {
    for (const [id, fresh] of [...late]) {
      const old = document.getElementById(id);
      if (old) replace(old, fresh);
      else late.delete(id);
    }
  });
}

function keepOpen(old, fresh) {
  for (const note of old.querySelectorAll(".note.is-open[id]")) {
    const same = fresh.querySelector(`#${CSS.escape(note.id)}`);
    same?.classList.add("is-open");
    same?.querySelector("[aria-expanded]")?.setAttribute("aria-expanded", "true");
    const history = note.querySelector(".history-of:not([hidden])");
    if (history) same?.querySelector(".history-of")?.replaceWith(history);
  }
  for (const details of old.querySelectorAll("details[id][open]")) {
    fresh.querySelector(`#${CSS.escape(details.id)}`)?.setAttribute("open", "");
  }
}

/** Parts that belong to the page stay themselves, as htmx keeps them. */
function keepParts(old, fresh) {
  for (const part of fresh.querySelectorAll("[hx-preserve][id]")) {
    const same = old.querySelector(`#${CSS.escape(part.id)}`);
    if (same) part.replaceWith(same);
  }
}

const CAN_FOCUS = "a[href], button, input, select, textarea, summary, [tabindex]";

/** How to find, in what comes, the place of what has the focus in what goes; null where nothing has it. */
function focusIn(old) {
  const active = document.activeElement;
  if (!old.contains(active)) return null;
  const part = active.closest("[id]");
  const number = [...part.querySelectorAll(CAN_FOCUS)].indexOf(active);
  const href = active.getAttribute("href");
  return (fresh) => {
    if (fresh.contains(active)) return active.focus({ preventScroll: true }); // it has stayed itself
    const link = href && [...fresh.querySelectorAll("a[href]")].find((each) => each.getAttribute("href") === href);
    const same = part.id === fresh.id ? fresh : fresh.querySelector(`#${CSS.escape(part.id)}`);
    const found = number < 0 ? same : same?.querySelectorAll(CAN_FOCUS)[number];
    return (link || found)?.focus({ preventScroll: true });
  };
}

/** Changes the page while the text that is being read stays where it is in the window; what depends on where things
 * stand follows. */
export function inPlace(change) {
  const anchor = anchorOf();
  const before = anchor?.getBoundingClientRect().top;
  change();
  document.dispatchEvent(new CustomEvent("newsdesk:settled"));
  const now = anchor && document.getElementById(anchor.id);
  if (!now) return;
  const moved = now.getBoundingClientRect().top - before;
  if (moved) window.scrollBy({ top: moved, behavior: "instant" });
}

/** The paragraph that is being read: the first in the window. */
function anchorOf() {
  return [...document.querySelectorAll(".text[id]")].find((each) => each.getBoundingClientRect().bottom > 0);
}

for (const name of ["focusout", "submit", "reset"]) {
  document.addEventListener(name, () => { if (late.size) setTimeout(catchUp); });
}

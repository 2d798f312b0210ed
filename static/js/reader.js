// The reader's behaviour. State lives in the page (classes, aria-expanded) and every handler listens on the
// document, so that whatever htmx swaps in works at once. Without this script all links still lead somewhere.

import { isTyping, load } from "./caret.js";
import "./find.js";
import { placeMargins } from "./margins.js";
import { bringIntoView, close, drawThread, headOf, light, notes, open, openNote, segmentsWith } from "./notes.js";
import { fromUtf16, stretchesOf } from "./offsets.js";

const SELECTION_PAUSE = 140;
const one = (selector, root = document) => root.querySelector(selector);
const all = (selector, root = document) => [...root.querySelectorAll(selector)];

let litKey = null; // the entity whose mentions are lit, so that later pieces light theirs

// --- Walking ---------------------------------------------------------------------------------------

/** Opens the next claim, or the one before; at the end of what is loaded, after the next piece has come. */
function walk(step) {
  const list = notes();
  if (!list.length) return;
  const open_ = openNote();
  const index = open_ ? list.indexOf(open_) + step : step > 0 ? firstBelow(list) : -1;
  if (index >= list.length) load(1, () => walk(1));
  else if (index >= 0) open(list[index], { focus: true });
}

/** The first note that is not above the window: where a reader who has scrolled wants to begin. */
function firstBelow(list) {
  const row = all(".row:has(.note)").find((each) => each.getBoundingClientRect().bottom > 0);
  return Math.max(0, list.indexOf(row && one(".note", row)));
}

// --- Entities -------------------------------------------------------------------------------------

function lightEntity(key) {
  for (const segment of all(".text .lit")) segment.classList.remove("lit");
  for (const link of all("[data-entity]")) link.removeAttribute("aria-current");
  litKey = key;
  if (!key) return;
  for (const segment of segmentsWith(key)) segment.classList.add("lit");
  for (const link of all(`[data-entity="${key}"]`)) link.setAttribute("aria-current", "true");
}

/** Whether all that shows an entity does so: what was swapped in does not. */
const isLit = (key) => segmentsWith(key).every((each) => each.classList.contains("lit")) && !one(`[data-entity="${key}"]:not([aria-current])`);

function chooseEntity(link) {
  const key = link.dataset.entity;
  lightEntity(link.hasAttribute("aria-current") ? null : key);
  const first = segmentsWith(key)[0];
  const visible = segmentsWith(key).some((each) => {
    const box = each.getBoundingClientRect();
    return box.bottom > 0 && box.top < window.innerHeight;
  });
  if (litKey && first && !visible) first.scrollIntoView({ block: "center" });
}

// --- What covers the selection --------------------------------------------------------------------

let pause = 0;

function showCovering() {
  if (document.body.classList.contains("is-holding")) return;
  const panel = one("#covering");
  const selection = document.getSelection();
  const range = selection.rangeCount && !selection.isCollapsed ? selection.getRangeAt(0) : null;
  const stretches = range ? stretchesOf(range, one(".sheet")) : [];
  panel.hidden = stretches.length === 0;
  if (panel.hidden) return;
  const keys = [...new Set(stretches.flatMap(keysIn))];
  const things = [...new Set(keys.map((key) => key.split("-")[0]))];
  one(".covering-words", panel).textContent = range.toString();
  one("ul", panel).replaceChildren(...things.map((thing) => coveringItem(thing, keys)).filter(Boolean));
  one(".covering-none", panel).hidden = one("ul", panel).childElementCount > 0;
}

/** The keys of the segments that a stretch covers at least one character of. */
function keysIn({ start, end, paragraph }) {
  const keys = [];
  let offset = Number(paragraph.dataset.start);
  for (const node of paragraph.childNodes) {
    const next = offset + fromUtf16(node.textContent, node.textContent.length);
    if (node.dataset && next > start && offset < end) keys.push(...node.dataset.k.split(" "));
    offset = next;
  }
  return keys;
}

/** A line of the panel: an entity, or a claim with the roles that the selection meets. */
function coveringItem(thing, keys) {
  const claim = thing.match(/^c([0-9a-f]+)$/);
  const source = claim ? one(`#claim-${claim[1]}`) : one(`.side [data-entity="${thing}"]`);
  if (!source) return null;
  const item = document.createElement("li");
  const link = document.createElement("a");
  const small = document.createElement("small");
  if (claim) {
    const roles = keys.filter((key) => key.startsWith(`${thing}-`)).map((key) => key.slice(thing.length + 1));
    link.href = headOf(source).href;
    link.dataset.open = claim[1];
    link.textContent = `${one(".number", source).textContent}. ${one(".who", source).textContent.trim()}`;
    small.textContent = roles.map(roleName).join(", ");
  } else {
    link.href = source.href;
    link.dataset.entity = thing;
    link.textContent = one("bdi", source).textContent;
    const meaning = one(".meaning", source)?.textContent;
    small.textContent = [source.closest(".group").dataset.singular, meaning].filter(Boolean).join(" · ");
  }
  item.append(link, small);
  return item;
}

const roleName = (role) => one(`[data-role="${role}"]`, one("#role-names").content)?.textContent ?? role;

// --- Listening -------------------------------------------------------------------------------------

const isPlainClick = (event) => event.button === 0 && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);

document.addEventListener("click", (event) => {
  const target = event.target.closest?.(".note-head, [data-entity], [data-open], [data-help], .text [data-k]");
  if (!target || !isPlainClick(event)) return;
  if (target.matches(".note-head, [data-open]")) {
    event.preventDefault();
    const note = target.dataset.open ? one(`#claim-${target.dataset.open}`) : target.closest(".note");
    if (note === openNote() && !target.dataset.open) close();
    else open(note);
  } else if (target.matches("[data-entity]")) {
    event.preventDefault();
    chooseEntity(target);
  } else if (target.matches("[data-help]")) {
    one("#help").showModal();
  } else if (document.getSelection().isCollapsed) {
    openFrom(target);
  }
});

/** Opens the innermost claim whose quote a click in the text has met. */
function openFrom(segment) {
  const claims = segment.dataset.k.split(" ").map((key) => key.match(/^c([0-9a-f]+)-quote$/)).filter(Boolean);
  const note = claims.length ? one(`#claim-${claims.at(-1)[1]}`) : null;
  if (note && note !== openNote()) open(note);
}

const KEYS = {
  j: () => walk(1),
  k: () => walk(-1),
  c: () => one(".copy", openNote() ?? document.createElement("i"))?.click(),
  f: () => one("#filters a")?.focus(),
  "?": () => one("#help").showModal(),
  Escape: () => {
    if (!one("#covering").hidden) document.getSelection().removeAllRanges();
    else if (!close()) lightEntity(null);
  },
};

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
  if (!one("#reader") || document.querySelector("dialog[open], :popover-open")) return;
  if (!Object.hasOwn(KEYS, event.key)) return;
  if (event.key !== "Escape") event.preventDefault();
  KEYS[event.key]();
});

document.addEventListener("selectionchange", () => {
  clearTimeout(pause);
  pause = setTimeout(showCovering, SELECTION_PAUSE);
});

document.addEventListener("newsdesk:settled", () => {
  if (litKey && !isLit(litKey)) lightEntity(litKey);
  const note = openNote();
  if (note) light(note);
  settle();
});

/** Puts in place what depends on where things stand. */
function settle() {
  placeMargins(one(".sheet"));
  drawThread(openNote());
}

window.addEventListener("resize", settle);
const named = /^#claim-[0-9a-f]+$/.test(location.hash) ? one(location.hash) : null;
if (named && named !== openNote()) {
  open(named);
} else {
  settle();
  if (openNote()) bringIntoView(openNote());
}

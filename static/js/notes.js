// The notes of the claims: which one is open, what of it is lit in the text, and the thread along its chain.

import { placeMargins } from "./margins.js";

const ROLES_ON = ["quote", "speaker", "cue", "frame", "addressee", "evidence", "hedge"].map((role) => `on-${role}`);
const one = (selector, root = document) => root.querySelector(selector);
const all = (selector, root = document) => [...root.querySelectorAll(selector)];

export const notes = () => all(".note");
export const openNote = () => one(".note.is-open");
export const headOf = (note) => one(".note-head", note);
export const segmentsWith = (key) => all(`.text [data-k~="${key}"]`);
const segmentsOf = (claim) => all(`.text [data-k^="c${claim}-"], .text [data-k*=" c${claim}-"]`);

/** Lights the parts of a claim in the text and numbers the links of its chain. */
export function light(note) {
  const prefix = `c${note.dataset.claim}-`;
  for (const segment of segmentsOf(note.dataset.claim)) {
    const keys = segment.dataset.k.split(" ").filter((key) => key.startsWith(prefix));
    segment.classList.add("on", ...keys.map((key) => `on-${key.slice(prefix.length)}`));
  }
  note.dataset.chain.split(" ").forEach((key, index) => {
    const first = segmentsWith(key)[0];
    if (first && !first.dataset.step) first.dataset.step = index + 1;
  });
}

function unlight() {
  for (const segment of all(".text .on")) segment.classList.remove("on", ...ROLES_ON);
  for (const segment of all(".text [data-step]")) delete segment.dataset.step;
  one(".thread")?.replaceChildren();
}

export function close({ keepAddress = false } = {}) {
  const note = openNote();
  unlight();
  if (!note) return false;
  note.classList.remove("is-open");
  headOf(note).setAttribute("aria-expanded", "false");
  if (!keepAddress) {
    placeMargins(one(".sheet"));
    address(one("#reader").dataset.address);
  }
  return true;
}

/** Opens a claim, without the text under the reader's eyes moving away; `quiet` does not look for it either. */
export function open(note, { focus = false, quiet = false } = {}) {
  const anchor = note.closest(".row");
  const before = anchor.getBoundingClientRect().top;
  close({ keepAddress: true });
  note.classList.add("is-open");
  headOf(note).setAttribute("aria-expanded", "true");
  light(note);
  placeMargins(one(".sheet"));
  window.scrollBy({ top: anchor.getBoundingClientRect().top - before, behavior: "instant" });
  if (focus) headOf(note).focus({ preventScroll: true });
  if (!quiet) bringIntoView(note);
  drawThread(note);
  address(headOf(note).href.split("#")[0]);
}

function address(url) {
  if (url) history.replaceState(history.state, "", url);
}

/** How far down the window shows anything: below it lies the bar of those who decide. */
function floor() {
  const bar = one("#review-bar > *") && one(".review-foot");
  return window.innerHeight - (bar ? bar.offsetHeight : 0);
}

export function bringIntoView(note) {
  const quote = segmentsWith(`c${note.dataset.claim}-quote`)[0];
  const boxes = [note, quote].filter(Boolean).map((each) => each.getBoundingClientRect());
  const top = Math.min(...boxes.map((box) => box.top));
  const bottom = Math.max(...boxes.map((box) => box.bottom));
  const margin = 24;
  if (top >= margin && bottom <= floor() - margin) return;
  const room = floor() - (bottom - top);
  const [{ top: from, bottom: to }] = boxes;
  // Where there is no room for both, the note is seen whole: it has the words too, and what can be done with it.
  const target = room > 2 * margin ? top - Math.max(margin, room / 3) : Math.min(to - floor() + margin, from - margin);
  window.scrollBy({ top: target, behavior: "auto" });
}

// --- The thread along the chain -------------------------------------------------------------------

/** Where a stretch begins: the middle of the blank above its first line. */
const startOf = (element, sheet) => {
  const box = element.getClientRects()[0];
  return box && { x: box.left - sheet.left + 3, y: box.top - sheet.top - 3 };
};

/** Draws the way from the note along the speakers and authorities to what is claimed, between the lines. */
export function drawThread(note) {
  const svg = one(".thread");
  if (!svg || !note) return;
  const sheet = svg.getBoundingClientRect();
  const keys = [...note.dataset.chain.split(" "), `c${note.dataset.claim}-quote`];
  const firsts = keys.map((key) => segmentsWith(key)[0]).filter(Boolean);
  const points = firsts.map((each) => startOf(each, sheet)).filter(Boolean);
  if (!points.length) return;
  const gutter = firsts[0].closest(".text").getBoundingClientRect().left - sheet.left - 9;
  const box = note.getBoundingClientRect();
  if (box.right - sheet.left < gutter) {
    points.unshift({ x: box.right - sheet.left, y: box.top - sheet.top + 17 });
  }
  svg.replaceChildren(...points.slice(1).map((point, index) => pathOf(way(points[index], point, gutter))));
}

/** Along the blank between two lines, down or up the gutter, and along a blank again; corners are round. */
function way(a, b, gutter) {
  if (Math.abs(a.y - b.y) < 4) return `M${a.x} ${a.y} H${b.x} v5`;
  const r = Math.min(6, Math.abs(b.y - a.y) / 2);
  const down = b.y > a.y ? 1 : -1;
  const back = a.x > gutter ? 1 : -1;
  return [
    `M${a.x} ${a.y} H${gutter + back * r}`,
    `Q${gutter} ${a.y} ${gutter} ${a.y + down * r}`,
    `V${b.y - down * r} Q${gutter} ${b.y} ${gutter + r} ${b.y}`,
    `H${b.x} v5`,
  ].join(" ");
}

const pathOf = (d) => {
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", d);
  path.setAttribute("pathLength", "1");
  return path;
};

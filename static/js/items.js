// What can be decided about, as plain objects read from the page each time: claims from their notes, mentions
// from the list beside their paragraph. `id` names a thing in the page, `item`, `head` and `row` for the server.

import { notes, openNote, segmentsWith } from "./notes.js";
import { exactOf } from "./offsets.js";

const parsed = new WeakMap();

/** The JSON in an attribute, parsed once as long as it stays the same. */
function json(element, name, otherwise) {
  const text = element.dataset[name];
  const known = parsed.get(element);
  if (known && known.text === text) return known.value;
  const value = text ? JSON.parse(text) : otherwise;
  parsed.set(element, { text, value });
  return value;
}

const named = (value) => value || null;

/** The claim of a note: `value` is the whole of it, `start` where its quote begins. */
export function claimOf(note) {
  const { claim, status, item, head, row } = note.dataset;
  const value = json(note, "value", { roles: {} });
  const start = value.roles.quote?.[0]?.[0] ?? 0;
  return { kind: "claim", id: claim, status, item: named(item), head: named(head), row: named(row), value, start, note };
}

/** `exact` are the words of a mention, `words` is what the page says of it. */
const mentionOf = (each) => ({
  kind: "mention",
  ...each,
  id: String(each.id),
  get exact() {
    return (exactOf(each.start, each.end) ?? "").replace(/\s+/g, " ");
  },
});
const margins = () => [...document.querySelectorAll(".sheet .margin[data-mentions]")];
const mentionsBeside = (margin) => json(margin, "mentions", []).map(mentionOf);

export const claims = () => notes().map(claimOf);
export const mentions = () => margins().flatMap(mentionsBeside);
export const mention = (id) => mentions().find((each) => each.id === id) ?? null;
export const openClaim = () => (openNote() ? claimOf(openNote()) : null);

/** What `scope` speaks of (claims, mentions or both), in reading order. */
export function things(scope) {
  return margins().flatMap((margin) => {
    const found = scope === "mentions" ? [] : [...margin.querySelectorAll(".note")].map(claimOf);
    if (scope === "claims") return found;
    const all = [...found, ...mentionsBeside(margin)];
    return scope === "both" ? all.sort((a, b) => a.start - b.start) : all;
  });
}

export const isSame = (a, b) => Boolean(a && b) && a.kind === b.kind && a.id === b.id;

/** A thing as a decision names it: with the newest decision about it that the page knew when the thing was read. */
export function targetOf({ kind, item, row, head }) {
  return { item_kind: kind, item: item ?? null, row: row ? { [kind]: Number(row) } : null, head: head ?? null };
}

/** The item of a paragraph of the text. */
export function paragraphOf(text) {
  const { start, end, item, head, status } = text.dataset;
  return { kind: "paragraph", start: Number(start), end: Number(end), item: named(item), head: named(head), status };
}

/** The item of the whole article, as the bar has it; `isEmpty` where nothing in it is left to stand, `isSettled`
 * where what was said of the whole holds. */
export function articleItem() {
  const { item, head, empty, settled } = document.querySelector("#review-bar")?.dataset ?? {};
  const [isEmpty, isSettled] = [empty, settled].map((each) => each !== undefined);
  return { kind: "article", item: named(item), head: named(head), isEmpty, isSettled };
}

/** The names of the article's people, places and organisations, as its mentions have them. */
export function names() {
  const listed = [...document.querySelectorAll(".side [data-entity] bdi:first-child")].map((each) => each.textContent);
  const here = mentions().map((each) => each.canonical || each.exact);
  return [...new Set([...listed, ...here].filter(Boolean))];
}

/** The mention that a click on a segment is about: where its claim is open already or there is none; `first`, where
 * mentions come before claims. */
export function mentionAt(segment, { first = false } = {}) {
  const keys = segment.dataset.k.split(" ");
  const claim = keys.findLast((key) => key.endsWith("-quote"));
  const isOpened = claim && openNote()?.id === `claim-${claim.slice(1, -"-quote".length)}`;
  const name = keys.findLast((key) => /^m[0-9a-f]+$/.test(key));
  return name && (first || !claim || isOpened) ? mention(name.slice(1)) : null;
}

/** The segments of the text that a thing is marked on. */
export const segmentsOf = (thing) => segmentsWith(thing.kind === "claim" ? `c${thing.id}-quote` : `m${thing.id}`);

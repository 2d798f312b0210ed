// The history of an item, in its note or on the card of a mention: asked for by a key, and again when its paragraph
// is drawn anew.

import { current } from "./current.js";
import { focusCurrent } from "./dock.js";
import { isSame } from "./items.js";
import { say, word } from "./words.js";

const PATIENCE_MS = 20_000;
const asked = new WeakMap(); // by place, how often: an answer that comes after a later question says nothing new

const placeOf = (thing) => (thing.kind === "claim" ? thing.note : document.querySelector("#mention-card")).querySelector(".history-of");

/** Shows the history of a thing, or puts it away; the focus goes along. */
export async function toggle(thing) {
  const place = placeOf(thing);
  if (!place.hidden) {
    place.hidden = true;
    focusCurrent();
    return;
  }
  place.hidden = false;
  place.replaceChildren();
  await fill(place, thing);
  if (!place.firstElementChild || !isSame(current(), thing)) return;
  place.focus({ preventScroll: true });
  place.scrollIntoView({ block: "nearest" });
}

/** Mentions share a place: what is told of one must not stand on the card of another. */
async function fill(place, thing) {
  const number = (asked.get(place) ?? 0) + 1;
  asked.set(place, number);
  const parts = await load(thing.item);
  if (asked.get(place) !== number || (thing.kind === "mention" && !isSame(current(), thing))) return;
  if (parts) place.replaceChildren(...parts);
  else putAway(place);
}

/** What the server says of an item; null where it cannot be asked. */
async function load(item) {
  const url = document.querySelector("#reader").dataset.decide.replace(/decisions\/(\?.*)?$/, `items/${item}/`);
  try {
    const signal = AbortSignal.timeout(PATIENCE_MS);
    const response = await fetch(url, { headers: { "HX-Request": "true" }, redirect: "manual", signal });
    if (response.status !== 200 || response.headers.has("HX-Redirect")) return null;
    return new DOMParser().parseFromString(await response.text(), "text/html").body.childNodes;
  } catch {
    return null;
  }
}

/** No history is better than one that may be old. */
function putAway(place) {
  const hadFocus = place.contains(document.activeElement);
  place.hidden = true;
  place.replaceChildren();
  if (hadFocus) focusCurrent();
  say(word("unreachable"));
}

/** A history that is being read follows what is decided, by whomever. */
document.addEventListener("newsdesk:redrawn", () => {
  const thing = current();
  if (thing?.item && placeOf(thing)?.hidden === false) fill(placeOf(thing), thing);
});

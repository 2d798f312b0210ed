// The history of an item, in its note or on the card of a mention: asked for by a key, and again when its paragraph
// is drawn anew.

import { current } from "./current.js";
import { beside } from "./decisions.js";
import { focusCurrent } from "./dock.js";
import { isSame } from "./items.js";
import { ask, inPlace } from "./swap.js";
import { say, word } from "./words.js";

const filling = new WeakMap(); // by place, what waits for the newest question: the answer to an older one says nothing new

const placeOf = (thing) => (thing.kind === "claim" ? thing.note : document.querySelector("#mention-card")).querySelector(".history-of");

/** Shows the history of a thing, or puts it away; the focus goes along. */
export async function toggle(thing) {
  const place = placeOf(thing);
  if (!place.hidden) {
    hide(place);
    focusCurrent();
    return;
  }
  place.hidden = false;
  fill(place, thing);
  await filled(place);
  if (!place.firstElementChild || !isSame(current(), thing)) return;
  place.focus({ preventScroll: true });
  place.scrollIntoView({ block: "nearest" });
}

function fill(place, thing) {
  const done = load(thing.item).then((parts) => {
    if (filling.get(place) === done) put(place, thing, parts);
  });
  filling.set(place, done);
}

/** Resolved once the newest question about a place has been answered. */
async function filled(place) {
  for (let last = null; last !== filling.get(place);) {
    last = filling.get(place);
    await last;
  }
}

/** Mentions share a place: what is told of one must not stand on the card of another. No history is better than one
 * that may be old. */
function put(place, thing, parts) {
  if (thing.kind === "mention" && !isSame(current(), thing)) return;
  if (parts) {
    inPlace(() => place.replaceChildren(...parts));
  } else {
    hide(place);
    say(word("unreachable"));
  }
}

function hide(place) {
  const hadFocus = place.contains(document.activeElement);
  inPlace(() => {
    place.hidden = true;
    place.replaceChildren();
  });
  if (hadFocus) focusCurrent();
}

/** What the server says of an item; null where it does not answer. */
async function load(item) {
  const html = await ask(beside(`items/${item}/`));
  return html === null ? null : new DOMParser().parseFromString(html, "text/html").body.childNodes;
}

/** A history that is being read follows what is decided, by whomever. */
document.addEventListener("newsdesk:redrawn", () => {
  const thing = current();
  if (thing?.item && placeOf(thing)?.hidden === false) fill(placeOf(thing), thing);
});

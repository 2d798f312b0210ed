// Comments in the reader: the card of a mention, what the key leads to, and the comment that an address asks for.
// Fetched when it is needed.

import { clear, selected } from "./caret.js";
import { open, reveal } from "./comments.js";
import { hideMention, showMention } from "./dock.js";
import { mention, mentionAt, mentions } from "./items.js";
import { openNote } from "./notes.js";

const one = (selector, root = document) => root.querySelector(selector);
const card = () => one("#mention-card:not([hidden])");

/** Shows the card of a mention: where people decide it becomes the current item. */
function show(thing) {
  const isShown = !document.dispatchEvent(new CustomEvent("newsdesk:show", { detail: thing, cancelable: true }));
  if (!isShown) showMention(thing, "");
}

/** The card of the name that was clicked on, where its claim is open already or there is none. */
export function showAt(segment) {
  const thing = mentionAt(segment);
  if (thing) show(thing);
  else hideMention();
}

export const hide = hideMention;

/** The comments of what is chosen: the selected mention, the card, the open claim; else those on the article. */
export function openComments() {
  const thing = selectedMention();
  if (thing) {
    clear(); // what is selected would lie over the card
    show(thing);
  }
  const place = card() ?? openNote();
  const button = place && one("a[data-comments]", place);
  if (button) button.click();
  else toArticle();
}

function selectedMention() {
  const span = selected();
  return span ? mentions().find(({ start, end }) => start <= span.start && span.end <= end) : null;
}

function toArticle() {
  const place = one("#panel-article .begin textarea") ?? one("#comments-title");
  place?.focus({ preventScroll: true });
  one("#comments-title")?.scrollIntoView({ block: "start" });
}

/** `?mention=` shows a card, `?comments` opens the threads of what is shown and brings the named one into view. */
export async function openNamed() {
  const query = new URLSearchParams(location.search);
  const thing = query.has("mention") ? mention(query.get("mention")) : null;
  if (thing) show(thing);
  const place = query.has("comments") ? card() ?? openNote() : null;
  const button = place && one("a[data-comments]", place);
  if (!button) return;
  await open(button);
  reveal(document.getElementById(`comment-${query.get("comments")}`));
}

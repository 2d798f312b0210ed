// Comments in the reader, where they are asked for: a key, a name, an address. What answers is fetched then.

import { isTyping } from "./caret.js";

const one = (selector) => document.querySelector(selector);
const cards = () => import("./cards.js");
const reader = () => one("#reader");

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
  if (!reader() || one("dialog[open], :popover-open, form.dock-part:not([hidden])")) return;
  if (event.key === "o") {
    event.preventDefault();
    cards().then(({ openComments }) => openComments());
  } else if (event.key === "Escape" && !reader().dataset.decide && one("#mention-card:not([hidden])")) {
    event.preventDefault();
    cards().then(({ hide }) => hide());
  }
}, true);

/** A click on a name shows its card, also where nobody decides; a reviewer's click is for the review. */
document.addEventListener("click", (event) => {
  const segment = event.target.closest?.(".text [data-k]");
  if (!segment || event.button !== 0 || reader()?.dataset.decide || !document.getSelection().isCollapsed) return;
  if (one("#mention-card")) cards().then(({ showAt }) => showAt(segment));
});

if (reader() && new URLSearchParams(location.search).has("comments")) cards().then(({ openNamed }) => openNamed());

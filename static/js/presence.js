// Asks now and then, while the page is visible, who else is here, and for the paragraphs that others have
// changed since. What somebody is writing about here is not replaced: the page says so, and shows it after.

import { formHeaders } from "./outbox.js";
import { isAnythingLate, swap } from "./swap.js";

const EVERY_MS = 15_000;
const PATIENCE_MS = 20_000;

let at = document.querySelector("#reader")?.dataset.at; // when the server was asked last, by its clock
let timer = 0;
let asking = null;
let drawings = 0; // of paragraphs, whoever asked for them

/** Asks now; what is asked for while an answer is under way is asked after it. */
export async function look() {
  if (!at) return;
  clearTimeout(timer);
  while (asking) await asking;
  asking = ask();
  await asking;
  asking = null;
  if (!document.hidden) timer = setTimeout(look, EVERY_MS);
}

async function ask() {
  const before = drawings;
  const { presence, run, address } = document.querySelector("#reader").dataset;
  const url = presence + new URL(address, location).search; // with the filters of the page
  const body = JSON.stringify({ at, run: Number(run) });
  try {
    const signal = AbortSignal.timeout(PATIENCE_MS);
    const response = await fetch(url, { method: "POST", redirect: "manual", headers: formHeaders(), body, signal });
    const html = await response.text();
    if (!response.ok) return;
    if (drawings !== before) return ask(); // this may be older than what is shown
    swap(html);
    at = response.headers.get("X-Newsdesk-At") ?? at;
  } catch {
    // No connection: the next time.
  }
}

document.addEventListener("visibilitychange", () => {
  clearTimeout(timer);
  if (!document.hidden) look();
});
document.addEventListener("newsdesk:redrawn", () => { drawings += 1; });
document.addEventListener("newsdesk:settled", () => {
  const notice = document.querySelector("#presence-late");
  if (notice) notice.hidden = !isAnythingLate();
});
if (!document.hidden) look();

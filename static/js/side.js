// The column beside the text and the filters count over the whole article. That is too much work for the answer to
// each decision, so they are asked for a moment later: once for all that was drawn anew in that moment.

import { ask, swap } from "./swap.js";

const PAUSE_MS = 2_000;

const page = () => document.querySelector("#reader").dataset;

let timer = 0;
let asked = 0; // how often; an answer that comes after a later question says nothing new

/** Asks soon, unless that is going to happen already. */
export function renewSoon() {
  timer ||= setTimeout(renew, PAUSE_MS);
}

async function renew() {
  timer = 0;
  const number = (asked += 1);
  const { side, address } = page();
  const html = await ask(side + new URL(address, location).search); // null: after the next decision
  if (html !== null && number === asked && address === page().address) put(html); // with other filters all is new
}

/** The column scrolls by itself, and stays where it is. */
function put(html) {
  const top = document.querySelector("#side")?.scrollTop;
  swap(html);
  if (top) document.querySelector("#side").scrollTop = top;
}

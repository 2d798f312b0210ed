// Members offered while somebody writes an @ and the beginning of a name: a list under the field, by keyboard too.

const MOST = 8;
const ASKED = /(?:^|[^\p{L}\p{N}_])@([^@\n]{0,60})$/u;
const one = (selector, root = document) => root.querySelector(selector);
const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const isField = (element) => element?.matches?.("textarea[data-people]") ?? false;

const known = new Map(); // the options of a desk by their address, as long as the page is open

const listOf = (field) => document.getElementById(field.getAttribute("aria-controls"));
const chosenIn = (list) => one('[aria-selected="true"]', list);

/** The options of the field's desk; none where they cannot be had. */
function optionsFor(field) {
  const url = field.dataset.people;
  if (!known.has(url)) known.set(url, load(url).catch(() => { known.delete(url); return []; }));
  return known.get(url);
}

async function load(url) {
  const answer = await fetch(url, { headers: { "HX-Request": "true" }, credentials: "same-origin" });
  if (!answer.ok || answer.status === 204) throw new Error(String(answer.status));
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  return all('[role="option"]', page);
}

/** What stands after the @ that the caret is behind; null where there is none. */
function askedIn(field) {
  if (field.selectionStart !== field.selectionEnd) return null;
  return field.value.slice(0, field.selectionStart).match(ASKED)?.[1] ?? null;
}

const startsWith = (option, asked) => {
  const name = option.dataset.name.toLocaleLowerCase();
  const beginnings = [name, option.textContent.toLocaleLowerCase(), option.dataset.email, ...name.split(/\s+/)];
  return beginnings.some((each) => each.startsWith(asked));
};

async function offer(field) {
  if (askedIn(field) === null) return withdraw(field);
  const options = await optionsFor(field);
  const asked = askedIn(field)?.toLocaleLowerCase();
  if (asked === undefined || document.activeElement !== field) return withdraw(field);
  const found = options.filter((option) => startsWith(option, asked)).slice(0, MOST);
  if (!found.length) return withdraw(field);
  show(field, found);
}

function show(field, found) {
  const list = listOf(field);
  list.replaceChildren(...found.map((option, index) => optionIn(list, option, index)));
  const wasHidden = list.hidden;
  list.hidden = false;
  choose(field, list.firstElementChild);
  if (wasHidden) say(field, "found");
}

function optionIn(list, option, index) {
  const copy = document.importNode(option, true);
  copy.id = `${list.id}-${index}`;
  copy.setAttribute("aria-selected", "false");
  return copy;
}

function choose(field, option) {
  for (const each of listOf(field).children) each.setAttribute("aria-selected", String(each === option));
  field.setAttribute("aria-activedescendant", option.id);
  option.scrollIntoView({ block: "nearest" });
}

function withdraw(field) {
  const list = listOf(field);
  if (!list || list.hidden) return;
  list.hidden = true;
  list.replaceChildren();
  field.removeAttribute("aria-activedescendant");
  say(field, "");
}

function say(field, what) {
  const line = one('[role="status"]', field.form);
  if (line) line.textContent = what ? line.dataset[what] : "";
}

/** Writes the whole name in the place of its beginning. */
function take(field, option) {
  const start = field.selectionStart - askedIn(field).length;
  const blank = /^\s/.test(field.value.slice(field.selectionStart)) ? "" : " ";
  field.setRangeText(option.dataset.name + blank, start, field.selectionStart, "end");
  withdraw(field);
  field.dispatchEvent(new InputEvent("input", { bubbles: true }));
}

function step(field, by) {
  const options = [...listOf(field).children];
  const index = options.indexOf(chosenIn(listOf(field))) + by;
  choose(field, options.at(index % options.length));
}

const KEYS = {
  ArrowDown: (field) => step(field, 1),
  ArrowUp: (field) => step(field, -1),
  Enter: (field) => take(field, chosenIn(listOf(field))),
  Tab: (field) => take(field, chosenIn(listOf(field))),
  Escape: (field) => withdraw(field),
};

function onKey(event) {
  const field = event.target;
  if (!isField(field) || event.isComposing || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
  if (listOf(field).hidden || !Object.hasOwn(KEYS, event.key)) return;
  event.preventDefault();
  event.stopPropagation();
  KEYS[event.key](field);
}

let isListening = false;

/** Offers members in every field for comments, those included that come later. */
export function offerPeople() {
  if (isListening) return;
  isListening = true;
  document.addEventListener("keydown", onKey, true);
  document.addEventListener("input", (event) => {
    if (isField(event.target)) offer(event.target);
  });
  document.addEventListener("focusout", (event) => {
    if (isField(event.target)) withdraw(event.target);
  });
  document.addEventListener("mousedown", (event) => {
    if (event.target.closest?.(".people [role='option']")) event.preventDefault(); // the field keeps the focus
  });
  document.addEventListener("click", (event) => {
    const option = event.target.closest?.(".people [role='option']");
    if (option) take(document.activeElement, option);
  });
  if (isField(document.activeElement)) offer(document.activeElement); // somebody was quicker than this script
}

// Comments: threads that open in their place, members offered after an @, and words that outlive a failed send.
// What is being written is kept in this page's memory alone, by the id of its field.

const SIGN_IN = "/accounts/login/";
const one = (selector, root = document) => root.querySelector(selector);
const all = (selector, root = document) => [...root.querySelectorAll(selector)];

const drafts = new Map(); // what stands in a field, and the name that it is sent under

const isPlainClick = (event) => event.button === 0 && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
const fieldOf = (form) => one("textarea[data-people]", form);
const buttonOf = (panel) => one(`a[data-comments][aria-controls="${panel.id}"]`);
const replaced = () => window.dispatchEvent(new Event("resize")); // notes beside the text find their places anew

// --- Opening ----------------------------------------------------------------------------------------

document.addEventListener("click", (event) => {
  const button = event.target.closest?.("a[data-comments]");
  const panel = button && document.getElementById(button.getAttribute("aria-controls"));
  if (!panel || !isPlainClick(event)) return;
  event.preventDefault();
  if (button.getAttribute("aria-expanded") === "true") close(button, panel);
  else open(button, panel);
});

function close(button, panel) {
  button.setAttribute("aria-expanded", "false");
  panel.hidden = true;
  replaced();
}

/** Shows the threads as they are now, and puts the focus where one begins to write if there are none. */
export async function open(button, panel = document.getElementById(button.getAttribute("aria-controls"))) {
  button.setAttribute("aria-expanded", "true");
  panel.hidden = false;
  try {
    await window.htmx.ajax("GET", button.getAttribute("href"), { source: panel, target: panel, swap: "innerHTML" });
  } catch {
    // `htmx:sendError` has said so.
  }
  const field = one(".begin textarea", panel);
  if (!one(".talk", panel) && field) field.focus({ preventScroll: true });
  else button.focus({ preventScroll: true });
}

/** Has a button open the threads of another thing; what was open under it is put away. */
export function aim(button, url, count) {
  const panel = document.getElementById(button.getAttribute("aria-controls"));
  const isSame = button.getAttribute("href") === url;
  if (isSame && one(".comments", panel)) return; // what is shown there is newer than the count
  const place = one(".count", button);
  place.textContent = count;
  place.hidden = count === 0;
  if (isSame) return;
  button.setAttribute("href", url);
  button.setAttribute("aria-expanded", "false");
  panel.hidden = true;
  panel.replaceChildren();
}

/** Brings a comment into view, wherever it is folded away. */
export function reveal(comment) {
  if (!comment) return;
  for (let each = comment.closest("details"); each; each = each.parentElement.closest("details")) each.open = true;
  comment.tabIndex = -1;
  comment.focus({ preventScroll: true });
  comment.scrollIntoView({ block: "center" });
}

// --- Writing ----------------------------------------------------------------------------------------

const formOf = (element) => element?.closest?.(".comment-form");

document.addEventListener("input", (event) => {
  const form = formOf(event.target);
  if (form && event.target === fieldOf(form)) remember(form);
});

function remember(form) {
  const field = fieldOf(form);
  if (field.value.trim()) drafts.set(field.id, { text: field.value, uuid: form.elements.uuid.value });
  else drafts.delete(field.id);
}

/** Puts back what was being written in fields that have come anew. */
function restore(root) {
  for (const field of all("textarea[data-people]", root)) {
    const draft = drafts.get(field.id);
    if (!draft || field.value) continue;
    field.value = draft.text;
    field.form.elements.uuid.value = draft.uuid;
    const reply = field.closest("details.reply");
    if (reply) reply.open = true;
  }
}

function fail(form, why) {
  say(one(".failed", form), why);
  fieldOf(form).focus();
}

function say(line, why) {
  line.textContent = line.dataset[why];
  line.hidden = false;
}

document.addEventListener("htmx:beforeRequest", (event) => {
  for (const line of all(".failed", event.target.closest?.(".comments") ?? document.head)) line.hidden = true;
});

for (const name of ["htmx:sendError", "htmx:timeout"]) {
  document.addEventListener(name, (event) => {
    const form = formOf(event.target);
    const button = event.target.id ? buttonOf(event.target) : null;
    const line = one(":scope > .failed", event.target.closest?.(".comments") ?? document.head);
    if (form) fail(form, "lost");
    else if (line) say(line, "lost");
    else if (button) event.target.textContent = button.dataset.lost;
  });
}

document.addEventListener("htmx:beforeOnLoad", (event) => {
  const form = formOf(event.target);
  const { xhr } = event.detail;
  if (!form) return;
  if ((xhr.getResponseHeader("HX-Redirect") ?? "").startsWith(SIGN_IN)) {
    event.preventDefault(); // or the page would be left, and the words with it
    form.dataset.stale = "1";
    fail(form, "signedOut");
  } else if (xhr.status < 300) {
    drafts.delete(fieldOf(form).id);
    fieldOf(form).value = ""; // nobody writes there any more: what had to wait for that may come
    document.dispatchEvent(new CustomEvent("newsdesk:written"));
    if (form.dataset.refused) one("#notice")?.replaceChildren();
  } else if (xhr.status === 409) {
    drafts.delete(fieldOf(form).id); // it comes back under another name, with the words in it
  } else if (xhr.status !== 422) {
    form.dataset.stale = form.dataset.refused = "1";
    fail(form, "refused");
  }
});

/** Who has signed in again, in another tab, sends with that session's token. */
document.addEventListener("htmx:confirm", (event) => {
  const form = formOf(event.target);
  if (!form?.dataset.stale) return;
  event.preventDefault();
  renewToken(form).catch(() => {}).then(() => event.detail.issueRequest(true));
});

async function renewToken(form) {
  const answer = await fetch(location.pathname, { credentials: "same-origin" });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const token = one('[name="csrfmiddlewaretoken"]', page)?.value;
  if (token) for (const field of all('[name="csrfmiddlewaretoken"]')) field.value = token;
  delete form.dataset.stale;
}

window.addEventListener("beforeunload", (event) => {
  if (all("textarea[data-people]").some((field) => field.value.trim())) event.preventDefault();
});

// --- Keys -------------------------------------------------------------------------------------------

document.addEventListener("focusin", (event) => {
  if (formOf(event.target)) import("./people.js").then(({ offerPeople }) => offerPeople());
}, { capture: true });

document.addEventListener("keydown", (event) => {
  const form = formOf(event.target);
  if (!form || event.defaultPrevented || event.isComposing || event.target !== fieldOf(form)) return;
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    form.requestSubmit();
  } else if (event.key === "Escape") {
    event.preventDefault();
    leave(form);
  }
});

/** Out of the field: to what opened it, its words left in it. */
function leave(form) {
  const reply = form.closest("details.reply");
  const panel = form.closest(".panel");
  const next = reply ? one("summary", reply) : panel && buttonOf(panel);
  if (next) next.focus();
  else fieldOf(form).blur();
}

// --- After a swap -----------------------------------------------------------------------------------

document.addEventListener("newsdesk:settled", () => {
  restore(document);
  for (const panel of all(".panel")) showState(panel);
  const changed = one(".comments [data-changed]");
  if (changed) {
    delete changed.dataset.changed;
    changed.focus({ preventScroll: true });
    changed.scrollIntoView({ block: "nearest" });
  }
});

/** Says beside what opens them how many comments there are, and whether they are shown. */
function showState(panel) {
  buttonOf(panel)?.setAttribute("aria-expanded", String(!panel.hidden));
  if (!one(".comments", panel)) return;
  const count = all(".comment:not(.is-withdrawn)", panel).length;
  for (const place of all(`a[data-comments][aria-controls="${panel.id}"] .count, [data-count-of="${panel.id}"]`)) {
    place.textContent = count;
    place.hidden = count === 0;
  }
  const open = all(".talk:not(.is-resolved)", panel).filter((talk) => one(".comment:not(.is-withdrawn)", talk)).length;
  for (const place of all(`[data-open-in="${panel.id}"]`)) {
    one("b", place).textContent = open;
    place.hidden = open === 0;
  }
}

document.addEventListener("toggle", (event) => {
  const details = event.target;
  if (!details.matches?.(".comments details")) return;
  if (details.open && details.matches(".reply")) fieldOf(details).focus({ preventScroll: true });
  replaced();
}, true);

if (location.hash.startsWith("#comment-")) reveal(document.getElementById(location.hash.slice(1)));

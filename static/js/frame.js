// What every page does: copies what a button holds, says once what htmx says often, and keeps nothing of where
// somebody has been.

const DONE_MS = 1600;

/** Copies the text of `data-copy`, and says so on the button for a moment. */
async function copy(button) {
  await toClipboard(button.dataset.copy);
  const label = button.textContent;
  if (label === button.dataset.done) return;
  button.textContent = button.dataset.done;
  setTimeout(() => { button.textContent = label; }, DONE_MS);
}

/** Browsers offer the clipboard's own interface only over HTTPS and on the same machine. */
async function toClipboard(text) {
  if (navigator.clipboard) {
    await navigator.clipboard.writeText(text);
    return;
  }
  const field = document.createElement("textarea");
  field.value = text;
  field.className = "visually-hidden";
  document.body.append(field);
  field.select();
  document.execCommand("copy");
  field.remove();
}

for (const button of document.querySelectorAll("button[data-copy][hidden]")) button.hidden = false;
document.addEventListener("click", (event) => {
  const button = event.target.closest?.("button[data-copy]");
  if (button) copy(button);
});

let isDue = false;

/** htmx says of each element that it has put one in place; whatever follows from that follows once, after all. */
document.addEventListener("htmx:afterSettle", () => {
  if (isDue) return;
  isDue = true;
  queueMicrotask(() => {
    isDue = false;
    document.dispatchEvent(new CustomEvent("newsdesk:settled"));
  });
});

/** Removes the address that htmx notes for its cache of pages, although that cache is off: it may name people. */
function forget() {
  try {
    sessionStorage.removeItem("htmx-current-path-for-history");
  } catch {
    // The browser lets pages keep nothing anyway.
  }
}

for (const name of ["htmx:pushedIntoHistory", "htmx:replacedInHistory", "htmx:historyRestore"]) {
  document.addEventListener(name, forget);
}
forget();

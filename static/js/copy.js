// Shows the buttons that copy a text beside them, where the browser lets pages do that.

async function copy(event) {
  const button = event.currentTarget;
  await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent);
  button.textContent = button.dataset.copied;
}

if (navigator.clipboard) {
  for (const button of document.querySelectorAll("button[data-copy]")) {
    button.hidden = false;
    button.addEventListener("click", copy);
  }
}

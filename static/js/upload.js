/**
 * The upload form: files can be dropped, folders too; what is chosen is listed; a set that is too large
 * for one request is sent in batches. Without this script the form works up to the server's limits.
 */

const NAMES_SHOWN = 200;
const PATIENCE_MS = 10_000;
const forms = new WeakSet();

for (const name of ["dragover", "drop"]) {
  // A file that misses the form must not replace the page.
  window.addEventListener(name, (event) => event.preventDefault());
}
document.documentElement.classList.add("js");
document.addEventListener("htmx:load", enhanceAll);
enhanceAll();

function enhanceAll() {
  const form = document.querySelector("#upload-form");
  if (form && !forms.has(form)) {
    forms.add(form);
    new UploadForm(form);
  }
}

function UploadForm(form) {
  const input = form.querySelector("input[type=file]");
  const zone = form.querySelector("[data-drop]");
  const limits = {
    files: Number(form.dataset.maxFiles),
    bytes: Number(form.dataset.maxBytes),
    fileBytes: Number(form.dataset.maxFileBytes),
  };
  let chosen = [...input.files];
  let isSending = false;

  const choose = (files) => {
    chosen = files;
    const transfer = new DataTransfer();
    if (fitsOneRequest(files, limits)) files.forEach((file) => transfer.items.add(file));
    input.files = transfer.files;
    showChosen(form, chosen, (index) => choose(chosen.toSpliced(index, 1)));
  };

  input.onchange = () => choose([...chosen, ...input.files]);
  form.querySelector("[data-clear]").addEventListener("click", () => {
    choose([]);
    input.focus();
  });
  form.addEventListener("dragover", (event) => {
    event.dataTransfer.dropEffect = "copy";
    zone.classList.add("over");
  });
  form.addEventListener("dragleave", (event) => {
    if (!form.contains(event.relatedTarget)) zone.classList.remove("over");
  });
  form.addEventListener("drop", async (event) => {
    zone.classList.remove("over");
    if (isSending || !event.dataTransfer.types.includes("Files")) return;
    const dropped = await droppedFiles(event.dataTransfer);
    choose([...chosen, ...dropped]);
  });
  // On the way down, before htmx sees it.
  document.addEventListener(
    "submit",
    (event) => {
      if (event.target !== form || fitsOneRequest(chosen, limits)) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      if (!isSending) sendAll();
    },
    { capture: true },
  );

  async function sendAll() {
    isSending = true;
    const sending = new Sending(form, batches(chosen, limits), chosen.length);
    window.addEventListener("beforeunload", askBeforeLeaving);
    const page = await sending.run();
    window.removeEventListener("beforeunload", askBeforeLeaving);
    isSending = false;
    if (page) window.location.assign(page);
  }

  choose(chosen);
}

function askBeforeLeaving(event) {
  event.preventDefault();
}

/** Whether the files need no cutting: few enough, small enough, and none that the server would refuse unread. */
function fitsOneRequest(files, limits) {
  const size = files.reduce((sum, file) => sum + file.size, 0);
  return files.length <= limits.files && size <= limits.bytes && files.every((file) => file.size <= limits.fileBytes);
}

/** The files in batches that each fit one request; what is too large to be read is cut, and refused by name. */
function batches(files, limits) {
  const found = [];
  let size = Infinity;
  for (const file of files) {
    const part = file.slice(0, limits.fileBytes + 1);
    if (size + part.size > limits.bytes || found.at(-1).length >= limits.files) {
      found.push([]);
      size = 0;
    }
    found.at(-1).push({ name: file.name, part });
    size += part.size;
  }
  return found;
}

/** Sends batches one after the other; `run` resolves to the upload's page, or to null after a refusal. */
function Sending(form, parts, total) {
  const area = form.querySelector("[data-sending]");
  const text = area.querySelector("[data-sending-text]");
  const bar = area.querySelector("progress");
  const again = area.querySelector("[data-again]");
  const submit = form.querySelector("button[type=submit]");
  let csrf = form.elements.csrfmiddlewaretoken.value;
  const token = newToken();
  let upload = null;
  let sent = 0;
  let position = 0;

  this.run = async () => {
    area.hidden = false;
    submit.disabled = true;
    for (const batch of parts) {
      say(sentence(form.dataset.textSending, { sent: number(sent), count: number(total) }));
      if (!(await deliver(batch))) {
        submit.disabled = false;
        return null;
      }
      sent += batch.length;
      bar.value = sent / total;
    }
    return upload.page;
  };

  async function deliver(batch) {
    for (let refusals = 0; ; ) {
      const answer = await post(batch);
      if (answer === null) {
        await askedToGoOn(form.dataset.textBroken);
      } else if (answer.isLogin) {
        await askedToGoOn(form.dataset.textLogin);
        csrf = await freshToken();
      } else if (answer.status === 403 && !refusals) {
        refusals += 1; // whoever has logged in again in another tab has another token since
        csrf = await freshToken();
      } else if (answer.status === 429) {
        say(form.dataset.textPaused);
        await new Promise((resolve) => setTimeout(resolve, PATIENCE_MS));
      } else if (answer.status === 409 && answer.data.item_count === position + batch.length) {
        position = answer.data.item_count; // this batch had arrived before the connection broke
        return true;
      } else if (answer.ok) {
        upload ??= answer.data;
        position = answer.data.item_count;
        return true;
      } else {
        say(answer.data.error ?? form.dataset.textBroken);
        return false;
      }
    }
  }

  async function post(batch) {
    const body = upload ? new FormData() : new FormData(form);
    body.delete("documents");
    body.set("csrfmiddlewaretoken", csrf);
    if (upload) body.set("position", position);
    else body.set("token", token);
    for (const { name, part } of batch) body.append("documents", part, name);
    try {
      const response = await fetch(upload ? upload.extend : form.action, {
        method: "POST",
        headers: { Accept: "application/json" },
        body,
      });
      if (response.status >= 500) return null;
      const isData = response.headers.get("Content-Type")?.startsWith("application/json");
      const isLogin = response.redirected || (response.ok && !isData); // nothing else leads away or is a page
      return {
        ok: response.ok && !isLogin,
        isLogin,
        status: response.status,
        data: isData ? await response.json() : {},
      };
    } catch {
      return null;
    }
  }

  /** The token of a form as the server would send it now. */
  async function freshToken() {
    try {
      const page = await (await fetch(form.action)).text();
      const fresh = new DOMParser().parseFromString(page, "text/html");
      return fresh.querySelector("[name=csrfmiddlewaretoken]")?.value ?? csrf;
    } catch {
      return csrf;
    }
  }

  async function askedToGoOn(reason) {
    say(reason);
    again.hidden = false;
    again.focus();
    await new Promise((resolve) => again.addEventListener("click", resolve, { once: true }));
    again.hidden = true;
  }

  function say(words) {
    text.textContent = words;
    form.querySelector("[data-status]").textContent = words;
  }
}

/** A name for an upload, by which the server knows the first batch again when its answer was lost. */
function newToken() {
  // Not crypto.randomUUID, which is missing where a newsroom's server has no HTTPS.
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** The files of a drop, those inside folders too, in the order of their names. */
async function droppedFiles(transfer) {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
  if (!entries.length) return [...transfer.files];
  const found = await Promise.all(entries.map(filesIn));
  return found.flat().sort((one, other) => one.name.localeCompare(other.name));
}

async function filesIn(entry) {
  if (entry.isFile) {
    return entry.name.startsWith(".") ? [] : [await new Promise((resolve, reject) => entry.file(resolve, reject))];
  }
  const reader = entry.createReader();
  const found = [];
  for (;;) {
    // A reader hands out its entries in portions, and an empty one at the end.
    const portion = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
    if (!portion.length) return found.flat();
    found.push(...(await Promise.all(portion.map(filesIn))));
  }
}

function showChosen(form, files, remove) {
  const area = form.querySelector("[data-chosen]");
  const names = area.querySelector("[data-names]");
  const { textChosen, textMore, textRemove } = form.dataset;
  area.hidden = !files.length;
  area.querySelector("[data-count]").textContent = sentence(textChosen, { count: number(files.length) });
  names.replaceChildren(...files.slice(0, NAMES_SHOWN).map((file, index) => fileRow(file, textRemove, () => remove(index))));
  if (files.length > NAMES_SHOWN) {
    const more = document.createElement("li");
    more.textContent = sentence(textMore, { count: number(files.length - NAMES_SHOWN) });
    names.append(more);
  }
  form.querySelector("[data-status]").textContent = files.length
    ? sentence(textChosen, { count: number(files.length) })
    : "";
}

function fileRow(file, textRemove, remove) {
  const row = document.createElement("li");
  const name = document.createElement("span");
  const size = document.createElement("small");
  const button = document.createElement("button");
  name.textContent = file.name;
  size.textContent = `${number(Math.ceil(file.size / 1000))} kB`;
  button.type = "button";
  button.textContent = "×";
  button.setAttribute("aria-label", sentence(textRemove, { name: file.name }));
  button.addEventListener("click", remove);
  row.append(name, size, button);
  return row;
}

function number(value) {
  return value.toLocaleString(document.documentElement.lang);
}

function sentence(pattern, values) {
  return pattern.replace(/\{(\w+)\}/g, (whole, key) => values[key] ?? whole);
}

// What this device keeps of decisions that the server may not have yet: ids, offsets, values and hashes, never
// text. A database for each person; no other script touches the browser's storage. Where a browser keeps
// nothing, or keeps it without being able to hash and to lock (plain http), entries live as long as the page.

const ENTRIES = "entries";
const PATIENCE_MS = 5_000; // browsers have been seen to open none for ever
const AFTER_ALL_KEPT = 2 ** 40; // the keys of what is only in memory: after those that the database gives

/** What is kept for a person, open to all their pages of this browser. */
export async function openStore(user) {
  return new Store(nameOf(user), canLast() ? await openInTime(nameOf(user)) : null);
}

const nameOf = (user) => `newsdesk-${user}`;

const canLast = () => Boolean(globalThis.indexedDB && globalThis.crypto?.subtle && navigator.locks);

/** The database; null where it cannot be opened, or not soon. */
async function openInTime(name) {
  const opening = openDatabase(name).catch(() => null);
  const late = new Promise((resolve) => { setTimeout(resolve, PATIENCE_MS, null); });
  const database = await Promise.race([opening, late]);
  if (!database) opening.then((each) => each?.close());
  return database;
}

/** An answer of the database, as a promise. */
function answered(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

async function openDatabase(name) {
  const request = indexedDB.open(name, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(ENTRIES, { keyPath: "seq", autoIncrement: true });
  return answered(request);
}

class Store {
  #name;
  #database;
  #passing = new Map(); // what could not be written down; null in the place of what could not be deleted
  #last = AFTER_ALL_KEPT;

  constructor(name, database) {
    this.#name = name;
    this.#database = database;
    if (!database) return;
    database.onversionchange = () => this.#close(); // somebody logs out in another tab
    database.onclose = () => this.#close();
  }

  /** Whether what is put here outlives the page. */
  get canLast() {
    return this.#database !== null;
  }

  /** Whether this entry outlives the page. */
  holds(entry) {
    return entry.seq !== undefined && !this.#passing.has(entry.seq);
  }

  /** All entries, in the order in which they were put. */
  async all() {
    const kept = this.canLast ? await this.#ask("readonly", (entries) => entries.getAll()).catch(() => []) : [];
    const all = [...kept.filter(({ seq }) => !this.#passing.has(seq)), ...this.#passing.values()];
    return all.filter(Boolean).sort((a, b) => a.seq - b.seq);
  }

  /** Writes an entry down, a new one with its place in the order; returns it with its place, `seq`. */
  async put(entry) {
    if (this.canLast && !this.#passing.has(entry.seq)) {
      try {
        return { ...entry, seq: await this.#ask("readwrite", (entries) => entries.put(withoutText(entry))) };
      } catch {
        // Full, or taken away by the browser: the page keeps it.
      }
    }
    const seq = entry.seq ?? (this.#last += 1);
    this.#passing.set(seq, { ...entry, seq });
    return { ...entry, seq };
  }

  /** Puts what `change` makes of an entry in its place, null drops it; nothing else comes between. */
  async rewrite(seq, change) {
    if (this.canLast && !this.#passing.has(seq)) {
      try {
        await this.#ask("readwrite", (entries) => rewriteIn(entries, seq, change));
        return;
      } catch {
        // Full, or taken away by the browser: the page knows what it has become.
      }
    }
    const before = (await this.all()).find((each) => each.seq === seq);
    if (before) this.#passing.set(seq, change(before));
  }

  /** Forgets everything of this person. */
  async destroy() {
    this.#passing.clear();
    if (!this.canLast) return;
    await this.#ask("readwrite", (entries) => entries.clear()).catch(() => {});
    this.#close();
    const deleting = indexedDB.deleteDatabase(this.#name);
    const isHeld = new Promise((resolve) => { deleting.onblocked = resolve; }); // by a page that the browser has put to sleep
    await Promise.race([answered(deleting).catch(() => {}), isHeld]);
  }

  #close() {
    this.#database?.close();
    this.#database = null;
  }

  /** The answer of the store of entries, once it is on the disk. */
  async #ask(mode, question) {
    const transaction = this.#database.transaction(ENTRIES, mode, { durability: "strict" });
    const done = new Promise((resolve, reject) => {
      transaction.oncomplete = resolve;
      transaction.onabort = () => reject(transaction.error);
    });
    const [answer] = await Promise.all([answered(question(transaction.objectStore(ENTRIES))), done]);
    return answer;
  }
}

function rewriteIn(entries, seq, change) {
  const asked = entries.get(seq);
  asked.addEventListener("success", () => {
    const before = asked.result;
    const after = before && change(before);
    if (after === null) entries.delete(seq);
    else if (after !== before) entries.put(withoutText(after));
  });
  return asked;
}

/** A copy without the exact text of any span; each has its hash. */
function withoutText(value) {
  if (Array.isArray(value)) return value.map(withoutText);
  if (value === null || typeof value !== "object") return value;
  const kept = Object.entries(value).filter(([name]) => name !== "exact");
  return Object.fromEntries(kept.map(([name, each]) => [name, withoutText(each)]));
}

/** A copy of which each span has, beside its exact text, the SHA-256 of it in UTF-8, as hex digits. */
export async function withHashes(value) {
  if (Array.isArray(value)) return Promise.all(value.map(withHashes));
  if (value === null || typeof value !== "object") return value;
  const pairs = await Promise.all(Object.entries(value).map(async ([name, each]) => [name, await withHashes(each)]));
  const copy = Object.fromEntries(pairs);
  return typeof copy.exact === "string" ? { ...copy, sha256: await sha256(copy.exact) } : copy;
}

async function sha256(text) {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

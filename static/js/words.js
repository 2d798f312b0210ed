// What the scripts of the reader say, in the language of the page: the sentences stand in #review-words.

const LIVE = "#announce";

/** The words called `name`, with `%(key)s` filled in; empty where the page has none. */
export function word(name, values = {}) {
  const element = document.querySelector("#review-words")?.content.querySelector(`[data-word="${name}"]`);
  return (element?.textContent ?? "").replace(/%\((\w+)\)s/g, (_, key) => values[key] ?? "");
}

/** A sentence about a number: `name-one` for one, `name-many` for any other. */
export const counted = (name, n) => word(`${name}-${n === 1 ? "one" : "many"}`, { n });

/** Tells people who do not see the page what has happened; the same words twice are told twice. */
export function say(text) {
  document.querySelector(LIVE)?.replaceChildren(text);
}

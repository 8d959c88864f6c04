// The words of one language. The page comes with its own; another language is fetched.

import { pauses } from "./connection.js";

let words = {};
export const language = () => document.documentElement.lang;
export const locale = () => ({ fi: "fi-FI", sv: "sv-FI", en: "en-GB" })[language()];

export function t(key, values = {}) {
  return (words[key] ?? "").replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

export async function load(language) {
  const response = await fetch(new URL(`words.${language}.json`, import.meta.url));
  if (!response.ok) throw new Error("no words");
  words = await response.json();
}

export async function loadAtLast(language) {
  for (const pause = pauses(); ;) {
    try {
      return await load(language);
    } catch {
      await new Promise((go) => setTimeout(go, pause.ms()));
    }
  }
}

// Puts the words of the language onto what the server wrote in another one.
export function relabel(values) {
  const marks = { w: null, wLabel: "aria-label", wPlaceholder: "placeholder" };
  for (const [mark, attribute] of Object.entries(marks)) {
    const name = mark.replace(/[A-Z]/, (big) => `-${big.toLowerCase()}`);
    for (const one of document.querySelectorAll(`[data-${name}]`)) {
      const text = t(one.dataset[mark], values);
      if (attribute) one.setAttribute(attribute, text);
      else one.textContent = text;
    }
  }
}

// The numbers to call when SOS was pressed and no answer comes: they are on the page already,
// so they need neither network nor server. A card that the server gives goes before them.

import * as connection from "./connection.js";
import { spoken } from "./log.js";
import { unbroken } from "./markup.js";
import { t } from "./words.js";

const WAIT_MS = 4000;
const card = document.getElementById("help");
let timer = 0;
let given = ""; // the server's card on the page: the same one is not announced again

export function soon() {
  clearTimeout(timer);
  if (connection.get() === "offline" || !navigator.onLine) show();
  else timer = setTimeout(show, WAIT_MS);
}

export function hide() {
  clearTimeout(timer);
  given = "";
  card.hidden = true;
}

// Shows the card that came with "not saved": bubbles with words and telephone numbers.
export function give(bubbles) {
  const same = JSON.stringify(bubbles);
  if (given === same) return;
  given = same;
  fill(bubbles.flatMap(({ text, lang, parts = [{ text, lang }], buttons }) => {
    const words = parts.map((part) => spoken(part, true));
    const calls = buttons.filter(({ kind, link }) => kind === "call" && /^tel:[0-9+]+$/.test(link));
    return [...words, ...calls.map(({ link, label }) => call(link, label))];
  }));
}

function show() {
  if (given) return;
  const title = document.createElement("h2");
  title.textContent = t("sos_title");
  const more = document.createElement("p");
  more.textContent = t("sos_more");
  const calls = ["sos_call", "sos_crisis"].map((key) => call(`tel:${t(`${key}_number`)}`, t(key)));
  fill([title, more, ...calls]);
}

function call(link, label) {
  const anchor = document.createElement("a");
  anchor.className = "call";
  anchor.href = link;
  anchor.textContent = unbroken(label);
  return anchor;
}

function fill(parts) {
  card.replaceChildren(...parts);
  card.hidden = false;
  card.scrollIntoView({ block: "nearest" });
}

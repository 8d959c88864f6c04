// "The bot is writing": while something of mine has no answer yet. Not for ever: after a while
// the page says what is true, that the message is saved.

import { t } from "./words.js";

const LONG_MS = 30_000;
const line = document.getElementById("typing");
const text = line.lastElementChild;
let timer = 0;
let awaited = false;

export function expect(since = new Date()) {
  awaited = true;
  const age = Date.now() - since;
  clearTimeout(timer);
  line.hidden = false;
  text.textContent = t("typing");
  line.classList.remove("slow");
  timer = setTimeout(slow, Math.max(0, LONG_MS - age));
}

export function over() {
  awaited = false;
  clearTimeout(timer);
  line.hidden = true;
}

// Without a connection nobody is writing.
export function pause(paused) {
  line.hidden = paused || !awaited;
}

function slow() {
  line.classList.add("slow");
  text.textContent = t("slow");
}

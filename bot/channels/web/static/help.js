// The numbers to call when SOS was pressed and no answer comes: they are on the page already,
// so they need neither network nor server.

import * as connection from "./connection.js";
import { unbroken } from "./log.js";
import { t } from "./words.js";

const WAIT_MS = 4000;
const card = document.getElementById("help");
let timer = 0;

export function soon() {
  clearTimeout(timer);
  if (connection.get() === "offline" || !navigator.onLine) show();
  else timer = setTimeout(show, WAIT_MS);
}

export function hide() {
  clearTimeout(timer);
  card.hidden = true;
}

function show() {
  const title = document.createElement("h2");
  title.textContent = t("sos_title");
  const more = document.createElement("p");
  more.textContent = t("sos_more");
  const calls = ["sos_call", "sos_crisis"].map((key) => {
    const call = document.createElement("a");
    call.className = "call";
    call.href = `tel:${t(`${key}_number`)}`;
    call.textContent = unbroken(t(key));
    return call;
  });
  card.replaceChildren(title, more, ...calls);
  card.hidden = false;
  card.scrollIntoView({ block: "nearest" });
}

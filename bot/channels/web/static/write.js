// The field to write in. What is written survives a reload, and is given back when it cannot go.

import * as store from "./store.js";
import { t } from "./words.js";

const form = document.getElementById("write");
const text = document.getElementById("text");
const count = document.getElementById("count");
const most = Number(document.body.dataset.most);
const NEAR = 300;
let send = () => {};
let listen = () => {};

export function start(sent, heard) {
  send = sent;
  listen = heard;
  text.value ||= store.get("draft", ""); // perhaps somebody was quicker than the script
  text.addEventListener("input", changed);
  text.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    submit();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    submit();
  });
  changed();
}

export const focus = () => text.focus();

export function giveBack(words) {
  if (!text.value) text.value = words;
  changed();
}

export function fill(words) {
  text.value = words;
  changed();
}

function submit() {
  const words = text.value.trim();
  if (!words) return text.focus();
  if (changed()) {
    listen(ends(words)); // too long: it says so, and everything stays
    return text.focus();
  }
  text.value = "";
  changed();
  send(words);
  text.focus();
}

// What the server reads of a text of any length: its beginning and its end.
function ends(words) {
  return words.length <= 10_000 ? words : `${words.slice(0, 8_000)}\n${words.slice(-2_000)}`;
}

// Returns whether it is too long. Counted as the server counts: an emoji is one.
function changed() {
  store.put("draft", text.value);
  text.style.height = "auto";
  text.style.height = `${text.scrollHeight + 2}px`;
  const left = most - [...text.value.trim()].length;
  const note = left < 0 ? t("too_long") : left <= NEAR ? t("left", { n: left }) : "";
  if (count.textContent !== note) count.textContent = note;
  text.setAttribute("aria-invalid", left < 0);
  return left < 0;
}

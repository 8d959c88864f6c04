// What this tab remembers. Never localStorage: a tab that is closed leaves nothing behind.
// Where the browser gives a frame no storage at all, memory does, until the page changes.

import { also } from "./leave.js";

const PREFIX = "rinnalla.";
const memory = new Map();
let box = null;
let left = false;
try {
  box = window.sessionStorage;
  box.setItem(`${PREFIX}probe`, "1");
  box.removeItem(`${PREFIX}probe`);
} catch {
  box = null;
}

export function get(name, otherwise) {
  const text = box ? box.getItem(PREFIX + name) : memory.get(name);
  return text == null ? otherwise : JSON.parse(text);
}

export function put(name, value) {
  if (left) return;
  const text = JSON.stringify(value);
  memory.set(name, text);
  try {
    box?.setItem(PREFIX + name, text);
  } catch {
    box = null; // full: go on in memory
  }
}

export function drop(name) {
  memory.delete(name);
  box?.removeItem(PREFIX + name);
}

also(() => {
  left = true;
  memory.clear();
});

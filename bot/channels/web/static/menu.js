// The panel under "more": saving, printing, and the choice to be remembered on this device.

import { ask, session } from "./api.js";
import * as log from "./log.js";
import { locale, t } from "./words.js";

const menu = document.getElementById("menu");
const more = document.getElementById("more");
const keep = document.getElementById("keep");

export function start(failed, kept) {
  more.addEventListener("click", () => toggle(menu.hidden));
  document.getElementById("save").addEventListener("click", save);
  document.getElementById("print").addEventListener("click", () => window.print());
  keep.addEventListener("change", () => choose(keep.checked).then(kept, failed));
  sync();
}

export function sync() {
  keep.checked = session.kept;
}

// Returns whether there was something to close.
export function close() {
  if (menu.hidden) return false;
  toggle(false);
  more.focus();
  return true;
}

function toggle(open) {
  menu.hidden = !open;
  more.setAttribute("aria-expanded", open);
}

async function choose(wanted) {
  keep.disabled = true;
  try {
    if (wanted || session.exists) {
      await session.ensure();
      session.set(await ask("POST", "keep", { keep: wanted }));
    }
  } finally {
    keep.disabled = false;
    sync();
    keep.focus();
  }
}

function save() {
  const stamp = (at) =>
    at.toLocaleString(locale(), {
      dateStyle: "short", timeStyle: "short", timeZone: "Europe/Helsinki",
    });
  const lines = log.all().map(({ by, at, element, words }) => {
    const links = [...element.querySelectorAll("a")].map((one) => one.getAttribute("href"));
    const plain = words.replaceAll("**", "");
    return [`[${stamp(at)}] ${t(by === "bot" ? "bot" : "you")}: ${plain}`, ...links].join("\n");
  });
  const text = `${t("save_head")}\n${stamp(new Date())}\n\n${lines.join("\n\n")}\n`;
  const anchor = document.createElement("a");
  anchor.href = URL.createObjectURL(new Blob(["\ufeff", text], { type: "text/plain" }));
  anchor.download = `${t("save_name")}-${new Date().toISOString().slice(0, 10)}.txt`;
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(anchor.href), 10_000);
}

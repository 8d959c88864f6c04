// The messages on the page. New ones are added, old ones stay untouched: a screen reader
// announces what is new and nothing else.

import { calendar, page, picture } from "./drawing.js";
import { render, unbroken } from "./markup.js";
import { locale, t } from "./words.js";

const log = document.getElementById("log");
const talk = document.getElementById("talk");
const always = document.querySelector(".always"); // SOS and quick exit
const known = new Map(); // the server's cursor -> what is on the page
const mine = new Map(); // our own id of a message -> what is on the page
let said = []; // everything in order, for saving

export const all = () => said;

// While an old conversation is put back, nothing is announced.
export function hush(quiet) {
  log.setAttribute("aria-live", quiet ? "off" : "polite");
  log.setAttribute("aria-busy", quiet);
}

// A line of the server. Returns its element when it was not here yet.
export function add(line) {
  if (known.has(line.cursor)) return null;
  const own = line.by === "person" && mine.get(line.id);
  if (own) {
    known.set(line.cursor, own);
    if (own.words !== line.text) put(own, line); // an identity code was taken out
    stamp(own, new Date(line.at)); // a telephone's clock may be wrong: one clock for the talk
    mark(line.id, null);
    return null;
  }
  const entry = append(line.by, line, new Date(line.at));
  known.set(line.cursor, entry);
  if (line.by === "person" && line.id) mine.set(line.id, entry);
  if (line.by === "bot") {
    if (line.picture) entry.element.insertBefore(picture(line.picture), entry.element.lastChild);
    const saved = line.calendar && calendar(line.calendar);
    if (saved) entry.element.insertBefore(saved, entry.element.lastChild);
    const opened = line.page && page(line.page);
    if (opened) entry.element.insertBefore(opened, entry.element.lastChild);
    links(entry, line.buttons);
  }
  return entry.element;
}

// Something that the person has just said.
export function addOwn(id, text, state) {
  if (mine.has(id)) return;
  mine.set(id, append("person", { text }, new Date()));
  mark(id, state);
}

// Says how it stands with a message: a key of the words, or null when all is well.
export function mark(id, state) {
  const entry = mine.get(id);
  if (!entry) return;
  entry.note.textContent = state ? t(state) : "";
  entry.element.classList.toggle("unsent", Boolean(state));
}

// A line of the page itself: "the earlier chat has ended".
export function note(key) {
  const line = document.createElement("p");
  line.className = "note";
  line.textContent = t(key);
  log.append(line);
}

// Cursors belong to one conversation. What is on the page stays there.
export function newTalk() {
  known.clear();
}

// Leaves what was heard after the person's last words, or nothing.
export function clear({ butLast = false } = {}) {
  const from = said.findLastIndex(({ by }) => by === "person") + 1;
  const left = butLast ? said.slice(from) : [];
  log.replaceChildren(...left.map(({ element }) => element));
  known.clear();
  mine.clear();
  said = left;
}

function append(by, line, at) {
  const element = document.createElement("article");
  element.className = by;
  element.dir = "auto";
  const who = document.createElement("span");
  who.className = "unseen";
  who.textContent = `${t(by === "bot" ? "bot" : "you")}:`;
  const body = document.createElement("div");
  body.className = "body";
  const foot = document.createElement("footer");
  const time = document.createElement("time");
  const note = document.createElement("span");
  foot.append(time, note);
  const entry = { by, at, element, body, note, time, words: "" };
  stamp(entry, at);
  put(entry, line);
  element.append(who, body, foot);
  said.push(entry);
  log.append(element);
  return entry;
}

function stamp(entry, at) {
  entry.at = at;
  entry.time.dateTime = at.toISOString();
  entry.time.textContent = at.toLocaleTimeString(locale(), {
    hour: "2-digit", minute: "2-digit", timeZone: "Europe/Helsinki",
  });
}

// What is in another language than the page is read aloud as what it is.
function put(entry, { text, lang, parts = [{ text, lang }] }) {
  entry.words = text;
  entry.body.replaceChildren(...parts.map((part) => spoken(part, entry.by === "bot")));
}

export function spoken({ text, lang }, byBot) {
  const words = document.createElement("div");
  if (lang) words.lang = lang;
  render(text, words, byBot);
  return words;
}

// Telephone numbers and web pages stay with their message; the other buttons are chips.
function links(entry, buttons) {
  for (const { kind, label, link, lang } of buttons) {
    if (!/^(https:\/\/|tel:[0-9+]+$)/.test(link ?? "")) continue;
    const anchor = document.createElement("a");
    anchor.className = kind;
    anchor.href = link;
    anchor.textContent = unbroken(label);
    if (lang) anchor.lang = lang;
    if (kind === "url") {
      anchor.target = "_blank";
      anchor.rel = "noopener noreferrer";
      const more = document.createElement("span");
      more.className = "unseen";
      more.textContent = ` (${t("new_tab")})`;
      anchor.append(more);
    }
    entry.element.insertBefore(anchor, entry.element.lastChild);
  }
}

// Tells a screen reader that there are buttons to come.
export function countChoices(element, count) {
  const line = document.createElement("span");
  line.className = "unseen";
  line.textContent = t("choice_count", { n: count });
  element.insertBefore(line, element.lastChild);
}

// Shows the end, or the beginning of what has come when that is longer than the window.
export function show(first) {
  const low = isLow();
  const scroller = low ? document.scrollingElement : talk;
  const height = low ? window.innerHeight : talk.clientHeight;
  const top = low ? always.offsetHeight : talk.getBoundingClientRect().top;
  const end = scroller.scrollHeight - height;
  const start = first ? scroller.scrollTop + first.getBoundingClientRect().top - top - 8 : end;
  scroller.scrollTop = Math.min(start, end);
}

// On a low window (zoom 400 %, large letters) the whole page scrolls below SOS and quick exit,
// instead of the talk alone. A keyboard that comes up turns a tall window into a low one.
const isLow = () => getComputedStyle(talk).overflowY === "visible";
let wasLow = isLow();
addEventListener("resize", () => {
  if (wasLow === isLow()) return;
  wasLow = !wasLow;
  show();
});

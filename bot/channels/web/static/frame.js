// The widget's inside: puts the parts together. The server wrote the page in one language and
// knows nothing yet; a conversation begins on the server with the first thing somebody says.

import { hangUp, session } from "./api.js";
import * as connection from "./connection.js";
import * as help from "./help.js";
import * as host from "./host.js";
import * as leave from "./leave.js";
import * as log from "./log.js";
import * as menu from "./menu.js";
import * as pulling from "./pulling.js";
import * as sending from "./sending.js";
import * as store from "./store.js";
import * as typing from "./typing.js";
import * as words from "./words.js";
import * as write from "./write.js";

const { dataset } = document.body;
const chips = document.getElementById("chips");
const state = document.getElementById("state");
const select = document.getElementById("language");
const JUST_SEEN_MS = 10_000;
const asked = new Map(); // what was said and has not gone yet: how many answers there were then
let isOpen = host.isAlone;
let unread = 0;
let reached = 0; // the last cursor on the page
let answers = 0; // how many answers came since the page was opened
let talkingWith = null; // the worker's name, while a person has the word
let danger = 0; // waits a moment for the answer to words of danger
let seenSince = document.hidden ? Infinity : Date.now(); // since when this tab is looked at

// --- saying something -----------------------------------------------------------------------

function made(kind, text, more) {
  return { id: sending.newId(), kind, text, language: words.language(), ...more };
}

function say(kind, text, more = {}) {
  const item = made(kind, text, more);
  asked.set(item.id, answers);
  const shown = item.label ?? (kind === "text" ? text : null);
  if (shown) log.addOwn(item.id, shown, "sending");
  chips.replaceChildren();
  sending.add(item);
  typing.expect();
  tellState();
  log.show();
}

function sos() {
  help.soon();
  say("command", "sos", { label: "SOS" });
}

function chip(label, press, lang) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = label;
  if (lang) button.lang = lang;
  button.addEventListener("click", () => {
    press();
    // The button is gone: the keyboard goes on from the conversation, not from nowhere.
    document.getElementById("talk").focus({ preventScroll: true });
  });
  return button;
}

// The numbers of a scale stand together, and the other choices after them.
function choices(buttons) {
  const scale = document.createElement("div");
  scale.className = "scale";
  scale.append(...buttons.filter(({ textContent }) => /^\d+$/.test(textContent)));
  if (scale.firstChild) chips.append(scale);
  chips.append(...buttons.filter(({ parentNode }) => !parentNode));
}

function offerBeginnings() {
  if (log.all().length) return;
  const tries = ["try_1", "try_2", "try_3"].map((key) => words.t(key));
  const all = words.t("menu");
  chips.replaceChildren(
    ...tries.map((text) => chip(text, () => say("text", text))),
    chip(all, () => say("command", "start", { label: all })),
  );
}

// --- hearing something ----------------------------------------------------------------------

function hear(lines, restoring) {
  let first = null;
  let at = null; // of the answer whose buttons stand there
  for (const line of lines) {
    reached = line.cursor;
    const element = log.add(line);
    if (line.by === "person") {
      if (element) chips.replaceChildren();
      continue;
    }
    if (!element) continue;
    // Of an old talk only the last answer has its buttons: what was pressed between is no line.
    if (restoring && line.at !== at) chips.replaceChildren();
    at = line.at;
    first ??= element;
    answers += 1;
    help.hide();
    offer(line, element);
    if (!isOpen && line.cursor > store.get("read", 0)) unread += 1;
  }
  if (!lines.length) return;
  const last = lines[lines.length - 1];
  if (last.by === "bot") typing.over();
  else if (restoring) typing.expect(new Date(last.at));
  log.show(restoring ? null : first);
  count();
}

function offer({ buttons, cursor }, element) {
  const replies = buttons.filter(({ kind }) => kind === "reply");
  if (!replies.length) return;
  choices(replies.map(({ label, value, lang }) => chip(label, () => say("button", value, { label, of: cursor }), lang)));
  log.countChoices(element, replies.length);
}

function count() {
  if (isOpen) {
    unread = 0;
    store.put("read", reached);
  }
  host.tell("unread", { count: unread });
}

function restored() {
  putWaiting("sending"); // below what the server knows
  // Browsers tell screen readers a little later than we write, by what holds then.
  setTimeout(() => log.hush(false), 300);
  if (log.all().length) log.show();
  tellState();
}

function ended() {
  session.forget();
  pulling.reset();
  log.newTalk();
  log.hush(false);
  typing.over();
  tellWith(null);
  menu.sync();
  reached = 0;
  store.drop("read");
  const before = log.all().length;
  // Quick exit or "delete everything" in another tab: what was said must not stay behind there.
  log.clear({ butLast: Date.now() - seenSince > JUST_SEEN_MS });
  if (before || !sending.waiting().length) log.note("session_over");
  putWaiting("sending");
  offerBeginnings();
}

// What was said and has not gone yet.
function putWaiting(how) {
  for (const item of sending.waiting()) {
    const shown = item.label ?? (item.kind === "text" ? item.text : null);
    if (shown) log.addOwn(item.id, shown, how);
  }
}

// --- how it stands --------------------------------------------------------------------------

function tellState(before = connection.get()) {
  const now = connection.get();
  const keys = { offline: "offline", disturbed: "not_saved", slow: "slow_down" };
  const key = now === "disturbed" && !sending.waiting().length ? "offline" : keys[now];
  document.body.dataset.state = now;
  if (key) state.textContent = words.t(key);
  else if (before !== "up") state.textContent = before === "slow" ? "" : words.t("online");
  const how = { up: "sending", slow: "later" }[now] ?? "waiting";
  for (const { id } of sending.waiting()) log.mark(id, how);
  typing.pause(now !== "up");
}

connection.listen((now, before, source) => {
  tellState(before);
  if (now !== "up") return;
  setTimeout(() => {
    if (connection.get() === "up") state.textContent = "";
  }, 4000);
  if (source === "pull") sending.flush();
  else pulling.now();
});

sending.listen({
  accepted({ id }, card) {
    log.mark(id, null);
    const before = asked.get(id);
    asked.delete(id);
    clearTimeout(danger);
    // The answer stands in the conversation a moment later; whatever holds it up, help is here.
    if (card) danger = setTimeout(() => answers === before && help.give(card), 200);
    pulling.start();
    pulling.now();
  },
  urgent: help.give,
  refused({ id, kind, text, heard }, key) {
    if (heard) return; // the field says that it is too long, and still has it
    log.mark(id, "not_sent");
    typing.over();
    state.textContent = words.t(key.replace(/^web\./, ""));
    if (kind === "text") write.giveBack(text);
  },
  ended,
});

// Whom one is talking with stands at the top: the bot, or a worker by name.
function tellWith(worker = talkingWith) {
  talkingWith = worker;
  const who = document.getElementById("who");
  const told = worker ? words.t("with_worker", { name: worker }) : words.t("machine");
  if (who && who.textContent !== told) who.textContent = told; // quick exit has cleared the page
}

pulling.listen({ lines: hear, restored, ended, talking: tellWith });

window.addEventListener("offline", () => {
  connection.set("pull", "offline");
  hangUp();
});
window.addEventListener("online", () => {
  pulling.now();
  if (!session.exists) connection.set("pull", "up");
  sending.flush();
});

let hiddenAt = 0;
document.addEventListener("visibilitychange", () => {
  seenSince = document.hidden ? Infinity : Date.now();
  if (document.hidden) hiddenAt = Date.now();
  else if (Date.now() - hiddenAt > 30_000) pulling.afresh();
});

// --- the buttons around it ------------------------------------------------------------------

async function speak(language, told = true) {
  try {
    await words.load(language);
  } catch {
    select.value = words.language();
    state.textContent = words.t("offline");
    return;
  }
  document.documentElement.lang = language;
  document.title = words.t("frame_title");
  select.value = language;
  words.relabel({ days: dataset.days });
  tellWith();
  store.put("language", language);
  host.tell("language", { language });
  offerBeginnings();
  tellState();
  if (told && session.exists) say("command", "language", { path: "language" });
}

document.addEventListener("keydown", ({ key }) => {
  if (key === "Escape" && !menu.close()) host.tell("close");
});
document.getElementById("close").addEventListener("click", () => host.tell("close"));
document.getElementById("close").hidden = host.isAlone;
document.getElementById("sos").addEventListener("click", () => "ready" in dataset && sos());
select.addEventListener("change", () => speak(select.value));

host.listen({
  open({ focus }) {
    isOpen = true;
    count();
    if (log.all().length) log.show();
    if (focus) write.focus();
  },
  closed() {
    isOpen = false;
  },
  language({ language }) {
    if (language !== words.language()) speak(language);
  },
});

// --- beginning ------------------------------------------------------------------------------

async function begin() {
  const language = store.get("language", words.language());
  await words.loadAtLast(language);
  if (language !== words.language()) await speak(language, false);
  if (leave.left) return;
  write.start(
    (text) => say("text", text),
    (text) => sending.add(made("text", text, { heard: true })),
  );
  const code = /^#code=([\w-]{8,32})$/.exec(window.location.hash)?.[1];
  if (code) {
    // An invite's link: the code stands ready, and only the person's press sends it.
    history.replaceState(null, "", window.location.pathname + window.location.search);
    write.fill(code);
    state.textContent = words.t("code_ready");
  }
  menu.start(
    () => (state.textContent = words.t("keep_failed")),
    () => pulling.start(),
  );
  if (session.exists) {
    log.hush(true);
    pulling.start();
  } else {
    restored();
  }
  sending.flush();
  offerBeginnings();
  document.body.dataset.ready = "";
  if (leave.begun()) sos();
  host.tell("ready");
}

begin();

// What the person has said and the server does not have yet: kept in the tab, sent in order,
// each with an id of its own, so that sending again never says it twice.

import { ask, session } from "./api.js";
import * as connection from "./connection.js";
import { also } from "./leave.js";
import * as store from "./store.js";

let items = store.get("queue", []);
let busy = false;
let timer = 0;
let strangers = 0; // how often in a row the server did not know us
const pause = connection.pauses();
let on = {};

export const waiting = () => items.filter(({ heard }) => !heard);

export function listen(handlers) {
  on = handlers;
}

export function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

// "heard": too long to be a message. It is never kept, but danger in it is answered.
export function add(item) {
  if (item.heard) items = waiting();
  items.push(item);
  store.put("queue", items);
  if (item !== items[0] && connection.get() !== "up") unkept(item);
  return flush();
}

also(() => {
  items = [];
  clearTimeout(timer);
});

export async function flush() {
  clearTimeout(timer);
  if (busy) return;
  busy = true;
  try {
    while (items.length) {
      const item = items[0];
      let accepted = null;
      try {
        if (!item.heard) await session.ensure().catch((error) => refusedAnew(item, error));
        accepted = await ask("POST", item.path ?? "messages", item);
      } catch (error) {
        if (!handled(item, error)) return;
        continue;
      }
      pause.again();
      connection.set("send", "up");
      strangers = 0;
      done(item);
      on.accepted(item, accepted?.card);
    }
  } finally {
    busy = false;
  }
}

// There is no session to send in, or others wait before it: danger in the words is answered all
// the same. Asked as a stranger, so that nothing is kept before its turn.
async function unkept(item) {
  if (item.kind === "button") return;
  await ask("POST", "messages", item, { unknown: true }).catch(({ card }) => card && on.urgent(card));
}

async function refusedAnew(item, error) {
  if ([429, 503].includes(error.status)) await unkept(item);
  throw error;
}

function done(item) {
  items = items.filter((one) => one !== item);
  store.put("queue", items);
}

// True: go on at once.
function handled(item, error) {
  if (error.status === 401 && strangers < 3) {
    strangers += 1;
    if (session.is(error.as)) on.ended();
    return true;
  }
  if ([400, 403, 404, 413].includes(error.status)) {
    done(item);
    on.refused(item, error.key);
    if (error.card) on.urgent(error.card);
    return true;
  }
  if (error.card) on.urgent(error.card);
  connection.failed("send", error);
  timer = setTimeout(flush, pause.ms(error.retryS));
  return false;
}

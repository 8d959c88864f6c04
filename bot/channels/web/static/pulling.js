// Fetches what stands behind a cursor: one question at a time that stays open until there is an
// answer. The cursor is the server's, so a broken line loses nothing and shows nothing twice.

import { ask, hangUp, session } from "./api.js";
import * as connection from "./connection.js";

const WAIT_S = 25;
const PAGE = 200;
const pause = connection.pauses();
let cursor = 0;
let running = false;
let restored = false;
let woken = false;
let wake = () => {};
let on = {};

export function listen(handlers) {
  on = handlers;
}

export const now = () => wake();

// The device has slept: a line that was open then may be dead without a word of it.
export function afresh() {
  woken = running;
  hangUp();
  wake();
}

export function reset() {
  cursor = 0;
  restored = true; // nothing of a new conversation is old
}

export async function start() {
  if (running) return;
  running = true;
  let calm = false;
  while (session.exists) {
    try {
      await look(calm ? WAIT_S : 0);
      calm = restored;
    } catch (error) {
      calm = false; // the first answer after trouble should come at once
      if (woken && !error.status) {
        woken = false;
      } else if (error.status !== 401) {
        connection.failed("pull", error);
        await sleep(pause.ms(error.retryS));
      } else if (session.is(error.as)) {
        on.ended();
      }
    }
  }
  running = false;
}

async function look(waitS) {
  const path = `messages?after=${cursor}&wait=${waitS}`;
  const { lines, cursor: next, with: worker = null } = await ask("GET", path, null, { limitS: waitS + 15 });
  woken = false;
  pause.again();
  connection.set("pull", "up");
  cursor = next;
  on.talking(worker);
  on.lines(lines, !restored);
  if (!restored && lines.length < PAGE) {
    restored = true;
    on.restored();
  }
}

function sleep(ms) {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    wake = () => {
      clearTimeout(timer);
      resolve();
    };
  });
}

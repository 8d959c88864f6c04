// Whether we get through, told to everybody who asks to know. Sending and fetching each say how
// it goes for them; the worse of the two is shown.
// "up"; "slow": asked to wait; "disturbed": the service has trouble; "offline": no network.

const ORDER = ["up", "slow", "disturbed", "offline"];
const states = { send: "up", pull: "up" };
const listeners = [];

export const get = () => ORDER[Math.max(...Object.values(states).map((one) => ORDER.indexOf(one)))];

export function listen(told) {
  listeners.push(told);
}

export function set(source, state) {
  if (states[source] === state) return;
  const before = get();
  states[source] = state;
  for (const told of listeners) told(get(), before, source);
}

export function failed(source, { status }) {
  set(source, status === 429 ? "slow" : status === 0 ? "offline" : "disturbed");
}

// Longer and longer pauses, never quite the same for everybody at once.
export function pauses() {
  let next = 1;
  return {
    again: () => (next = 1),
    ms(atLeastS = 0) {
      const seconds = Math.max(next, atLeastS);
      next = Math.min(next * 2, 15);
      return seconds * (800 + Math.random() * 400);
    },
  };
}

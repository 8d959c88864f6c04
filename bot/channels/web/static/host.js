// The page that shows us, if there is one. Only events go over, never words: "here", "ready",
// "unread" with a number, "language", "close", "exit". The server has checked the origin we answer to.

const origin = document.body.dataset.host;
const alone = window.parent === window;

export const isAlone = alone;

export function tell(type, more = {}) {
  if (!alone) window.parent.postMessage({ rinnalla: 1, type, ...more }, origin);
}

export function listen(handlers) {
  window.addEventListener("message", (event) => {
    if (alone || event.source !== window.parent || event.origin !== origin) return;
    const { rinnalla, type, focus, language } = event.data ?? {};
    if (rinnalla === 1 && Object.hasOwn(handlers, type)) handlers[type]({ focus, language });
  });
}

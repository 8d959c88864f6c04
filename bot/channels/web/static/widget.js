// Rinnalla on your page. One line:
//   <script src="https://OUR-ADDRESS/widget.js" data-lang="fi" async></script>
// data-lang: fi, sv or en (otherwise your page's language). data-side: left or right.
// data-launcher="none": no button of ours. Whatever has data-rinnalla-open opens the chat, and a
// link with data-rinnalla-exit leaves without a trace in "back". From your own script:
// rinnalla.open(), rinnalla.close(), rinnalla.setLanguage("sv").
// The talk is in a frame of another origin: nothing here sees words or tokens.
(() => {
  "use strict";
  if (window.rinnalla) return;
  const WORDS = __WORDS__;
  const { src, dataset } = document.currentScript;
  const origin = new URL(src).origin;
  const FLAG = "rinnalla-used"; // in this tab only; says "open" or "closed", nothing more
  const STYLE = `
    :host { all: initial; }
    button { position: fixed; bottom: max(16px, env(safe-area-inset-bottom)); right: 16px;
      z-index: 2147483000; display: flex; align-items: center; gap: 10px; min-height: 56px;
      padding: 0 22px 0 16px; border: 2px solid #fff; border-radius: 28px; background: #0d4f54;
      color: #fff; font: 600 17px/1.2 system-ui, sans-serif; cursor: pointer;
      box-shadow: 0 3px 14px rgb(0 0 0 / .3); }
    button:hover { background: #0a3d41; }
    button:focus-visible { outline: 3px solid #0d4f54; outline-offset: 3px; box-shadow: 0 0 0 3px #fff; }
    svg { width: 30px; height: 30px; fill: #fff; }
    svg g { fill: #f2b66d; }
    p { position: fixed; right: 16px; bottom: 88px; z-index: 2147483001; width: min(360px, 100vw - 32px);
      box-sizing: border-box; margin: 0; padding: 16px; border: 2px solid #b3261e; border-radius: 18px;
      background: #fff; color: #1b2829; font: 17px/1.5 system-ui, sans-serif; }
    a { display: block; padding: 8px 0; color: #0d4f54; font-weight: 600; }
    b { position: absolute; top: -9px; right: -5px; min-width: 28px; box-sizing: border-box; padding: 3px 7px;
      border: 2px solid #fff; border-radius: 14px; background: #b3261e; color: #fff;
      font: 700 14px/18px system-ui, sans-serif; text-align: center; }
    iframe { position: fixed; right: 16px; bottom: 88px; z-index: 2147483001; width: 410px;
      height: min(700px, calc(100vh - 108px)); border: 0; border-radius: 18px;
      background: #f7f5f0; box-shadow: 0 8px 40px rgb(0 0 0 / .32); color-scheme: light dark; }
    .left button, .left iframe, .left p { right: auto; left: 16px; }
    [hidden] { display: none !important; }
    @media (max-width: 520px), (max-height: 520px) {
      iframe, .left iframe { inset: 0; width: 100%; height: 100vh; height: 100dvh; border-radius: 0; }
      .open:not(.stuck) button { display: none; }
    }
    @media (max-height: 300px) { button { padding: 0 12px; } button span { display: none; } }
    @media (prefers-color-scheme: dark) { iframe { background: #101718; outline: 1px solid #50605f; } }
    @media (forced-colors: active) { iframe { border: 2px solid CanvasText; } }
    @media print { :host, button, iframe, p { display: none !important; } }`;
  const full = matchMedia("(max-width: 520px), (max-height: 520px)");

  let language = known(dataset.lang) || known(document.documentElement.lang)
    || (navigator.languages || []).map(known).find(Boolean) || "fi";
  let frame = null;
  let here = false; // our page is in the frame; "ready": all of it
  let ready = false;
  let stuck = false; // it does not come: no network, or a server in trouble
  let patience = 6000;
  let timer = 0;
  let away = ""; // where the page's own quick exit leads
  let leads = ""; // where the frame's leads
  let shifts = [];
  let isOpen = false;
  let wanted = false; // the focus, as soon as the frame is there
  let unread = 0;
  let opener = null; // what gets the focus back
  let code = ""; // of an invite's link, on our own page; its # part never leaves the browser

  const host = document.createElement("div");
  const root = host.attachShadow({ mode: "open" });
  const box = document.createElement("div");
  const launcher = document.createElement("button");
  const label = document.createElement("span");
  const badge = document.createElement("b");
  const trouble = document.createElement("p");

  function known(tag) {
    const code = (tag || "").slice(0, 2).toLowerCase();
    return code in WORDS ? code : "";
  }

  function flag(value) {
    try {
      if (value === undefined) return sessionStorage.getItem(FLAG);
      if (value === null) sessionStorage.removeItem(FLAG);
      else sessionStorage.setItem(FLAG, value);
    } catch { /* a page without storage still has the chat */ }
    return null;
  }

  function tell(type, more) {
    if (type === "exit" ? here : ready) frame.contentWindow.postMessage({ rinnalla: 1, type, ...more }, origin);
  }

  function paint() {
    const words = WORDS[language];
    const count = unread === 1 ? words.unread_one : words.unread.replace("{n}", unread);
    label.textContent = isOpen ? words.close : words.open;
    badge.textContent = unread;
    badge.hidden = !unread;
    launcher.hidden = dataset.launcher === "none";
    launcher.lang = language;
    launcher.setAttribute("aria-expanded", isOpen);
    launcher.setAttribute("aria-label",
      isOpen ? words.close_long : words.open_long + (unread ? ", " + count : ""));
    box.className = (isOpen ? "open " : "") + (stuck ? "stuck " : "") + (dataset.side === "left" ? "left" : "");
    if (frame) {
      frame.hidden = !isOpen || !here; // until it is there the page's own ways to help stay in sight
      frame.title = words.frame;
    }
    const shown = isOpen && stuck;
    trouble.lang = language;
    if (shown && trouble.hidden) {
      const link = (href, textContent) => Object.assign(document.createElement("a"), { href, textContent });
      trouble.replaceChildren(words.stuck, link("tel:112", words.call),
        link(`${origin}/chat?lang=${language}`, words.plain));
    }
    trouble.hidden = !shown;
  }

  function build() {
    if (frame) return;
    frame = document.createElement("iframe");
    frame.referrerPolicy = "no-referrer";
    const query = new URLSearchParams({ host: location.origin, lang: language });
    if (flag() === "left") query.set("left", "");
    frame.src = `${origin}/widget/frame?${query}${code}`;
    stuck ||= !navigator.onLine;
    timer = setTimeout(again, patience);
    paint();
    box.append(frame);
  }

  // A new frame, so that the browser's history does not grow; waiting longer each time.
  function again() {
    if (!frame || here || away) return;
    clearTimeout(timer);
    stuck = true;
    patience = Math.min(patience * 2, 60000);
    frame.remove();
    frame = null;
    build();
  }

  function open(focus = true) {
    isOpen = true;
    wanted = focus;
    build();
    paint();
    flag("open");
    if (focus && here) frame.focus();
    tell("open", { focus });
  }

  function close(focus = true) {
    if (!isOpen) return;
    const within = document.activeElement === host;
    isOpen = false;
    paint();
    flag("closed");
    tell("closed");
    if (focus && within) (opener?.isConnected ? opener : launcher).focus();
  }

  function setLanguage(tag) {
    if (!known(tag)) return;
    language = known(tag);
    paint();
    tell("language", { language });
  }

  function leave(url) {
    clearTimeout(timer);
    flag(null);
    document.documentElement.style.setProperty("display", "none", "important");
    location.replace(url);
  }

  // The page's own link. The frame ends the talk and answers at once; if it cannot, whatever was
  // here is forgotten before the frame shows anything in this tab again.
  function exit(url) {
    if (!frame && !flag()) return leave(url);
    document.documentElement.style.setProperty("display", "none", "important");
    away = url;
    flag("left");
    build();
    tell("exit");
    clearTimeout(timer);
    timer = setTimeout(() => location.replace(url), 1000);
  }

  addEventListener("message", (event) => {
    if (!frame || event.origin !== origin || event.source !== frame.contentWindow) return;
    const { rinnalla, type, count, url, language: chosen } = event.data || {};
    if (rinnalla !== 1) return;
    if (type === "here") {
      const waited = isOpen && wanted;
      here = true;
      stuck = false;
      if (/^https:\/\//.test(url)) leads = url;
      if (away) tell("exit");
      paint();
      if (waited) frame.focus();
    } else if (type === "ready") {
      ready = true;
      tell(isOpen ? "open" : "closed", { focus: document.activeElement === host });
    } else if (type === "unread" && Number.isInteger(count)) {
      unread = count;
      paint();
    } else if (type === "language" && known(chosen)) {
      language = known(chosen);
      paint();
    } else if (type === "close") close();
    else if (type === "exit" && /^https:\/\//.test(url)) leave(away || url);
  });

  launcher.addEventListener("click", () => {
    opener = launcher;
    if (isOpen) close();
    else open();
  });
  document.addEventListener("click", (event) => {
    const target = event.target instanceof Element ? event.target : null;
    const opens = target?.closest("[data-rinnalla-open]");
    const leaves = target?.closest("a[data-rinnalla-exit]");
    if (!opens && !leaves) return;
    event.preventDefault();
    if (leaves) return exit(leaves.href);
    opener = opens;
    open();
  });
  // Our own page leaves by a form, which ends every talk; an open one shall know it at once.
  document.addEventListener("submit", ({ target }) => {
    if (location.origin === origin && target.id === "leave") tell("exit");
  });
  addEventListener("online", again);
  // As within the frame: three times Shift.
  addEventListener("keydown", ({ key, repeat, timeStamp }) => {
    shifts = key === "Shift" && !repeat ? [...shifts.filter((at) => timeStamp - at < 2000), timeStamp] : [];
    if (leads && shifts.length === 3) exit(leads);
  });
  // A full screen panel would hide what has the focus: whoever tabs out of it has left it.
  document.addEventListener("focusin", (event) => {
    if (isOpen && full.matches && event.target !== host) close(false);
  });

  function start() {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    const part = (parent, name, values) => {
      const made = document.createElementNS(svg.namespaceURI, name);
      for (const [key, value] of Object.entries(values)) made.setAttribute(key, value);
      parent.append(made);
      return made;
    };
    svg.setAttribute("viewBox", "0 0 32 32");
    svg.setAttribute("aria-hidden", "true");
    part(svg, "circle", { cx: 11, cy: 8, r: 4.5 });
    part(svg, "path", { d: "M4 27v-6a7 7 0 0 1 14 0v6z" });
    const beside = part(svg, "g", {});
    part(beside, "circle", { cx: 22, cy: 11, r: 3.8 });
    part(beside, "path", { d: "M19.5 27v-7q-.3-1.5-1-2.8a5.8 5.8 0 0 1 9.3 4.6v5.2z" });
    try {
      const sheet = new CSSStyleSheet(); // a page's own policy does not stop this one
      sheet.replaceSync(STYLE);
      root.adoptedStyleSheets = [sheet];
    } catch {
      root.append(Object.assign(document.createElement("style"), { textContent: STYLE }));
    }
    launcher.type = "button";
    launcher.append(svg, label, badge);
    trouble.setAttribute("role", "alert");
    trouble.hidden = true;
    box.append(launcher, trouble);
    root.append(box);
    document.body.append(host);
    paint();
    // Used in this tab before: go on, so that an answer shows on the button.
    const before = flag();
    if (location.origin === origin && /^#code=[\w-]{8,32}$/.test(location.hash)) {
      code = location.hash;
      history.replaceState(null, "", location.pathname + location.search);
      open();
    } else if (before === "open") open(false);
    else if (before === "closed") build();
  }

  window.rinnalla = Object.freeze({ open: () => open(), close: () => close(), setLanguage });
  if (document.body) start();
  else addEventListener("DOMContentLoaded", start);
})();

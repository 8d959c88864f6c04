// The two marks a message may hold, **bold** and numbered lines, and the telephone numbers in it,
// as nodes made one by one. A line that begins bold begins a paragraph: the next service.
// markup.py does the same for the form page; both pass the same cases. Text never becomes HTML.

const NUMBERED = /^\s*(\d{1,3})[.)]\s+(\S.*)$/;
// No sum, date or part of a longer number: those are never called by a slip of the finger.
const NUMBER = /(^\s*|[^\d\s]\s+|[(:/\u201d"])(112|116 ?\d{3}|0(?: ?\d){5,9}|\+358(?: ?\d){5,10})(?! ?\d|-|[.,:\u2013]\d| ?(?:[€%]|e\b|euro|kr))/g;

export function blocks(text) {
  const found = [];
  let lines = [];
  let start = null;
  const close = () => {
    if (lines.length) found.push({ start, lines });
    lines = [];
  };
  for (const raw of text.split("\n")) {
    const numbered = NUMBERED.exec(raw);
    if (numbered) {
      const number = Number(numbered[1]);
      if (start === null || (lines.length && number !== start + lines.length)) {
        close();
        start = number;
      }
      lines.push(pieces(numbered[2]));
    } else if (raw.trim()) {
      if (start !== null) {
        close();
        start = null;
      }
      if (/^\s*\*\*.*\*\*/.test(raw)) close();
      lines.push(pieces(raw.trim()));
    } else if (start === null) {
      close();
    }
  }
  close();
  return found;
}

function pieces(line) {
  const found = [];
  let at = 0;
  for (const bold of line.matchAll(/\*\*(.+?)\*\*/g)) {
    found.push(...numbers(line.slice(at, bold.index), false), ...numbers(bold[1], true));
    at = bold.index + bold[0].length;
  }
  return [...found, ...numbers(line.slice(at), false)];
}

function numbers(text, bold) {
  const found = [];
  let at = 0;
  for (const one of text.matchAll(NUMBER)) {
    const end = one.index + one[0].length;
    const start = end - one[2].length;
    found.push({ text: text.slice(at, start), bold, call: "" });
    found.push({ text: one[2], bold, call: one[2].replaceAll(" ", "") });
    at = end;
  }
  found.push({ text: text.slice(at), bold, call: "" });
  return found.filter((piece) => piece.text);
}

// Numbers, hours, sums and stretches ("0-10" with a long dash) stay on one line.
export const unbroken = (text) =>
  text.replace(/(\d|\b(?:klo|kl\.?|at|soita|ring|call)) (?=[\d€]|$)/gi, "$1\u00a0")
    .replace(/(\d)\u2013(?=\d)/g, "$1\u2060\u2013\u2060");

function element(name, inner) {
  const made = document.createElement(name);
  made.append(inner);
  return made;
}

// `calls`: whether telephone numbers can be pressed.
export function render(text, into, calls) {
  for (const { start, lines } of blocks(text)) {
    const block = document.createElement(start === null ? "p" : "ol");
    if (start !== null) block.start = start;
    lines.forEach((line, index) => {
      const place = start === null ? block : document.createElement("li");
      if (start === null && index) block.append(document.createElement("br"));
      for (const { text: words, bold, call } of line) {
        let piece = unbroken(words);
        if (call && calls) piece = Object.assign(element("a", piece), { href: `tel:${call}` });
        place.append(bold ? element("strong", piece) : piece);
      }
      if (place !== block) block.append(place);
    });
    into.append(block);
  }
}

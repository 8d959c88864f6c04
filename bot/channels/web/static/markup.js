// The two marks a message may hold, **bold** and numbered lines, as nodes made one by one.
// markup.py does the same for the form page; both pass the same cases. Text never becomes HTML.

const NUMBERED = /^\s*(\d{1,3})[.)]\s+(\S.*)$/;

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
    if (bold.index > at) found.push({ text: line.slice(at, bold.index), bold: false });
    found.push({ text: bold[1], bold: true });
    at = bold.index + bold[0].length;
  }
  if (at < line.length) found.push({ text: line.slice(at), bold: false });
  return found;
}

export function render(text, into) {
  for (const { start, lines } of blocks(text)) {
    const block = document.createElement(start === null ? "p" : "ol");
    if (start !== null) block.start = start;
    lines.forEach((line, index) => {
      const place = start === null ? block : document.createElement("li");
      if (start === null && index) block.append(document.createElement("br"));
      for (const { text: words, bold } of line) {
        place.append(bold ? Object.assign(document.createElement("strong"), { textContent: words }) : words);
      }
      if (place !== block) block.append(place);
    });
    into.append(block);
  }
}

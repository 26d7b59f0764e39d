// The difference between two texts, and the short number by which server and page know a text again.
// The counterpart of workflow/delta.py: offsets count UTF-16 units, the number is CRC-32 over UTF-8.
const TABLE = Uint32Array.from({ length: 256 }, (_, n) => {
  for (let bit = 0; bit < 8; bit += 1) n = n & 1 ? (n >>> 1) ^ 0xedb88320 : n >>> 1;
  return n;
});

export const fingerprint = (text) => {
  let crc = 0xffffffff;
  for (const byte of new TextEncoder().encode(text)) crc = TABLE[(crc ^ byte) & 0xff] ^ (crc >>> 8);
  return ((crc ^ 0xffffffff) >>> 0).toString(16).padStart(8, "0");
};

// One edit: what both texts share at their beginning and end stays at home.
export const edit = (old, text) => {
  const most = Math.min(old.length, text.length);
  let start = 0;
  while (start < most && old[start] === text[start]) start += 1;
  let tail = 0;
  while (tail < most - start && old[old.length - 1 - tail] === text[text.length - 1 - tail]) tail += 1;
  return [start, old.length - tail, text.slice(start, text.length - tail)];
};

export const apply = (text, edits) =>
  edits.reduceRight((made, [start, end, words]) => made.slice(0, start) + words + made.slice(end), text);

// What the server's cleaner does to every text of the editor is done here first (content/html.py), so that
// both hold the same text and what changed next stays small. Where this falls short the numbers differ.
export const tidy = (html) => {
  const { body } = new DOMParser().parseFromString(html, "text/html");
  for (const element of body.querySelectorAll("[class], [style]")) {
    element.removeAttribute("class");
    element.removeAttribute("style");
  }
  for (const link of body.querySelectorAll("a")) {
    for (const name of ["rel", "target"]) link.removeAttribute(name);
    link.setAttribute("rel", "noopener");
  }
  for (const columns of body.querySelectorAll("colgroup")) columns.remove();
  return body.innerHTML;
};

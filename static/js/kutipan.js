// Finding quoted words in the writing surface, marking them there, and leading to the place of a field.
const BLOCKS = "p, li, h2, h3, h4, td, th, blockquote, figcaption, pre";

// The first stretch of the surface that reads like the words, across bold words and links. A masked value
// stands for any value, so only what is before or after it is looked for.
export const stretchOf = (surface, words) => {
  const [told] = words.split(" → ")[0].replace(/…$/, "").split(/\S*•\S*/).sort((one, other) => other.length - one.length);
  const wanted = told.replace(/\s+/g, " ").trim().slice(0, 200);
  if (wanted.length < 3) return null;
  const walker = document.createTreeWalker(surface, NodeFilter.SHOW_TEXT);
  const letters = [];
  let said = "";
  let before;
  const add = (letter, node, at) => {
    if (letter === " " && said.endsWith(" ")) return;
    said += letter;
    letters.push([node, at]);
  };
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const block = node.parentElement.closest(BLOCKS);
    if (before && block !== before) add(" ", node, 0);
    before = block;
    for (let at = 0; at < node.data.length; at++) add(/\s/.test(node.data[at]) ? " " : node.data[at], node, at);
  }
  const start = said.indexOf(wanted);
  if (start < 0) return null;
  const range = document.createRange();
  range.setStart(...letters[start]);
  const [node, at] = letters[start + wanted.length - 1];
  range.setEnd(node, at + 1);
  return range;
};

// Ranges are drawn over the words and never enter them.
export const mark = (name, ranges, seconds = 0) => {
  if (!globalThis.CSS?.highlights) return;
  CSS.highlights.set(name, new Highlight(...ranges));
  if (seconds) setTimeout(() => CSS.highlights.delete(name), seconds * 1000);
};

// A short field selects the words in itself; where they are not, the whole field is meant.
const select = (field, words) => {
  const at = words ? field.value?.indexOf(words) ?? -1 : -1;
  if (at >= 0 && field.setSelectionRange && /^(?:text|url|search|textarea)$/.test(field.type))
    field.setSelectionRange(at, at + words.length);
};

export const jump = (event) => {
  const link = event.target.closest?.("a[href^='#']");
  const place = link && document.getElementById(link.hash.slice(1));
  if (!place) return;
  const surface = place.matches("[data-penyunting]") && document.getElementById("penyunting-isi");
  const words = link.dataset.kutipan ?? "";
  if (surface) {
    const range = words && stretchOf(surface, words);
    event.preventDefault();
    surface.focus({ preventScroll: true });
    if (range) {
      getSelection().setBaseAndExtent(range.startContainer, range.startOffset, range.startContainer, range.startOffset);
      mark("amatan", [range], 8);
    }
    (range ? range.startContainer.parentElement : surface).scrollIntoView({ block: "center" });
    return;
  }
  for (let fold = place.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
  setTimeout(() => {
    place.focus();
    select(place, words);
  });
};

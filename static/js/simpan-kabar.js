// What the page says about saving: a few words in the bar, and a message when something is in the way.
const element = (tag, properties, ...inside) => {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...inside);
  return made;
};

export const button = (words, act, look = "btn btn-biasa btn-kecil") => {
  const made = element("button", { type: "button", className: look }, words);
  made.addEventListener("click", act);
  return made;
};

export const link = (words, address) =>
  element("a", { href: address, target: "_blank", rel: "noopener", className: "btn btn-biasa btn-kecil" }, words);

export const news = () => {
  const bar = document.getElementById("keadaan-simpan");
  const place = document.getElementById("kabar-simpan");
  const pieces = { tone: "", words: "" };
  return {
    bar(state, words) {
      if (!bar) return;
      bar.dataset.keadaan = state;
      bar.querySelector("span").textContent = words;
    },
    // The same words are not said again: a screen reader would hear them each time.
    say(tone, words, ...more) {
      if (!place || (pieces.tone === tone && pieces.words === words)) return;
      Object.assign(pieces, { tone, words });
      const inside = element("div", {}, element("p", {}, words));
      if (more.length) inside.append(element("div", { className: "deret" }, ...more));
      place.replaceChildren(element("div", { className: `pesan pesan-${tone}` }, inside));
    },
    hush() {
      if (!pieces.words) return;
      Object.assign(pieces, { tone: "", words: "" });
      place.replaceChildren();
    },
  };
};

// A field that could not be saved says why, once the person has left it.
export const complain = (box, sentence) => {
  if (!box) return;
  let line = box.querySelector(".simpan-galat");
  if (!sentence) {
    line?.remove();
    return;
  }
  if (!line) {
    line = element("p", { className: "galat simpan-galat" });
    box.append(line);
  }
  line.textContent = sentence;
  line.hidden = box.contains(document.activeElement);
  if (line.hidden) box.addEventListener("focusout", () => (line.hidden = false), { once: true });
};

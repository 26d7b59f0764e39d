// The library's upload form: every chosen or dropped file goes by itself, and one that fails takes no other along.
import { upload } from "./unggah.js";

const form = document.getElementById("unggahan");
const input = form.querySelector('input[type="file"]');
const list = form.querySelector("[data-antre]");
const news = form.querySelector("[data-kabar]");
form.querySelector("button").hidden = true;
let open = 0;
let done = 0;

const element = (name, className, text = "") => Object.assign(document.createElement(name), { className, textContent: text });

const button = (text, name, act) => {
  const made = element("button", "btn btn-biasa", text);
  made.type = "button";
  made.append(element("span", "tak-terlihat", ` ${name}`));
  made.addEventListener("click", act);
  return made;
};

const finished = (row, made) => {
  const words = element("p", "", "");
  const link = element("a", "", made.name);
  link.href = `/meja/media/${made.id}/`;
  words.append(link, made.known ? `: ${made.known}` : " tersimpan.");
  if (made.alike) {
    const twin = element("a", "", made.alike.name);
    twin.href = `/meja/media/${made.alike.id}/`;
    words.append(" Mirip dengan ", twin, ".");
  }
  row.replaceChildren(words);
  if (made.thumb) row.append(Object.assign(element("img", "media-cap"), { src: made.thumb, alt: "" }));
};

const send = (file, row) => {
  const state = element("p", "", file.name);
  const words = element("span", "renik", "");
  state.append(" ", words);
  const bar = element("progress", "bar");
  Object.assign(bar, { max: 100, value: 0 });
  bar.setAttribute("aria-label", `Kemajuan ${file.name}`);
  const stop = new AbortController();
  row.replaceChildren(state, button("Batal", file.name, () => stop.abort()), bar);
  const onProgress = (fraction, said) => {
    bar.value = fraction * 100;
    words.textContent = said || `${Math.round(fraction * 100)}%`;
  };
  open += 1;
  upload(file, { onProgress, signal: stop.signal })
    .then((made) => {
      done += 1;
      finished(row, made);
    })
    .catch((error) => {
      const said = error.message.includes(file.name) ? error.message : `${file.name}: ${error.message}`;
      row.replaceChildren(element("p", "salah", said), button("Coba lagi", file.name, () => send(file, row)));
      news.textContent = said;
    })
    .finally(() => {
      open -= 1;
      if (open === 0 && done) news.textContent = `${done} berkas tersimpan.`;
    });
};

const take = (files) => {
  for (const file of files) {
    const row = document.createElement("li");
    list.append(row);
    list.hidden = false;
    send(file, row);
  }
};

input.addEventListener("change", () => {
  take([...input.files]);
  input.value = "";
});
form.addEventListener("submit", (event) => event.preventDefault());
for (const name of ["dragover", "dragleave", "drop"])
  form.addEventListener(name, (event) => {
    event.preventDefault();
    form.classList.toggle("menyeret", name === "dragover");
    if (name === "drop") take([...event.dataTransfer.files]);
  });
addEventListener("beforeunload", (event) => {
  if (open) event.preventDefault();
});

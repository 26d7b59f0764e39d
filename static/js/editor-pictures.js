// Pictures in the text: from this draft, from the media library, or uploaded now. Each gets words for those who
// do not see it before it is put in; what was said about it elsewhere is proposed.
import { ask, insert } from "./editor-dialogs.js";
import { mount } from "./pustaka.js";
import { upload } from "./unggah.js";

const IMAGE = /^image\/(?!svg)/;
const byId = (id) => document.getElementById(id);

export const imagesOf = (transfer) => [...(transfer?.files || [])].filter((file) => IMAGE.test(file.type));

const choiceOf = ({ value, dataset }) => ({
  src: value,
  alt: dataset.alt || "",
  caption: dataset.caption || "",
  width: dataset.width || null,
  height: dataset.height || null,
});

const uploadedChoice = (made) => ({
  src: made.address,
  alt: made.alt || "",
  caption: made.caption || "",
  width: made.width,
  height: made.height,
});

const place = (editor, choice, alt, caption) => {
  const attrs = { src: choice.src, alt, width: choice.width, height: choice.height };
  const content = [{ type: "image", attrs }];
  if (caption) content.push({ type: "caption", content: [{ type: "text", text: caption }] });
  insert(editor, { type: "figure", content });
};

// The files of this draft as they stand on the page now, new ones included.
const inThisDraft = (list) => {
  const kept = [...list.querySelectorAll("[data-tetap]")];
  const rows = [...document.querySelectorAll("#berkas .foto-isian")].filter((row) => row.querySelector("img"));
  const items = rows.map((row) => {
    const link = row.querySelector(".berkas-nama");
    const picture = row.querySelector("img");
    const item = document.createElement("li");
    const button = document.createElement("button");
    button.type = "button";
    button.className = "berkas";
    button.value = link.getAttribute("href");
    button.dataset.alt = row.querySelector("input[name$='-alt']")?.value || "";
    button.dataset.caption = row.querySelector("input[name$='-caption']")?.value || "";
    button.dataset.width = picture.getAttribute("width") || "";
    button.dataset.height = picture.getAttribute("height") || "";
    const shown = picture.cloneNode();
    shown.removeAttribute("loading");
    button.append(shown, link.textContent);
    item.append(button);
    return item;
  });
  list.replaceChildren(...items, ...kept);
  list.closest("section").hidden = !list.children.length;
};

export const askForPicture = async (editor, given = null) => {
  const dialog = byId("pilih-gambar");
  const alt = byId("gambar-alt");
  const caption = byId("gambar-keterangan");
  const trouble = byId("gambar-salah");
  const state = byId("gambar-kabar");
  const put = byId("gambar-pasang");
  const words = dialog.querySelector(".gambar-uraian");
  const again = byId("gambar-lain");
  const changing = !given && editor.isActive("image");
  let chosen = given;
  const sources = dialog.querySelector(".gambar-sumber");
  const turn = (described) => {
    sources.hidden = described;
    words.hidden = !described;
    put.hidden = !described;
  };
  turn(changing);
  again.hidden = Boolean(given) || changing;
  dialog.querySelector(".gambar-terpilih").hidden = true;
  put.textContent = changing ? "Simpan uraian" : "Pasang";
  trouble.hidden = true;
  alt.removeAttribute("aria-invalid");
  state.textContent = "";
  caption.value = given?.caption || "";
  caption.closest(".isian").hidden = changing;
  alt.value = changing ? editor.getAttributes("image").alt || "" : given?.alt || "";

  const choose = (choice) => {
    chosen = choice;
    alt.value = choice.alt;
    caption.value = choice.caption;
    trouble.hidden = true;
    const shown = dialog.querySelector(".gambar-terpilih");
    shown.hidden = false;
    const picture = shown.querySelector("img") || shown.appendChild(new Image());
    picture.src = choice.src;
    picture.alt = "Gambar yang dipilih";
    turn(true);
    alt.focus();
  };
  const pick = (event) => {
    const button = event.target.closest("button[value^='/media/']");
    if (!button) return;
    event.preventDefault();
    choose(choiceOf(button));
  };
  const take = async (event) => {
    const [file] = event.target.files;
    event.target.value = "";
    if (!file) return;
    try {
      const tell = (part, words) => {
        state.textContent = words || `Mengunggah ${file.name}: ${Math.round(part * 100)} %`;
      };
      choose(uploadedChoice(await upload(file, { onProgress: tell })));
      state.textContent = `${file.name} sudah diunggah.`;
    } catch (error) {
      state.textContent = error.message;
    }
  };
  const check = (event) => {
    if (event.submitter?.value !== "pasang") return;
    if (alt.value.trim()) return;
    event.preventDefault();
    trouble.hidden = false;
    alt.setAttribute("aria-invalid", "true");
    alt.focus();
  };
  const other = () => {
    turn(false);
    dialog.querySelector("#gambar-pustaka input")?.focus();
  };
  const file = byId("gambar-unggah");
  again.addEventListener("click", other);
  dialog.addEventListener("click", pick);
  dialog.addEventListener("submit", check);
  file.addEventListener("change", take);
  if (given) choose(given);
  else if (!changing) {
    inThisDraft(byId("gambar-naskah"));
    mount(byId("gambar-pustaka"), {
      asked: { pilih: "gambar" },
      label: "Cari gambar",
      empty: "Tidak ada gambar yang cocok.",
      onChoose: (button) => choose(choiceOf(button)),
    });
  }
  const answer = await ask(dialog);
  dialog.removeEventListener("click", pick);
  dialog.removeEventListener("submit", check);
  file.removeEventListener("change", take);
  again.removeEventListener("click", other);
  if (answer !== "pasang") editor.commands.focus();
  else if (changing) editor.chain().focus().updateAttributes("image", { alt: alt.value.trim() }).run();
  else place(editor, chosen, alt.value.trim(), caption.value.trim());
};

// Image files that were pasted or dropped: uploaded one after the other, each asks for its words.
export const takeImages = async (editor, files, tell) => {
  for (const file of files) {
    try {
      tell(`Mengunggah ${file.name}…`);
      const made = await upload(file, {
        onProgress: (part, words) => tell(words || `Mengunggah ${file.name}: ${Math.round(part * 100)} %`),
      });
      tell("");
      await askForPicture(editor, uploadedChoice(made));
    } catch (error) {
      tell(error.message);
    }
  }
};

// A table from the bank data: choose the data set, its columns and how many rows; the server writes the table.
// It stands still on purpose: readers see the numbers that were approved, with a link to their version.
import { ask, insert } from "./editor-dialogs.js";
import { mount } from "./pustaka.js";

const byId = (id) => document.getElementById(id);

const preview = async (address) => {
  const response = await fetch(address, { redirect: "manual" });
  if (response.type === "opaqueredirect") throw new Error("Sesi Anda berakhir. Masuk lagi di tab lain.");
  if (!response.ok) throw new Error("Data ini tidak dapat dibaca. Pilih data lain.");
  return response.text();
};

export const askForData = async (editor) => {
  const dialog = byId("pilih-data");
  const box = byId("data-tabel");
  const place = byId("data-pasang");
  box.replaceChildren();
  place.disabled = true;
  let turn = 0;
  const show = async (address) => {
    const mine = ++turn;
    box.setAttribute("aria-busy", "true");
    try {
      const html = await preview(address);
      if (mine !== turn) return;
      const focused = document.activeElement?.id;
      box.innerHTML = html;
      if (focused) byId(focused)?.focus();
      place.disabled = !box.querySelector("[data-tabel]");
    } catch (error) {
      if (mine === turn) box.textContent = error.message;
    } finally {
      if (mine === turn) box.removeAttribute("aria-busy");
    }
  };
  const change = () => {
    const chosen = box.querySelector("[data-alamat]");
    if (!chosen) return;
    const words = new URLSearchParams();
    for (const column of box.querySelectorAll("[name=kolom]:checked")) words.append("kolom", column.value);
    words.append("baris", box.querySelector("[name=baris]").value);
    show(`${chosen.dataset.alamat}?${words}`);
  };
  box.addEventListener("change", change);
  mount(byId("data-cari"), {
    address: "/meja/data/",
    label: "Cari data",
    empty: "Tidak ada data yang cocok. Hanya data yang sedang tayang dapat dipasang.",
    onChoose: (button) => show(button.value),
  });
  const answer = await ask(dialog);
  box.removeEventListener("change", change);
  const table = box.querySelector("[data-tabel]");
  if (answer === "pasang" && table) insert(editor, table.innerHTML);
  else editor.commands.focus();
};

// The media library inside a dialog: search as one types, pages, and what was chosen is handed over.
// mount(place, {what, onChoose}) fills an element; onChoose gets the button (value, data-id, data-token, …).
const PAUSE = 250;

const fetched = async (address) => {
  let response;
  try {
    response = await fetch(address, { headers: { "X-Requested-With": "fetch" }, redirect: "manual" });
  } catch {
    throw new Error("Sambungan terputus. Coba lagi setelah tersambung.");
  }
  if (response.type === "opaqueredirect") throw new Error("Sesi Anda berakhir. Masuk lagi di tab lain.");
  if (!response.ok) throw new Error("Pustaka media sedang tidak dapat dibuka. Coba lagi.");
  return response.text();
};

export const mount = (place, { address = "/meja/media/", asked = {}, label, empty, onChoose }) => {
  const id = `cari-${Math.random().toString(36).slice(2)}`;
  place.replaceChildren();
  place.insertAdjacentHTML(
    "afterbegin",
    `<div class="isian"><label class="form-label" for="${id}"></label>
     <input class="form-control" type="search" id="${id}" autocomplete="off"></div>
     <p class="tak-terlihat" role="status"></p><div class="pustaka-isi"></div>`,
  );
  place.querySelector("label").textContent = label;
  const input = place.querySelector("input");
  const state = place.querySelector("[role=status]");
  const box = place.querySelector(".pustaka-isi");
  let turn = 0;
  const load = async (url) => {
    const mine = ++turn;
    box.setAttribute("aria-busy", "true");
    try {
      const html = await fetched(url);
      if (mine !== turn) return;
      box.innerHTML = html;
      const found = box.querySelectorAll("button[value]:not([data-halaman])").length;
      if (!found && !box.textContent.trim()) box.textContent = empty;
      state.textContent = found ? `${found} pilihan` : empty;
    } catch (error) {
      if (mine === turn) box.textContent = error.message;
    } finally {
      if (mine === turn) box.removeAttribute("aria-busy");
    }
  };
  const search = (page = "") => {
    const words = new URLSearchParams({ ...asked, q: input.value.trim() });
    if (page) words.set("halaman", page);
    return load(`${address}?${words}`);
  };
  let timer;
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => search(), PAUSE);
  });
  input.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    clearTimeout(timer);
    search();
  });
  box.addEventListener("click", (event) => {
    const page = event.target.closest("button[data-halaman]");
    const choice = event.target.closest("button[value]");
    if (page) {
      event.preventDefault();
      search(page.dataset.halaman);
    } else if (choice) {
      event.preventDefault();
      onChoose(choice);
    }
  });
  search();
  return { input, box, search };
};

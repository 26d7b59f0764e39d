// Remarks in the editor: ticked one by one without a page load, led to, and marked in the text. Without this
// script a tick saves the form and ticks; the remark stands beside its field either way.
import { jump, mark, stretchOf } from "./kutipan.js";

const form = document.getElementById("naskah");
const summary = document.getElementById("petunjuk");
const news = document.getElementById("petunjuk-kabar");
const WORDS = { true: ["Buka lagi", "petunjuk-dibuka"], false: ["Tandai selesai", "petunjuk-selesai"] };

const say = (words, wrong = false) => {
  news.classList.toggle("tak-terlihat", !wrong);
  news.classList.toggle("petunjuk-galat", wrong);
  news.textContent = words;
};

const show = (row, told) => {
  row.toggleAttribute("data-selesai", told.done);
  const by = row.querySelector("[data-oleh]");
  if (by) by.textContent = told.done && told.by ? `Ditandai selesai oleh ${told.by}` : "";
  const button = row.querySelector(".petunjuk-tanda");
  const [words, act] = WORDS[told.done];
  button.querySelector("[data-kata]").textContent = words;
  button.value = `${act}:${button.value.split(":").slice(1).join(":")}`;
};

const send = async (button) => {
  const sent = new FormData();
  sent.set("done", button.value.startsWith(WORDS.false[1]) ? "1" : "0");
  const response = await fetch(button.dataset.alamat, {
    method: "POST",
    body: sent,
    headers: { Accept: "application/json", "X-CSRFToken": form.elements.csrfmiddlewaretoken.value },
    credentials: "same-origin",
    redirect: "error",
  });
  const told = await response.json();
  if (!response.ok) throw new Error(told.words);
  return told;
};

const tick = async (button) => {
  if (button.getAttribute("aria-busy")) return;
  button.setAttribute("aria-busy", "true");
  const { petunjuk: key } = button.closest("[data-petunjuk]").dataset;
  try {
    const told = await send(button);
    for (const row of document.querySelectorAll(`[data-petunjuk="${key}"]`)) show(row, told);
    summary.querySelector("[data-petunjuk-maju]").textContent = told.progress;
    summary.querySelector("[data-petunjuk-bar]").value = told.finished;
    say(told.words);
    markAll();
  } catch (error) {
    const offline = error instanceof TypeError || error instanceof SyntaxError;
    say(offline ? "Tanda belum tersimpan. Periksa sambungan, lalu tekan lagi." : error.message, true);
  } finally {
    button.removeAttribute("aria-busy");
  }
};

// Passages that wait are underlined in the writing surface; the drawing follows the words as they change.
const markAll = () => {
  const surface = document.getElementById("penyunting-isi");
  if (!surface) return;
  const open = document.querySelectorAll(".petunjuk-sini:not([data-selesai]) [data-kutip='body']");
  const ranges = [...open].map((quote) => stretchOf(surface, quote.textContent)).filter(Boolean);
  mark("petunjuk", ranges);
};
let soon;
const markSoon = () => {
  clearTimeout(soon);
  soon = setTimeout(markAll, 400);
};

if (form && summary) {
  document.addEventListener("click", (event) => {
    const button = event.target.closest(".petunjuk-tanda");
    if (!button) return;
    event.preventDefault();
    tick(button);
  });
  summary.addEventListener("click", jump);
  form.elements.body?.addEventListener("input", markSoon);
  addEventListener("load", markAll);
}

// Who else is writing: asked every half minute while the page is in sight, told to others while one writes.
import { button } from "./simpan-kabar.js";

const EVERY = 30_000;
const STILL_WRITING = 60_000;

export const watch = ({ form, hadir, say, isBusy }) => {
  const notice = document.getElementById("rekan-menulis");
  let typed = 0;
  let asked = 0;
  let told = false;

  const ask = async (more = {}) => {
    asked = Date.now();
    const writing = asked - typed < STILL_WRITING ? { writing: "1" } : null;
    const body = writing || more.left ? new URLSearchParams({ ...writing, ...more }) : undefined;
    const answer = await fetch(hadir, {
      method: body ? "POST" : "GET",
      body,
      headers: { Accept: "application/json", "X-CSRFToken": form.querySelector("[name=csrfmiddlewaretoken]").value },
      keepalive: Boolean(more.left),
    }).catch(() => null);
    if (answer?.ok) show(await answer.json().catch(() => ({})));
  };

  const show = ({ other, version, open }) => {
    notice.hidden = !other;
    if (other) {
      notice.querySelector("b").textContent = other.name;
      notice.querySelector("span").textContent = other.since;
    }
    if (told || isBusy() || !(version > Number(form.elements.version.value) || open === false)) return;
    told = true;
    const words = open ? "Versi lain tersimpan sejak Anda membuka halaman ini." : "Naskah ini sudah dikirim dan tidak dapat diubah lagi.";
    say("waktu", words, button("Muat yang terbaru", () => location.reload()));
  };

  form.addEventListener("input", () => {
    const first = Date.now() - typed > STILL_WRITING;
    typed = Date.now();
    if (first && typed - asked > 1000) ask();
  });
  setInterval(() => {
    if (!document.hidden) ask();
  }, EVERY);
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden && Date.now() - asked > EVERY) ask();
  });
  addEventListener("pagehide", () => {
    if (Date.now() - typed < STILL_WRITING) ask({ left: "1" });
  });
};

// The sign-out empties what texts left on this device: the next person at this machine finds nothing.
import { PREFIX } from "./simpan-perangkat.js";

const kept = () => {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));
  } catch {
    return [];
  }
};

const warning = document.getElementById("belum-terkirim");
const waiting = kept().length;
if (warning && waiting) {
  warning.hidden = false;
  warning.querySelector("b").textContent = `Ada ${waiting} tulisan di perangkat ini yang belum terkirim.`;
}
for (const form of document.querySelectorAll("form[data-kosongkan]"))
  form.addEventListener("submit", async (event) => {
    if (warning) {
      for (const key of kept()) localStorage.removeItem(key);
      return;
    }
    // From the middle of the desk: send what is under way, and ask first where something is left.
    const keeper = document.getElementById("naskah")?.keeper;
    if (!keeper && !kept().length) return;
    event.preventDefault();
    await keeper?.flush();
    if (kept().length) location.assign(form.action);
    else form.submit();
  });

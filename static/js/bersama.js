// Several texts on one screen: the button says how many decisions it will send. Without this file it just sends them.
const form = document.getElementById("bersama");
const tell = () => {
  const chosen = [...form.querySelectorAll('input[type="radio"]:checked')].map((radio) => radio.value);
  const count = (wanted) => chosen.filter((value) => wanted.includes(value)).length;
  const parts = [
    [count(["approve"]), "disetujui"],
    [count(["endorse"]), "diparaf"],
    [count(["return"]), "dikembalikan"],
  ];
  const words = parts.filter(([number]) => number).map(([number, word]) => `${number} ${word}`).join(", ");
  for (const place of document.querySelectorAll("[data-hitung-putusan]")) place.textContent = words && `(${words})`;
};
if (form) {
  form.addEventListener("change", tell);
  tell();
}

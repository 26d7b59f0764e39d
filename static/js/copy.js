// <button data-salin="text" data-butuh-js hidden>Salin tautan</button>; an empty value copies the page's address.
document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-salin]");
  if (!button) return;
  const label = button.querySelector("[data-label]") || button;
  const before = label.textContent;
  try {
    await navigator.clipboard.writeText(button.dataset.salin || location.href);
    label.textContent = "Tersalin";
  } catch {
    label.textContent = "Tidak dapat menyalin";
  }
  setTimeout(() => {
    label.textContent = before;
  }, 3000);
});
document.addEventListener("click", (event) => {
  if (event.target.closest("[data-cetak]")) print();
});

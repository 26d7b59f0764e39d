// <form data-belum-disimpan>: the browser asks before it leaves words that nobody has saved.
for (const form of document.querySelectorAll("form[data-belum-disimpan]")) {
  let unsaved = form.dataset.belumDisimpan === "ya";
  const state = document.getElementById("keadaan-simpan");
  form.addEventListener("input", () => {
    unsaved = true;
    if (state) state.textContent = "Belum disimpan";
  });
  form.addEventListener("submit", () => {
    unsaved = false;
  });
  addEventListener("beforeunload", (event) => {
    if (unsaved) event.preventDefault();
  });
}

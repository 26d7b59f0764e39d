// "Semua sudah saya periksa" ticks the boxes of its list, and follows them. Without this file it stays away.
for (const all of document.querySelectorAll("[data-periksa-semua]")) {
  const boxes = [...all.closest("[data-daftar-periksa]").querySelectorAll('input[type="checkbox"]')].filter((box) => box !== all);
  const follow = () => {
    all.checked = boxes.every((box) => box.checked);
    all.indeterminate = !all.checked && boxes.some((box) => box.checked);
  };
  all.addEventListener("change", () => {
    for (const box of boxes) box.checked = all.checked;
  });
  for (const box of boxes) box.addEventListener("change", follow);
  follow();
}

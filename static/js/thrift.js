// <a data-muat-foto="alternative text" href="picture">: puts the picture in its place. For readers who save data.
document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-muat-foto]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const { muatFoto, lebar, tinggi } = link.dataset;
  const image = new Image(lebar, tinggi);
  image.alt = muatFoto;
  image.tabIndex = -1;
  image.src = link.href;
  link.replaceWith(image);
  image.focus({ preventScroll: true });
});

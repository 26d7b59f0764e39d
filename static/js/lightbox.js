// <ul data-album> with links around pictures, and <template id="peraga">: a press shows the photo large, in a
// <dialog> (it traps the focus and closes on Esc). Arrow keys, buttons and a swipe lead on. Without it: pages.
for (const album of document.querySelectorAll("[data-album]")) {
  const links = [...album.querySelectorAll("a")].filter((link) => link.querySelector("img"));
  const template = document.getElementById("peraga");
  if (!template || !links.length) continue;
  const dialog = template.content.firstElementChild.cloneNode(true);
  document.body.append(dialog);
  const part = (name) => dialog.querySelector(`[data-${name}]`);
  let at = 0;
  const enlarged = (link) => {
    const image = link.querySelector("img").cloneNode();
    image.sizes = "100vw";
    image.loading = "eager";
    return image;
  };
  const show = (next) => {
    at = (next + links.length) % links.length;
    const words = links[at].closest("figure").querySelector("figcaption");
    dialog.querySelector("h2").textContent = `Foto ${at + 1} dari ${links.length}`;
    part("foto").replaceChildren(enlarged(links[at]));
    part("kata").replaceChildren(...(words ? words.cloneNode(true).childNodes : []));
    part("laman").href = links[at].href;
    // The next one comes while this one is looked at.
    enlarged(links[(at + 1) % links.length]);
  };
  links.forEach((link, place) =>
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      show(place);
      dialog.showModal();
    }),
  );
  dialog.addEventListener("click", (event) => {
    const step = event.target.closest("[data-langkah]");
    if (step) show(at + Number(step.dataset.langkah));
  });
  dialog.addEventListener("keydown", (event) => {
    const to = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: links.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    show(to);
  });
  let from = null;
  dialog.addEventListener("touchstart", (event) => {
    from = event.touches.length === 1 ? event.touches[0].clientX : null;
  });
  dialog.addEventListener("touchend", (event) => {
    const way = from === null ? 0 : event.changedTouches[0].clientX - from;
    if (Math.abs(way) > 60 && visualViewport.scale === 1) show(at - Math.sign(way));
  });
  // The reader comes back to the photo that was looked at last.
  dialog.addEventListener("close", () => links[at].focus());
}

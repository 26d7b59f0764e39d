// <a data-pemutar="player's address" href="the video's page">: becomes a button that puts the player in its place.
// Until it is pressed nothing is asked of the other site; without this script the link leads there.
for (const link of document.querySelectorAll("a[data-pemutar]")) {
  const { pemutar, judul, sebut } = link.dataset;
  const button = document.createElement("button");
  button.type = "button";
  button.className = link.className;
  button.append(...link.childNodes);
  button.querySelector("[data-sebutan]").textContent = sebut;
  button.addEventListener("click", () => {
    const frame = document.createElement("iframe");
    frame.className = "film";
    frame.title = `Pemutar video: ${judul}`;
    frame.allow = "autoplay; encrypted-media; fullscreen; picture-in-picture";
    frame.allowFullscreen = true;
    // The players refuse to play for pages that do not say where they stand; they learn the site, not the page.
    frame.referrerPolicy = "strict-origin-when-cross-origin";
    frame.sandbox = "allow-scripts allow-same-origin allow-presentation allow-popups allow-popups-to-escape-sandbox";
    frame.src = pemutar;
    button.replaceWith(frame);
    frame.focus();
  });
  link.replaceWith(button);
}

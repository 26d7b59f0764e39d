// Pages in a row (rel="prev", rel="next"): the arrow keys turn them.
document.addEventListener("keydown", (event) => {
  const way = { ArrowLeft: "prev", ArrowRight: "next" }[event.key];
  if (!way || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (event.target.closest("input, textarea, select, [contenteditable], [tabindex='0']")) return;
  document.querySelector(`a[rel="${way}"]`)?.click();
});

// Dialogs of the writing surface: one question each, answered by a button, Esc or "Batal".
export const ask = (dialog) =>
  new Promise((resolve) => {
    dialog.returnValue = "";
    dialog.addEventListener("close", () => resolve(dialog.returnValue), { once: true });
    dialog.showModal();
  });

const LINK = /^(https?:\/\/|mailto:|tel:|\/(?!\/)|#)/i;
// "bulelengkab.go.id" and "nama@contoh.id" are meant as addresses.
const whole = (address) => {
  if (LINK.test(address)) return address;
  if (/^[^\s@/]+@[^\s@/]+\.[a-z]{2,}$/i.test(address)) return `mailto:${address}`;
  if (/^[a-z0-9-]+(\.[a-z0-9-]+)+(\/|\?|#|$)/i.test(address)) return `https://${address}`;
  return "";
};

export const askForLink = async (editor) => {
  const dialog = document.getElementById("pilih-tautan");
  const field = document.getElementById("tautan-alamat");
  const trouble = document.getElementById("tautan-salah");
  field.value = editor.getAttributes("link").href || "";
  trouble.hidden = true;
  field.removeAttribute("aria-invalid");
  const check = (event) => {
    const typed = field.value.trim();
    if (event.submitter?.value !== "pasang" || !typed || whole(typed)) return;
    event.preventDefault();
    trouble.hidden = false;
    field.setAttribute("aria-invalid", "true");
    field.focus();
  };
  dialog.addEventListener("submit", check);
  const answer = await ask(dialog);
  dialog.removeEventListener("submit", check);
  if (answer !== "pasang") {
    editor.commands.focus();
    return;
  }
  const address = whole(field.value.trim());
  const chain = editor.chain().focus().extendMarkRange("link");
  if (!address) chain.unsetLink().run();
  else if (editor.state.selection.empty && !editor.isActive("link"))
    chain.insertContent({ type: "text", text: address, marks: [{ type: "link", attrs: { href: address } }] }).run();
  else chain.setLink({ href: address }).run();
};

// Put blocks in after the one in which the cursor stands, or in the place of an empty line: nothing is torn apart.
export const insert = (editor, content) => {
  const { selection } = editor.state;
  const { $from } = selection;
  const block = $from.depth ? $from.node(1) : null;
  let place = block ? $from.after(1) : selection.to;
  if (block?.isTextblock && !block.content.size) place = { from: $from.before(1), to: $from.after(1) };
  editor.chain().focus().insertContentAt(place, content).run();
  const { node, to } = editor.state.selection;
  if (node) editor.chain().setTextSelection(to + 1).run();
};

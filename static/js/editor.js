// <textarea data-penyunting> becomes a writing surface with the toolbar before it. Without this script the
// textarea holds the HTML itself. The extensions are exactly what the server's allow-list keeps; the server
// cleans again at each save. No style element is injected, so the page's strict policy stays as it is.
import {
  Blockquote,
  Bold,
  BulletList,
  Caption,
  Code,
  CodeBlock,
  Document,
  Dropcursor,
  Editor,
  Figure,
  Gapcursor,
  HardBreak,
  Heading,
  History,
  HorizontalRule,
  Image,
  Italic,
  Link,
  ListItem,
  OrderedList,
  Paragraph,
  Strike,
  Subscript,
  Superscript,
  Table,
  TableCell,
  TableHeader,
  TableRow,
  Text,
} from "../django_prose_editor/editor.js";

const EMPTY = /^<(\w+)(\s[^>]*)?><\/\1>$/;

const ask = (dialog) =>
  new Promise((resolve) => {
    dialog.returnValue = "";
    dialog.addEventListener("close", () => resolve(dialog.returnValue), { once: true });
    dialog.showModal();
  });

const askForLink = async (editor) => {
  const dialog = document.getElementById("pilih-tautan");
  const field = document.getElementById("tautan-alamat");
  field.value = editor.getAttributes("link").href || "";
  if ((await ask(dialog)) !== "pasang") return;
  const address = field.value.trim();
  const chain = editor.chain().focus().extendMarkRange("link");
  if (!address) chain.unsetLink().run();
  else if (editor.state.selection.empty && !editor.isActive("link"))
    chain.insertContent({ type: "text", text: address, marks: [{ type: "link", attrs: { href: address } }] }).run();
  else chain.setLink({ href: address }).run();
};

const askForPicture = async (editor) => {
  const dialog = document.getElementById("pilih-gambar");
  const field = document.getElementById("gambar-alt");
  const keep = document.getElementById("gambar-alt-simpan");
  const chosen = editor.isActive("image");
  field.value = chosen ? editor.getAttributes("image").alt || "" : "";
  keep.hidden = !chosen;
  const answer = await ask(dialog);
  if (answer === "alt") {
    editor.chain().focus().updateAttributes("image", { alt: field.value.trim() }).run();
    return;
  }
  const button = answer && dialog.querySelector(`button[value="${CSS.escape(answer)}"]`);
  if (!button) return;
  const { alt, lebar, tinggi, keterangan } = button.dataset;
  const attrs = { src: answer, alt: field.value.trim() || alt, width: lebar || null, height: tinggi || null };
  const content = [{ type: "image", attrs }];
  if (keterangan) content.push({ type: "caption", content: [{ type: "text", text: keterangan }] });
  editor.chain().focus().insertContent({ type: "figure", content }).run();
};

// The library's own floating menu speaks English and covers the toolbar; ours has the button instead.
const OurFigure = Figure.extend({ addExtensions: () => [] });

const OurLink = Link.extend({
  addKeyboardShortcuts() {
    return {
      "Mod-k": ({ editor }) => {
        askForLink(editor);
        return true;
      },
    };
  },
});

const COMMANDS = {
  bold: (editor) => editor.chain().focus().toggleBold().run(),
  italic: (editor) => editor.chain().focus().toggleItalic().run(),
  h2: (editor) => editor.chain().focus().toggleHeading({ level: 2 }).run(),
  h3: (editor) => editor.chain().focus().toggleHeading({ level: 3 }).run(),
  bulletList: (editor) => editor.chain().focus().toggleBulletList().run(),
  orderedList: (editor) => editor.chain().focus().toggleOrderedList().run(),
  blockquote: (editor) => editor.chain().focus().toggleBlockquote().run(),
  link: askForLink,
  picture: askForPicture,
  caption: (editor) => editor.chain().focus().toggleCaption().run(),
  table: (editor) => editor.chain().focus().insertTable({ rows: 3, cols: 3, withHeaderRow: true }).run(),
  undo: (editor) => editor.chain().focus().undo().run(),
  redo: (editor) => editor.chain().focus().redo().run(),
  addRow: (editor) => editor.chain().focus().addRowAfter().run(),
  addColumn: (editor) => editor.chain().focus().addColumnAfter().run(),
  deleteRow: (editor) => editor.chain().focus().deleteRow().run(),
  deleteColumn: (editor) => editor.chain().focus().deleteColumn().run(),
  deleteTable: (editor) => editor.chain().focus().deleteTable().run(),
};

const isActive = (editor, name) =>
  /^h\d$/.test(name) ? editor.isActive("heading", { level: Number(name[1]) }) : editor.isActive(name);

const start = (textarea) => {
  const box = textarea.closest(".penyunting");
  const toolbar = box.querySelector(".penyunting-alat");
  const surface = document.createElement("div");
  textarea.before(surface);
  const editor = new Editor({
    element: surface,
    injectCSS: false,
    extensions: [
      Document,
      Paragraph,
      Text,
      Heading.configure({ levels: [2, 3, 4] }),
      Bold,
      Italic,
      Strike,
      Subscript,
      Superscript,
      Code,
      CodeBlock,
      Blockquote,
      BulletList,
      OrderedList,
      ListItem,
      HardBreak,
      HorizontalRule,
      OurLink.configure({ openOnClick: false, enableTarget: false }),
      Image,
      OurFigure,
      Caption,
      Table.configure({ resizable: false }),
      TableRow,
      TableHeader,
      TableCell,
      History,
      Dropcursor,
      Gapcursor,
    ],
    editorProps: {
      attributes: {
        id: "penyunting-isi",
        role: "textbox",
        "aria-multiline": "true",
        "aria-labelledby": `${textarea.id}_label`,
      },
    },
    content: textarea.value,
    onUpdate() {
      const html = editor.getHTML();
      textarea.value = EMPTY.test(html) ? "" : html;
      textarea.dispatchEvent(new Event("input", { bubbles: true }));
    },
    onTransaction() {
      show();
    },
  });
  const table = toolbar.querySelector(".penyunting-tabel");
  const caption = toolbar.querySelector('[data-perintah="caption"]');
  const show = () => {
    for (const button of toolbar.querySelectorAll("[aria-pressed]"))
      button.setAttribute("aria-pressed", String(isActive(editor, button.dataset.perintah)));
    table.hidden = !editor.isActive("table");
    caption.hidden = !editor.isActive("image") && !editor.isActive("figure");
  };
  toolbar.addEventListener("click", (event) => {
    const button = event.target.closest("[data-perintah]");
    if (button) COMMANDS[button.dataset.perintah](editor);
  });
  textarea.hidden = true;
  toolbar.hidden = false;
  // A link to the field ("Tulis isinya.") leads to what stands in its place.
  addEventListener("hashchange", () => {
    if (location.hash === `#${textarea.id}`) editor.commands.focus();
  });
  document.querySelector(`label[for="${textarea.id}"]`)?.addEventListener("click", () => editor.commands.focus());
};

for (const textarea of document.querySelectorAll("textarea[data-penyunting]")) start(textarea);

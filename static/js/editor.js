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
import { askForLink } from "./editor-dialogs.js";
import { cleanHtml, htmlOf } from "./editor-paste.js";
import { imagesOf, takeImages } from "./editor-pictures.js";
import { equip } from "./editor-toolbar.js";

const EMPTY = /^<(\w+)(\s[^>]*)?><\/\1>$/;
const TRAILING = /(?:<p><\/p>)+$/;
const CLOSED = new Set(["table", "figure", "horizontalRule", "codeBlock"]);
const LEFT_OUT =
  "Gambar dari tempat lain tidak ikut ditempel. Simpan gambarnya, lalu unggah lewat tombol Gambar.";

// The library's own floating menu speaks English and covers the toolbar; ours has the button instead.
// Neither it nor its caption has a class: the server would take it away again at each save.
const OurFigure = Figure.extend({ addExtensions: () => [], addAttributes: () => ({}) });
const OurCaption = Caption.extend({ addAttributes: () => ({}) });

const OurLink = Link.extend({
  addAttributes() {
    return { href: this.parent?.().href || { default: null }, title: { default: null }, rel: { default: "noopener" } };
  },
  // In the order in which the server writes them, so that the same link is the same text.
  renderHTML(given) {
    const [tag, { href, title }, hole] = this.parent(given);
    return [tag, { href, ...(title && { title }), rel: "noopener" }, hole];
  },
  addKeyboardShortcuts() {
    return {
      "Mod-k": ({ editor }) => {
        askForLink(editor);
        return true;
      },
    };
  },
});

// Kinds of numbers and other beginnings would not pass the allow-list.
const OurOrderedList = OrderedList.extend({ addAttributes: () => ({}) });

// What a heading cell is the heading of; readers with a screen reader hear it.
const OurTableHeader = TableHeader.extend({
  addAttributes() {
    return { ...this.parent?.(), scope: { default: null } };
  },
});

const EXTENSIONS = [
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
  OurOrderedList,
  ListItem,
  HardBreak,
  HorizontalRule,
  OurLink.configure({ openOnClick: false, enableTarget: false }),
  Image,
  OurFigure,
  OurCaption,
  Table.configure({ resizable: false }),
  TableRow,
  OurTableHeader,
  TableCell,
  History,
  Dropcursor,
  Gapcursor,
];

const start = (textarea) => {
  const box = textarea.closest(".penyunting");
  const toolbar = box.querySelector(".penyunting-alat");
  const news = box.querySelector(".penyunting-kabar");
  const tell = (words) => {
    news.textContent = words;
    news.classList.toggle("berisi", Boolean(words));
  };
  const surface = document.createElement("div");
  textarea.before(surface);
  let leaving = false;
  let tools;

  const keydown = (view, event) => {
    if (event.key === "F10" && event.altKey) {
      event.preventDefault();
      tools.enter();
      return true;
    }
    if (event.key === "Escape") {
      leaving = true;
      tell("Tekan Tab untuk keluar dari isi, atau Alt+F10 untuk ke alat tulis.");
      return true;
    }
    // In lists and tables Tab has work to do; after Esc, and everywhere else, it leads on.
    const leads = event.key === "Tab" && (leaving || !(editor.isActive("listItem") || editor.isActive("table")));
    if (event.key !== "Shift") leaving = false;
    return leads;
  };

  const paste = (view, event) => {
    const transfer = event.clipboardData;
    const html = transfer?.getData("text/html") || "";
    const images = imagesOf(transfer);
    // Word sends a picture of the text along with the text.
    if (images.length && !html.replace(/<(?:meta|img)[^>]*>|<\/?(?:html|body|head)[^>]*>|<!--.*?-->|\s/gi, "")) {
      event.preventDefault();
      takeImages(editor, images, tell);
      return true;
    }
    const text = transfer?.getData("text/plain") || "";
    if (html || !text.includes("\n") && !/[*_~]/.test(text) || editor.isActive("codeBlock")) return false;
    event.preventDefault();
    view.pasteHTML(htmlOf(text));
    return true;
  };

  const drop = (view, event, slice, moved) => {
    const images = moved ? [] : imagesOf(event.dataTransfer);
    if (!images.length) return false;
    event.preventDefault();
    const place = view.posAtCoords({ left: event.clientX, top: event.clientY });
    if (place) editor.commands.setTextSelection(place.pos);
    takeImages(editor, images, tell);
    return true;
  };

  const editor = new Editor({
    element: surface,
    injectCSS: false,
    extensions: EXTENSIONS,
    editorProps: {
      attributes: {
        id: "penyunting-isi",
        role: "textbox",
        "aria-multiline": "true",
        "aria-labelledby": `${textarea.id}_label`,
        "aria-describedby": "penyunting-kabar",
      },
      handleDOMEvents: { keydown },
      handlePaste: paste,
      handleDrop: drop,
      transformPastedHTML(html) {
        if (html.includes("data-pm-slice")) return html;
        const cleaned = cleanHtml(html);
        tell(cleaned.foreign ? LEFT_OUT : "");
        return cleaned.html;
      },
    },
    content: textarea.value,
    onUpdate() {
      keepGoing();
      const html = current();
      if (html === last) return;
      last = html;
      textarea.value = html;
      textarea.dispatchEvent(new Event("input", { bubbles: true }));
    },
    onTransaction() {
      tools?.show();
    },
  });
  const current = () => {
    const html = editor.getHTML();
    return EMPTY.test(html) ? "" : html.replace(TRAILING, "");
  };
  // After a table or a picture at the end there is a line to go on writing; it is not kept when empty.
  const keepGoing = () => {
    const { doc, schema, tr } = editor.state;
    if (!CLOSED.has(doc.lastChild?.type.name)) return;
    editor.view.dispatch(tr.insert(doc.content.size, schema.nodes.paragraph.create()).setMeta("addToHistory", false));
  };
  let last = current();
  keepGoing();
  tools = equip(toolbar, editor);
  tools.show();
  textarea.hidden = true;
  toolbar.hidden = false;
  // Other scripts put words back into the textarea (what was kept on the device) and tell by "change".
  textarea.addEventListener("change", () => {
    if (textarea.value === current()) return;
    editor.commands.setContent(textarea.value, { emitUpdate: false });
    last = current();
  });
  // A link to the field ("Tulis isinya.") leads to what stands in its place.
  addEventListener("hashchange", () => {
    if (location.hash === `#${textarea.id}`) editor.commands.focus();
  });
  document.querySelector(`label[for="${textarea.id}"]`)?.addEventListener("click", () => editor.commands.focus());
};

for (const textarea of document.querySelectorAll("textarea[data-penyunting]")) start(textarea);

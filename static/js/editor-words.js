// The words of the writing surface's own small parts; they are read when its module loads.
const WORDS = {
  "Add caption": "Tambah keterangan",
  "Remove caption": "Hapus keterangan",
};
window.gettext = (words) => WORDS[words] || words;

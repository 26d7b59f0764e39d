"""Rich text keeps what the list allows; whatever else is tried leaves no trace that runs."""

import re
import time
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content.html import (
    ALLOWED,
    SCHEMES,
    clean,
    media_hashes,
    plain_text,
    reading_minutes,
    sanitised,
    word_count,
)
from tests.content.xss_payloads import ELEMENTS, PAYLOADS, SCRIPT_ADDRESSES

HASH, OTHER = "a" * 64, "0123456789abcdef" * 4
PICTURE = f'<img src="/media/{HASH}/rapat.webp" alt="Rapat" width="800" height="600">'
# Written anew here, not taken from the code: what the public may ever receive.
TAGS = {
    "p",
    "h2",
    "h3",
    "h4",
    "ul",
    "ol",
    "li",
    "blockquote",
    "strong",
    "em",
    "a",
    "br",
    "hr",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "figure",
    "figcaption",
    "img",
    "code",
    "pre",
    "s",
    "sub",
    "sup",
}
ATTRIBUTES = {
    "a": {"href", "title", "rel"},
    "img": {"src", "alt", "width", "height"},
    "th": {"scope", "colspan", "rowspan"},
    "td": {"colspan", "rowspan"},
}


class Auditor(HTMLParser):
    """Reads the result independently of the sanitiser and notes everything it must not hold."""

    def __init__(self):
        super().__init__()
        self.faults = []

    def handle_starttag(self, tag, attrs):
        if tag not in TAGS:
            self.faults.append(tag)
        for name, said in attrs:
            value = said or ""
            if name not in ATTRIBUTES.get(tag, set()):
                self.faults.append((tag, name))
            if name == "src" and not re.fullmatch(r"/media/[0-9a-f]{64}/[^/\s?#]+", value):
                self.faults.append((tag, name, value))
            if name == "href":
                scheme = re.match(r"([a-z][a-z0-9+.-]*):", value, re.IGNORECASE)
                if scheme and scheme[1].lower() not in {"http", "https", "mailto", "tel"}:
                    self.faults.append((tag, name, value))
                if re.match(r"[\\/]{2}", value) or re.search(r"[\x00-\x20\x7f\\]", value[:1]):
                    self.faults.append((tag, name, value))

    def handle_comment(self, data):
        self.faults.append(("comment", data))

    def handle_decl(self, decl):
        self.faults.append(("declaration", decl))

    def handle_pi(self, data):
        self.faults.append(("instruction", data))


def faults(html):
    auditor = Auditor()
    auditor.feed(html)
    auditor.close()
    return auditor.faults


def test_the_corpus_is_large_and_the_auditor_sees_what_is_wrong():
    assert len(set(PAYLOADS)) >= 120
    assert len(set(ELEMENTS)) >= 90
    dangerous = [payload for payload in set(PAYLOADS) if faults(payload)]
    assert len(dangerous) > 0.9 * len(set(PAYLOADS))


def test_the_list_is_exactly_what_was_agreed():
    assert set(ALLOWED) == TAGS
    listed = {tag: set(names) for tag, names in ALLOWED.items() if names}
    assert listed == {**ATTRIBUTES, "a": {"href", "title"}}
    assert {"http", "https", "mailto", "tel"} == SCHEMES


@pytest.mark.parametrize(
    "around", ["{}", "<p>a{}b</p>", "<table><tr><td>{}</table>", '<a href="/x">{}']
)
def test_no_payload_survives(around):
    for payload in PAYLOADS:
        cleaned = clean(around.format(payload))
        assert faults(cleaned) == [], payload
        assert clean(cleaned) == cleaned, payload
        assert faults(sanitised(around.format(payload))) == [], payload
        assert sanitised(cleaned) == cleaned, payload


@pytest.mark.parametrize("address", SCRIPT_ADDRESSES)
def test_the_words_of_a_refused_link_stay(address):
    assert plain_text(clean(f'<p><a href="{address}">Unduh laporan</a></p>')) == "Unduh laporan"


ALLOWED_TEXT = (
    "<h2>Rakor</h2><h3>Hasil</h3><h4>Rincian</h4>"
    "<p><strong>Camat</strong> <em>membuka</em> <s>acara</s> H<sub>2</sub>O m<sup>2</sup><br>baru</p>"
    "<ul><li>satu</li></ul><ol><li>dua</li></ol><blockquote><p>kutipan</p></blockquote><hr>"
    '<table><thead><tr><th scope="col" colspan="2">Desa</th></tr></thead>'
    '<tbody><tr><td rowspan="2">Patas</td><td>3</td></tr></tbody></table>'
    f"<figure>{PICTURE}<figcaption>Rapat</figcaption></figure>"
    "<pre><code>a &lt; b</code></pre>"
    '<p><a href="/berita/" title="Berita">berita</a> <a href="mailto:a@b.id">surat</a> '
    '<a href="tel:+6236292380">telepon</a> <a href="#isi">isi</a> <a href="berita/x">x</a></p>'
)


def test_everything_the_list_allows_stays_as_it_is():
    assert clean(clean(ALLOWED_TEXT)) == clean(ALLOWED_TEXT)
    assert clean(ALLOWED_TEXT).replace(' rel="noopener"', "") == ALLOWED_TEXT


def test_links_to_elsewhere_cannot_reach_back():
    cleaned = clean('<p><a href="https://bulelengkab.go.id/" rel="opener">kabupaten</a></p>')
    assert 'rel="noopener"' in cleaned
    assert 'href="https://bulelengkab.go.id/"' in cleaned
    assert '"opener"' not in cleaned


@pytest.mark.parametrize(
    "src",
    [
        "https://jahat.example/a.png",
        "/static/a.png",
        "/media/abc/a.png",
        f"/media/{HASH}/",
        f"/media/{HASH}",
        f"/media/{HASH}/../../masuk/",
        f"/media/{HASH}/a/b",
        f"/media/{HASH}/a?x=1",
        f"/media/{HASH.upper()}/a.webp",
        f"//jahat.example/media/{HASH}/a.webp",
        f"https://jahat.example/media/{HASH}/a.webp",
        "data:image/png;base64,AAAA",
        "",
    ],
)
def test_pictures_come_from_our_media_or_not_at_all(src):
    assert clean(f'<p>a<img src="{src}" alt="x">b</p>') == "<p>ab</p>"
    assert clean(f"<p>a<img src='{src}' alt='x > y' title='<img>'>b</p>") == "<p>ab</p>"


def test_a_picture_without_source_goes_and_quoted_text_about_it_stays():
    text = '<p><a href="/x" title="<img>">y</a><img alt="tanpa sumber"></p>'
    assert "tanpa sumber" not in clean(text)
    assert "img" in clean(text)


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("<p><b>tebal</b> <i>miring</i> <strike>coret</strike></p>",
         "<p><strong>tebal</strong> <em>miring</em> <s>coret</s></p>"),
        ("<h1>Judul</h1><h5>Kecil</h5>", "<h2>Judul</h2><h4>Kecil</h4>"),
        ("<B CLASS=x>A</B><br/><body>b", "<strong>A</strong><br>b"),
        ('<div class="x"><span style="color:red">isi</span></div>', "<p>isi</p>"),
        ('<p class="MsoNormal" style="margin:0">isi<o:p></o:p></p>', "<p>isi</p>"),
    ],
)  # fmt: skip
def test_what_word_and_the_old_site_write_keeps_its_meaning(written, kept):
    assert clean(written) == kept


@pytest.mark.parametrize("value", ["0", "-1", "1e9", "100", "a", "1;x", "99999999"])
def test_cells_cannot_be_stretched_without_bound(value):
    assert "colspan" not in clean(f'<table><tr><td colspan="{value}">x</td></tr></table>')


def test_deep_and_long_text_is_cleaned_in_reasonable_time():
    began = time.process_time()
    for text in ("<p><strong>" * 3_000, "<b" * 20_000, "<a href='" * 20_000, "&" * 100_000):
        assert faults(clean(text)) == []
    assert time.process_time() - began < 5


PIECES = st.sampled_from(
    [f"<{tag}>" for tag in sorted(TAGS)]
    + [f"</{tag}>" for tag in sorted(TAGS)]
    + [
        "<div>",
        "</div>",
        "<b>",
        "</i>",
        "<span>",
        "<form>",
        "<select>",
        "<option>",
        "<button>",
        "<svg>",
        "<math>",
        "<mtext>",
        "<style>",
        "</style>",
        "<template>",
        "<caption>",
        "<colgroup>",
        "<font>",
        "<nobr>",
        "<center>",
        "<dl>",
        "<dd>",
        "<frameset>",
        "<body>",
        "<!--",
        "-->",
        "<title>",
        "</title>",
        "<script>",
        "</script>",
        "&lt;",
        "&amp;",
        "&#13;",
        "&nbsp;",
        "&#0;",
        '"',
        "'",
        "<",
        ">",
        "=",
        "/",
    ]
    + ['<a href="/x">', '<a href="javascript:x">', '<img src="x">', PICTURE, '<p title="<b>">']
    + ['<img alt="<img>', '<a title="', "\n", "\r", "\x00", "\x0c", "teks", "é", "\u2028", "\ufeff"]
)
SOUP = st.lists(PIECES, max_size=25).map("".join) | st.text(max_size=80)


@settings(max_examples=1500, deadline=None)
@given(SOUP)
def test_cleaning_twice_changes_nothing_and_nothing_foreign_is_left(soup):
    cleaned = clean(soup)
    assert clean(cleaned) == cleaned
    assert faults(cleaned) == []
    # Readers get what was written, and nothing foreign even of what was never cleaned.
    assert sanitised(cleaned) == cleaned
    assert faults(sanitised(soup)) == []


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet=st.characters(blacklist_categories=["Cs", "Cc"]), max_size=80))
def test_words_survive_the_way_through(text):
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert plain_text(clean(f"<p>{escaped}</p>")) == " ".join(text.split())


def test_plain_text_has_one_line_per_block():
    html = "<h2>Judul</h2><p>Satu  <strong>dua</strong><br>tiga</p><ul><li>a</li><li>b</li></ul>"
    assert plain_text(html) == "Judul\nSatu dua\ntiga\na\nb"
    assert plain_text("<table><tr><td>Patas</td><td>3</td></tr></table>") == "Patas 3"
    assert plain_text("<p>3 &lt; 4 &amp; 5</p>") == "3 < 4 & 5"
    assert plain_text("") == ""


def test_media_are_listed_in_order_each_once():
    other = f'<img src="/media/{OTHER}/b.webp" alt="">'
    assert media_hashes(clean(f"<p>{other}</p>{PICTURE}{other}")) == [OTHER, HASH]
    assert media_hashes('<p><img src="/static/x.png">/media/' + HASH + "/a.webp</p>") == []


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("", 0),
        ("<p></p>", 0),
        ("<p>Satu dua, tiga.</p><p>Empat</p>", 4),
        ("<p>desa-desa di Tinga-Tinga pukul 08.30</p>", 5),
        ("<p>– … !</p>", 0),
    ],
)
def test_words_are_counted_as_a_reader_would(html, words):
    assert word_count(html) == words


@pytest.mark.parametrize(("words", "minutes"), [(0, 1), (1, 1), (200, 1), (201, 2), (1000, 5)])
def test_reading_takes_a_minute_per_two_hundred_words(words, minutes):
    assert reading_minutes("<p>" + "kata " * words + "</p>") == minutes

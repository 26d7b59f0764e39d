"""What is copied from Word, Google Docs, WhatsApp, LibreOffice and the web keeps its meaning only."""

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content.html import clean, plain_text
from content.trackers import without_trackers
from tests.content.clipboards import SAMPLES, WORD
from tests.content.test_html import faults
from tests.content.xss_payloads import PAYLOADS


def squeezed(html: str) -> str:
    """The same HTML without the line breaks that programs put between their lines."""
    return re.sub(r">\s+(?=<(?!a|strong|em|s>))|(?<=>)\s+$", ">", " ".join(html.split())).strip()


@pytest.mark.parametrize("program", SAMPLES)
def test_what_a_program_put_into_the_clipboard_comes_clean(program):
    copied, expected = SAMPLES[program]
    cleaned = clean(copied)
    assert squeezed(cleaned) == squeezed(expected)
    assert faults(cleaned) == []
    assert clean(cleaned) == cleaned


def test_the_words_of_a_writer_are_not_read_as_foreign():
    ours = '<p>Tulis class="x" dan style="y" apa adanya.</p><ul><li><p>satu</p></li></ul>'
    assert plain_text(clean(ours)).startswith('Tulis class="x" dan style="y"')
    assert clean(clean(ours)) == clean(ours)


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ('<span style="font-weight:700"><p>blok</p></span>', "<p>blok</p>"),
        ('<div>satu</div><div>dua</div><div><br></div>', "<p>satu</p><p>dua</p>"),
        ('<p class="MsoQuote">kutipan</p>', "<blockquote><p>kutipan</p></blockquote>"),
        ('<p class="MsoTitle">Judul</p>', "<h2>Judul</h2>"),
        ('<p class="x"><a name="_Toc1"></a>isi</p>', "<p>isi</p>"),
        ('<p class="x"><img src="https://a.id/x.png" alt="Foto rapat">isi</p>', "<p>isi</p>"),
        ('<table class="x"><tr><td><b>a</b></td><td>b</td></tr><tr><td>1</td><td>2</td></tr></table>',
         "<table><tbody><tr><td><strong>a</strong></td><td>b</td></tr>"
         "<tr><td>1</td><td>2</td></tr></tbody></table>"),
        ("<p style='mso-list:l0 level3 lfo1'><span style='mso-list:Ignore'>iv.</span>dalam</p>",
         "<ol><li>dalam</li></ol>"),
    ],
)  # fmt: skip
def test_small_habits_of_other_programs(written, kept):
    assert squeezed(clean(written)) == squeezed(kept)


def test_no_payload_gets_through_in_foreign_dress():
    for payload in PAYLOADS:
        for around in ('<div class="x">{}</div>', "<p style='mso-list:l0 level1'>{}</p>"):
            cleaned = clean(around.format(payload))
            assert faults(cleaned) == [], payload
            assert clean(cleaned) == cleaned, payload


PIECES = st.sampled_from(
    [
        "<div class=x>", "</div>", "<p style='mso-list:l0 level2 lfo1'>", "</p>", "<ul>", "<li>",
        "</ul>", "<ol>", "<b style='font-weight:normal'>", "</b>", "<span style='font-weight:700'>",
        "</span>", "<span style='mso-list:Ignore'>1.</span>", "<table>", "<tr>", "<td>", "</table>",
        "<blockquote>", "<pre>", "\n", " ", "kata", "&lt;", "&nbsp;", "<br>", "<img alt='🙏' src=x>",
        "<a href='https://a.id/?utm_source=x&amp;b=1'>", "</a>", "<h1>", "</h1>", "<i>", "</i>",
    ]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=30))
def test_cleaning_foreign_html_twice_changes_nothing(pieces):
    cleaned = clean("".join(pieces))
    assert faults(cleaned) == []
    assert clean(cleaned) == cleaned


@pytest.mark.parametrize(
    "piece", ["<div class=x>", "<p style='mso-list:l0 level9'>", "<b style=x><p>"]
)
def test_a_hostile_heap_is_cleaned_in_time(piece):
    started = time.process_time()
    clean(piece * 4_000 + "akhir")
    assert time.process_time() - started < 5


def test_a_long_word_text_is_cleaned_in_time():
    started = time.process_time()
    clean(WORD * 80)  # about 300 KB
    assert time.process_time() - started < 5


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("https://a.id/x?utm_source=wa&utm_medium=s", "https://a.id/x"),
        ("https://a.id/x?id=7&fbclid=q&h=%20b#isi", "https://a.id/x?id=7&h=+b#isi"),
        ("https://a.id/x?q=a%20b", "https://a.id/x?q=a%20b"),
        ("https://l.facebook.com/l.php?u=https%3A%2F%2Fa.id%2F%3Ffbclid%3D1&h=x", "https://a.id/"),
        ("https://www.google.com/url?q=javascript:alert(1)",
         "https://www.google.com/url?q=javascript:alert(1)"),
        ("https://www.google.com/search?q=utm_source", "https://www.google.com/search?q=utm_source"),
        ("mailto:a@b.id?subject=utm_source", "mailto:a@b.id?subject=utm_source"),
        ("/berita/?utm_source=x", "/berita/?utm_source=x"),
        ("http://[::1?utm_source=x", "http://[::1?utm_source=x"),
    ],
)  # fmt: skip
def test_links_lose_the_marks_of_the_click(address, kept):
    assert without_trackers(address) == kept
    assert without_trackers(kept) == kept

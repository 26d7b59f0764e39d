"""The editor's forms: shape of what was typed, per kind; never whether it may go out."""

from datetime import UTC, datetime, timedelta

import pytest
from django.http import QueryDict
from django.utils import timezone

from content.forms import RevisionForm, slots_of
from content.forms.fields import KeywordsField, MomentField
from content.forms.titles import StartForm
from content.inline import shown_in
from content.kinds import KINDS
from content.models import Revision
from tests import make
from workflow.opening import start

pytestmark = pytest.mark.django_db

NAUGHTY = [
    "Ω≈ç√∫˜µ≤≥÷",
    "ด้้้้้็็็็็้้้้้็็็็็",
    "\u200fה\u200eטקסט",
    "👩‍👩‍👧‍👦 🏳️‍🌈",
    "'; DROP TABLE content_item; --",
    "<script>alert(1)</script>",
    "{{ 7*7 }} {% include 'x' %}",
    "%s %d %(x)s",
    "a\u200bb\u00adc",
    "1/0",
    "NULL",
    "ﷺ",
]


def draft(kind="berita"):
    return start(kind, "Judul", by=make.make_operator())


def fill_form(revision, **words):
    data = QueryDict(mutable=True)
    data.update(
        {
            "title": revision.title,
            "information_class": revision.information_class,
            "publication": revision.publication,
        }
    )
    for name, value in words.items():
        data.setlist(name, value if isinstance(value, list) else [value])
    return RevisionForm(data, instance=revision)


@pytest.mark.parametrize("kind", list(KINDS))
def test_each_kind_shows_its_own_fields_and_no_others(kind):
    form = RevisionForm(instance=draft(kind))
    every = {name for spec in KINDS.values() for name in spec.fields}
    assert every & set(form.fields) == set(KINDS[kind].fields)
    shown = [
        field.name
        for rows in (form.word_rows, form.about_rows, form.step_five_rows)
        for row in rows
        for field in row
    ]
    uploads = {slot.field for slot in slots_of(kind)}
    assert sorted([*shown, "material_notes"]) == sorted(set(form.fields) - uploads)


@pytest.mark.parametrize("kind", list(KINDS))
def test_a_draft_needs_a_title_and_nothing_else(kind):
    assert fill_form(draft(kind)).is_valid()
    form = fill_form(draft(kind), title="")
    assert form.errors == {"title": ["Tulis judul."]}


@pytest.mark.parametrize("kind", list(KINDS))
def test_what_submission_needs_is_not_called_optional(kind):
    form = RevisionForm(instance=draft(kind))
    assert all(form.fields[name].needed for name in KINDS[kind].needs)
    assert not form.fields["keywords"].needed


@pytest.mark.parametrize("text", NAUGHTY)
def test_naughty_words_come_back_exactly(text):
    form = fill_form(draft(), title=text, summary=text, byline=text)
    assert form.is_valid(), form.errors
    assert [form.cleaned_data[name] for name in ("title", "summary", "byline")] == [text] * 3


def test_a_null_character_is_refused_with_words():
    form = fill_form(draft(), title="a\0b", body="<p>a\0b</p>")
    assert not form.is_valid()
    assert set(form.errors) == {"title", "body"}


def test_the_body_is_cleaned_by_the_one_list():
    form = fill_form(
        draft(), body='<p style="color:red" onclick="x()">Halo <b>warga</b></p><script>1</script>'
    )
    assert form.is_valid()
    assert form.cleaned_data["body"] == "<p>Halo <strong>warga</strong></p>"


@pytest.mark.parametrize("body", ["", "<p></p>", "<p>&nbsp;</p>", "<script>x</script>", " \r\n"])
def test_markup_without_words_is_no_body(body):
    form = fill_form(draft(), body=body)
    assert form.is_valid()
    assert form.cleaned_data["body"] == ""


def test_a_body_beyond_measure_is_refused_with_words():
    form = fill_form(draft(), body="<p>" + "a" * 300_001 + "</p>")
    assert form.errors == {"body": ["Isi terlalu panjang. Bagi menjadi dua butir."]}


def test_moments_are_typed_and_shown_on_the_offices_clock():
    revision = draft("agenda")
    form = fill_form(revision, starts_at="2026-06-08T08:00")
    assert form.is_valid()
    assert form.cleaned_data["starts_at"] == datetime(2026, 6, 8, 0, 0, tzinfo=UTC)
    revision.starts_at = datetime(2026, 6, 8, 0, 0, 31, tzinfo=UTC)
    assert 'value="2026-06-08T08:00"' in str(RevisionForm(instance=revision)["starts_at"])


@pytest.mark.parametrize(
    "moment",
    ["kemarin", "2026-02-31T08:00", "0001-01-01T00:00", "9999-12-31T23:59", "2026-06-08T25:00"],
)
def test_moments_that_no_calendar_knows_are_refused_with_words(moment):
    form = fill_form(draft("agenda"), starts_at=moment)
    assert not form.is_valid()
    assert form.errors["starts_at"][0][:5] in ("Isi t", "Tahun")


def test_an_event_does_not_end_before_it_begins():
    form = fill_form(draft("agenda"), starts_at="2026-06-08T08:00", ends_at="2026-06-08T07:59")
    assert form.errors == {"ends_at": ["Waktu selesai mendahului waktu mulai."]}


def test_a_new_wish_for_a_time_gone_by_is_refused_but_an_old_one_does_not_block():
    revision = draft()
    gone = timezone.now() - timedelta(days=1)
    local = timezone.localtime(gone).strftime("%Y-%m-%dT%H:%M")
    assert "sudah lewat" in fill_form(revision, wanted_from=local).errors["wanted_from"][0]
    revision.wanted_from = gone
    assert fill_form(revision, wanted_from=local).is_valid()


@pytest.mark.parametrize(
    ("name", "value"),
    [("data_year", "20226"), ("data_year", "dua ribu"), ("data_period", "x" * 81)],
)
def test_figures_out_of_range_are_refused_at_their_field(name, value):
    assert set(fill_form(draft("bank-data"), **{name: value}).errors) == {name}


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "bukan alamat", "http://", "ftp://contoh.id/video.mp4"]
)
def test_a_video_address_must_be_an_address(address):
    assert set(fill_form(draft("video"), video_url=address).errors) == {"video_url"}


def test_an_address_without_its_beginning_is_completed_safely():
    form = fill_form(draft("video"), video_url="youtu.be/abcdefghijk")
    assert form.is_valid()
    assert form.cleaned_data["video_url"] == "https://youtu.be/abcdefghijk"


@pytest.mark.parametrize(
    ("name", "value"),
    [("desa", ["999"]), ("category", "999"), ("information_class", "x"), ("publication", "")],
)
def test_choices_that_were_not_offered_are_refused(name, value):
    assert set(fill_form(draft(), **{name: value}).errors) == {name}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", []),
        (" , ,", []),
        ("Wisata,  terumbu   karang ,wisata", ["Wisata", "terumbu karang"]),
    ],
)
def test_keywords_are_split_and_trimmed(text, words):
    assert KeywordsField(required=False).clean(text) == words


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("x" * 61, "terlalu panjang"),
        ("!!!", "huruf atau angka"),
        (",".join(f"k{n}" for n in range(13)), "Paling banyak 12"),
    ],
)
def test_keywords_that_cannot_be_kept_are_refused_with_words(text, sentence):
    form = fill_form(draft(), keywords=text)
    assert sentence in form.errors["keywords"][0]


def test_an_untouched_form_has_not_changed():
    revision = make.make_draft("agenda")
    revision.tags.create(name="Wisata", slug="wisata")
    revision.desa.add(make.make_desa())
    fresh = Revision.objects.get(pk=revision.pk)
    shown = RevisionForm(instance=fresh)
    data = QueryDict(mutable=True)
    for name in shown.fields:
        field = shown[name]
        value = field.value()
        if name.startswith("new_") or value is None:
            continue
        if isinstance(field.field, MomentField):
            data[name] = field.field.widget.format_value(value)
        elif isinstance(value, list):
            data.setlist(name, value)
        else:
            data[name] = value
    form = RevisionForm(data, instance=fresh)
    assert form.is_valid()
    assert form.changed_data == []


def test_a_title_stays_on_one_line():
    form = StartForm({"kind": "berita", "title": "  Gotong\nroyong \t di Musi "})
    assert form.is_valid()
    assert form.cleaned_data["title"] == "Gotong royong di Musi"


@pytest.mark.parametrize("title", ["", "   ", "x" * 161])
def test_a_new_item_needs_a_title_that_fits(title):
    assert set(StartForm({"kind": "berita", "title": title}).errors) == {"title"}


def test_pictures_of_a_body_are_found_in_its_order_and_strange_ones_are_not():
    one, two = make.make_picture(), make.make_picture()
    body = "".join(
        f'<img src="/media/{sha}/x.webp" alt="{alt}">'
        for sha, alt in (
            (two.sha256, "Dua"),
            ("0" * 64, "?"),
            (one.sha256, ""),
            (two.sha256, "Lagi"),
        )
    )
    assert shown_in(body) == [(two, "Dua"), (one, "")]

"""Deciding about personal data: who may, what it writes down, how long it holds."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from content.models import AssetText, Office, Revision, State
from tests import make
from tests.sheets import sheet_of
from workflow import register
from workflow.engine import move
from workflow.history import words as told
from workflow.models import Event, PersonalDataDecision
from workflow.opening import revise
from workflow.personal_data import findings_of, refusal_of, undecided
from workflow.personal_data_decisions import decide
from workflow.personal_data_panel import material_notes
from workflow.refused import Refused
from workflow.rules import Action, refusal

pytestmark = pytest.mark.django_db

NIK = "5108012304850001"
OTHER_NIK = "3578106512990007"
WORDS = f"<p>Penerima: I Made Artana, NIK {NIK}.</p>"
REASON = "Wajib diumumkan menurut peraturan."


@pytest.fixture
def operator():
    return make.make_operator("putu")


def fresh(revision) -> Revision:
    return Revision.objects.get(pk=revision.pk)


def keys(revision) -> list[str]:
    return [finding.key for finding in undecided(fresh(revision))]


def settle(revision, by, choice="izinkan", reason=REASON) -> None:
    for key in keys(revision):
        decide(revision.pk, key, choice, by=by, reason=reason)


def dumped() -> str:
    """Everything that the database holds, as text."""
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        rows = []
        for table in tables:
            cursor.execute(f'SELECT * FROM "{table}"')
            rows += map(repr, cursor.fetchall())
    return "\n".join(rows)


# --- the guard --------------------------------------------------------------------------------
def test_a_text_with_a_nik_is_not_handed_in_until_somebody_decided(operator):
    draft = make.make_draft(by=operator, body=WORDS, summary="Hubungi 0812 3456 7890.")
    with pytest.raises(Refused) as refused:
        move(draft, Action.SUBMIT, by=operator)
    assert "2 temuan data pribadi belum diputuskan" in str(refused.value)
    assert "Nomor telepon (Ringkasan)" in str(refused.value)
    assert NIK not in str(refused.value)
    settle(draft, operator)
    assert move(draft, Action.SUBMIT, by=operator).state == State.SUBMITTED


def test_the_guard_reads_the_words_that_are_there_now(operator):
    draft = make.make_draft(by=operator, body=WORDS)
    settle(draft, operator)
    seen = fresh(draft)
    assert refusal(seen, Action.SUBMIT, operator) == ""
    Revision.objects.filter(pk=draft.pk).update(body=WORDS + f"<p>dan {OTHER_NIK}</p>")
    with pytest.raises(Refused, match="1 temuan"):
        move(seen, Action.SUBMIT, by=operator)


def test_what_the_office_shows_of_itself_is_nothing_to_decide(operator):
    Office.objects.create(pk=1, phone="(0362) 92380", email="gerokgak@bulelengkab.go.id")
    text = "<p>Telepon 0362-92380, surel camat@bulelengkab.go.id.</p>"
    assert undecided(make.make_draft(by=operator, body=text)) == []


def test_an_officials_number_is_shown_and_not_asked_about(operator):
    draft = make.make_draft(by=operator, body="<p>Camat, NIP 197503122003122004</p>")
    assert [finding.only_noted for finding in findings_of(draft)] == [True]
    assert move(draft, Action.SUBMIT, by=operator).state == State.SUBMITTED
    other = make.make_draft(by=operator, body="<p>NIP 197503122003122004</p>")
    [noted] = findings_of(other)
    with pytest.raises(Refused, match="hanya catatan"):
        decide(other.pk, noted.key, "tutup", by=operator)


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("title", f"Bantuan untuk {NIK}"),
        ("byline", "wayan.sudana@gmail.com"),
        ("data_source", "Kontak 0812 3456 7890"),
        ("letter_number", f"KTP {NIK}"),
    ],
)
def test_every_field_that_the_public_reads_is_looked_at(operator, column, value):
    draft = make.make_draft(by=operator)
    setattr(draft, column, value)
    assert [finding.place for finding in undecided(draft)] == [column]


def test_captions_keywords_and_names_of_files_are_looked_at(operator):
    draft = make.make_draft(by=operator)
    photo = make.attach(draft, make.make_picture(operator), "gallery", caption=f"Pak Made {NIK}")
    draft.tags.create(name="0812 3456 7890", slug="a")
    named = make.make_data_file(operator)
    type(named).objects.filter(pk=named.pk).delete()
    named.pk, named.sha256, named.name = None, "e" * 64, f"ktp_{OTHER_NIK}.csv"
    named.save(force_insert=True)
    AssetText.objects.create(asset=named)
    make.attach(draft, named, "document")
    found = {finding.place: finding for finding in undecided(fresh(draft))}
    assert set(found) == {"keterangan", "keywords", "nama-berkas"}
    assert found["keterangan"].href == f"#berkas-{photo.pk}"
    assert found["keterangan"].can_hide
    assert not found["nama-berkas"].can_hide
    assert OTHER_NIK not in refusal_of(fresh(draft)) + repr(list(found.values()))


# --- letting it stand -------------------------------------------------------------------------
def test_letting_a_number_stand_needs_a_reason_that_holds_none_itself(operator):
    draft = make.make_draft(by=operator, body=WORDS)
    [key] = keys(draft)
    with pytest.raises(Refused, match="paling sedikit 10 huruf"):
        decide(draft.pk, key, "izinkan", by=operator, reason="ya boleh")
    with pytest.raises(Refused, match="Jangan tulis data pribadi"):
        decide(draft.pk, key, "izinkan", by=operator, reason=f"Milik {NIK} sendiri")
    assert not PersonalDataDecision.objects.exists()


def test_the_register_says_who_and_why_and_never_the_value(operator):
    draft = make.make_draft(by=operator, body=WORDS)
    settle(draft, operator)
    row = PersonalDataDecision.objects.get()
    event = Event.objects.get(action="data-pribadi-izinkan")
    assert (row.event, row.item, event.revision) == (event, draft.item, draft)
    assert (event.by, event.note) == (operator, REASON)
    assert event.data == {"kind": "nik", "place": "body", "masked": "5108••••••••0001"}
    assert told(event) == "NIK diizinkan tampil oleh Putu"
    Revision.objects.filter(pk=draft.pk).update(body="")
    assert NIK not in dumped()


def test_a_decision_holds_for_later_revisions_and_for_nothing_else(operator):
    draft = make.make_draft(by=operator, body=WORDS)
    settle(draft, operator)
    public = make.approve(move(draft, Action.SUBMIT, by=operator), make.make_camat())
    update = revise(public.item, by=operator)
    assert undecided(update) == []
    update.body = f"<p>{NIK[:4]} {NIK[4:8]} {NIK[8:12]} {NIK[12:]}</p>"
    assert undecided(update) == []  # the same number, written otherwise
    update.body = f"<p>NIK {OTHER_NIK}</p>"
    assert len(undecided(update)) == 1
    update.body, update.summary = WORDS, f"NIK {NIK}"
    assert [finding.place for finding in undecided(update)] == ["summary"]
    other = make.make_draft(by=operator, body=WORDS)
    assert len(undecided(other)) == 1


# --- taking it out ----------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("body", "after"),
    [
        (f"<p>NIK {NIK}, umur 41.</p>", "<p>NIK [NIK ditutup], umur 41.</p>"),
        (
            "<p>NIK 5108<strong>0123</strong>0485<em>0001</em>.</p>",
            "<p>NIK [NIK ditutup]<strong></strong><em></em>.</p>",
        ),
        (
            f"<p>{NIK} &amp; lagi {NIK}</p>",
            "<p>[NIK ditutup] &amp; lagi [NIK ditutup]</p>",
        ),
        ("<p>5108&nbsp;0123&nbsp;0485&nbsp;0001</p>", "<p>[NIK ditutup]</p>"),
        (
            '<p><a href="tel:081234567890">Hubungi kami</a></p>',
            '<p><a rel="noopener">Hubungi kami</a></p>',
        ),
        (
            '<p><a href="mailto:wayan@gmail.com" title="wayan@gmail.com">wayan@gmail.com</a></p>',
            '<p><a title="[surel ditutup]" rel="noopener">[surel ditutup]</a></p>',
        ),
    ],
)
def test_a_value_is_taken_out_of_the_body_however_it_is_marked_up(operator, body, after):
    draft = make.make_draft(by=operator, body=body)
    settle(draft, operator, "tutup", "")
    saved = fresh(draft)
    assert saved.body == after
    assert (saved.version, saved.saved_by) == (draft.version + 1, operator)
    assert refusal_of(saved) == ""


def test_a_value_is_taken_out_of_fields_and_captions_within_their_length(operator):
    title = "x" * 150 + " 08123456"
    draft = make.make_draft(by=operator, summary=f"NIK {NIK} hadir.", title=title + "7")
    photo = make.attach(draft, make.make_picture(operator), "gallery", caption=f"Pak {NIK} ini")
    Revision.objects.filter(pk=draft.pk).update(title="x" * 140 + " 081234567890")
    settle(draft, operator, "tutup", "")
    saved = fresh(draft)
    photo.refresh_from_db()
    assert saved.summary == "NIK [NIK ditutup] hadir."
    assert photo.caption == "Pak [NIK ditutup] ini"
    assert saved.title == "x" * 140 + " [ditutup]"


def test_what_was_taken_out_stands_nowhere_in_the_database(operator):
    draft = make.make_draft(by=operator, body=WORDS)
    settle(draft, operator, "tutup", "")
    assert NIK not in dumped()


def test_what_comes_back_after_it_was_taken_out_needs_a_new_decision(operator):
    draft = make.make_draft(by=operator, body=WORDS)
    settle(draft, operator)
    [finding] = findings_of(draft)
    decide(draft.pk, finding.key, "tutup", by=operator)
    Revision.objects.filter(pk=draft.pk).update(body=WORDS)
    assert len(undecided(fresh(draft))) == 1


# --- files ------------------------------------------------------------------------------------
def list_of(*numbers: str) -> str:
    return "Nama;NIK\n" + "\n".join(f"Warga {n};{number}" for n, number in enumerate(numbers))


def test_a_list_of_people_is_one_finding_bound_to_that_file(operator):
    draft = make.make_draft("bank-data", by=operator)
    make.attach(draft, make.make_data_file(operator, list_of(NIK, OTHER_NIK)), "document")
    [finding] = undecided(fresh(draft))
    assert (finding.count, finding.can_hide) == (2, False)
    assert finding.masked == "5108••••••••0001, 3578••••••••0007"
    with pytest.raises(Refused, match="lepas berkasnya"):
        decide(draft.pk, finding.key, "tutup", by=operator)
    settle(draft, operator)
    assert undecided(fresh(draft)) == []
    make.attach(draft, make.make_data_file(operator, list_of(NIK)), "data")
    assert len(undecided(fresh(draft))) == 1


def test_a_file_that_no_machine_read_wants_a_person_who_looked(operator):
    draft = make.make_draft(by=operator)
    scan = make.make_data_file(operator)
    AssetText.objects.filter(asset=scan).update(text="", trouble="Tidak ada teks.")
    never_read = make.make_data_file(operator)
    AssetText.objects.filter(asset=never_read).delete()
    for file in (scan, never_read):
        make.attach(draft, file, "document")
    assert [f.note for f in undecided(fresh(draft))] == [
        "Tidak ada teks.",
        "Isi berkas ini belum terbaca mesin.",
    ]
    with pytest.raises(Refused, match="tidak cocok"):
        settle(draft, operator, "izinkan")
    settle(draft, operator, "diperiksa", "")
    assert move(draft, Action.SUBMIT, by=operator).state == State.SUBMITTED
    event = Event.objects.filter(action="data-pribadi-diperiksa").first()
    assert told(event) == "Berkas yang tidak terbaca mesin diperiksa oleh Putu"


def test_source_material_is_only_noted(operator):
    draft = make.make_draft(by=operator)
    make.attach(draft, make.make_data_file(operator, list_of(NIK)), "bahan")
    assert undecided(fresh(draft)) == []
    assert material_notes(fresh(draft)) == ["penduduk.csv: NIK"]


# --- who --------------------------------------------------------------------------------------
@pytest.mark.parametrize("make_person", [make.make_camat, make.make_admin, make.make_user])
def test_nobody_but_operators_decides(operator, make_person):
    draft = make.make_draft(by=operator, body=WORDS)
    with pytest.raises(Refused, match="wewenang Operator"):
        settle(draft, make_person())
    assert not PersonalDataDecision.objects.exists()


def test_another_operator_may_decide_and_counts_as_a_writer_then(operator):
    draft = make.make_draft(by=operator, body=WORDS)
    both = make.make_operator()
    make.make_appointment(both, "camat", basis="plh")
    settle(draft, both)
    submitted = move(draft, Action.SUBMIT, by=operator)
    assert "Anda ikut menulis" in refusal(submitted, Action.APPROVE, both)
    assert refusal(submitted, Action.APPROVE, make.make_camat()) == ""


@pytest.mark.parametrize(
    "state", [s for s in State if s not in ("gathering", "composing", "editing")]
)
def test_frozen_and_ended_words_are_not_decided_about(operator, state):
    revision = make.make_in_state(state, by=operator)
    if state == State.RETURNED:
        revision = revision.item.revisions.get(state=State.RETURNED)
    with pytest.raises(Refused, match="tidak dapat diubah lagi"):
        decide(revision.pk, "0" * 64, "izinkan", by=operator, reason=REASON)


def test_a_finding_that_is_gone_cannot_be_decided(operator):
    draft = make.make_draft(by=operator, body=WORDS)
    [key] = keys(draft)
    Revision.objects.filter(pk=draft.pk).update(body="<p>Bersih.</p>")
    with pytest.raises(Refused, match="sudah tidak ada"):
        decide(draft.pk, key, "izinkan", by=operator, reason=REASON)


@pytest.mark.parametrize("sql", ["UPDATE {} SET choice = 'tutup'", "DELETE FROM {}"])
def test_decisions_are_neither_changed_nor_deleted(operator, sql):
    settle(make.make_draft(by=operator, body=WORDS), operator)
    table = PersonalDataDecision._meta.db_table
    with (
        pytest.raises(DatabaseError, match="decisions about personal data are kept"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql.format(table))


@pytest.mark.parametrize(
    ("action", "note"),
    [("data-pribadi-tutup", REASON), ("data-pribadi-izinkan", "ya"), ("edit", "")],
)
def test_no_decision_stands_without_its_row_and_reason_in_the_register(operator, action, note):
    draft = make.make_draft(by=operator, body=WORDS)
    with transaction.atomic():
        event = register.append(action, at=timezone.now(), revision=draft, note=note)
    with (
        pytest.raises(DatabaseError, match="stands in the register with its reason"),
        transaction.atomic(),
    ):
        PersonalDataDecision.objects.create(
            item=draft.item, event=event, key="0" * 64, kind="nik", place="body", choice="izinkan"
        )


# --- on the page ------------------------------------------------------------------------------
def editor(draft) -> str:
    return reverse("item-edit", args=[draft.item_id])


def test_the_editor_shows_what_was_found_masked_and_where(client, operator):
    client.force_login(operator)
    draft = make.make_draft(by=operator, body=WORDS)
    page = client.get(editor(draft)).content.decode()
    panel = page[page.index('id="data-pribadi"') :].partition("</section>")[0]
    assert "1 perlu putusan" in panel
    assert "5108••••••••0001" in panel
    assert "Penerima: I Made Artana, NIK 5108••••••••0001." in panel
    assert NIK not in panel
    assert 'href="#data-pribadi"' in page
    assert "Semua yang wajib sudah ada" not in page


def test_without_script_a_button_saves_first_and_decides_then(client, operator):
    client.force_login(operator)
    draft = make.make_draft(by=operator, body=WORDS)
    sheet = sheet_of(client.get(editor(draft)))
    [key] = keys(draft)
    sent = sheet | {"summary": "Baru diketik.", "then": f"putusan:tutup:{key}"}
    answer = client.post(editor(draft), sent)
    assert answer["Location"] == f"{editor(draft)}#data-pribadi"
    assert fresh(draft).summary == "Baru diketik."
    assert "[NIK ditutup]" in fresh(draft).body
    page = client.get(editor(draft)).content.decode()
    assert "NIK ditutup di dalam tulisan." in page


def test_a_refused_decision_says_why_and_the_words_are_saved(client, operator):
    client.force_login(operator)
    draft = make.make_draft(by=operator, body=WORDS)
    [key] = keys(draft)
    sent = sheet_of(client.get(editor(draft))) | {"then": f"putusan:izinkan:{key}", "summary": "B."}
    page = client.post(editor(draft), sent, follow=True).content.decode()
    assert "Tulisan tersimpan. Tulis alasan mengizinkan" in page
    assert fresh(draft).summary == "B."


def test_with_script_the_panel_decides_by_itself(client, operator):
    client.force_login(operator)
    draft = make.make_draft(by=operator, body=WORDS)
    address, [key] = reverse("personal-data", args=[draft.pk]), keys(draft)
    assert "1 perlu putusan" in client.get(address).content.decode()
    assert not PersonalDataDecision.objects.exists()
    then = {"then": f"putusan:izinkan:{key}"}
    assert client.post(address, then).status_code == 422
    answer = client.post(address, then | {f"alasan-{key}": REASON})
    assert "NIK diizinkan tampil; alasannya tercatat." in answer.content.decode()
    assert "1 sudah diputuskan" in answer.content.decode()
    assert client.post(address, {"then": "putusan:apa"}).status_code == 422


def test_strangers_and_approvers_do_not_reach_the_panel(client, operator):
    draft = make.make_draft(by=operator, body=WORDS)
    address = reverse("personal-data", args=[draft.pk])
    assert client.post(address)["Location"].startswith("/masuk/")
    client.force_login(make.make_camat())
    assert client.post(address).status_code == client.get(address).status_code == 403


def test_approvers_read_what_was_decided_by_whom_and_why(
    client, operator, django_assert_max_num_queries
):
    draft = make.make_draft(by=operator, body=WORDS, summary="Hubungi 0812 3456 7890.")
    settle(draft, operator)
    submitted = move(draft, Action.SUBMIT, by=operator)
    client.force_login(make.make_camat())
    with django_assert_max_num_queries(15):
        page = client.get(reverse("review", args=[submitted.pk])).content.decode()
    panel = page[page.index('id="data-pribadi"') :].partition("</section>")[0]
    assert "Diizinkan oleh Putu" in panel
    assert REASON in panel
    assert "5108••••••••0001" in panel
    assert NIK not in panel
    assert "<button" not in panel


def test_the_editor_asks_one_question_more_where_something_was_found(
    client, operator, django_assert_max_num_queries
):
    client.force_login(operator)
    Office.objects.create(pk=1, phone="(0362) 92380")
    draft = make.make_draft(by=operator, body=WORDS, summary="Hubungi 0812 3456 7890.")
    settle(draft, operator)
    with django_assert_max_num_queries(15):
        client.get(editor(draft))

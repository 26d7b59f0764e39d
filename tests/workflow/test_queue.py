"""The approver's queue: what waits for whom, and at what cost."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from content.models import Attachment
from tests.make import (
    PASSWORD,
    approve,
    attach,
    fill,
    make_admin,
    make_appointment,
    make_camat,
    make_draft,
    make_feedback,
    make_operator,
    make_person,
    make_picture,
    make_published,
    make_submitted,
    make_user,
)
from workflow.engine import move
from workflow.opening import revise
from workflow.rules import Action

pytestmark = pytest.mark.django_db
MORNING = datetime(2026, 11, 20, 1, 0, tzinfo=UTC)  # Friday, 09.00 WITA


def page(client, user):
    client.force_login(user)
    return client.get(reverse("queue"))


def titles(page_content, *names):
    """Names in the order in which the page shows them."""
    text = page_content.content.decode()
    return sorted((name for name in names if name in text), key=text.index)


def submit_update(item, by, **words):
    revision = revise(item, by=by)
    revision = fill(revision, by, change_note="Angka dibetulkan.", **words)
    return move(revision, Action.SUBMIT, by=by)


def test_the_oldest_request_comes_first_and_the_count_is_said(client):
    with time_machine.travel(MORNING, tick=False) as clock:
        make_submitted(title="Butir tua")
        clock.shift(timedelta(minutes=3))
        make_submitted(title="Butir muda")
        response = page(client, make_camat())
    assert titles(response, "Butir muda", "Butir tua") == ["Butir tua", "Butir muda"]
    assert "Menunggu Anda <span" in response.content.decode()
    assert "· 2</span>" in response.content.decode()


def test_each_card_says_kind_writer_clock_and_whether_it_is_new(client):
    operator = make_operator("ketut")
    with time_machine.travel(MORNING, tick=False) as clock:
        make_submitted("pengumuman", by=operator)
        clock.shift(timedelta(minutes=4))
        text = page(client, make_camat()).content.decode()
    assert "Pengumuman · baru" in text
    assert "Disusun oleh ketut" in text
    assert "Sisa 6 mnt" in text
    assert "Naskah baru" in text


def test_a_request_waiting_too_long_says_so(client):
    with time_machine.travel(MORNING, tick=False) as clock:
        make_submitted()
        clock.shift(timedelta(minutes=14))
        text = page(client, make_camat()).content.decode()
    assert "Lewat 4 mnt" in text
    assert "bar-lewat" in text


def test_an_update_says_how_many_fields_changed(client):
    operator, camat = make_operator(), make_camat()
    first = make_published(by=operator, approver=camat)
    submit_update(first.item, operator, title="Judul lain", summary="Ringkasan lain.")
    text = page(client, camat).content.decode()
    assert "Berita · pembaruan" in text
    assert "2 perubahan" in text


def test_what_was_returned_is_compared_with_the_version_before(client):
    operator, camat = make_operator(), make_camat()
    first = make_submitted(by=operator)
    second = move(first, Action.RETURN, by=camat, note="Perbaiki.", seen=first.digest)
    second = first.item.revisions.get(number=2)
    move(fill(second, operator, title="Lebih jelas"), Action.SUBMIT, by=operator)
    text = page(client, camat).content.decode()
    assert "Berita · baru" in text
    assert "1 perbaikan" in text


def test_what_one_wrote_oneself_waits_for_somebody_else(client):
    both = make_operator()
    make_appointment(both, "kasubag")
    make_submitted(title="Tulisan sendiri", by=both)
    make_submitted(title="Tulisan orang")
    text = page(client, both).content.decode()
    mine, others = text.split("Menunggu pejabat lain")
    assert "Tulisan orang" in mine
    assert "Tulisan sendiri" not in mine
    assert "Tulisan sendiri" in others
    assert "Pejabat lain yang memutuskannya" in others


def test_todays_own_decisions_stand_below(client):
    with time_machine.travel(MORNING, tick=False) as clock:
        camat = make_camat()
        approve(make_submitted(title="Keputusan kemarin"), camat)
        clock.shift(timedelta(days=1))
        approve(make_submitted(title="Keputusan hari ini"), camat)
        approve(make_submitted(title="Keputusan orang lain"), make_person("sekcam"))
        rejected = make_submitted(title="Yang ditolak")
        move(rejected, Action.REJECT, by=camat, note="Ganda.", seen=rejected.digest)
        text = page(client, camat).content.decode()
    assert "Keputusan hari ini" in text
    assert "Ditolak" in text
    assert "Keputusan kemarin" not in text
    assert "Keputusan orang lain" not in text


def test_an_empty_queue_says_so(client):
    text = page(client, make_camat()).content.decode()
    assert "Belum ada yang menunggu Anda" in text
    assert "Permintaan persetujuan baru muncul di sini." in text


def cost(client, user):
    client.force_login(user)
    client.get(reverse("queue"))
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert client.get(reverse("queue")).status_code == 200
    return len(queries)


def test_the_queue_costs_the_same_however_much_waits(client):
    operator, camat = make_operator(), make_camat()
    first = make_published(by=operator, approver=camat, title="Butir nol")
    submit_update(first.item, operator, title="Butir nol lagi")
    for number in range(2):
        make_submitted(title=f"Butir {number}", by=operator)
    few = cost(client, camat)
    for number in range(57):
        make_submitted("agenda", title=f"Acara {number}", by=operator)
    assert cost(client, camat) == few
    # Nine of its own; five are the shell's: session, person, appointments, office, badges.
    assert few <= 14


def test_a_card_shows_the_small_copy_of_its_picture_or_a_picture_that_is_small_itself(client):
    operator = make_operator()
    for width in (640, 160):
        draft = make_draft("artikel", f"Lebar {width}", operator)
        draft.attachments.filter(role="cover").delete()
        attach(draft, make_picture(operator, size=(width, 120)), "cover")
        move(draft, Action.SUBMIT, by=operator)
    wide, narrow = (
        Attachment.objects.get(role="cover", revision__title=f"Lebar {width}").asset
        for width in (640, 160)
    )
    copy = wide.derivatives.get(width=208, media_type="image/webp")
    text = page(client, make_camat()).content.decode()
    assert f'src="{copy.get_absolute_url()}"' in text
    assert f'src="{narrow.get_absolute_url()}"' in text


def test_badges_count_what_waits_and_only_an_administrator_is_led_to_the_settings(client):
    make_submitted(title="Satu")
    make_feedback()
    make_feedback()
    text = page(client, make_camat()).content.decode()
    assert '<span class="rel-jumlah">1<' in text
    assert '<span class="rel-jumlah">2<' in text
    assert "Pengaturan sistem" not in text
    assert "Pengaturan sistem" in page(client, make_admin()).content.decode()


def test_the_badge_counts_what_waits_for_oneself_and_for_operators_all_of_it(client):
    both = make_operator()
    make_appointment(both, "kasubag")
    make_submitted(title="Tulisan sendiri", by=both)
    make_submitted(title="Tulisan orang")
    assert '<span class="rel-jumlah">1<' in page(client, both).content.decode()
    assert '<span class="rel-jumlah">2<' in page(client, make_operator()).content.decode()


def test_beyond_fifty_the_rest_is_counted(client):
    operator = make_operator()
    for number in range(53):
        make_submitted("agenda", title=f"Acara {number}", by=operator)
    text = page(client, make_camat()).content.decode()
    assert text.count("antrean-kartu") == 50
    assert "3 lainnya" in text


def test_strangers_sign_in_first(client):
    response = client.get(reverse("queue"))
    assert response.status_code == 302
    assert response.url.startswith(reverse("account_login"))


@pytest.mark.parametrize("name", ["queue", "desk-home"])
def test_nothing_is_sent_there(client, name):
    client.force_login(make_camat())
    assert client.post(reverse(name)).status_code == 405


def test_operators_see_what_waits_for_their_superiors(client):
    make_submitted(title="Butir operator")
    text = page(client, make_operator()).content.decode()
    assert "Butir operator" in text
    assert "Menunggu persetujuan <span" in text
    assert "Menunggu Anda" not in text


def test_operators_are_told_when_nothing_waits(client):
    assert "Tidak ada yang menunggu" in page(client, make_operator()).content.decode()


def test_an_office_that_ended_opens_no_queue(client):
    former = make_user()
    make_appointment(former, "camat", ends_on=datetime(2020, 1, 1, tzinfo=UTC).date())
    assert page(client, former).status_code == 403


def test_approvers_start_at_their_queue_and_others_at_the_board(client):
    for user, name in (
        (make_camat(), "queue"),
        (make_operator(), "board"),
        (make_admin(), "board"),
    ):
        client.force_login(user)
        assert client.get(reverse("desk-home")).url == reverse(name)


def test_a_person_without_any_office_is_told_whom_to_ask(client):
    client.force_login(make_user())
    response = client.get(reverse("desk-home"))
    assert response.status_code == 403
    assert "pengelola situs" in response.content.decode()


def test_an_approver_who_signs_in_stands_before_the_queue(client):
    camat = make_camat()
    sent = {"login": camat.username, "password": PASSWORD}
    response = client.post(reverse("account_login"), sent, follow=True)
    assert response.request["PATH_INFO"] == reverse("queue")


def test_the_headline_says_as_what_one_acts_and_until_when(client):
    with time_machine.travel(MORNING, tick=False):
        sekcam = make_person("sekcam")
        make_appointment(sekcam, "camat", basis="plh", ends_on=date(2026, 11, 27))
        text = page(client, sekcam).content.decode()
    assert "Anda bertindak sebagai Plh. Camat sampai 27 November 2026 dan Sekretaris Camat." in text


def test_what_is_ones_own_is_shown_before_all_that_waits_longer_for_others(client):
    both = make_operator()
    make_appointment(both, "kasubag")
    for number in range(51):
        make_submitted("agenda", title=f"Tulisan sendiri {number}", by=both)
    make_submitted(title="Tulisan orang")
    text = page(client, both).content.decode()
    assert "Tulisan orang" in text.split("Menunggu pejabat lain")[0]
    assert "2 lainnya" in text


def test_what_is_urgent_overtakes_and_says_so(client):
    operator = make_operator()
    make_submitted(title="Butir biasa", by=operator)
    make_submitted(title="Banjir di Patas", by=operator, information_class="serta-merta")
    response = page(client, make_camat())
    assert titles(response, "Butir biasa", "Banjir di Patas") == ["Banjir di Patas", "Butir biasa"]
    assert "Serta-merta</span>" in response.content.decode()

"""The outbox: letters are rows of the act, and a task of its own carries them to a real mail server."""

import socket
import threading
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils import timezone

from archive import periodic
from tests import make
from tests.smtp import MailServer
from workflow.models import Event, Mail
from workflow.notices import sending
from workflow.notices.choices import Sort, Way, choose
from workflow.notices.outbox import one_line, put
from workflow.notices.sending import PAUSES, send_due
from workflow.notices.telling import tell_new

pytestmark = pytest.mark.django_db


@pytest.fixture
def smtp(settings):
    """Django's own SMTP, led to a server of the test."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_TIMEOUT = "127.0.0.1", 5
    settings.EMAIL_USE_TLS, settings.EMAIL_HOST_USER = False, ""

    def use(server):
        settings.EMAIL_PORT = server if isinstance(server, int) else server.port

    return use


def letter(number=1, to="camat@kantor.go.id"):
    put(to, f"Perihal {number}", "Isi surel.\n", key=f"surat-{number}")
    return Mail.objects.get(key=f"surat-{number}")


def in_minutes(count):
    return timezone.now() + timedelta(minutes=count)


def test_a_letter_is_a_part_of_the_act():
    with transaction.atomic():
        letter()
        transaction.set_rollback(True)
    assert Mail.objects.count() == 0


def test_the_same_notice_is_written_once():
    put("camat@kantor.go.id", "Satu", "Isi.", key="sama")
    put("camat@kantor.go.id", "Dua", "Isi lain.", key="sama")
    assert [mail.subject for mail in Mail.objects.all()] == ["Satu"]
    with pytest.raises(ValueError, match="key"):
        put("camat@kantor.go.id", "Satu", "Isi.", key="")


@pytest.mark.parametrize(
    "to", ["", "bukan alamat", "a@b.id, c@d.id", "a@b.id\nBcc: c@d.id", "a@b.id\r\n"]
)
def test_a_letter_goes_to_one_address(to):
    with pytest.raises(ValidationError):
        put(to, "Perihal", "Isi.", key="satu")


def test_no_header_is_smuggled_in_by_a_title(smtp):
    with MailServer() as server:
        smtp(server)
        subject = "Judul\r\nBcc: orang@luar.id\n\nIsi\u2028palsu \u202eterbalik"
        put("camat@kantor.go.id", subject, "Isi.\n.\nQUIT\n", key="satu")
        assert send_due() == 1
        (message,) = server.taken
    assert message["Bcc"] is None
    assert message["To"] == "camat@kantor.go.id"
    assert message["Subject"] == "Judul Bcc: orang@luar.id Isi palsu terbalik"
    assert message.get_content().splitlines() == ["Isi.", ".", "QUIT"]
    assert len(one_line("x" * 500)) == 150


def test_letters_go_out_over_one_connection_and_their_text_is_not_kept(smtp):
    for number in range(3):
        letter(number)
    with MailServer() as server:
        smtp(server)
        assert send_due() == 3
        assert send_due() == 0
        assert (server.connections, len(server.taken)) == (1, 3)
        assert server.taken[0]["Auto-Submitted"] == "auto-generated"
    assert all(mail.sent_at and mail.text == "" for mail in Mail.objects.all())


def test_what_is_not_due_yet_waits(smtp):
    with MailServer() as server:
        smtp(server)
        put("camat@kantor.go.id", "Besok", "Isi.", key="besok", not_before=in_minutes(60))
        assert send_due() == 0
        assert send_due(in_minutes(61)) == 1


def test_one_run_sends_no_more_than_its_measure(smtp, monkeypatch):
    monkeypatch.setattr(sending, "AT_MOST", 2)
    for number in range(3):
        letter(number)
    with MailServer() as server:
        smtp(server)
        assert [send_due(), send_due(), send_due()] == [2, 1, 0]


def test_a_refused_recipient_keeps_no_other_letter_waiting(smtp):
    refused, fine = letter(1, "pindah@kantor.go.id"), letter(2)
    with MailServer(refused=("pindah@",)) as server:
        smtp(server)
        assert send_due() == 1
        assert server.connections == 1
    refused.refresh_from_db()
    fine.refresh_from_db()
    assert fine.sent_at
    assert not refused.sent_at
    assert "550" in refused.last_error
    assert refused.text


def test_pauses_between_tries_grow_and_after_two_days_it_ends(smtp):
    mail, waited = letter(1, "pindah@kantor.go.id"), []
    with MailServer(refused=("pindah@",)) as server:
        smtp(server)
        for _ in range(6):
            mail.refresh_from_db()
            now = max(timezone.now(), mail.not_before)
            send_due(now)
            mail.refresh_from_db()
            waited.append(mail.not_before - now)
        assert waited == [*PAUSES, PAUSES[-1], PAUSES[-1]]
        send_due(mail.made_at + timedelta(days=2, minutes=-1))
        assert Mail.objects.get().tries == 7
        send_due(mail.made_at + timedelta(days=2, hours=1))
    ended = Mail.objects.get()
    assert ended.given_up_at
    assert (ended.tries, ended.text, ended.sent_at) == (7, "", None)
    assert Event.objects.get(action="surel-dihentikan").data == {"count": 1}


def test_a_closed_port_costs_one_try_and_the_letters_stay(smtp):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    smtp(port)
    letter(1)
    letter(2)
    assert send_due() == 0
    assert list(Mail.objects.order_by("id").values_list("tries", flat=True)) == [1, 0]
    assert "ConnectionRefused" in Mail.objects.first().last_error
    with MailServer() as server:
        smtp(server)
        assert send_due(in_minutes(2)) == 2


def test_a_silent_server_is_left_after_its_time_and_no_decision_meets_it(smtp, settings):
    settings.EMAIL_TIMEOUT = 0.2
    waiting = make.make_submitted()
    with MailServer(is_silent=True) as server:
        smtp(server)
        make.approve(waiting, make.make_camat())
        assert server.connections == 0
        letter()
        assert send_due() == 0
        assert server.connections == 1
    assert "timed out" in Mail.objects.get().last_error


def test_killed_between_sending_and_noting_it_sends_once_more_and_can_be_known(smtp, monkeypatch):
    letter()
    with MailServer() as server:
        smtp(server)
        with monkeypatch.context() as killed:
            killed.setattr(sending, "_sent", lambda mail: (_ for _ in ()).throw(KeyboardInterrupt))
            with pytest.raises(KeyboardInterrupt):
                send_due()
        assert send_due(in_minutes(9)) == 0
        assert send_due(in_minutes(11)) == 1
        first, second = server.taken
        assert first["Message-ID"] == second["Message-ID"]
    assert Mail.objects.get().tries == 2


def test_a_failing_mail_server_fails_no_periodic_work(smtp):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        smtp(probe.getsockname()[1])
        letter()
        periodic.run_due()
    assert Mail.objects.get().tries == 1


def twice_at_once(act):
    """Do something twice at the same time, as two machines do."""
    meeting, done = threading.Barrier(2), []

    def run():
        meeting.wait()
        done.append(act())
        connection.close()

    runs = [threading.Thread(target=run) for _ in range(2)]
    for one in runs:
        one.start()
    for one in runs:
        one.join()
    return sorted(done)


@pytest.mark.vendor("postgresql")
@pytest.mark.django_db(transaction=True)
def test_two_machines_at_once_write_and_send_nothing_twice(smtp):
    tell_new()
    camat = make.make_camat()
    User.objects.filter(pk=camat.pk).update(email="camat@kantor.go.id")
    choose(camat, {Sort.DECISION: Way.AT_ONCE})
    make.make_submitted()
    assert twice_at_once(tell_new) == [0, 1]
    for number in range(30):
        letter(number)
    with MailServer() as server:
        smtp(server)
        assert sum(twice_at_once(send_due)) == 31
        assert server.connections == 2
        assert len(set(server.subjects())) == len(server.taken) == 31

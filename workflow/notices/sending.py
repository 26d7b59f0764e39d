"""Carrying letters out: what is due is sent, what fails is tried again, later and later.

A letter is taken under lock (its next try is set and noted) in a transaction of its own; then it is
sent outside of any transaction; then it is noted as sent. Two senders never take the same letter.
A process killed between the server's yes and the note sends it a second time, ten minutes later,
with the same Message-ID, by which mailboxes know it again: a second copy costs a glance, a request
for approval that never came costs a day. So the crash falls on the side of sending.
"""

import hashlib
import logging
from datetime import datetime, timedelta
from smtplib import SMTPDataError, SMTPException, SMTPRecipientsRefused
from urllib.parse import urlsplit

from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from content.site_address import site_address
from workflow import register
from workflow.models import Mail
from workflow.notices.relevance import MAIL_GIVEN_UP

log = logging.getLogger(__name__)

AT_MOST = 50
LONGEST_RUN = timedelta(seconds=40)
# After the first failure a minute, and so on; after the last one always so long.
PAUSES = tuple(timedelta(minutes=n) for n in (1, 5, 15, 60))
GIVE_UP_AFTER = timedelta(days=2)
# Longer than any talk with the server: nobody else takes the letter meanwhile.
TAKEN_FOR = timedelta(minutes=10)
# What one letter can fail of; the server itself is well. What is no text for a mail is a ValueError.
OF_THE_LETTER = (SMTPRecipientsRefused, SMTPDataError, ValueError)
# What ends the talk: no use in trying the next letter now.
OF_THE_SERVER = (SMTPException, OSError)


def send_due(now: datetime | None = None) -> int:
    """Send what is due over one connection; return how many letters went out."""
    now = now or timezone.now()
    give_up(now)
    if not _due(now).exists():
        return 0
    began, sent, connection = timezone.now(), 0, get_connection()
    try:
        for _ in range(AT_MOST):
            if timezone.now() - began > LONGEST_RUN or (mail := _take(now)) is None:
                break
            try:
                connection.open()
                connection.send_messages([_message(mail, connection)])
            except OF_THE_LETTER as error:
                _failed(mail, error, now)
            except OF_THE_SERVER as error:
                _failed(mail, error, now)
                break
            else:
                _sent(mail)
                sent += 1
    finally:
        _close(connection)
    return sent


def give_up(now: datetime) -> int:
    """End what failed for two days; administrators read in the desk how many letters those are."""
    with transaction.atomic():
        tried = _waiting().filter(
            tries__gt=0, made_at__lte=now - GIVE_UP_AFTER, not_before__lte=now
        )
        if count := tried.update(given_up_at=now, text=""):
            register.append(MAIL_GIVEN_UP, at=register.moment(None), data={"count": count})
    return count


def _waiting() -> QuerySet[Mail]:
    return Mail.objects.filter(sent_at__isnull=True, given_up_at__isnull=True)


def _due(now: datetime) -> QuerySet[Mail]:
    return _waiting().filter(not_before__lte=now)


def _take(now: datetime) -> Mail | None:
    """Take the letter that has waited longest, for longer than its sending can last."""
    with transaction.atomic():
        rows = _due(now).select_for_update(skip_locked=True).order_by("not_before", "id")
        if (mail := rows.first()) is not None:
            mail.tries, mail.not_before = mail.tries + 1, now + TAKEN_FOR
            mail.save(update_fields=["tries", "not_before"])
    return mail


def _message(mail: Mail, connection: BaseEmailBackend) -> EmailMessage:
    host = urlsplit(site_address()).hostname or "localhost"
    name = hashlib.sha256(mail.key.encode()).hexdigest()[:32]
    headers = {"Message-ID": f"<{name}@{host}>", "Auto-Submitted": "auto-generated"}
    return EmailMessage(
        mail.subject, mail.text, to=[mail.to], headers=headers, connection=connection
    )


def _sent(mail: Mail) -> None:
    Mail.objects.filter(pk=mail.pk).update(sent_at=timezone.now(), text="", last_error="")


def _failed(mail: Mail, error: Exception, now: datetime) -> None:
    pause = PAUSES[min(mail.tries, len(PAUSES)) - 1]
    words = f"{type(error).__name__}: {error}"[:300]
    Mail.objects.filter(pk=mail.pk).update(not_before=now + pause, last_error=words)
    log.warning("Surel %s belum terkirim (percobaan %s): %s", mail.pk, mail.tries, words)


def _close(connection: BaseEmailBackend) -> None:
    try:
        connection.close()
    except OF_THE_SERVER as error:
        log.warning("Sambungan ke server surel tidak tertutup baik: %s", error)

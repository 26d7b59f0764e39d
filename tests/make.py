"""Makers: the cast and the things of every test, all of them through the real engine."""

from __future__ import annotations

import hashlib
import itertools
from datetime import date, datetime, timedelta
from io import BytesIO
from typing import Any

import time_machine
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from content.models import Activity, Asset, Attachment, Category, Desa, Item, Revision, State
from content.uploads import receive
from workflow import suara
from workflow.approval_rules import Terms, rule_of
from workflow.engine import move
from workflow.models import Appointment, ApprovalRule, KritikSaran, SecondLook
from workflow.opening import revise, start
from workflow.people import APPROVERS, Role
from workflow.rule_setting import set_rule
from workflow.rules import Action
from workflow.starting import join

PASSWORD = "laut-tenang-bukit-hijau"
PIN = "502938"
_numbers = itertools.count(1)

WORDS: dict[str, dict[str, Any]] = {
    "berita": {"summary": "Warga menanam bibit karang.", "body": "<p>Bibit karang ditanam.</p>"},
    "foto": {"summary": "Foto kegiatan bersih pantai."},
    "video": {
        "summary": "Rekaman pesisir dari udara.",
        "video_url": "https://www.youtube.com/watch?v=abcdefghijk",
    },
    "agenda": {"place": "Aula Kantor Camat", "audience": "open"},
    "pengumuman": {"summary": "Pelayanan tutup sehari.", "body": "<p>Pelayanan tutup.</p>"},
    "artikel": {"summary": "Mengenal padang lamun.", "body": "<p>Padang lamun terbentang.</p>"},
    "bank-data": {"summary": "Jumlah penduduk per desa.", "data_source": "Kantor Camat"},
    "halaman": {"body": "<p>Profil kantor.</p>"},
}


def make_user(username: str = "", **extra: Any) -> User:
    """A person who can sign in but holds no office."""
    username = username or f"orang{next(_numbers)}"
    return User.objects.create_user(username, password=PASSWORD, **extra)


def make_appointment(user: User, role: str, **extra: Any) -> Appointment:
    """An office for a person, in force since long ago unless told otherwise."""
    values: dict[str, Any] = {
        "name": user.get_full_name() or user.username.title(),
        "nip": "19800101 200501 1 001",
        "starts_on": date(2015, 1, 1),
    } | extra
    if values.get("basis", "definitif") != "definitif":
        values.setdefault("letter_number", "800/12/2026")
        values.setdefault("ends_on", date(2099, 12, 31))
    return Appointment.objects.create(user=user, role=role, **values)


def make_person(role: str, username: str = "", **extra: Any) -> User:
    """A person in an office: make_person("camat").

    There is one Camat, one Sekcam and one Kasubag at a time: who is there already is met again.
    """
    if role in APPROVERS and not extra and (there := holder_of(role)):
        return there
    user = make_user(username or f"{role}{next(_numbers)}")
    make_appointment(user, role, **extra)
    return user


def holder_of(role: str) -> User | None:
    """The definitive holder of an approving office today."""
    day = timezone.localdate()
    rows = Appointment.objects.filter(role=role, basis="definitif", user__is_active=True)
    held = next((a for a in rows.select_related("user") if a.holds_on(day)), None)
    return User.objects.get(pk=held.user_id) if held else None


def make_operator(username: str = "") -> User:
    """An operator."""
    return make_person(Role.OPERATOR, username)


def make_camat(username: str = "") -> User:
    """A Camat."""
    return make_person(Role.CAMAT, username)


def make_admin(username: str = "") -> User:
    """The system administrator: superuser without any office."""
    name = username or f"admin{next(_numbers)}"
    return User.objects.create_superuser(name, password=PASSWORD)


def picture_bytes(
    size: tuple[int, int] = (640, 400), colour: str = "teal", form: str = "JPEG"
) -> bytes:
    """Bytes of a plain picture."""
    out = BytesIO()
    Image.new("RGB", size, colour).save(out, form)
    return out.getvalue()


def make_upload(
    name: str = "foto.jpg", data: bytes | None = None, kind: str = "image/jpeg"
) -> SimpleUploadedFile:
    """An upload as a browser sends it."""
    return SimpleUploadedFile(name, picture_bytes() if data is None else data, kind)


def make_picture(
    by: User | None = None, colour: str = "", size: tuple[int, int] = (160, 100)
) -> Asset:
    """A picture in the media library; each call another one. Small: most tests only need one."""
    colour = colour or "#" + hashlib.sha256(str(next(_numbers)).encode()).hexdigest()[:6]
    upload = make_upload(f"foto-{colour.strip('#')}.jpg", picture_bytes(size, colour))
    return receive(upload, by=by)


def make_data_file(by: User | None = None, text: str = "") -> Asset:
    """A CSV file in the media library."""
    text = text or f"desa;jumlah\nGerokgak;{next(_numbers)}\nPatas;8120\n"
    return receive(make_upload("penduduk.csv", text.encode(), "text/csv"), by=by)


def attach(revision: Revision, asset: Asset, role: str, **extra: Any) -> Attachment:
    """Put a file into an open revision."""
    values = {"alt": "Pemandangan" if asset.is_picture else ""} | extra
    return Attachment.objects.create(revision=revision, asset=asset, role=role, **values)


def make_desa(name: str = "Pemuteran", **extra: Any) -> Desa:
    """A village."""
    return Desa.objects.get_or_create(
        slug=name.lower().replace(" ", "-"), defaults={"name": name} | extra
    )[0]


def make_category(name: str = "Pesisir") -> Category:
    """A topic."""
    return Category.objects.get_or_create(slug=name.lower(), defaults={"name": name})[0]


def fill(revision: Revision, by: User, **words: Any) -> Revision:
    """Write the words and files that the revision's kind needs."""
    values = WORDS[revision.kind] | words
    if revision.kind == "agenda":
        values.setdefault("starts_at", timezone.now() + timedelta(days=3))
    for name, value in values.items():
        setattr(revision, name, value)
    revision.save()
    for role in revision.spec.needs_files:
        if not revision.attachments.filter(role=role).exists():
            attach(revision, make_data_file(by) if role == "data" else make_picture(by), role)
    return Revision.objects.get(pk=revision.pk)


def make_draft(
    kind: str = "berita", title: str = "", by: User | None = None, **words: Any
) -> Revision:
    """A complete draft in editing, ready for submission."""
    by = by or make_operator()
    revision = start(kind, title or f"Butir {next(_numbers)}", by=by)
    revision = move(revision, Action.COMPOSE, by=by)
    revision = move(revision, Action.EDIT, by=by)
    return fill(revision, by, **words)


def make_submitted(
    kind: str = "berita", title: str = "", by: User | None = None, **words: Any
) -> Revision:
    """A revision that waits for a decision."""
    by = by or make_operator()
    return move(make_draft(kind, title, by, **words), Action.SUBMIT, by=by)


def make_published(
    kind: str = "berita",
    title: str = "",
    by: User | None = None,
    approver: User | None = None,
    **words: Any,
) -> Revision:
    """A revision on the site (or waiting there, with publication="scheduled" and wanted_from)."""
    revision = make_submitted(kind, title, by, **words)
    return approve(revision, approver or make_camat())


def make_rule(kind: str, mode: str, by: User | None = None, **terms: Any) -> ApprovalRule:
    """Set the approval rule of a kind: make_rule("bank-data", "chain")."""
    return set_rule(
        kind,
        Terms(mode=ApprovalRule.Mode(mode), **terms),
        by=by or make_admin(),
        reason="Kesepakatan rapat pimpinan.",
        seen=rule_of(kind).number,
    )


def endorse(revision: Revision, by: User) -> Revision:
    """Give a paraf to what is there now."""
    return move(revision, Action.ENDORSE, by=by, seen=revision.digest)


def approve(revision: Revision, by: User) -> Revision:
    """Approve what is there now."""
    return move(revision, Action.APPROVE, by=by, seen=revision.digest)


def make_update(item: Item, by: User, approver: User | None = None, **words: Any) -> Revision:
    """Publish the next revision of an item."""
    revision = revise(item, by=by)
    revision.change_note = "Membetulkan angka."
    revision = fill(revision, by, **words)
    revision = move(revision, Action.SUBMIT, by=by)
    return approve(revision, approver or make_camat())


def make_in_state(state: str, by: User | None = None, kind: str = "berita") -> Revision:
    """A revision in any state, brought there the way people bring it."""
    by, camat = by or make_operator(), make_camat()
    if state in (State.GATHERING, State.COMPOSING, State.EDITING, State.DISCARDED):
        revision = start(kind, f"Butir {next(_numbers)}", by=by)
        steps = {
            State.GATHERING: (),
            State.COMPOSING: (Action.COMPOSE,),
            State.EDITING: (Action.COMPOSE, Action.EDIT),
            State.DISCARDED: (Action.DISCARD,),
        }[State(state)]
        for action in steps:
            revision = move(revision, action, by=by)
        return fill(revision, by) if revision.is_open else revision
    if state == State.APPROVED:
        return approve(make_submitted(kind, by=by, publication="by-hand"), camat)
    revision = make_submitted(kind, by=by)
    if state == State.SUBMITTED:
        return revision
    if state in (State.RETURNED, State.REJECTED):
        action = Action.RETURN if state == State.RETURNED else Action.REJECT
        return move(revision, action, by=camat, note="Periksa lagi.", seen=revision.digest)
    revision = approve(revision, camat)
    if state == State.ARCHIVED:
        return move(revision, Action.ARCHIVE, by=None)
    if state == State.WITHDRAWN:
        return move(revision, Action.WITHDRAW, by=by, note="Keliru.", data={"reason": "keliru"})
    if state == State.SUPERSEDED:
        make_update(revision.item, by, camat, title="Judul baru")
        return Revision.objects.get(pk=revision.pk)
    return revision


def make_activity(*revisions: Revision, by: User, title: str = "Bersih pantai Pulaki") -> Activity:
    """One activity that all of these tell of."""
    activity = Activity.objects.create(title=title, created_at=timezone.now(), created_by=by)
    join([revision.item for revision in revisions], activity)
    return activity


def make_exception(reason: str = "Pejabat lain sedang tugas luar hari ini.") -> SecondLook:
    """What a lone Plt. Kasubag wrote and decided years ago; to be made before anything else."""
    with time_machine.travel("2014-06-02 01:00Z", tick=False):
        make_rule("halaman", "any", allows_exception=True)
        span = {"starts_on": date(2014, 1, 1), "ends_on": date(2014, 12, 31)}
        lone = make_person(Role.KASUBAG, basis="plt", **span)
        make_appointment(lone, Role.OPERATOR, **span)
        revision = make_submitted("halaman", by=lone)
        words = {"seen": revision.digest, "data": {"exception": reason}}
        move(revision, Action.APPROVE, by=lone, **words)
    return SecondLook.objects.get(decision__revision=revision)


def later(revision: Revision, minutes: int) -> datetime:
    """A moment after the revision's last change."""
    return revision.state_since + timedelta(minutes=minutes)


def make_feedback(text: str = "", kind: str = "saran", **words: Any) -> KritikSaran:
    """A citizen's message, taken in; each call another one."""
    number = next(_numbers)
    values = {"number": f"formulir-{number}"} | words
    text = text or f"Tolong jadwal posyandu dipasang lebih awal ({number})."
    return suara.receive(suara.Submission(kind=kind, text=text, **values))

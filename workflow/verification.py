"""Is what the public reads exactly what was approved? Proven from rows, register and files."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Subquery, prefetch_related_objects
from django.urls import reverse

from content.dates import day_date
from content.digest import compute
from content.forwarding import destination
from content.models import Asset, Revision
from content.queries import list_lookups, reaching_withdrawals
from workflow.approval_rules import listed
from workflow.file_checks import assets_of, check_files
from workflow.findings import Finding
from workflow.models import Event
from workflow.register import FIRST_HASH, row_hash
from workflow.rules import Action


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer in words, with the look of its box."""

    tone: str
    icon: str
    title: str
    words: str


@dataclass(frozen=True, slots=True)
class Verification:
    """What was found under one approval number.

    ``taken_down`` is the row that says why its words are not shown; then there are no findings, and
    ``instead`` is what took its place, if the item was merged with another one. ``current`` is the
    approval number of what stands at its address now.
    """

    revision: Revision
    is_current: bool
    current: str
    has_history: bool
    taken_down: Revision | None = None
    instead: Revision | None = None
    parafs: tuple[Event, ...] = ()
    findings: tuple[Finding, ...] = ()
    digest: str = ""

    @property
    def address(self) -> str:
        """Where this is told."""
        return reverse("verification", args=[self.revision.approval_number])

    @property
    def files(self) -> list[Asset]:
        """The files whose own sidik the digest covers; none when they were taken down."""
        return assets_of(self.revision) if self.findings else []

    @property
    def holds(self) -> bool:
        """Whether nothing that was compared differs."""
        return all(finding.holds is not False for finding in self.findings)

    @property
    def verdict(self) -> Verdict:
        """The answer: what a reader has to know first."""
        if self.taken_down:
            return _taken_down(self.taken_down)
        if not self.holds:
            return Verdict(
                "bahaya",
                "x-circle-fill",
                "Tidak sama dengan yang disetujui",
                "Jangan jadikan isi ini pegangan sampai kantor memeriksanya.",
            )
        if not self.is_current:
            until = self.revision.visible_until
            if not self.current:
                return Verdict(
                    "waktu",
                    "clock-history",
                    "Asli, tetapi sudah tidak berlaku",
                    "Isi versi ini sama dengan yang dulu disetujui. Masa tayangnya berakhir "
                    f"{day_date(until) if until else ''}.",
                )
            return Verdict(
                "waktu",
                "clock-history",
                "Asli, tetapi sudah diganti",
                "Isi versi ini sama dengan yang dulu disetujui. Versi yang lebih baru berlaku sejak "
                f"{day_date(until) if until else ''}.",
            )
        return Verdict(
            "selesai",
            "patch-check-fill",
            "Sama dengan yang disetujui",
            "Isi yang tayang sekarang sama persis dengan yang disetujui, dan masih berlaku.",
        )


def _taken_down(row: Revision) -> Verdict:
    day = day_date(row.visible_until) if row.visible_until else ""
    reason = row.get_withdrawal_reason_display().lower()
    return Verdict(
        "waktu",
        "slash-circle",
        "Sudah diturunkan",
        f"Pernah disetujui dan tayang, lalu diturunkan pada {day}. Alasan: {reason}. "
        "Isinya tidak ditampilkan lagi.",
    )


def approved(number: str, now: datetime) -> Revision | None:
    """Return the revision with this approval number, once the public has been able to read it."""
    of_its_item = {"item": OuterRef("item")}
    others = Revision.objects.readable(now).filter(**of_its_item).exclude(pk=OuterRef("pk"))
    public = Revision.objects.public(now).filter(**of_its_item)
    return (
        Revision.objects.once_seen(now)
        # The index holds real numbers alone; only a query that says so may use it.
        .exclude(approval_number="")
        .filter(approval_number=number)
        .select_related("item", "category")
        .annotate(
            taken_down_by=Subquery(reaching_withdrawals(Revision).values("pk")[:1]),
            current_number=Subquery(public.values("approval_number")[:1]),
            has_history=Exists(others),
        )
        .first()
    )


def verify(number: str, now: datetime) -> Verification | None:
    """Compare what stands under an approval number with what was approved; None if unknown."""
    revision: Any = approved(number, now)
    if revision is None:
        return None
    current = revision.current_number or ""
    place = (revision, current == number, current, revision.has_history)
    if revision.taken_down_by:
        row = Revision.objects.withdrawn(now).get(pk=revision.taken_down_by)
        return Verification(*place, taken_down=row, instead=_instead(row, now))
    prefetch_related_objects([revision], *list_lookups(), "tags")
    digest = compute(revision)
    parafs = _parafs(revision)
    findings = [_words(revision, digest), _register(revision)]
    if revision.endorsed:
        findings.append(_endorsement(revision, parafs))
    findings += check_files(assets_of(revision))
    return Verification(*place, parafs=parafs, findings=tuple(findings), digest=digest)


def _instead(withdrawn: Revision, now: datetime) -> Revision | None:
    target = destination(withdrawn, now)
    rows = Revision.objects.public(now).filter(item=target).select_related("item")
    return rows.first() if target else None


def _words(revision: Revision, digest: str) -> Finding:
    same = digest == revision.digest
    return Finding(
        "Isi",
        same,
        "Judul, isi, keterangan, dan susunan berkas sama dengan yang disetujui."
        if same
        else "Judul, isi, keterangan, atau susunan berkas berbeda dari yang disetujui.",
    )


def _register(revision: Revision) -> Finding:
    """Is the approval in the register, unaltered, between its neighbours, and about these words?"""
    approvals = Event.objects.filter(revision=revision, action=Action.APPROVE)
    at = Subquery(approvals.order_by("-sequence").values("sequence")[:1])
    rows = Event.objects.filter(sequence__gte=at - 1, sequence__lte=at + 1)
    near = {event.sequence: event for event in rows}
    event = next((e for e in near.values() if _is_approval(e, revision)), None)
    if event is None:
        words = "Persetujuan ini tidak ditemukan dalam register, atau catatannya berbeda."
        return Finding("Register", False, words)
    before, after = near.get(event.sequence - 1), near.get(event.sequence + 1)
    unbroken = (
        row_hash(event) == event.hash
        and event.previous_hash == (before.hash if before else FIRST_HASH)
        and (before is not None or event.sequence == 1)
        and (after is None or after.previous_hash == event.hash)
    )
    words = (
        f"Baris {event.sequence} utuh: memuat sidik, jabatan, waktu, dan nomor yang sama."
        if unbroken
        else f"Baris {event.sequence} telah diubah."
    )
    return Finding("Register", unbroken, words)


def _parafs(revision: Revision) -> tuple[Event, ...]:
    """Return the rows of the paraf under a text, unaltered and about these words."""
    if not revision.endorsed:
        return ()
    rows = Event.objects.filter(revision=revision, action=Action.ENDORSE, digest=revision.digest)
    return tuple(row for row in rows if row_hash(row) == row.hash)


def _endorsement(revision: Revision, parafs: tuple[Event, ...]) -> Finding:
    """Did every office that the text names give its paraf, to these very words?"""
    same = [row.data.get("office") for row in parafs] == (revision.endorsed or "").split()
    words = (
        f"Paraf {listed(row.by_title for row in parafs)} tercatat untuk isi yang sama."
        if same
        else "Paraf untuk naskah ini tidak lengkap dalam register, atau catatannya berbeda."
    )
    return Finding("Paraf", same, words)


def _is_approval(event: Event, revision: Revision) -> bool:
    """Whether the row says of this revision what the revision says of itself."""
    return (
        event.action == Action.APPROVE
        and event.revision_id == revision.pk
        and event.digest == revision.digest
        and event.at == revision.approved_at
        and event.by_title == revision.approved_as
        and event.data.get("approval_number") == revision.approval_number
    )

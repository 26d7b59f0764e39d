"""Fill a running site with one of everything: python -m tests.browser.world prints the addresses.

Comes after tests.stories.cast, which made the people.
"""

import json
import os
import sys
from collections.abc import Iterator
from datetime import timedelta

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kecamatan_web.settings")
django.setup()

from django.contrib.auth.models import User  # noqa: E402
from django.urls import reverse  # noqa: E402
from django.utils import timezone  # noqa: E402

from content.models import AssetNote, Category, Desa, Revision  # noqa: E402
from tests import make  # noqa: E402
from tests.browser.hostile import Hostile  # noqa: E402
from workflow import approval_links, suara  # noqa: E402
from workflow.bundles import make_sibling  # noqa: E402
from workflow.engine import move  # noqa: E402
from workflow.opening import revise, start  # noqa: E402
from workflow.personal_data import undecided  # noqa: E402
from workflow.personal_data_decisions import decide  # noqa: E402
from workflow.phone_pin import set_pin  # noqa: E402
from workflow.rules import Action  # noqa: E402

LONG_BODY = (
    "<p>Sebanyak <strong>240 bibit</strong> karang ditanam. Lihat <a href='/bank-data/'>datanya</a>."
    "</p><h2>Hasil kegiatan</h2><ul><li><p>Bibit ditanam</p></li><li><p>Sampah diangkat</p></li></ul>"
    "<h3>Catatan</h3><blockquote><p>Laut kita jaga bersama.</p></blockquote>"
    "<table><tbody><tr><th><p>Desa</p></th><th><p>Bibit</p></th></tr>"
    "<tr><td><p>Pemuteran</p></td><td><p>240</p></td></tr></tbody></table>"
)
WRITTEN_IN = ("tombol", "alat", "pemeriksa", "putusan", "sambungan", "berdua")
PERSONAL = "Narahubung I Made Artana, 0812 3456 7890, NIK 5108012304850001."
KINDS = ("foto", "video", "agenda", "pengumuman", "artikel", "bank-data", "halaman")
Addresses = Iterator[tuple[str, str]]


class World:
    """The hands that make it."""

    def __init__(self) -> None:
        self.operator = User.objects.get(username="operator1")
        self.camat = User.objects.get(username="camat")
        self.now = timezone.now()

    def publish(self, kind: str, title: str, **words: object) -> Revision:
        """Bring an item to the site, in a village and under a topic."""
        draft = self.draft(kind, title, **words)
        return make.approve(move(draft, Action.SUBMIT, by=self.operator), self.camat)

    def draft(self, kind: str, title: str, **words: object) -> Revision:
        """Write a draft that could be submitted."""
        draft = make.make_draft(
            kind, title, self.operator, category=Category.objects.get(), **words
        )
        draft.desa.add(Desa.objects.get(name="Pemuteran"))
        if kind == "foto":
            for _ in range(2):
                make.attach(draft, make.make_picture(self.operator), "gallery", caption="Bibit.")
        if kind in ("berita", "artikel", "pengumuman"):
            if not draft.attachments.filter(role="cover").exists():
                make.attach(draft, make.make_picture(self.operator), "cover")
            make.attach(draft, make.make_data_file(self.operator), "document", title="Daftar hadir")
        return Revision.objects.get(pk=draft.pk)

    def public(self) -> Addresses:
        """One item of each kind, three moments of an agenda, and one that left the site."""
        berita = self.publish("berita", "Warga menanam 240 bibit karang", body=LONG_BODY)
        yield "berita", berita.get_absolute_url()
        yield "kritik-saran tentang berita", f"/kritik-saran/?butir={berita.item_id}"
        for kind in KINDS:
            title = "Profil" if kind == "halaman" else f"Contoh {kind} dari Pemuteran"
            published = self.publish(kind, title)
            yield kind, published.get_absolute_url()
            if kind == "foto":
                yield "foto kedua album", published.get_absolute_url() + "2/"
        for name, days, words in (
            ("agenda lewat", -9, {}),
            ("agenda batal", 2, {"cancelled_because": "Gedung dipakai untuk pengungsi."}),
        ):
            starts = self.now + timedelta(days=days)
            event = self.publish("agenda", f"Rapat {name}", starts_at=starts, **words)
            yield name, event.get_absolute_url()
        gone = self.publish("berita", "Berita yang keliru")
        yield "diturunkan", gone.get_absolute_url()
        move(gone, Action.WITHDRAW, by=self.operator, note="Keliru.", data={"reason": "keliru"})
        yield "sunting diturunkan", reverse("item-edit", args=[gone.item_id])
        yield "turunkan", reverse("revision-act", args=[berita.pk, "withdraw"])
        yield "sunting tayang", reverse("item-edit", args=[berita.item_id])

    def checking(self) -> Addresses:
        """What the public checks: a data set of two versions, and one that was taken down."""
        first = self.publish("bank-data", "Jumlah bibit karang per desa")
        yield "versi data", reverse("data-version", args=[first.item.slug, first.number])
        update = revise(first.item, by=self.operator)
        update.change_note = "Angka semester kedua."
        update.attachments.filter(role="data").delete()
        make.attach(update, make.make_data_file(self.operator), "data")
        make.attach(update, make.make_picture(self.operator), "cover", alt="Bibit karang")
        update = make.fill(update, self.operator, title="Jumlah bibit karang", body=LONG_BODY)
        update = make.approve(move(update, Action.SUBMIT, by=self.operator), self.camat)
        yield "perubahan", reverse("item-changes", args=["bank-data", first.item.slug])
        yield "riwayat", reverse("item-history", args=[first.item_id])
        yield "bandingkan", reverse("item-compare", args=[first.item_id]) + "?dari=1&ke=2"
        gone = self.publish("berita", "Berita yang memuat nomor induk")
        move(gone, Action.WITHDRAW, by=self.operator, note="Nama.", data={"reason": "data-pribadi"})
        for name, revision in (("cocok", update), ("diganti", first), ("diturunkan", gone)):
            yield f"keaslian {name}", reverse("verification", args=[revision.approval_number])
        yield "lembar", reverse("sheet", args=[revision.approval_number])

    def drafts(self) -> Addresses:
        """A draft in each open state and one of each kind."""
        gathering = start("berita", "Bahan rapat perbekel", by=self.operator)
        yield "sunting bahan", reverse("item-edit", args=[gathering.item_id])
        composing = start("berita", "Susunan acara bersih pantai", by=self.operator)
        move(composing, Action.COMPOSE, by=self.operator)
        for kind in ("berita", *KINDS):
            found = {"summary": PERSONAL} if kind == "artikel" else {}
            draft = self.draft(kind, f"Naskah {kind}", **found)
            yield f"sunting {kind}", reverse("item-edit", args=[draft.item_id])
            if kind == "berita":
                yield "pratinjau", reverse("preview", args=[draft.item_id, draft.number])
                make_sibling(draft, "video", by=self.operator)
        # Tests that write take one of these; what is walked as it is stays as it is.
        for who in WRITTEN_IN:
            draft = self.draft("artikel", f"Naskah {who}", summary=PERSONAL)
            yield f"tulis {who}", reverse("item-edit", args=[draft.item_id])

    def decisions(self) -> Addresses:
        """Two that wait (one update), one sent back, one with its day."""
        draft = self.draft("berita", "Gotong royong di Patas", summary=PERSONAL)
        for finding in undecided(draft):
            decide(
                draft.pk, finding.key, "izinkan", by=self.operator, reason="Nomor layanan publik."
            )
        waiting = move(draft, "submit", by=self.operator)
        yield "tinjau baru", reverse("review", args=[waiting.pk])
        yield "sunting menunggu", reverse("item-edit", args=[waiting.item_id])
        for act in ("approve", "return", "reject"):
            yield act, reverse("revision-act", args=[waiting.pk, act])
        set_pin(self.camat, make.PIN, self.now)
        _, token = approval_links.ask(waiting, self.camat, by=self.operator)
        yield "pintu tautan", reverse("link", args=[token])
        yield "kirim tautan", reverse("approval-links", args=[waiting.pk])
        published = self.publish("artikel", "Mengenal padang lamun")
        update = revise(published.item, by=self.operator)
        update.change_note = "Membetulkan angka."
        update = make.fill(update, self.operator, title="Mengenal lamun", body=LONG_BODY)
        update = move(update, Action.SUBMIT, by=self.operator)
        yield "tinjau pembaruan", reverse("review", args=[update.pk])
        album = move(self.draft("foto", "Foto padang lamun"), Action.SUBMIT, by=self.operator)
        activity = make.make_activity(update, album, by=self.operator, title="Menjaga padang lamun")
        yield "tinjau bersama", reverse("review-activity", args=[activity.pk])
        back = move(self.draft("berita", "Laporan panen anggur"), "submit", by=self.operator)
        note = "Sebut jumlah kelompok tani."
        at = {"field": "body", "place": "Isi", "quote": "Bibit karang", "text": "Sebut jumlahnya."}
        told = {"tags": ["angka"], "remarks": [at]}
        back = move(back, Action.RETURN, by=self.camat, note=note, seen=back.digest, data=told)
        yield "tinjau dikembalikan", reverse("review", args=[back.pk])
        yield "sunting dikembalikan", reverse("item-edit", args=[back.item_id])
        tomorrow = self.now + timedelta(days=1)
        later = self.publish(
            "pengumuman", "Jadwal pasar murah", publication="scheduled", wanted_from=tomorrow
        )
        yield "sunting terjadwal", reverse("item-edit", args=[later.item_id])
        yield "ubah jadwal", reverse("revision-act", args=[later.pk, "reschedule"])
        yield "ubah rencana", reverse("revision-act", args=[waiting.pk, "plan"])

    def one_more(self, title: str) -> dict[str, str]:
        """Make one text that waits; a title that begins with "bersama: " makes three of an activity."""
        _, together, name = title.rpartition("bersama: ")
        kinds = ("berita", "foto", "artikel") if together else ("berita",)
        waiting = [move(self.draft(kind, name), Action.SUBMIT, by=self.operator) for kind in kinds]
        if not together:
            return {"tinjau": reverse("review", args=[waiting[0].pk])}
        activity = make.make_activity(*waiting, by=self.operator, title=name)
        return {"tinjau bersama": reverse("review-activity", args=[activity.pk])}

    def corrections(self) -> Addresses:
        """An item that was corrected while its update was written, and is being corrected again."""
        public = self.publish("pengumuman", "Pelayanan KTP keliling", body=LONG_BODY)
        update = make.fill(
            revise(public.item, by=self.operator), self.operator, title="Pelayanan KTP di desa"
        )
        ralat = revise(public.item, by=self.operator, correction=True)
        ralat.change_note = "Pelayanan pukul 08.00, bukan 09.00."
        ralat = make.fill(ralat, self.operator, title="Pelayanan KTP pukul 08.00", body=LONG_BODY)
        make.approve(move(ralat, Action.SUBMIT, by=self.operator), self.camat)
        yield "diralat", public.get_absolute_url()
        yield "gabungkan", reverse("revision-merge", args=[update.pk])
        yield "sunting belum memuat ralat", reverse("item-edit", args=[public.item_id])
        revise(public.item, by=self.operator, correction=True)
        yield "sunting ralat", reverse("item-correction", args=[public.item_id])

    def files(self) -> Addresses:
        """A photo that replaced another one in an open draft, and a table."""
        old, new = (make.make_picture(self.operator, size=(900, 600)) for _ in range(2))
        make.attach(self.draft("berita", "Peta jalan usaha tani"), old, "gallery")
        AssetNote.objects.create(asset=old, replaced_by=new)
        AssetNote.objects.create(asset=new, alt="Peta jalan", focus_x=30, focus_y=70)
        yield "berkas foto", reverse("media-file", args=[new.pk])
        table = make.make_data_file(self.operator)
        yield "berkas data", reverse("media-file", args=[table.pk])

    def voices(self) -> Addresses:
        """A ticket with a conversation and one that nobody has read."""
        ticket = make.make_feedback("Jumlahnya kurang satu, mohon diperiksa.", "kekeliruan")
        suara.answer(ticket, by=self.operator, text="Terima kasih. Sudah kami cocokkan.")
        ticket.refresh_from_db()
        ticket = suara.add_note(ticket, "Sekarang sudah benar.")
        yield "tiket", ticket.get_absolute_url()
        yield "tiket di meja", reverse("inbox-ticket", args=[ticket.pk])
        make.make_feedback("Jalan di Patas berlubang.", "kritik", name="Kadek")


def everything(world: World) -> Addresses:
    """All of it; the hostile items first, so that the lists begin with the ordinary ones."""
    hostile = Hostile(world.operator, world.camat)
    for part in (hostile.items, hostile.decisions, hostile.voices):
        yield from part()
    for part in (
        world.public,
        world.checking,
        world.drafts,
        world.decisions,
        world.corrections,
        world.files,
        world.voices,
    ):
        yield from part()


def main(title: str = "") -> None:
    """Make everything, or one more item that waits for approval; print the addresses as JSON."""
    world = World()
    if title:
        addresses = world.one_more(title)
    else:
        addresses = dict(everything(world))
    sys.stdout.write(json.dumps(addresses))


if __name__ == "__main__":
    main(*sys.argv[1:])

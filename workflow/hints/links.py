"""Links: do they lead somewhere, and does their text say where? Nothing is asked of other hosts."""

import re
from collections.abc import Iterable, Iterator, Mapping

from content.html import MEDIA
from workflow.hints.addresses import FOR_STAFF, Standing, is_page, item_of, own_path
from workflow.hints.body import Link
from workflow.hints.hint import Family, Hint, Level, excerpt
from workflow.hints.phrases import listed

MOST = 10
EMPTY_WORDS = {
    *listed(
        """
        klik, klik di sini, klik disini, klik sini, di sini, disini, sini, link, link ini, tautan, tautan ini,
        tautan berikut, link berikut, berikut, ini, baca, baca di sini, baca selengkapnya, selengkapnya,
        selanjutnya, lihat, lihat di sini, lihat selengkapnya, unduh, unduh di sini, download, here, lainnya
        """
    )
}
BARE_ADDRESS = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
MAIL = re.compile(r"mailto:[^\s@?]+@[^\s@?.]+(?:\.[^\s@?.]+)+(?:\?\S*)?", re.IGNORECASE)
TELEPHONE = re.compile(r"tel:\+?[\d().\- ]{5,20}", re.IGNORECASE)
SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
Verdict = tuple[Level, str, str]


def own_paths(links: Iterable[Link]) -> list[str]:
    """Return the paths of links whose items have to be looked up."""
    found = []
    for link in links:
        path = own_path(link.href)
        if path and not path.startswith(FOR_STAFF) and not MEDIA.fullmatch(path) and _asks(path):
            found.append(path)
    return found


def _asks(path: str) -> bool:
    return not is_page(path) or item_of(path) is not None


def hints(
    links: Iterable[Link], standings: Mapping[str, Standing | None], attached: set[str]
) -> list[Hint]:
    """Return what is wrong with links. ``attached`` are the hashes of the revision's own files."""
    found: dict[tuple[str, str], Hint] = {}
    for link in links:
        for level, words, why in (*_target(link, standings, attached), *_text(link)):
            shown = excerpt(f"{link.text or '(tanpa tulisan)'} → {link.href}")
            hint = Hint(Family.LINKS, level, words, why, "body", "#id_body", shown, "Isi")
            found.setdefault((words, link.href), hint)
    return sorted(found.values(), key=lambda hint: not hint.is_warning)[:MOST]


def _target(
    link: Link, standings: Mapping[str, Standing | None], attached: set[str]
) -> Iterator[Verdict]:
    href = link.href
    lower = href.lower()
    if not href:
        yield Level.WARNING, "Tautan tanpa alamat.", "Isi alamatnya, atau lepas tautannya."
    elif lower.startswith("mailto:"):
        if not MAIL.fullmatch(href):
            why = "Tulis lengkap, misalnya mailto:kantor@bulelengkab.go.id."
            yield Level.WARNING, "Alamat surel pada tautan tidak lengkap.", why
    elif lower.startswith("tel:"):
        if not TELEPHONE.fullmatch(href):
            yield (
                Level.WARNING,
                "Nomor telepon pada tautan tidak lengkap.",
                "Misalnya tel:+62362123456.",
            )
    elif href.startswith("#"):
        why = "Isi naskah tidak punya penanda bagian. Pakai alamat halamannya."
        yield Level.NOTE, "Tautan ke bagian halaman tidak menuju ke mana-mana.", why
    elif path := own_path(href):
        yield from _own(path, standings, attached)
    elif not SCHEME.match(href) and not href.startswith("//"):
        why = "Awali dengan https:// untuk situs lain, atau garis miring untuk halaman sendiri."
        yield Level.WARNING, "Alamat tautan tidak lengkap.", why


def _own(
    path: str, standings: Mapping[str, Standing | None], attached: set[str]
) -> Iterator[Verdict]:
    if path.startswith(FOR_STAFF):
        why = "Warga tidak dapat membukanya. Pakai alamat halaman publiknya."
        yield Level.WARNING, "Tautan ini menuju halaman petugas.", why
    elif file := MEDIA.fullmatch(path):
        if file[1] not in attached:
            why = "Pasang berkasnya di naskah ini, supaya tetap dapat diunduh bila butir lain diturunkan."
            yield Level.NOTE, "Berkas yang ditautkan bukan lampiran naskah ini.", why
    elif path in standings:
        yield from _item(standings[path])


def _item(standing: Standing | None) -> Iterator[Verdict]:
    if standing is None:
        why = "Buka halamannya, lalu salin alamatnya dari peramban."
        yield Level.WARNING, "Alamat ini tidak ada di situs.", why
    elif standing.public:
        return
    elif standing.coming:
        why = "Warga baru dapat membukanya setelah butir itu tayang."
        yield Level.NOTE, "Butir yang ditautkan belum tayang.", why
    elif standing.withdrawn:
        why = "Ganti dengan halaman yang masih ada, atau lepas tautannya."
        yield Level.WARNING, "Butir yang ditautkan sudah diturunkan.", why
    else:
        why = "Naskahnya tidak pernah tayang. Lepas tautannya."
        yield Level.WARNING, "Butir yang ditautkan tidak tayang.", why


def _text(link: Link) -> Iterator[Verdict]:
    bare = " ".join(re.findall(r"\w+", link.text.lower()))
    if not bare:
        if not link.has_picture:
            why = "Pembaca layar hanya menyebut “tautan”. Tulis ke mana ia menuju."
            yield Level.WARNING, "Tautan tanpa tulisan.", why
    elif bare in EMPTY_WORDS:
        why = "Sebut tujuannya, misalnya “Jadwal pelayanan KTP”: tautan juga dibaca tersendiri."
        yield Level.NOTE, f"Tulisan tautan “{excerpt(link.text)}” tidak menyebut tujuannya.", why
    elif BARE_ADDRESS.fullmatch(link.text):
        why = "Tulis nama halamannya; alamat yang dieja sulit dibaca dan didengar."
        yield Level.NOTE, "Tulisan tautan berupa alamat.", why

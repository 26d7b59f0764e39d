"""Links that do not lead where they seem to, and sentences that ask for secrets (phishing)."""

import re
from collections.abc import Iterable, Iterator

from workflow.hints import hosts
from workflow.hints.body import Link
from workflow.hints.gambling import names_gambling
from workflow.hints.hint import Family, Hint, Level, excerpt
from workflow.hints.passages import BODY, Passage
from workflow.hints.phrases import listed, pattern_of
from workflow.hints.sentences import sentences

MOST = 8
MOST_TYPED = 1000
ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>\"'“”]{3,400}", re.IGNORECASE)
HOST_IN_WORDS = re.compile(
    r"(?<![\w@.-])(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.){1,5}[a-z]{2,18}(?![\w-]|\.\w)",
    re.IGNORECASE,
)
# Names of files look like hosts; nobody is deceived by them.
FILE_ENDINGS = {"pdf", "doc", "docx", "xls", "xlsx", "csv", "jpg", "jpeg", "png", "zip", "mp4"}
SECRETS = pattern_of(
    listed(
        "otp, kode otp, pin, kata sandi, password, cvv, cvc, nomor kartu, kode verifikasi, m-pin"
    )
)
ASKING = pattern_of(
    listed("masukkan, masukan, kirim, kirimkan, isi, isikan, berikan, sebutkan, ketik, konfirmasi")
)
GUARDING = pattern_of(
    listed(
        """
        jangan, tidak pernah, tidak akan, waspada, mewaspadai, hati-hati, berhati-hati, rahasiakan, rahasia,
        dilarang, hoaks, penipuan, penipu, modus, jaga, korban, palsu
        """
    )
)
LURE = re.compile(
    r"\b(?:akun anda (?:akan |telah )?(?:di\w+)|selamat,? anda (?:terpilih|mendapat|menang|memenangkan)\w*|"
    r"pemenang undian|hadiah undian|klaim (?:hadiah|bantuan|saldo|dana|bansos|kuota)|dana kaget|saldo gratis|"
    r"cairkan (?:bantuan|dana|bansos)|verifikasi (?:akun|rekening|data) anda|"
    r"login (?:untuk|guna) (?:menerima|mencairkan|mengambil)|perbarui (?:data )?rekening)\b",
    re.IGNORECASE,
)
SECRETS_WHY = (
    "Kantor tidak pernah meminta kode rahasia warga. Bila ini petunjuk aplikasi resmi, sebut nama "
    "aplikasinya; bila ini peringatan, tulis dengan “jangan”."
)
LURE_WHY = (
    "Kalimat seperti ini dipakai penipu. Arahkan warga ke kantor atau ke situs resmi, bukan ke "
    "tautan yang tidak dikenal."
)


def hints(passages: Iterable[Passage], links: Iterable[Link]) -> list[Hint]:
    """Return what deceives: in links, in addresses that were only typed, and in requests."""
    places = [*passages]
    body = next((p for p in places if p.field == BODY), Passage(BODY, "Isi", "", "#id_body"))
    found: dict[tuple[str, str], Hint] = {}
    for link, place in _addresses(places, [*links], body):
        hint = _of_link(link, place)
        if hint is not None:
            found.setdefault((hint.words, hosts.host_of(link.href)), hint)
    doubtful = bool(found)
    for place in places:
        for hint in _requests(place, doubtful):
            found.setdefault((hint.words, hint.excerpt), hint)
    ordered = sorted(found.values(), key=lambda hint: not hint.is_warning)
    return ordered[:MOST]


def _addresses(
    places: list[Passage], links: list[Link], body: Passage
) -> Iterator[tuple[Link, Passage]]:
    """Pair every address with its place: pressed ones first, then those that only stand there."""
    yield from ((link, body) for link in links)
    pressed = {host for link in links if (host := hosts.host_of(link.href))}
    for place in places:
        for typed in dict.fromkeys(ADDRESS.findall(place.text)[:MOST_TYPED]):
            address = typed.rstrip(".,;:!?)")
            href = address if "://" in address else f"https://{address}"
            if hosts.host_of(href) not in pressed:
                yield Link(href, address), place


def _of_link(link: Link, place: Passage) -> Hint | None:
    host = hosts.host_of(link.href)
    if not host or not link.href.lower().startswith(("http:", "https:", "//")):
        return None
    shown = excerpt(f"{link.text} → {link.href}" if link.text != link.href else link.href)
    words, why = _danger(link, host) or ("", "")
    level = Level.WARNING
    if not words and not place.in_file:
        level = Level.NOTE
        words, why = _doubt(host) or ("", "")
    if not words:
        return None
    return Hint(Family.SAFETY, level, words, why, place.field, place.href, shown, place.label)


def _danger(link: Link, host: str) -> tuple[str, str] | None:
    """Say why nobody should follow a link, and what to do."""
    if hosts.is_blocked(host):
        return f"{host} ada di daftar situs yang dilarang kantor.", "Hapus tautannya."
    if hosts.is_own(host):
        return None
    doubted = host if hosts.is_known(host) else link.href
    if names_gambling(doubted):
        return (
            "Tautan ini tampak menuju situs judi.",
            "Hapus tautannya. Bila bukan Anda yang memasangnya, beri tahu administrator.",
        )
    if hosts.has_user(link.href):
        return (
            f"Tautan ini menyamarkan tujuannya: sebenarnya ia menuju {host}.",
            "Nama di depan tanda @ bukan nama situs. Hapus atau ganti tautannya.",
        )
    named = _host_named_by(link.text)
    if named and not _same_site(named, host):
        return (
            f"Tulisannya menyebut {named}, tetapi tautannya menuju {host}.",
            "Pembaca yang percaya pada tulisannya tertipu. Samakan tulisan dan tujuannya.",
        )
    if hosts.is_number(host):
        return (
            "Alamat tautan ini angka, bukan nama situs.",
            "Situs resmi punya nama. Cari alamat yang bernama, atau hapus tautannya.",
        )
    if hosts.has_foreign_letters(host):
        return (
            "Nama situs ini memakai huruf asing yang dapat meniru huruf biasa.",
            "Ketik ulang alamat situs yang dimaksud; jangan menyalinnya dari pesan.",
        )
    if hosts.imitates_an_office(host):
        return (
            f"{host} meniru alamat kantor pemerintah.",
            "Alamat kantor selalu berakhir dengan .go.id atau .desa.id. Hapus tautannya.",
        )
    return None


def _doubt(host: str) -> tuple[str, str] | None:
    """Say why one should look where a link leads."""
    if hosts.is_shortener(host):
        return (
            f"Tautan pendek {host} menyembunyikan tujuannya.",
            "Pasang alamat tujuannya langsung; tautan pendek dapat diganti orang sesudah tayang.",
        )
    if not hosts.is_known(host):
        return (
            f"{host} belum dikenal.",
            "Buka tautannya dan pastikan situsnya benar. Situs yang sering dipakai dapat "
            "didaftarkan administrator.",
        )
    return None


def _host_named_by(text: str) -> str:
    match = HOST_IN_WORDS.search(text[:300])
    if match is None or match[0].rpartition(".")[2].lower() in FILE_ENDINGS:
        return ""
    return match[0].lower()


def _same_site(named: str, host: str) -> bool:
    named, host = named.removeprefix("www."), host.removeprefix("www.")
    return named == host or named.endswith(f".{host}") or host.endswith(f".{named}")


def _requests(place: Passage, doubtful: bool) -> Iterator[Hint]:
    if not (SECRETS.search(place.text) or LURE.search(place.text)):
        return
    level = Level.WARNING if doubtful else Level.NOTE
    for line in place.text.split("\n"):
        for sentence in sentences(line):
            if GUARDING.search(sentence):
                continue
            if SECRETS.search(sentence) and ASKING.search(sentence):
                words, why = "Kalimat ini meminta kode rahasia.", SECRETS_WHY
            elif LURE.search(sentence):
                words, why = "Kalimat ini menyerupai pancingan penipu.", LURE_WHY
            else:
                continue
            seen = excerpt(sentence)
            yield Hint(Family.SAFETY, level, words, why, place.field, place.href, seen, place.label)

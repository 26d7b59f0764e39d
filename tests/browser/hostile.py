"""Words that try to be programs, in every place where somebody may write: the hostile part of the world."""

from collections.abc import Iterator

from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from content.html import clean
from content.models import Revision
from content.uploads import receive
from tests import make
from tests.content.xss_payloads import ELEMENTS, PAYLOADS
from workflow import suara
from workflow.engine import move
from workflow.opening import revise
from workflow.rules import Action

# These leave an element open; in a page that takes them literally nothing behind them is seen.
SHARP = (
    "\"'><img src=x onerror=__pwned=1>",
    "</title></textarea></script></style><script>__pwned=1</script>",
    "<svg onload=__pwned=1>",
    "{{ 7|add:7 }}{% debug %}<b>tebal</b>",
    "'-__pwned=1-'\"-__pwned=1-\"`${__pwned=1}`",
    "<a href=javascript:__pwned=1>x</a>&lt;script&gt;__pwned=1&lt;/script&gt;",
)
# The library refuses files with the usual markup; these cells are what it lets pass.
CELLS = (
    "<details open ontoggle=__pwned=1>x",
    "<input autofocus onfocus=__pwned=1>",
    "<a href=javascript:__pwned=1>x</a>",
)
FILE_NAME = '"><img src=x onerror=__pwned=1>{}.csv'


def armed(payload: str) -> str:
    """Make a payload tell that it ran."""
    return payload.replace("\0", "").replace("alert(1)", "__pwned=1")


def sharp(number: int, length: int) -> str:
    """Give the payload of this place, cut to the field's length."""
    return SHARP[number % len(SHARP)][:length]


class Hostile:
    """An operator whose account was taken over writes, a citizen writes, the Camat answers."""

    def __init__(self, operator: User, camat: User) -> None:
        self.operator, self.camat = operator, camat

    def words(self, number: int, body: str) -> dict[str, str]:
        """Fill every text column."""
        columns = ("summary", "place", "byline", "letter_number", "data_source", "data_unit")
        values = {column: sharp(number + at, 80) for at, column in enumerate(columns)}
        return values | {"body": body, "data_period": sharp(number, 80)}

    def draft(self, kind: str, number: int, body: str) -> Revision:
        """Write a draft with hostile words, file names and captions."""
        title = f"Uji {number} {sharp(number, 120)}"
        draft = make.make_draft(kind, title, self.operator, **self.words(number, body))
        cells = "".join(f"{cell};{at}\n" for at, cell in enumerate(CELLS))
        name = FILE_NAME.format(number)
        upload = SimpleUploadedFile(name, f"desa;jumlah\n{cells}{number};1\n".encode())
        role = "data" if kind == "bank-data" else "document"
        make.attach(draft, receive(upload, by=self.operator), role, title=sharp(number, 80))
        said = {"alt": sharp(0, 80), "caption": sharp(1, 80), "credit": sharp(2, 80)}
        if role == "document" and kind != "halaman":
            draft.attachments.filter(role="cover").delete()
            make.attach(draft, make.make_picture(self.operator), "cover", **said)
        return Revision.objects.get(pk=draft.pk)

    def submit(self, draft: Revision) -> Revision:
        """Ask for approval."""
        return move(draft, Action.SUBMIT, by=self.operator)

    def items(self) -> Iterator[tuple[str, str]]:
        """Publish; the first body was cleaned payload by payload, the others were never cleaned."""
        bodies = ["".join(clean(armed(payload)) for payload in PAYLOADS)]
        bodies += ["\n".join(armed(payload) for payload in ELEMENTS[at::7]) for at in range(7)]
        kinds = ("berita", "artikel", "pengumuman", "bank-data", "foto", "video", "agenda")
        for number, body in enumerate(bodies):
            kind = kinds[number % len(kinds)]
            draft = self.draft(kind, number, body)
            if number == 0:
                yield "jahat sunting", reverse("item-edit", args=[draft.item_id])
            public = make.approve(self.submit(draft), self.camat)
            yield f"jahat {number}", public.get_absolute_url()
        gone = make.approve(self.submit(self.draft("berita", 20, SHARP[0])), self.camat)
        note = SHARP[0]
        move(gone, Action.WITHDRAW, by=self.operator, note=note, data={"reason": "keliru"})
        yield "jahat diturunkan", gone.get_absolute_url()

    def decisions(self) -> Iterator[tuple[str, str]]:
        """An update that changes one hostile text into another; a return with hostile directions."""
        body = "".join(f"<p>{armed(payload)}</p>" for payload in ELEMENTS[::3])
        public = make.approve(self.submit(self.draft("artikel", 30, body)), self.camat)
        update = revise(public.item, by=self.operator)
        update.change_note = SHARP[0]
        body = "".join(f"<p>{armed(payload)}</p>" for payload in ELEMENTS[1::3])
        update = make.fill(update, self.operator, title=f"Uji 31 {SHARP[2]}", body=body)
        yield "jahat tinjau", reverse("review", args=[self.submit(update).pk])
        # The editor opens what a save has cleaned.
        back = self.submit(self.draft("berita", 32, clean(body)))
        move(back, Action.RETURN, by=self.camat, note=SHARP[0], seen=back.digest)
        yield "jahat dikembalikan", reverse("item-edit", args=[back.item_id])

    def voices(self) -> Iterator[tuple[str, str]]:
        """Hostile messages of citizens, and an answer."""
        for number in range(3):
            text = "\n".join(armed(payload) for payload in ELEMENTS[number::3])[:4000]
            words = {"name": sharp(number, 80)}
            ticket = make.make_feedback(text, "kritik", **words)
            suara.answer(ticket, by=self.operator, text=f"Jawaban {SHARP[number]}")
            ticket.refresh_from_db()
            suara.add_note(ticket, SHARP[number + 1])
            yield f"jahat tiket {number}", ticket.get_absolute_url()
            yield f"jahat suara {number}", reverse("inbox-ticket", args=[ticket.pk])

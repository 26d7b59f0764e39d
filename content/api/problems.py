"""Errors that programs can read: problem details after RFC 9457, with words for people."""

from typing import Any

MEDIA_TYPE = "application/problem+json"


class Problem(Exception):
    """An answer that is an error. ``anchor`` names its place on the page for developers."""

    def __init__(self, status: int, anchor: str, title: str, detail: str, **more: Any) -> None:
        super().__init__(detail)
        self.status = status
        self.anchor = anchor
        self.title = title
        self.detail = detail
        self.more = more

    def as_data(self, guide: str) -> dict[str, Any]:
        """Return the problem as data; ``guide`` is the whole address of the developers' page."""
        return {
            "type": f"{guide}#{self.anchor}",
            "title": self.title,
            "status": self.status,
            "detail": self.detail,
        } | self.more


class BadParameter(Problem):
    """A parameter of the address whose value is none that we understand."""

    def __init__(self, name: str, detail: str) -> None:
        super().__init__(
            400, "galat-parameter", "Parameter tidak sah", f"{name}: {detail}", parameter=name
        )


class Missing(Problem):
    """Nothing is public at an address."""

    def __init__(self, detail: str = "Tidak ada isi publik di alamat ini.") -> None:
        super().__init__(404, "galat-tidak-ada", "Tidak ditemukan", detail)


class TakenDown(Problem):
    """Something was public at an address and no longer is."""

    def __init__(self, detail: str, withdrawn_at: str, reason: str) -> None:
        super().__init__(
            410, "galat-diturunkan", "Diturunkan", detail, withdrawn_at=withdrawn_at, reason=reason
        )


class WrongMethod(Problem):
    """A method that would write."""

    def __init__(self) -> None:
        super().__init__(
            405,
            "galat-metode",
            "Hanya untuk dibaca",
            "Alamat ini menjawab GET, HEAD, dan OPTIONS. Tidak ada yang dapat diubah lewat API.",
        )

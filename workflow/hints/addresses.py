"""Where links into our own site lead: which of them the public can follow now. One query for all."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from django.db.models import Exists, OuterRef, Q
from django.urls import Resolver404, resolve
from django.utils import timezone

from content.models import Item, Revision, State
from content.models.state import LIVE, OPEN, PENDING
from workflow.hints import hosts

MOST = 200
# Pages of the desk and its door: the public cannot open them.
FOR_STAFF = ("/meja/", "/admin/", "/masuk/", "/akun/", "/keluar/")
ITEM_PAGES = {"item-detail", "album-photo", "album-download", "event-calendar", "item-changes"}
KIND_OF_PAGE = {"album-photo": "foto", "album-download": "foto", "event-calendar": "agenda"}


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether an item's page is there: public now, on its way, or taken down."""

    public: bool
    coming: bool
    withdrawn: bool


def own_path(href: str) -> str:
    """Return the path of a link into our own site, else ""."""
    host = hosts.host_of(href)
    if host and not hosts.is_own(host):
        return ""
    try:
        parts = urlsplit(href)
    except ValueError:
        return ""
    path = unquote(parts.path)
    if not path.startswith("/") or "\x00" in path:
        return ""
    if is_page(path):
        return path
    if is_page(f"{path}/"):  # the server leads there
        return f"{path}/"
    # The old site told its pages apart by what stands behind the question mark.
    return f"{path}?{parts.query}" if parts.query else path


def item_of(path: str) -> tuple[str, str] | None:
    """Return kind and slug of the item whose page a path is. Raises Resolver404 for no page."""
    match = resolve(path)
    if match.url_name not in ITEM_PAGES:
        return None
    kind = match.kwargs.get("kind") or KIND_OF_PAGE[str(match.url_name)]
    return str(kind), str(match.kwargs["slug"])


def is_page(path: str) -> bool:
    """Whether our site has a page of this form at all."""
    try:
        resolve(path)
    except Resolver404:
        return False
    return True


def standings(paths: Iterable[str]) -> dict[str, Standing | None]:
    """Tell of each path how its item stands; None where no item of ours ever had this address."""
    wanted: dict[str, tuple[str, str] | None] = {}
    for path in [*dict.fromkeys(paths)][:MOST]:
        wanted[path] = item_of(path) if is_page(path) else None
    asked = Q(pk__in=())
    for path, item in wanted.items():
        asked |= Q(kind=item[0], slug=item[1]) if item else Q(legacy_path__in=_spellings(path))
    if not wanted:
        return {}
    known: dict[tuple[str, str], Standing] = {}
    rows = Item.objects.filter(asked).annotate(**_standing())
    for kind, slug, old, *facts in rows.values_list("kind", "slug", "legacy_path", *_standing()):
        standing = Standing(*facts)
        known[kind, slug] = standing
        known |= {("", path): standing for path in _spellings(old)}
    return {path: known.get(item or ("", path)) for path, item in wanted.items()}


def _spellings(path: str) -> set[str]:
    return {path, path.rstrip("/"), f"{path.rstrip('/')}/"} - {"", "/"}


def _standing() -> dict[str, Exists]:
    now = timezone.now()
    own = Revision.objects.filter(item=OuterRef("pk"))
    on_its_way = Q(state__in=(*OPEN, *PENDING)) | Q(state__in=LIVE, visible_from__gt=now)
    return {
        "public": Exists(Revision.objects.public(now).filter(item=OuterRef("pk"))),
        "coming": Exists(own.filter(on_its_way)),
        "withdrawn": Exists(own.filter(state=State.WITHDRAWN)),
    }

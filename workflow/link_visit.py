"""A visit by link: for half an hour the person of a used link sees that one text, and nothing else.

The session of a visit signs nobody in: it names the link. ``workflow.access`` lets the person in at
exactly the views that say so and for exactly that text; everywhere else the visitor is a stranger.
"""

from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db.models import Q
from django.http import HttpRequest, HttpResponseRedirect
from django.middleware.csrf import rotate_token
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from content.media_access import SHOWN
from content.models import Attachment, Revision
from workflow.bases import with_base
from workflow.link_standing import is_over
from workflow.models import ApprovalLink

VISIT, LEFT = "tautan", "tautan-selesai"
SECONDS = 30 * 60
SECONDS_TO_READ_THE_END = 10 * 60


@dataclass(frozen=True, slots=True)
class Visit:
    """Who came by which link; ``over`` once the text waits no more or half an hour has passed."""

    link: ApprovalLink
    over: bool

    @property
    def user(self) -> User:
        """The person whom the link was made for."""
        return self.link.user

    @property
    def revision(self) -> Revision:
        """The one text of the visit."""
        return self.link.revision


def begin(request: HttpRequest, link: ApprovalLink) -> None:
    """Open the visit on this device; whatever the session was before ends, its key as well."""
    request.session.flush()
    request.session[VISIT] = {"link": link.pk, "until": timezone.now().timestamp() + SECONDS}
    request.session.set_expiry(SECONDS)
    rotate_token(request)


def held(request: HttpRequest) -> Visit | None:
    """Return the visit that this device holds (one query), over or not; None without any."""
    kept = request.session.get(VISIT)
    if kept is None:
        return None
    rows = ApprovalLink.objects.select_related("revision__item", "user")
    link = rows.filter(pk=kept["link"], used_at__isnull=False).first()
    if link is None:
        return None
    return Visit(link, over=is_over(link) or timezone.now().timestamp() >= kept["until"])


def leave(request: HttpRequest, visit: Visit) -> HttpResponseRedirect:
    """End the visit and lead to the page that says what became of it."""
    request.session.flush()
    request.session[LEFT] = visit.link.pk
    request.session.set_expiry(SECONDS_TO_READ_THE_END)
    return redirect("link-closed")


def left(request: HttpRequest) -> ApprovalLink | None:
    """Return the link of the visit that ended on this device a moment ago."""
    rows = ApprovalLink.objects.select_related("revision__item", "revision__category", "user")
    return rows.filter(pk=request.session.get(LEFT, 0)).first()


def address_of(visit: Visit) -> str:
    """Return where a visit goes on: the review page of its text."""
    return reverse("review", args=[visit.link.revision_id])


def opens_file(request: HttpRequest, sha256: str) -> bool:
    """Whether this device visits a text that shows a file, or whose changes are told with it.

    Asked by the media view (``FILES_FOR_VISITORS``) for files that the public does not see.
    """
    if request.user.is_authenticated or VISIT not in request.session:
        return False
    visit = held(request)
    if visit is None or visit.over:
        return False
    own = with_base(Revision.objects.filter(pk=visit.link.revision_id), timezone.now())
    of_texts = Q(revision=visit.link.revision_id) | Q(revision__in=own.values("base_id"))
    of_file = Q(asset__sha256=sha256) | Q(asset__derivatives__sha256=sha256)
    return Attachment.objects.filter(of_texts, of_file, role__in=SHOWN).exists()

"""The preview: any revision in the real public template, for the desk's eyes only."""

from csp.constants import SELF
from csp.decorators import csp_replace
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_GET

from content.models import Revision
from content.pages import detail_context
from content.video_links import PLAYERS
from workflow.access import desk, of_its_preview


@require_GET
@xframe_options_sameorigin
@csp_replace({"frame-ancestors": [SELF], "frame-src": [*PLAYERS]})
@desk("content.view_revision", by_link=of_its_preview)
def preview(request, pk, number):
    """Show what the public would see. Framed by the review page alone, kept nowhere."""
    rows = Revision.objects.select_related("item", "category")
    revision = get_object_or_404(rows, item_id=pk, number=number)
    template, context = detail_context(revision, timezone.now())
    response = render(request, template, context | {"is_preview": True})
    # Its address tells of a text that is not public: no link in it may carry the address away.
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    return response

"""The helpers' panel by itself, for the editor that asks again after each save."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from content.forms import RevisionForm
from content.models import Revision
from workflow import item_page
from workflow.access import DeskRequest, desk
from workflow.hints.looking import panel_of


@require_GET
@desk("content.view_revision")
def look(request: DeskRequest, pk: int) -> HttpResponse:
    """Show what the helpers see in a revision as it was saved last."""
    revision = get_object_or_404(Revision.objects.for_page(), pk=pk)
    form = RevisionForm(instance=revision)
    context = {
        "revision": revision,
        "gaps": item_page.gaps(revision, form),
        "panel": panel_of(revision),
    }
    return render(request, "workflow/_hint_groups.html", context)

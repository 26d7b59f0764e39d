"""The archive page of the desk."""

import shutil

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from archive import shelf
from archive.health import health, step_seven, thread
from archive.models import Backup
from workflow.access import desk

SHOWN = 30


@require_GET
@desk("archive.view_backup")
def overview(request):
    """Health first, thirty days, the runs, the place, step 7."""
    now = timezone.now()
    place = shelf.root()
    return render(
        request,
        "archive/overview.html",
        {
            "health": health(now),
            "thread": thread(now),
            "backups": Backup.objects.all()[:SHOWN],
            "now": now,
            "place": place.name,
            "disk": shutil.disk_usage(place) if place.is_dir() else None,
            "step_seven": step_seven(now),
        },
    )

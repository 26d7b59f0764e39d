"""The list of public information (UU 14/2008), as pages and as files."""

import tempfile

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone

from content import dates, registry_wishes
from content.models import Desa, Office
from content.registry import registry_context
from content.registry_files import WRITERS, Told, entries
from content.views.caching import public_page

# Larger files are not given to the page cache, where they would push everything else out.
MOST_KEPT = 4 * 1024 * 1024


@public_page
def public_information(request: HttpRequest, klasifikasi: str = "") -> HttpResponse:
    """List the public information that the office holds, of all classes or of one."""
    context = registry_context(request.GET, timezone.now(), klasifikasi)
    return render(request, "content/public_information.html", context)


@public_page
def public_information_file(request: HttpRequest, form: str) -> HttpResponseBase:
    """Give the whole list, narrowed like the page, as a file."""
    now = timezone.now()
    told = Told(Office.load(), request.build_absolute_uri("/").rstrip("/"), now)
    wishes = registry_wishes.parse(request.GET, list(Desa.objects.all()))
    media_type, write = WRITERS[form]
    file = tempfile.TemporaryFile()  # noqa: SIM115 - large ones are closed by the response
    write(file, entries(wishes, told), told)
    size = file.tell()
    file.seek(0)
    response: HttpResponseBase
    if size <= MOST_KEPT:
        response = HttpResponse(file.read())
        file.close()
    else:
        response = FileResponse(file)
    name = f"daftar-informasi-publik-{dates.local_day(now).isoformat()}.{form}"
    response["Content-Type"] = media_type
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Content-Length"] = str(size)
    return response

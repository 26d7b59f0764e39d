"""The admin site: for the system administrator, behind the same door as the desk."""

from django.contrib.admin import AdminSite
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse


class OfficeAdminSite(AdminSite):
    """Administrators only; approvers and operators who come here find their own desk."""

    site_header = "Pengelola sistem"
    site_title = "Pengelola sistem"
    index_title = "Pengaturan"
    site_url = "/"

    def has_permission(self, request: HttpRequest) -> bool:
        """Only active superusers; a staff flag alone opens nothing."""
        return bool(request.user.is_active and request.user.is_superuser)

    def login(
        self, request: HttpRequest, extra_context: dict[str, object] | None = None
    ) -> HttpResponse:
        """Send strangers to the one door, people of the desk to their desk."""
        if self.has_permission(request):
            return redirect("admin:index")
        if not request.user.is_authenticated:
            wanted = request.GET.get("next") or reverse("admin:index")
            return redirect_to_login(wanted)  # checked again by the door before it is followed
        if request.user.has_perm("content.view_revision"):
            return redirect("desk-home")
        raise PermissionDenied

    def logout(
        self, request: HttpRequest, extra_context: dict[str, object] | None = None
    ) -> HttpResponseBase:
        """Leave by the one door."""
        return redirect("account_logout")

    def password_change(
        self, request: HttpRequest, extra_context: dict[str, object] | None = None
    ) -> HttpResponse:
        """One form for everyone's password."""
        return redirect("account_change_password")

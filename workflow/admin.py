"""What the system administrator may edit of the verbs: people's offices and the office's hours.

The register is shown, never edited. Every change of an appointment is itself written down.
"""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import Group, User
from django.http import HttpRequest
from django.utils import timezone

from workflow import register
from workflow.models import Appointment, Event, Holiday, OfficeHours
from workflow.people import signature


@admin.register(Appointment)
class AppointmentAdmin(admin.ModelAdmin):
    """Who acts in which office, from when until when."""

    list_display = ("name", "role", "basis", "starts_on", "ends_on", "user")
    list_filter = ("role", "basis")
    autocomplete_fields = ("user",)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """An appointment ends by its date; history stays."""
        return False

    def save_model(self, request: HttpRequest, obj: Appointment, form: Any, change: bool) -> None:
        """Save and write down who gave which authority until when."""
        super().save_model(request, obj, form, change)
        assert isinstance(request.user, User)  # noqa: S101 - the admin is for signed-in people
        register.append(
            "appointment-changed" if change else "appointment-made",
            at=register.moment(None),
            by=request.user,
            signature=signature(request.user, None),
            data={
                "user": obj.user.get_username(),
                "name": obj.name,
                "title": obj.title,
                "letter_number": obj.letter_number,
                "starts_on": obj.starts_on.isoformat(),
                "ends_on": obj.ends_on.isoformat() if obj.ends_on else None,
            },
        )


@admin.register(Event)
class EventAdmin(admin.ModelAdmin):
    """The register, to read."""

    list_display = ("sequence", "when", "action", "by_name", "by_title", "item", "note")
    list_filter = ("action",)
    list_select_related = ("item",)
    ordering = ("-sequence",)

    @admin.display(description="waktu")
    def when(self, event: Event) -> str:
        """The moment in office time."""
        return f"{timezone.localtime(event.at):%Y-%m-%d %H.%M.%S}"

    def has_add_permission(self, request: HttpRequest) -> bool:
        """The engine writes."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody changes."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody deletes."""
        return False


class PeopleAdmin(UserAdmin):
    """Accounts: switched off when people leave, never deleted; groups grant nothing here."""

    list_display = ("username", "first_name", "last_name", "is_active", "is_superuser")
    list_filter = ("is_active", "is_superuser")
    fieldsets = (
        (None, {"fields": ("username", "password")}),
        ("Orang", {"fields": ("first_name", "last_name", "email")}),
        ("Wewenang", {"fields": ("is_active", "is_superuser")}),
        ("Tanggal", {"fields": ("last_login", "date_joined")}),
    )
    readonly_fields = ("last_login", "date_joined")

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """People are never deleted: their acts stay theirs."""
        return False


class SecondFactorAdmin(admin.ModelAdmin):
    """Second factors: to be taken away when a phone is lost. Secrets are never shown or typed."""

    list_display = ("user", "type", "created_at", "last_used_at")
    fields = readonly_fields = ("user", "type", "created_at", "last_used_at")

    def has_add_permission(self, request: HttpRequest) -> bool:
        """People set up their own."""
        return False


for model in (User, Group, EmailAddress, Authenticator):
    admin.site.unregister(model)
admin.site.register(Authenticator, SecondFactorAdmin)
admin.site.register(User, PeopleAdmin)
admin.site.register(OfficeHours)
admin.site.register(Holiday)

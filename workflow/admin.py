"""What the system administrator may edit of the verbs: people's offices and the office's hours.

The register is shown, never edited. Every change of an appointment is itself written down.
"""

from typing import Any, ClassVar

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django import forms
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import Group, User
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from workflow import register
from workflow.appointing import CHANGED, MADE, in_office, standing, write_down
from workflow.models import Appointment, Event, Holiday, OfficeHours
from workflow.people import today


class Standing(admin.SimpleListFilter):
    """In force today, to come, or over."""

    title = "keadaan"
    parameter_name = "keadaan"

    def lookups(self, request: HttpRequest, model_admin: Any) -> tuple[tuple[str, str], ...]:
        """Name the three."""
        return (("kini", "Berlaku sekarang"), ("nanti", "Akan datang"), ("lalu", "Berakhir"))

    def queryset(self, request: HttpRequest, queryset: QuerySet[Appointment]) -> QuerySet[Any]:
        """Choose by today's date."""
        day = today()
        match self.value():
            case "kini":
                unended = Q(ends_on=None) | Q(ends_on__gte=day)
                return queryset.filter(unended, starts_on__lte=day)
            case "nanti":
                return queryset.filter(starts_on__gt=day)
            case "lalu":
                return queryset.filter(ends_on__lt=day)
        return queryset


class AppointmentForm(forms.ModelForm):
    """An office for a person; takes the register before it looks, so two admins never collide."""

    class Meta:
        model = Appointment
        fields = (
            "user",
            "role",
            "basis",
            "name",
            "nip",
            "letter_number",
            "starts_on",
            "ends_on",
        )
        help_texts: ClassVar = {
            "basis": "Definitif: pejabat tetap. Plt.: jabatan kosong. Plh.: pejabatnya berhalangan "
            "beberapa hari; keduanya tercatat bersama. A.n.: menandatangani atas nama pejabat lain "
            "dari jabatannya sendiri.",
            "name": "Seperti tercetak pada Lembar Persetujuan.",
            "letter_number": "Wajib untuk Plt., Plh., dan a.n.",
            "ends_on": "Wajib untuk Plt., Plh., dan a.n. Wewenang berhenti sendiri sesudah hari itu.",
        }

    def clean(self) -> dict[str, Any]:
        """Take the register; the admin's page is one transaction."""
        register.lock()
        if self.instance.pk:
            self.instance.refresh_from_db(fields=["last_act_on"])
        return super().clean() or {}


@admin.register(Appointment)
class AppointmentAdmin(admin.ModelAdmin):
    """Who acts in which office, from when until when."""

    form = AppointmentForm
    list_display = ("name", "title", "starts_on", "ends_on", "standing", "user")
    list_filter = (Standing, "role", "basis")
    list_select_related = ("user",)
    ordering = ("-starts_on", "role")
    autocomplete_fields = ("user",)
    change_list_template = "admin/appointments.html"

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """Of what somebody acted under only the end can still be changed."""
        used = obj is not None and obj.last_act_on is not None
        return (
            tuple(name for name in AppointmentForm.Meta.fields if name != "ends_on") if used else ()
        )

    @admin.display(description="jabatan")
    def title(self, appointment: Appointment) -> str:
        """The office as it is signed."""
        return appointment.title

    @admin.display(description="keadaan")
    def standing(self, appointment: Appointment) -> str:
        """In force, to come or over."""
        return standing(appointment, today())

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """Say above the list who acts today."""
        return super().changelist_view(request, {"in_office": in_office()} | (extra_context or {}))

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """An appointment ends by its date; history stays."""
        return False

    def save_model(self, request: HttpRequest, obj: Appointment, form: Any, change: bool) -> None:
        """Save and write down who gave which authority until when."""
        super().save_model(request, obj, form, change)
        assert isinstance(request.user, User)  # noqa: S101 - the admin is for signed-in people
        action = CHANGED if change else MADE
        write_down(obj, register.moment(None), by=request.user, action=action)


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

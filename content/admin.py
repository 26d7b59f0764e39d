"""What the system administrator may edit of the nouns: the office, its words for sorting, patterns.

Items and revisions are not here on purpose: they move through the engine alone.
"""

from typing import Any

from django.contrib import admin
from django.db import DatabaseError, models, transaction
from django.forms import ModelForm
from django.http import HttpRequest

from content import sheet_format
from content.html import clean
from content.models import Category, Desa, Office, Pattern, Tag


class OfficeForm(ModelForm):
    """Says what may stand in the format of the approval sheets' numbers."""

    class Meta:
        help_texts = {
            "sheet_number_format": f"Kosong berarti {sheet_format.USUAL}, misalnya "
            f"{sheet_format.example(sheet_format.USUAL)}. Yang dapat dipakai: "
            + ", ".join(f"{{{name}}} {words}" for name, words in sheet_format.PLACEHOLDERS.items())
            + "."
        }


@admin.register(Office)
class OfficeAdmin(admin.ModelAdmin):
    """The one office."""

    form = OfficeForm
    # Django 6 will assume https by itself; until then it must be asked for.
    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Only while there is none."""
        return super().has_add_permission(request) and not Office.objects.exists()

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Never."""
        return False

    def save_model(self, request: HttpRequest, obj: Office, form: Any, change: bool) -> None:
        """There is one row, number 1; a new format is shown by an example."""
        obj.pk = 1
        super().save_model(request, obj, form, change)
        if "sheet_number_format" in form.changed_data:
            example = sheet_format.example(obj.sheet_numbers, obj.code_prefix)
            self.message_user(request, f"Lembar Persetujuan berikutnya bernomor seperti {example}.")


class KeptNameForm(ModelForm):
    """Says in words what the trigger refuses: names that frozen words use are kept."""

    def clean(self) -> dict[str, Any] | None:
        """Try a change of name in a savepoint."""
        cleaned = super().clean()
        if self.instance.pk and "name" in self.changed_data and not self.errors:
            try:
                with transaction.atomic():
                    changed = type(self.instance).objects.filter(pk=self.instance.pk)
                    changed.update(name=self.cleaned_data["name"])
            except DatabaseError:
                self.add_error(
                    "name",
                    "Nama ini dipakai naskah yang sudah diajukan. Buat yang baru untuk naskah "
                    "berikutnya.",
                )
        return cleaned


class WordAdmin(admin.ModelAdmin):
    """A list of words for sorting; one that a revision uses stays."""

    form = KeptNameForm
    # The delete action would remove many at once without asking about each.
    actions = None
    list_display: tuple[str, ...] = ("name", "slug")
    search_fields = ("name",)
    prepopulated_fields = {"slug": ("name",)}

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Only words that nobody has used yet."""
        unused = obj is None or not obj.revisions.exists()
        return unused and super().has_delete_permission(request, obj)


@admin.register(Desa)
class DesaAdmin(WordAdmin):
    """Villages, from west to east."""

    list_display = ("name", "position", "is_seat")
    list_editable = ("position",)


admin.site.register(Category, WordAdmin)
admin.site.register(Tag, WordAdmin)


class PatternForm(ModelForm):
    """A pattern says no more than an item may say."""

    def clean_body(self) -> str:
        """Keep what the one allow-list keeps."""
        return clean(self.cleaned_data["body"])


@admin.register(Pattern)
class PatternAdmin(admin.ModelAdmin):
    """Patterns with which items begin; items that began with one keep their words."""

    form = PatternForm
    list_display = ("name", "kind", "description", "position", "active")
    list_editable = ("position", "active")
    list_filter = ("kind", "active")
    search_fields = ("name", "description")

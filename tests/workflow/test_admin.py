"""What the system administrator meets in the admin."""

from datetime import date

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse

from tests import make
from workflow.models import Appointment, Event

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin_page(client: Client) -> Client:
    client.force_login(make.make_admin())
    return client


def appointment_data(**extra: str) -> dict[str, str]:
    person = make.make_user()
    return {
        "user": str(person.pk),
        "role": "camat",
        "basis": "definitif",
        "name": "Ketut Contoh, S.STP.",
        "nip": "",
        "letter_number": "",
        "starts_on": "01/06/2026",
        "ends_on": "",
    } | extra


def test_an_appointment_is_written_into_the_register(admin_page: Client) -> None:
    admin_page.post(reverse("admin:workflow_appointment_add"), appointment_data())
    assert Appointment.objects.get().starts_on == date(2026, 6, 1)
    event = Event.objects.get(action="appointment-made")
    assert event.data["title"] == "Camat"
    assert event.by_title == "Administrator sistem"


def test_a_deputy_without_letter_or_end_is_refused_in_words(admin_page: Client) -> None:
    response = admin_page.post(
        reverse("admin:workflow_appointment_add"), appointment_data(basis="plh")
    )
    page = response.content.decode()
    assert "bertindak dengan surat" in page
    assert "berakhir pada tanggalnya" in page
    assert "deputies_have" not in page
    assert not Appointment.objects.exists()


def test_an_appointment_that_ends_before_it_starts_is_refused_in_words(admin_page: Client) -> None:
    response = admin_page.post(
        reverse("admin:workflow_appointment_add"), appointment_data(ends_on="01/05/2026")
    )
    assert "mendahului tanggal mulai" in response.content.decode()


def test_secrets_of_second_factors_are_neither_shown_nor_made(admin_page: Client) -> None:
    factor = Authenticator.objects.create(
        user=make.make_user(), type="totp", data={"secret": "RAHASIA"}
    )
    page = admin_page.get(reverse("admin:mfa_authenticator_change", args=[factor.pk]))
    assert "RAHASIA" not in page.content.decode()
    assert admin_page.get(reverse("admin:mfa_authenticator_add")).status_code == 403


def test_names_that_approved_words_use_cannot_be_changed_but_say_why(admin_page: Client) -> None:
    category = make.make_category()
    make.make_submitted(category=category)
    address = reverse("admin:content_category_change", args=[category.pk])
    response = admin_page.post(address, {"name": "Lain", "slug": category.slug})
    assert "dipakai naskah yang sudah diajukan" in response.content.decode()
    category.refresh_from_db()
    assert category.name == "Pesisir"


def test_villages_and_topics_in_use_are_not_deleted(admin_page: Client) -> None:
    category, village = make.make_category(), make.make_desa()
    draft = make.make_draft(category=category)
    draft.desa.add(village)
    for name, row in (("category", category), ("desa", village)):
        address = reverse(f"admin:content_{name}_delete", args=[row.pk])
        assert admin_page.post(address, {"post": "yes"}).status_code == 403
        assert type(row).objects.filter(pk=row.pk).exists()


def test_a_topic_that_nobody_used_may_go(admin_page: Client) -> None:
    category = make.make_category("Salah ketik")
    address = reverse("admin:content_category_delete", args=[category.pk])
    assert admin_page.post(address, {"post": "yes"}).status_code == 302
    assert not type(category).objects.exists()

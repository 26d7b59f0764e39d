"""How many questions the editor's page asks the database when everything is there at once."""

import pytest
from django.test import Client

from content.models import Activity, Item
from tests import make
from workflow.opening import revise

pytestmark = pytest.mark.django_db

BODY = (
    '<p>Hubungi 0812 3456 7890, NIK 5108012304850001. <a href="/berita/tidak-ada/">di sini</a></p>'
)


def test_the_fullest_page_asks_fifteen_questions(client: Client, django_assert_max_num_queries):
    """An update of a public item of an activity, with files, somebody else writing, and findings."""
    putu, wayan = make.make_operator("putu"), make.make_operator("wayan")
    revision = revise(make.make_published(by=putu).item, by=putu)
    beside = make.make_draft("foto", by=putu)
    activity = Activity.objects.create(created_at=revision.created_at, created_by=putu)
    Item.objects.filter(pk__in=(revision.item_id, beside.item_id)).update(activity=activity)
    revision.body, revision.publication = BODY, "scheduled"
    revision.save()
    revision.desa.add(make.make_desa("Musi"), make.make_desa("Patas"))
    revision.tags.create(name="Wisata", slug="wisata")
    for position in range(3):
        make.attach(revision, make.make_picture(putu), "gallery", position=position)
    for role in ("document", "bahan"):
        make.attach(revision, make.make_data_file(putu), role)
    other = Client()
    other.force_login(wayan)
    other.post(f"/meja/naskah/{revision.pk}/hadir/", {"writing": "1"})
    client.force_login(putu)
    address = f"/meja/item/{revision.item_id}/"
    for _ in range(2):  # what this process knows of the public site is asked for once
        client.get(address)
    with django_assert_max_num_queries(15):
        page = client.get(address).content.decode()
    assert "sedang menulis" in page

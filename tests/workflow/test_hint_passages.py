"""What the helpers read of a text: every place that the public would read, and nothing private."""

import pytest

from content.models import AssetText, Revision, Tag
from tests.make import attach, make_data_file, make_draft, make_picture
from workflow.hints.passages import passages_of

pytestmark = pytest.mark.django_db


def test_every_place_that_says_something_is_read_with_where_it_stands(
    django_assert_num_queries,
):
    draft = make_draft(
        title="Panen anggur", body="<h2>Hasil</h2><p>Enam ton.</p>", byline="Ni Luh Ayu"
    )
    draft.tags.add(Tag.objects.create(name="anggur", slug="anggur"))
    picture = attach(draft, make_picture(), "gallery", alt="Petani memetik", caption="Sanggalangit")
    table = attach(draft, make_data_file(), "document", title="Daftar hadir")
    AssetText.objects.update_or_create(asset=table.asset, defaults={"text": "Wayan Sukra, Patas"})
    secret = attach(draft, make_data_file(), "bahan", title="Bahan rahasia")
    AssetText.objects.update_or_create(asset=secret.asset, defaults={"text": "catatan pribadi"})
    draft = Revision.objects.for_page().get(pk=draft.pk)
    with django_assert_num_queries(1):  # the files' own words; everything else is read already
        said = {passage.label: passage for passage in passages_of(draft)}
    assert said["Isi"].text == "Hasil\nEnam ton."
    assert said["Isi"].href == "#id_body"
    assert said["Penulis"].text == "Ni Luh Ayu"
    assert said["Kata kunci"].text == "anggur"
    assert said[f"Keterangan: {picture.asset.name}"].href == f"#id_file{picture.pk}-caption"
    assert said[f"Isi berkas {table.asset.name}"].text == "Wayan Sukra, Patas"
    assert "rahasia" not in "".join(p.text for p in said.values())
    assert "pribadi" not in "".join(p.text for p in said.values())


def test_a_text_with_pictures_alone_asks_nothing_more(django_assert_num_queries):
    draft = make_draft()
    draft = Revision.objects.for_page().get(pk=draft.pk)
    with django_assert_num_queries(0):
        assert passages_of(draft)

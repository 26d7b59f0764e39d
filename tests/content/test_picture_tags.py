"""Pictures on public pages: the width that fits, room kept for them, and nothing unasked for thrift."""

import io
import random
import re

import pytest
from django.test import Client
from PIL import Image, ImageFilter

from content import pictures
from content.models import Revision
from content.templatetags.public import _spared
from tests import make
from workflow.engine import move
from workflow.rules import Action

pytestmark = pytest.mark.django_db

THRIFT = {"Save-Data": "on"}
KB = 1024


def published_with_picture(
    kind: str = "berita", *, inline: str | None = None, role: str = "cover"
) -> Revision:
    """An item with a picture that is large enough for all copies; one in its text with ``inline``."""
    operator = make.make_operator()
    draft = make.make_draft(kind, by=operator)
    draft.attachments.filter(role=role).delete()
    photo = make.make_picture(operator, size=(1600, 1000))
    make.attach(draft, photo, role, alt="Jukung di pantai", credit="Putu Sastra")
    if inline is not None:
        inside = make.make_picture(operator, size=(1300, 800))
        make.attach(draft, inside, "inline", alt="Bibit")
        address = inside.get_absolute_url()
        draft.body = f'<p>Awal</p><img src="{address}" alt="Bibit &quot;baru&quot;" {inline}>'
        draft.save()
    revision = move(Revision.objects.get(pk=draft.pk), Action.SUBMIT, by=operator)
    return make.approve(revision, make.make_camat())


def images(page: str) -> list[str]:
    """Pictures of the media library on a page; the site's own marks are none of them."""
    found = re.findall(r'<img\b[^>]*\ssrc="/media/[^>]*>', page)
    return [" ".join(image.split()) for image in found]


@pytest.mark.parametrize("written", ["", 'width="1300" height="800"'])
def test_a_picture_in_the_text_comes_in_fitting_widths_with_room_kept(
    written: str, client: Client
) -> None:
    page = client.get(published_with_picture(inline=written).get_absolute_url()).content.decode()
    inside = next(image for image in images(page) if "Bibit" in image)
    assert 'alt="Bibit &quot;baru&quot;"' in inside
    assert 'width="1300" height="800"' in inside
    assert "-400.webp 400w" in inside
    assert 'loading="lazy"' in inside


def test_a_width_that_the_writer_chose_is_kept(client: Client) -> None:
    revision = published_with_picture(inline='width="300"')
    page = client.get(revision.get_absolute_url()).content.decode()
    inside = next(image for image in images(page) if "Bibit" in image)
    assert 'width="300"' in inside
    assert "srcset" not in inside


def test_every_picture_of_a_page_keeps_its_room_and_only_the_first_hurries(client: Client) -> None:
    for kind, role in (("berita", "cover"), ("foto", "gallery"), ("video", "cover")):
        revision = published_with_picture(kind, role=role)
        for address in (revision.get_absolute_url(), f"/{kind}/", "/"):
            found = images(client.get(address).content.decode())
            assert all(re.search(r'width="\d+" height="\d+"', image) for image in found), address
            assert sum("fetchpriority" in image for image in found) <= 1, address
            assert all(("fetchpriority" in i) != ("loading=" in i) for i in found), address


def test_a_picture_is_preloaded_exactly_as_it_is_shown(client: Client) -> None:
    for kind, role in (("berita", "cover"), ("foto", "gallery"), ("video", "cover")):
        page = client.get(
            published_with_picture(kind, role=role).get_absolute_url()
        ).content.decode()
        preload = re.search(r'<link rel="preload"\s+as="image"[^>]*>', page)
        shown = next(image for image in images(page) if "fetchpriority" in image)
        assert preload is not None
        for told, used in (("href", "src"), ("imagesrcset", "srcset"), ("imagesizes", "sizes")):
            assert (
                re.search(rf'\b{told}="([^"]+)"', preload[0])[1]
                == (  # type: ignore[index]
                    re.search(rf'\s{used}="([^"]+)"', shown)[1]  # type: ignore[index]
                )
            )


@pytest.mark.parametrize(
    ("sizes", "first"),
    [
        ("(min-width: 768px) 200px, 104px", "69px"),
        ("(min-width: 1200px) 764px, 92vw", "61vw"),
    ],
)
def test_a_very_dense_phone_takes_what_is_sharp_at_two_dots(sizes: str, first: str) -> None:
    dense, _, rest = _spared(sizes).partition(", ")
    assert dense == f"(max-width: 767px) and (min-resolution: 2.5dppx) {first}"
    assert rest == sizes


def test_for_thrifty_readers_lists_leave_pictures_out(client: Client) -> None:
    for kind, role in (("berita", "cover"), ("foto", "gallery"), ("video", "cover")):
        published_with_picture(kind, role=role)
    for address in ("/", "/berita/", "/foto/", "/video/"):
        answer = client.get(address, headers=THRIFT)
        assert "Save-Data" in answer.headers["Vary"]
        assert "/media/" not in answer.content.decode(), address
        assert "/media/" in client.get(address).content.decode(), address


def test_for_thrifty_readers_a_page_asks_before_it_loads_a_photo(client: Client) -> None:
    revision = published_with_picture(inline="")
    address = revision.get_absolute_url()
    page = client.get(address, headers=THRIFT).content.decode()
    assert images(page) == []
    assert 'rel="preload" as="image"' not in page
    assert revision.cover is not None
    copy = revision.cover.asset.derivatives.get(width=800)
    size = f"{round(copy.size / KB)} KB" if copy.size >= KB else f"{copy.size} byte"
    assert re.search(rf'href="{copy.get_absolute_url()}"\s+data-muat-foto="Jukung di pantai"', page)
    assert f"Muat foto ({size})" in page
    assert "js/thrift.js" in page
    assert "js/thrift.js" not in client.get(address).content.decode()


def test_for_thrifty_readers_an_album_lists_its_photos_and_their_pages_show_them(
    client: Client,
) -> None:
    revision = published_with_picture("foto", role="gallery")
    page = client.get(revision.get_absolute_url(), headers=THRIFT).content.decode()
    assert images(page) == []
    assert "Lihat foto (" in page
    photo = client.get(f"{revision.get_absolute_url()}1/", headers=THRIFT).content.decode()
    (shown,) = images(photo)
    assert "800w" in shown
    assert "1200w" not in shown


def test_the_desk_sees_pictures_whatever_its_browser_saves(client: Client) -> None:
    revision = make.make_submitted("berita")
    client.force_login(make.make_camat())
    address = f"/meja/item/{revision.item_id}/pratinjau/{revision.number}/"
    assert images(client.get(address, headers=THRIFT).content.decode())


@pytest.mark.parametrize("value", ["off", "", "1", "on;x", "\x00"])
def test_only_the_word_on_means_thrift(value: str, client: Client) -> None:
    published_with_picture()
    assert "/media/" in client.get("/berita/", headers={"Save-Data": value}).content.decode()


def test_copies_for_lists_and_leads_are_light() -> None:
    """A picture as busy as a photo of leaves: noise in three sizes over a gradient."""
    dice = random.Random(7)
    image = Image.linear_gradient("L").resize((1500, 1000)).convert("RGB")
    for size, share in ((30, 0.35), (120, 0.25), (500, 0.2)):
        noise = Image.frombytes("RGB", (size, size), dice.randbytes(size * size * 3))
        image = Image.blend(image, noise.resize(image.size, Image.Resampling.BICUBIC), share)
    out = io.BytesIO()
    image.filter(ImageFilter.GaussianBlur(1)).save(out, "JPEG", quality=92)
    copies = pictures.derivatives(pictures.normalise(io.BytesIO(out.getvalue())))
    weights = {copy.width: len(copy.data) for copy in copies if copy.media_type == "image/webp"}
    assert weights[208] <= 6 * KB
    assert weights[800] <= 60 * KB

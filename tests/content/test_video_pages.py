"""Pages of videos: nothing is asked of another site before the reader wants it."""

import re

import pytest
from django.test import Client

from content.kinds import KINDS
from content.models import Revision
from content.uploads import receive_bytes
from tests import make
from tests.content import hostile_files
from workflow.engine import move
from workflow.rules import Action

pytestmark = pytest.mark.django_db

YOUTUBE_FRAME = "https://www.youtube-nocookie.com"


def policy(client: Client, address: str) -> str:
    """What a page may put into frames."""
    found = re.search(r"frame-src ([^;]*)", client.get(address).headers["Content-Security-Policy"])
    assert found is not None
    return found[1]


def uploaded_video(video_url: str = "") -> Revision:
    operator = make.make_operator()
    draft = make.make_draft("video", by=operator, video_url=video_url)
    draft.attachments.filter(role="cover").delete()
    make.attach(draft, make.make_picture(operator, size=(1400, 800)), "cover")
    film = receive_bytes(hostile_files.mp4(), "panen.mp4", by=operator)
    make.attach(draft, film, "video")
    revision = move(Revision.objects.get(pk=draft.pk), Action.SUBMIT, by=operator)
    return make.approve(revision, make.make_camat())


def test_a_linked_video_is_a_link_that_names_its_site_and_no_frame(client: Client) -> None:
    page = client.get(make.make_published("video").get_absolute_url()).content.decode()
    assert 'href="https://www.youtube.com/watch?v=abcdefghijk"' in page
    assert f'data-pemutar="{YOUTUBE_FRAME}/embed/abcdefghijk?autoplay=1&amp;rel=0' in page
    assert "Video ini disimpan di YouTube." in page
    assert "YouTube menerima data" in page
    assert "<iframe" not in page
    assert "js/player.js" in page


def test_only_the_page_of_a_video_lets_its_one_player_into_a_frame(client: Client) -> None:
    youtube = make.make_published("video")
    vimeo = make.make_published("video", video_url="https://vimeo.com/76979871")
    facebook = make.make_published("video", video_url="https://www.facebook.com/watch/?v=1")
    assert policy(client, youtube.get_absolute_url()) == YOUTUBE_FRAME
    assert policy(client, vimeo.get_absolute_url()) == "https://player.vimeo.com"
    for address in (facebook.get_absolute_url(), uploaded_video().get_absolute_url()):
        assert policy(client, address) == "'none'"
    for kind in KINDS:
        assert policy(client, f"/{kind}/") == "'none'"
        if kind != "video":
            assert policy(client, make.make_published(kind).get_absolute_url()) == "'none'"


def test_the_policy_of_a_video_page_is_the_same_for_everyone(client: Client) -> None:
    address = make.make_published("video").get_absolute_url()
    policies = {client.get(address).headers["Content-Security-Policy"] for _ in range(2)}
    assert len(policies) == 1
    assert "nonce" not in policies.pop()


def test_a_video_of_a_site_without_a_player_stays_a_link(client: Client) -> None:
    revision = make.make_published("video", video_url="https://www.facebook.com/watch/?v=1")
    page = client.get(revision.get_absolute_url()).content.decode()
    assert "situs lain (facebook.com)" in page
    assert "data-pemutar" not in page
    assert "js/player.js" not in page


def test_an_uploaded_video_waits_for_the_reader_and_can_be_downloaded(client: Client) -> None:
    revision = uploaded_video(video_url="https://youtu.be/abcdefghijk")
    page = client.get(revision.get_absolute_url()).content.decode()
    assert 'preload="none"' in page
    assert "playsinline" in page
    poster = re.search(r'poster="([^"]+)"', page)
    assert poster is not None
    assert poster[1].endswith("-800.webp")
    assert re.search(rf'rel="preload" as="image" href="{re.escape(poster[1])}"', page)
    assert "Unduh video (MP4, 5 KB)" in page
    assert "data-pemutar" not in page


def test_a_phone_that_asks_for_two_bytes_first_gets_two_bytes(client: Client) -> None:
    film = uploaded_video().video_file
    assert film is not None
    answer = client.get(film.get_absolute_url(), headers={"Range": "bytes=0-1"})
    assert answer.status_code == 206
    assert answer.headers["Content-Range"] == f"bytes 0-1/{film.size}"
    assert answer.headers["Content-Length"] == "2"
    assert answer.headers["Content-Type"] == "video/mp4"
    assert len(b"".join(answer)) == 2


def test_the_desk_may_watch_before_it_decides(client: Client) -> None:
    revision = make.make_submitted("video")
    client.force_login(make.make_camat())
    address = f"/meja/item/{revision.item_id}/pratinjau/{revision.number}/"
    assert policy(client, address) == f"{YOUTUBE_FRAME} https://player.vimeo.com"

"""Addresses of videos elsewhere, as people copy them out of browsers, phones and chats."""

from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content import video_links

YOUTUBE = "https://www.youtube-nocookie.com/embed/aB3_-efghij?autoplay=1&rel=0&hl=id"
VIMEO = "https://player.vimeo.com/video/76979871"


@pytest.mark.parametrize(
    ("address", "player"),
    [
        ("https://www.youtube.com/watch?v=aB3_-efghij", YOUTUBE),
        ("http://youtube.com/watch?v=aB3_-efghij&list=PLx&index=2", YOUTUBE),
        ("https://m.youtube.com/watch?feature=share&v=aB3_-efghij", YOUTUBE),
        ("https://music.youtube.com/watch?v=aB3_-efghij", YOUTUBE),
        ("https://youtu.be/aB3_-efghij?si=abc", YOUTUBE),
        ("https://youtube.com/shorts/aB3_-efghij?feature=share", YOUTUBE),
        ("https://www.youtube.com/live/aB3_-efghij", YOUTUBE),
        ("https://www.youtube.com/embed/aB3_-efghij", YOUTUBE),
        ("https://WWW.YouTube.com./watch?v=aB3_-efghij", YOUTUBE),
        ("https://youtu.be/aB3_-efghij?t=90", f"{YOUTUBE}&start=90"),
        ("https://youtu.be/aB3_-efghij?t=1m30s", f"{YOUTUBE}&start=90"),
        ("https://www.youtube.com/watch?v=aB3_-efghij&t=1h2m3s", f"{YOUTUBE}&start=3723"),
        ("https://www.youtube.com/watch?v=aB3_-efghij#t=15", f"{YOUTUBE}&start=15"),
        ("https://www.youtube.com/embed/aB3_-efghij?start=7", f"{YOUTUBE}&start=7"),
        ("https://youtu.be/aB3_-efghij?t=nanti", YOUTUBE),
        ("https://vimeo.com/76979871", f"{VIMEO}?autoplay=1&dnt=1"),
        ("https://vimeo.com/76979871/0a1b2c3d4e", f"{VIMEO}?h=0a1b2c3d4e&autoplay=1&dnt=1"),
        ("https://vimeo.com/76979871/0123456789", f"{VIMEO}?h=0123456789&autoplay=1&dnt=1"),
        ("https://vimeo.com/channels/staffpicks/76979871", f"{VIMEO}?autoplay=1&dnt=1"),
        ("https://player.vimeo.com/video/76979871?h=0a1b", f"{VIMEO}?h=0a1b&autoplay=1&dnt=1"),
        ("https://vimeo.com/76979871#t=1m5s", f"{VIMEO}?autoplay=1&dnt=1#t=65s"),
    ],
)
def test_a_video_of_a_known_provider_can_be_played_in_a_frame(address: str, player: str) -> None:
    link = video_links.read(address)
    assert link is not None
    assert link.player == player
    assert link.address == address
    assert link.provider in ("YouTube", "Vimeo")


@pytest.mark.parametrize(
    ("address", "provider"),
    [
        ("https://www.facebook.com/watch/?v=123", "facebook.com"),
        ("https://www.tiktok.com/@gerokgak/video/7", "tiktok.com"),
        ("https://www.youtube.com/@kecamatan", "YouTube"),
        ("https://www.youtube.com/watch?v=terlalupendek-atau-panjang", "YouTube"),
        ("https://www.youtube.com/watch?v=aB3_-efgh%22%3E", "YouTube"),
        ("https://youtu.be/", "YouTube"),
        ("https://vimeo.com/gerokgak", "Vimeo"),
        # Who only looks like a provider is called by the real name.
        ("https://www.youtube.com@jahat.example/watch?v=aB3_-efghij", "jahat.example"),
        ("https://youtube.com.jahat.example/watch?v=aB3_-efghij", "youtube.com.jahat.example"),
        ("https://notyoutube.com/watch?v=aB3_-efghij", "notyoutube.com"),
    ],
)
def test_everything_else_stays_a_plain_link_that_names_its_site(
    address: str, provider: str
) -> None:
    assert video_links.read(address) == video_links.VideoLink(address, provider)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "youtube.com/watch?v=aB3_-efghij",
        "//www.youtube.com/watch?v=aB3_-efghij",
        "javascript:alert(1)",
        "JavaScript:alert(1)//https://www.youtube.com/watch?v=aB3_-efghij",
        "java\nscript:alert(1)",
        " https://youtu.be/aB3_-efghij",
        "https://youtu.be/aB3_-efghij\n",
        "data:text/html,<script>alert(1)</script>",
        "vbscript:x",
        "ftp://contoh.id/video.mp4",
        "https://",
        "https:///watch?v=aB3_-efghij",
        "https://[::1",
        "https://localhost/video",
        "https:\\\\www.youtube.com\\watch?v=aB3_-efghij",
    ],
)
def test_what_is_no_web_address_never_becomes_a_link(address: str) -> None:
    assert video_links.read(address) is None


@given(
    st.text(max_size=80)
    | st.from_regex(r"https?://(www\.youtube\.com|youtu\.be|vimeo\.com)/\S{0,60}", fullmatch=True)
)
def test_whatever_is_typed_only_the_two_players_get_a_frame(address: str) -> None:
    link = video_links.read(address)
    if link is not None:
        assert link.address.startswith(("https://", "http://"))
        assert link.player_origin in ("", video_links.YOUTUBE_PLAYER, video_links.VIMEO_PLAYER)
        assert not set(link.player) & set(" \"'<>;,")
        assert urlsplit(link.player).netloc == urlsplit(link.player_origin).netloc

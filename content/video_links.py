"""Addresses of videos elsewhere: who keeps the video, where a link leads, what a frame may show."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import SplitResult, parse_qs, urlencode, urlsplit

YOUTUBE, VIMEO = "YouTube", "Vimeo"
# The only hosts that a page may put into a frame; each page names the one it needs.
YOUTUBE_PLAYER = "https://www.youtube-nocookie.com"
VIMEO_PLAYER = "https://player.vimeo.com"
PLAYERS = (YOUTUBE_PLAYER, VIMEO_PLAYER)
YOUTUBE_HOSTS = {"youtube.com", "music.youtube.com", "youtube-nocookie.com", "youtu.be"}
YOUTUBE_ID = re.compile(r"[A-Za-z0-9_-]{11}")
YOUTUBE_FOLDERS = {"shorts", "live", "embed", "v"}
VIMEO_HOSTS = {"vimeo.com", "player.vimeo.com"}
VIMEO_PATH = re.compile(
    r"/(?:[a-z0-9]*[a-z][a-z0-9]*/)*(?P<id>[0-9]{1,12})(?:/(?P<key>[0-9a-f]{1,20}))?"
)
VIMEO_KEY = re.compile(r"[0-9a-f]{1,20}")
# 90, 90s, 1m30s, 1h2m3s
MOMENT = re.compile(r"(?:(\d{1,2})h)?(?:(\d{1,3})m)?(?:(\d{1,6})s?)?", re.ASCII)
# What never belongs into an address: spaces and control characters, which browsers drop silently.
UNSEEN = re.compile(r"[\s\x00-\x1f\x7f\\]")


@dataclass(frozen=True, slots=True)
class VideoLink:
    """A video elsewhere. ``player`` is the address of a frame, "" where only a link is possible."""

    address: str
    provider: str
    player: str = ""

    @property
    def player_origin(self) -> str:
        """The host that the page's policy must let into a frame."""
        parts = urlsplit(self.player)
        return f"{parts.scheme}://{parts.netloc}" if self.player else ""


def read(address: str) -> VideoLink | None:
    """Understand a video's address; None for what must never become a link."""
    if UNSEEN.search(address):
        return None
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").removesuffix(".")
    except ValueError:
        return None
    if parts.scheme not in ("https", "http") or "." not in host:
        return None
    host = host.removeprefix("www.").removeprefix("m.")
    for hosts, provider, player in PROVIDERS:
        if host in hosts:
            return VideoLink(address, provider, player(host, parts))
    return VideoLink(address, host)


def _youtube(host: str, parts: SplitResult) -> str:
    words = parts.path.strip("/").split("/")
    asked = parse_qs(parts.query)
    found = ""
    if host == "youtu.be":
        found = words[0]
    elif words[0] in YOUTUBE_FOLDERS and len(words) > 1:
        found = words[1]
    elif words == ["watch"]:
        found = asked.get("v", [""])[0]
    if not YOUTUBE_ID.fullmatch(found):
        return ""
    wishes = {"autoplay": 1, "rel": 0, "hl": "id"}
    wanted = asked.get("t") or asked.get("start") or parse_qs(parts.fragment).get("t", [""])
    if start := _seconds(wanted[0]):
        wishes["start"] = start
    return f"{YOUTUBE_PLAYER}/embed/{found}?{urlencode(wishes)}"


def _vimeo(host: str, parts: SplitResult) -> str:
    match = VIMEO_PATH.fullmatch(parts.path.rstrip("/"))
    if match is None:
        return ""
    # Unlisted videos carry a key, in the path or in the query.
    key = match["key"] or parse_qs(parts.query).get("h", [""])[0]
    wishes: dict[str, str | int] = {"h": key} if VIMEO_KEY.fullmatch(key) else {}
    wishes |= {"autoplay": 1, "dnt": 1}
    start = _seconds(parse_qs(parts.fragment).get("t", [""])[0])
    moment = f"#t={start}s" if start else ""
    return f"{VIMEO_PLAYER}/video/{match['id']}?{urlencode(wishes)}{moment}"


def _seconds(moment: str) -> int:
    match = MOMENT.fullmatch(moment)
    if match is None:
        return 0
    hours, minutes, seconds = (int(part or 0) for part in match.groups())
    return hours * 3600 + minutes * 60 + seconds


PROVIDERS: tuple[tuple[set[str], str, Callable[[str, SplitResult], str]], ...] = (
    (YOUTUBE_HOSTS, YOUTUBE, _youtube),
    (VIMEO_HOSTS, VIMEO, _vimeo),
)

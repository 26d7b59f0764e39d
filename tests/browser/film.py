"""A real film: frames from the browser's own encoder, put together as WebM with an index.

``python -m tests.browser.film <file>`` publishes it on a running site and prints its address.
"""

import os
import struct
import sys
from pathlib import Path

import django

# Noise does not compress: a film of some megabytes, so that the browser does not fetch all of it.
FRAME = """
async ([width, height]) => {
  const canvas = new OffscreenCanvas(width, height), context = canvas.getContext("2d");
  const noise = context.createImageData(width, height);
  for (let at = 0; at < noise.data.length; at += 4) {
    noise.data[at] = noise.data[at + 1] = noise.data[at + 2] = Math.random() * 255;
    noise.data[at + 3] = 255;
  }
  context.putImageData(noise, 0, 0);
  let found = [];
  const encoder = new VideoEncoder({
    output: (chunk) => { const to = new Uint8Array(chunk.byteLength); chunk.copyTo(to); found = [...to]; },
    error: (error) => { throw error; },
  });
  encoder.configure({ codec: "vp8", width, height, bitrate: 20_000_000 });
  encoder.encode(new VideoFrame(canvas, { timestamp: 0 }), { keyFrame: true });
  await encoder.flush();
  return found;
}
"""
SIZE = (640, 360)
PER_SECOND = 5


def element(name: str, *content: bytes | int) -> bytes:
    """One EBML element; numbers take eight bytes, so that lengths are known beforehand."""
    body = b"".join(struct.pack(">Q", c) if isinstance(c, int) else c for c in content)
    return bytes.fromhex(name) + struct.pack(">Q", len(body) | 1 << 56) + body


def webm(frame: bytes, seconds: int) -> bytes:
    """A film that shows one frame over and over; one cluster, and one entry of the index, a second."""
    header = element(
        "1a45dfa3",
        element("4286", 1),
        element("42f7", 1),
        element("42f2", 4),
        element("42f3", 8),
        element("4282", b"webm"),
        element("4287", 4),
        element("4285", 2),
    )
    info = element(
        "1549a966",
        element("2ad7b1", 1_000_000),
        element("4489", struct.pack(">d", seconds * 1000.0)),
        element("4d80", b"tests"),
        element("5741", b"tests"),
    )
    width, height = SIZE
    video = element("e0", element("b0", width), element("ba", height))
    entry = (element("d7", 1), element("73c5", 1), element("83", 1), element("86", b"V_VP8"), video)
    tracks = element("1654ae6b", element("ae", *entry))
    clusters = [
        element(
            "1f43b675",
            element("e7", second * 1000),
            *(block(frame, n) for n in range(PER_SECOND)),
        )
        for second in range(seconds)
    ]
    start = len(info) + len(tracks) + len(index([0] * seconds))
    places = [start + sum(map(len, clusters[:second])) for second in range(seconds)]
    return header + element("18538067", info, tracks, index(places), *clusters)


def block(frame: bytes, n: int) -> bytes:
    """A key frame of track 1 within its cluster."""
    return element("a3", b"\x81" + struct.pack(">hB", n * 1000 // PER_SECOND, 0x80), frame)


def index(places: list[int]) -> bytes:
    """Where the cluster of each second lies, counted from the segment's content."""
    points = (
        element(
            "bb",
            element("b3", second * 1000),
            element("b7", element("f7", 1), element("f1", place)),
        )
        for second, place in enumerate(places)
    )
    return element("1c53bb6b", *points)


def main(path: str) -> None:
    """Publish the film as an uploaded video."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kecamatan_web.settings")
    django.setup()
    from content.uploads import receive_bytes  # noqa: PLC0415 - after django.setup()
    from tests import make  # noqa: PLC0415
    from tests.browser.world import World  # noqa: PLC0415

    world = World()
    draft = world.draft("video", "Panen anggur dari udara", video_url="")
    film = receive_bytes(Path(path).read_bytes(), "panen.webm", by=world.operator)
    make.attach(draft, film, "video")
    draft = type(draft).objects.get(pk=draft.pk)
    published = make.approve(make.move(draft, "submit", by=world.operator), world.camat)
    sys.stdout.write(published.get_absolute_url())


if __name__ == "__main__":
    main(*sys.argv[1:])

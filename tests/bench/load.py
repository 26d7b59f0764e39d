"""The readers: keep-alive connections that ask again and again, in a process of their own.

``python -m tests.bench.load PORT CONNECTIONS SECONDS PATH…`` prints one line of JSON. The paths are
asked in turns.
"""

import asyncio
import itertools
import json
import sys
import time
from collections.abc import Iterator

MOST = 200_000


class Reader:
    """What all connections share: paths in turns, and how long each answer took."""

    def __init__(self, port: int, seconds: float, paths: list[str]) -> None:
        self.port = port
        self.until = time.monotonic() + seconds
        self.paths: Iterator[str] = itertools.cycle(paths)
        self.took: list[float] = []
        self.failed = 0
        self.size = 0

    async def read(self) -> None:
        """Ask on one connection until the time is over; connect anew when the server hangs up."""
        while self._goes_on():
            try:
                await self._connection()
            except (ConnectionError, asyncio.IncompleteReadError):
                self.failed += 1

    def _goes_on(self) -> bool:
        return time.monotonic() < self.until and len(self.took) < MOST

    async def _connection(self) -> None:
        stream, writer = await asyncio.open_connection("127.0.0.1", self.port, limit=1 << 20)
        try:
            closing = False
            while not closing and self._goes_on():
                began = time.monotonic()
                writer.write(
                    f"GET {next(self.paths)} HTTP/1.1\r\nHost: 127.0.0.1\r\n"
                    "Connection: keep-alive\r\n\r\n".encode()
                )
                head = (await stream.readuntil(b"\r\n\r\n")).lower()
                closing = await self._body(stream, head)
                self.took.append(time.monotonic() - began)
                if not head.startswith(b"http/1.1 200"):
                    self.failed += 1
        finally:
            writer.close()

    async def _body(self, stream: asyncio.StreamReader, head: bytes) -> bool:
        """Read the body; return whether the server closes the connection."""
        length = head.partition(b"\r\ncontent-length:")[2].partition(b"\r\n")[0]
        if length:
            self.size = int(length)
            await stream.readexactly(self.size)
        else:
            while size := int(await stream.readline(), 16):
                await stream.readexactly(size + 2)
            await stream.readline()
        return b"\r\nconnection: close" in head


async def _main(port: int, connections: int, seconds: float, paths: list[str]) -> None:
    reader = Reader(port, seconds, paths)
    began = time.monotonic()
    await asyncio.gather(*(reader.read() for _ in range(connections)))
    elapsed = time.monotonic() - began
    took = sorted(reader.took) or [0.0]
    sys.stdout.write(
        json.dumps(
            {
                "requests": len(reader.took),
                "failed": reader.failed,
                "seconds": elapsed,
                "p50": took[len(took) // 2] * 1000,
                "p99": took[int(len(took) * 0.99)] * 1000,
                "size": reader.size,
            }
        )
    )


if __name__ == "__main__":
    asyncio.run(_main(int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3]), sys.argv[4:]))

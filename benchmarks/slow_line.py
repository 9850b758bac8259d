"""A slow line of our own between a browser and the server, so that everything on it is slow: setting a connection up,
and what a service worker asks for. (The browser's own tools slow only a page's requests down, once they are connected.)

One line for all connections: so many bytes a second each way, half the round trip each way, and a round trip to set a
connection up. It is a SOCKS proxy (RFC 1928), because the browser then knows that a connection is not there yet: what
waits for one takes another that becomes free first, as it would on a real line. Behind a plain forwarder, which a
browser is connected to at once, a request cannot change its mind. Bytes are counted as they pass, headers included.
"""

from __future__ import annotations

import asyncio
import contextlib
import threading
import time
from collections.abc import Iterator

PIECE = 1460  # bytes: what fits in a packet
VERSION, NO_NAME_NEEDED, DONE = 5, 0, 0
NOWHERE = b"\x00\x01" + bytes(6)  # the answer names an address that nobody uses
LENGTHS = {1: 4, 4: 16}  # of an IPv4 and an IPv6 address; a host's name tells its own


class Way:
    """One direction of the line: what is on it, and when it is free again."""

    def __init__(self, bytes_a_second: float, delay: float) -> None:
        self.rate, self.delay = bytes_a_second, delay
        self.is_free_at = 0.0
        self.passed = 0

    async def carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        arriving: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue()
        handing_over = asyncio.create_task(hand_over(arriving, writer))
        try:
            while piece := await reader.read(PIECE):
                self.passed += len(piece)
                self.is_free_at = max(time.monotonic(), self.is_free_at) + len(piece) / self.rate
                arriving.put_nowait((self.is_free_at + self.delay, piece))
                await asyncio.sleep(self.is_free_at - time.monotonic())  # the others' pieces come between
        except OSError:
            pass
        arriving.put_nowait((time.monotonic() + self.delay, b""))
        await handing_over


async def hand_over(arriving: asyncio.Queue[tuple[float, bytes]], writer: asyncio.StreamWriter) -> None:
    with contextlib.suppress(OSError):
        while True:
            at, piece = await arriving.get()
            await asyncio.sleep(at - time.monotonic())
            if not piece:
                break
            writer.write(piece)
            await writer.drain()
    with contextlib.suppress(OSError):
        writer.close()


async def where_to(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> int:
    """The port that the browser wants to be connected to; the host is always this machine."""
    _version, num_ways = await reader.readexactly(2)
    await reader.readexactly(num_ways)
    writer.write(bytes([VERSION, NO_NAME_NEEDED]))
    *_start, kind = await reader.readexactly(4)
    length = LENGTHS.get(kind) or (await reader.readexactly(1))[0]
    await reader.readexactly(length)
    return int.from_bytes(await reader.readexactly(2))


class SlowLine:
    def __init__(self, kbits: float, round_trip: float) -> None:
        self.round_trip = round_trip
        bytes_a_second = kbits * 1000 / 8
        self.up, self.down = (Way(bytes_a_second, round_trip / 2) for _way in range(2))
        self.connections = 0
        self.port = 0

    async def _connect(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(asyncio.CancelledError):  # the line was ended
            await self._connected(reader, writer)

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        try:
            server_port = await where_to(reader, writer)
            await asyncio.sleep(self.round_trip)
            from_server, to_server = await asyncio.open_connection("127.0.0.1", server_port)
        except (OSError, asyncio.IncompleteReadError):
            writer.close()
            return
        writer.write(bytes([VERSION, DONE]) + NOWHERE)
        await asyncio.gather(self.up.carry(reader, to_server), self.down.carry(from_server, writer))

    async def _serve(self, is_up: threading.Event) -> None:
        self._is_over = asyncio.Event()
        self._loop = asyncio.get_running_loop()
        server = await asyncio.start_server(self._connect, "127.0.0.1", 0)
        self.port = int(server.sockets[0].getsockname()[1])
        is_up.set()
        await self._is_over.wait()
        server.close()
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)

    def end(self) -> None:
        self._loop.call_soon_threadsafe(self._is_over.set)


@contextlib.contextmanager
def slow_line(kbits: float, round_trip: float) -> Iterator[SlowLine]:
    """A SOCKS proxy at its `port`, to any port of this machine."""
    line, is_up = SlowLine(kbits, round_trip), threading.Event()
    thread = threading.Thread(target=lambda: asyncio.run(line._serve(is_up)))
    thread.start()
    is_up.wait(10)
    try:
        yield line
    finally:
        line.end()
        thread.join(10)

"""Send and receive length-prefixed messages over a pipe, with a deadline."""

from __future__ import annotations

import os
import select
import struct
import time
from typing import Any, Protocol

_HEAD = struct.Struct(">Q")
_CHUNK = 1 << 16


class Late(Exception):
    """The deadline passed before the whole message had come."""


class HasFileno(Protocol):
    """Anything with a file descriptor."""

    def fileno(self) -> int:
        """Return the descriptor."""
        ...


class Sink(Protocol):
    """Anything that takes bytes."""

    def write(self, data: bytes, /) -> Any:
        """Take bytes."""
        ...

    def flush(self) -> Any:
        """Send what was taken."""
        ...


def write_frame(pipe: Sink, message: bytes) -> None:
    """Write one message; OSError when the other side is gone."""
    pipe.write(_HEAD.pack(len(message)) + message)
    pipe.flush()


def read_frame(pipe: HasFileno, deadline: float | None = None) -> bytes:
    """Return one message.

    EOFError when the other side closed, Late after *deadline* (seconds of the monotonic clock).
    """
    (length,) = _HEAD.unpack(_exactly(pipe.fileno(), _HEAD.size, deadline))
    return _exactly(pipe.fileno(), length, deadline)


def _exactly(descriptor: int, length: int, deadline: float | None) -> bytes:
    parts = []
    while length:
        if deadline is not None:
            left = deadline - time.monotonic()
            if left <= 0 or not select.select([descriptor], [], [], left)[0]:
                raise Late
        part = os.read(descriptor, min(length, _CHUNK))
        if not part:
            raise EOFError
        parts.append(part)
        length -= len(part)
    return b"".join(parts)

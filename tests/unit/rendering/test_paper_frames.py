"""Check messages over a pipe: whole, late, or cut off."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from typing import BinaryIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jiuji_docs.rendering.paper_frames import Late, read_frame, write_frame

Ends = tuple[BinaryIO, BinaryIO]


@pytest.fixture
def pipe() -> Iterator[Ends]:
    reading, writing = os.pipe()
    with os.fdopen(reading, "rb") as one, os.fdopen(writing, "wb") as other:
        yield one, other


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.binary(max_size=500), max_size=5))
def test_messages_arrive_whole_and_in_order(pipe: Ends, messages: list[bytes]) -> None:
    reading, writing = pipe
    for message in messages:
        write_frame(writing, message)
    assert [read_frame(reading) for _ in messages] == messages


def test_a_silent_pipe_is_late(pipe: Ends) -> None:
    with pytest.raises(Late):
        read_frame(pipe[0], time.monotonic() + 0.01)


def test_half_a_message_is_late_too(pipe: Ends) -> None:
    reading, writing = pipe
    writing.write((100).to_bytes(8, "big") + b"half")
    writing.flush()
    with pytest.raises(Late):
        read_frame(reading, time.monotonic() + 0.01)


def test_a_closed_pipe_ends_the_message(pipe: Ends) -> None:
    reading, writing = pipe
    writing.write((100).to_bytes(8, "big") + b"half")
    writing.close()
    with pytest.raises(EOFError):
        read_frame(reading)

"""Spare a printing process its collector's walks through what stays for ever (印制进程的内存)."""

from __future__ import annotations

import gc

#: Objects made before the collector looks for what no one holds: seven times the usual.
_YOUNG, _MIDDLE, _OLD = 5000, 5, 5
_USUAL = gc.get_threshold()


def settle() -> None:
    """Leave what a process made while it started out of every later collection.

    Call it in a process that prints and does little else, once its press is made.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(_YOUNG, _MIDDLE, _OLD)


def unsettle() -> None:
    """Undo :func:`settle`, in a process that goes on to other things."""
    gc.set_threshold(*_USUAL)
    gc.unfreeze()

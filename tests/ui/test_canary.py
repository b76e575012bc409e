"""The canary: PySide6 6.12.0 on Python 3.11 aborts long before this many calls (PYSIDE-3474)."""

import sys

from PySide6.QtCore import QObject, Signal

CALLS = 20_000


class Bird(QObject):
    sang = Signal(object, bool)


def test_pyside_survives_many_calls_without_losing_a_reference() -> None:
    bird, heard = Bird(), list[bool]()
    bird.sang.connect(lambda _nothing, loud: heard.append(loud))
    references = sys.getrefcount(None), sys.getrefcount(True)  # noqa: FBT003 - counted, not passed
    for _ in range(CALLS):
        bird.sang.emit(None, True)  # noqa: FBT003 - a signal has no keywords
    lost_none = references[0] - sys.getrefcount(None)
    assert len(heard) == CALLS
    assert lost_none < CALLS / 100

"""A desk to be killed: it answers, types a note, says when that is kept, and stays open."""

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from qualdesk_ui.desk import Inline, Lanes
from qualdesk_ui.theme import Theme, install
from tests.journeys.driving import Hands, an_empty_desk

_LIFE_MS = 20_000
"""Whoever was to kill it is gone."""

NOTE = "two lines, asks for Ms Brandt"


class Telling(Inline):
    """Says "kept" after each piece of work of the local lane."""

    def run(self, work: Callable[[], None]) -> None:
        work()
        say("kept")


def say(word: str) -> None:
    print(word, flush=True)


def type_something(hands: Hands) -> None:
    hands.press("A", "F7")
    hands.type(NOTE)
    say("typed")


def main(target: str, folder: str) -> int:
    app = QApplication([])
    install(Theme())
    hands = an_empty_desk(Lanes(Inline(), Inline(), Inline(), Telling()), Path(folder))
    hands.window.show()
    hands.window.activateWindow()
    QTest.qWaitForWindowActive(hands.window)
    hands.sit_down(target)
    QTimer.singleShot(0, partial(type_something, hands))
    QTimer.singleShot(_LIFE_MS, app.quit)
    return app.exec()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))

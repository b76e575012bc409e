"""The real program with somebody at it: types into a call and waits to be killed, or looks."""

import json
import sys
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QSettings, Qt, QTimer
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from qualdesk.store.drafts import Draft
from qualdesk_ui.actions import Place
from qualdesk_ui.app import start
from qualdesk_ui.main_window import MainWindow
from qualdesk_ui.main_window.furniture import Furniture
from qualdesk_ui.screens.call_desk import CallDesk
from tests.journeys.driving import NOW

_LIFE_MS = 60_000
"""Whoever was to kill it is gone."""

NOTE = "two lines, asks for Ms Brandt"

Deed = Callable[[CallDesk], None]


class Watched(MainWindow):
    """Does its deed once the first prospect is on the desk."""

    def __init__(self, deed: Deed, store: QSettings) -> None:
        super().__init__(store)
        self._deed = deed

    def furnish(self, furniture: Furniture) -> None:
        super().furnish(furniture)
        furniture.pages.moved.connect(self._await_prospect)
        QTimer.singleShot(_LIFE_MS, self.end)

    def _await_prospect(self, _place: Place) -> None:
        screen = self.pages.screen_at(Place.CALL_DESK)
        assert isinstance(screen, CallDesk)
        # Queued: the prospect is shown, and has the focus, only when the slot is left.
        shown, queued = screen.calling.prospect_shown, Qt.ConnectionType.QueuedConnection
        shown.connect(partial(self._do, screen), queued)

    def _do(self, screen: CallDesk, *_is_somebody: bool) -> None:
        self._deed(screen)


def type_something(screen: CallDesk) -> None:
    """Answer, write a note, and say when the draft that holds both lies on the disk."""
    on_desk, drafts = screen.calling.on_desk, screen.calling.drafts
    assert on_desk is not None
    # Saved is asked for before this slot is called; the lane of drafts then answers in order.
    say_kept = partial(screen._desk.read_draft, screen, _say_kept, on_desk.card.lead_id)
    drafts._timer.timeout.connect(say_kept)
    for key in ("A", "F7"):
        QTest.keySequence(_focus(screen), QKeySequence(key))
    QTest.keyClicks(_focus(screen), NOTE)


def look(screen: CallDesk) -> None:
    """Say who is on the desk, with what was heard and typed."""
    on_desk = screen.calling.on_desk
    assert on_desk is not None
    note = screen.details.notes.text()
    _say({"lead": on_desk.card.lead_id, "answers": on_desk.draft.answers, "note": note})


def _say_kept(draft: Draft | None) -> None:
    _say({"is_kept": draft is not None})


def _say(document: dict[str, object]) -> None:
    print(json.dumps(document), flush=True)


def _focus(screen: CallDesk) -> QWidget:
    return QApplication.focusWidget() or screen


def main(deed: str, target: str) -> int:
    """Start the program on a database, as the command line does."""
    deeds: dict[str, Deed] = {"type": type_something, "look": look}
    arguments = ["--database", target, "--at", NOW.isoformat()]
    return start.main(arguments, partial(Watched, deeds[deed]))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))

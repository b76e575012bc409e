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
from qualdesk_ui.panels.call_back import CallBackPanel
from qualdesk_ui.screens.call_desk import CallDesk
from tests.journeys.driving import NOW

_LIFE_MS = 60_000
"""Whoever was to kill it is gone."""

NOTE = "two lines, asks for Ms Brandt"
WHEN, WITH = "in 3 months", "the audit of April"
WHY = "speaks no English"

_ONCE = Qt.ConnectionType(
    Qt.ConnectionType.QueuedConnection.value | Qt.ConnectionType.SingleShotConnection.value
)

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
    _say_when_kept(screen)
    _press(screen, "A", "F7")
    QTest.keyClicks(_focus(screen), NOTE)


def call_and_type(screen: CallDesk) -> None:
    """Dial, hear them, open the panel of a callback and type in it; say when it is on the disk."""
    _press(screen, "F5")
    # Ringing comes back from the database's thread; the rest is typed once it does.
    screen.line.stepped.connect(partial(_go_on_typing, screen), _ONCE)


def _go_on_typing(screen: CallDesk) -> None:
    _press(screen, "Return", "2")
    panel = screen.calling.panels.open_panel
    assert isinstance(panel, CallBackPanel)
    for field, words in ((panel.when.field, WHEN), (panel.start_with, WITH)):
        field.setFocus()
        QTest.keyClicks(field, words)
    _say_when_kept(screen)


def type_why(screen: CallDesk) -> None:
    """Begin to say why the prospect is skipped; say when it is on the disk."""
    _press(screen, "S")
    screen.centre.skipping.field.setFocus()
    QTest.keyClicks(_focus(screen), WHY)
    _say_when_kept(screen)


def _say_when_kept(screen: CallDesk) -> None:
    on_desk, drafts = screen.calling.on_desk, screen.calling.drafts
    assert on_desk is not None
    # Saved is asked for before this slot is called; the lane of drafts then answers in order.
    say_kept = partial(screen._desk.kept.read_draft, screen, _say_kept, on_desk.card.lead_id)
    drafts._timer.timeout.connect(say_kept)


def look(screen: CallDesk) -> None:
    """Say who is on the desk, with what was heard and typed."""
    on_desk = screen.calling.on_desk
    assert on_desk is not None
    note = screen.details.notes.text()
    _say({"lead": on_desk.card.lead_id, "answers": on_desk.draft.answers, "note": note})


def look_at_panel(screen: CallDesk) -> None:
    """Say what stands in the open panel and how long they have talked, once both are back."""
    screen.line.moved.connect(partial(_say_panel, screen))


def _say_panel(screen: CallDesk) -> None:
    on_desk, panel = screen.calling.on_desk, screen.calling.panels.open_panel
    if on_desk is not None and isinstance(panel, CallBackPanel):
        began = on_desk.call.since.isoformat() if on_desk.call.since is not None else ""
        told = {"stage": on_desk.call.stage, "began": began}
        _say({"when": panel.when.text(), "with": panel.start_with.text(), **told})


def look_at_why(screen: CallDesk) -> None:
    """Say what stands in the line that asks for the reason, once it asks again."""
    screen.calling.event_read.connect(partial(_say_why, screen), _ONCE)


def _say_why(screen: CallDesk, _on_desk: object) -> None:
    strip = screen.centre.skipping
    _say({"is_asking": strip.is_asking, "why": strip.field.text()})


def _say_kept(draft: Draft | None) -> None:
    _say({"is_kept": draft is not None})


def _say(document: dict[str, object]) -> None:
    print(json.dumps(document), flush=True)


def _press(screen: CallDesk, *keys: str) -> None:
    for key in keys:
        QTest.keySequence(_focus(screen), QKeySequence(key))


def _focus(screen: CallDesk) -> QWidget:
    return QApplication.focusWidget() or screen


def main(deed: str, target: str) -> int:
    """Start the program on a database, as the command line does."""
    deeds: dict[str, Deed] = {
        "type": type_something,
        "look": look,
        "call-and-type": call_and_type,
        "look-at-panel": look_at_panel,
        "type-why": type_why,
        "look-at-why": look_at_why,
    }
    arguments = ["--database", target, "--at", NOW.isoformat()]
    return start.main(arguments, partial(Watched, deeds[deed]))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))

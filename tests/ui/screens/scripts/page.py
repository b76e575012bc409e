"""What the tests do on the page of scripts, and what is stored then."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from qualdesk.domain.script import Script
from qualdesk.domain.versions import Versioned
from qualdesk.queries.scripts import OneVersion, one_version
from qualdesk.store.session import Database
from qualdesk_ui.desk import Desk
from qualdesk_ui.screens.scripts import ScriptsScreen

INQUIRY, AGREED = "script:inquiry", "definition:agreed-lead"


def a_screen(qtbot: QtBot, desk: Desk, subject: str = INQUIRY, width: int = 1364) -> ScriptsScreen:
    made = ScriptsScreen(desk)
    qtbot.addWidget(made)

    def read_again(event: object) -> None:
        if isinstance(event, made.refreshes_on):
            made.refresh()

    desk.committed.connect(read_again)
    made.resize(width, 900)
    made.show()
    made.activateWindow()
    made.refresh()
    made.show_subject(subject)
    QApplication.processEvents()
    return made


def stored(database: Database, subject: str = INQUIRY) -> OneVersion:
    kind, _colon, key = subject.partition(":")
    with database.read() as session:
        return one_version(session, kind=Versioned(kind), key=key)


def stored_script(database: Database) -> Script:
    body = stored(database).body
    assert isinstance(body, Script)
    return body


def edited_script(screen: ScriptsScreen) -> Script:
    assert screen.bench.edit is not None
    assert isinstance(screen.bench.edit.body, Script)
    return screen.bench.edit.body


def type_into(widget: QWidget, words: str) -> None:
    widget.setFocus()
    QTest.keyClicks(widget, words)


def press(key: Qt.Key) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, key)


def open_step(screen: ScriptsScreen, place: int) -> None:
    screen.page.script.steps.open_step(place)


def choice_step(screen: ScriptsScreen) -> int:
    """Open the first step with choices that inform a criterion; return its place."""
    body = screen.bench.body
    assert isinstance(body, Script)
    place = next(at for at, step in enumerate(body.steps) if step.criterion and step.choices)
    open_step(screen, place)
    return place

"""Driving the program as people do: the window by its keys, the command line by its words."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QSettings, QUrl
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QTextEdit, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import Executable

from qualdesk.cli import main
from qualdesk.domain.script import Ask
from qualdesk.errors import QualDeskError
from qualdesk.events.calls import After
from qualdesk.queries.people import people
from qualdesk.store.session import Database
from qualdesk_ui.actions import Place
from qualdesk_ui.desk import Desk, Lanes, Seat
from qualdesk_ui.main_window import MainWindow
from qualdesk_ui.main_window.furniture import furnished
from qualdesk_ui.main_window.pages import MAKERS, Maker
from qualdesk_ui.screens.call_desk import CallDesk
from qualdesk_ui.screens.import_list import ImportScreen

NOW = datetime(2026, 11, 18, 15, 30, tzinfo=UTC)
"""A Wednesday: 16:30 in Berlin, 10:30 in New York, 09:30 in Chicago."""

CALLER, TEAM_LEAD, REP = "Priya Nair", "Tessa Brook", "Jonas Weber"

_LONGEST_WALK = 60
_TYPED = {
    Ask.NUMBER: "3",
    Ask.MONEY: "€ 40,000",
    Ask.DATE: "in 3 months",
    Ask.PERSON: "Stefan Roth, Plant manager",
}
"""What is typed where not any words will do."""


@dataclass
class Line:
    """The command line on one database, run in this process."""

    target: str
    capsys: pytest.CaptureFixture[str]

    def run(self, *arguments: str, code: int = 0) -> str:
        """Carry out one command; return what it printed."""
        self.capsys.readouterr()
        done = main([*arguments, "--database", self.target])
        heard = self.capsys.readouterr()
        assert (done, heard.err) == (code, ""), heard.err
        return heard.out

    def ask(self, *arguments: str, at: datetime = NOW, code: int = 0) -> Any:
        """Carry out one command at a moment; return its document."""
        return json.loads(self.run(*arguments, "--at", at.isoformat(), "--json", code=code))

    def add_people(self) -> None:
        """Add a caller, a team lead and a rep."""
        for name, role, zone in (
            (CALLER, "caller", "Europe/London"),
            (TEAM_LEAD, "team_lead", "Europe/London"),
            (REP, "sales", "Europe/London"),
        ):
            email = f"{name.split()[0].lower()}@aldergrove.example"
            self.run("people", "add", name, "--role", role, "--email", email, "--zone", zone)

    def next_lead(self, at: datetime = NOW) -> str:
        """Claim the next lead for the caller; return its id."""
        return str(self.ask("next", "--caller", CALLER, at=at)["lead"])

    def record(self, lead: str, outcome: str, *options: str, at: datetime = NOW) -> Any:
        """Record how a call ended; return the event."""
        return self.ask("record", lead, outcome, "--caller", CALLER, *options, at=at)


@dataclass
class Seen:
    """What the window opened, stored and refused."""

    opened: list[str] = field(default_factory=list)
    events: list[Any] = field(default_factory=list)
    refusals: list[QualDeskError] = field(default_factory=list)
    faults: list[Exception] = field(default_factory=list)


@dataclass
class Hands:
    """Two hands on the keyboard of an open window."""

    window: MainWindow
    desk: Desk
    seen: Seen

    def sit_down(self, target: str, person: str = CALLER) -> None:
        """Open a database as somebody, and wait for the first page."""
        self.desk.open(partial(seat_of, Database.open(target), person))
        while self.window.pages.place is None:
            QTest.qWait(1)

    def press(self, *keys: str) -> None:
        """Press keys where the focus is, each as the menu writes it: "F5", "Ctrl+Return"."""
        for key in keys:
            QTest.keySequence(self.focus(), QKeySequence(key))
            for fault in self.seen.faults:
                raise fault

    def type(self, words: str) -> None:
        """Type words where the focus is."""
        QTest.keyClicks(self.focus(), words)

    def tab_to(self, name: str, key: str = "Tab") -> None:
        """Walk with Tab to what is called so."""
        for _step in range(_LONGEST_WALK):
            if self.focus().accessibleName().startswith(name):
                return
            self.press(key)
        raise AssertionError(f"Tab never comes to {name}; it stands on {self.focus()!r}.")

    def choose(self, name: str, words: str, downs: int = 0) -> None:
        """Open the list called `name`, type the beginning of a line, go down, take it."""
        self.tab_to(name)
        self.press("Alt+Down")
        self.type(words)
        self.press(*["Down"] * downs, "Return")

    def answer(self, words: str = "They said so", letters: str = "A") -> None:
        """Answer every question of the script: by letters in turn where there are any."""
        script = self.call_desk.centre.script.view
        for _question, letter in zip(range(_LONGEST_WALK), cycle(letters), strict=False):
            if script.current_step_id() in self._answers():
                return
            if not script.current_step_id():
                return
            self._answer_one(self._asked(script.current_step_id()), words, letter)
        raise AssertionError(f"{script.current_step_id()} takes no answer.")

    def _answer_one(self, ask: Ask, words: str, letter: str) -> None:
        if isinstance(self.focus(), QLineEdit | QTextEdit):
            self.type(_TYPED.get(ask, words))
            self.press("Return")
        else:
            # Of several answers Return says that it was all.
            self.press(letter, *(["Return"] if ask is Ask.MULTI else []))

    def _asked(self, step_id: str) -> Ask:
        on_desk = self.call_desk.calling.on_desk
        assert on_desk is not None
        step = on_desk.card.script.step(step_id)
        assert step is not None
        return step.ask

    def focus(self) -> QWidget:
        """Return what has the focus."""
        return QApplication.focusWidget() or self.window

    @property
    def call_desk(self) -> CallDesk:
        """The call desk, to look at."""
        screen = self.window.pages.screen_at(Place.CALL_DESK)
        assert isinstance(screen, CallDesk)
        return screen

    def lead_id(self) -> int:
        """Return who is on the desk."""
        on_desk = self.call_desk.calling.on_desk
        assert on_desk is not None, "Nobody is on the desk."
        return on_desk.card.lead_id

    def after(self) -> After:
        """Return where the newest outcome left its lead."""
        afters = (getattr(event, "after", None) for event in reversed(self.seen.events))
        return next(after for after in afters if isinstance(after, After))

    def _answers(self) -> Mapping[str, str]:
        on_desk = self.call_desk.calling.on_desk
        return on_desk.draft.answers if on_desk is not None else {}


@contextmanager
def at_the_desk(
    qtbot: QtBot,
    target: str,
    folder: Path,
    *,
    person: str = CALLER,
    list_to_import: Path | None = None,
) -> Iterator[Hands]:
    """Sit down as the caller, or somebody else, before an open window; it is closed at the end."""
    hands = an_empty_desk(Lanes.inline(), folder, list_to_import=list_to_import)
    qtbot.addWidget(hands.window)
    with qtbot.waitActive(hands.window):
        hands.window.show()
        hands.window.activateWindow()
    hands.sit_down(target, person)
    try:
        yield hands
    finally:
        hands.window.close()
        hands.desk.close()


def an_empty_desk(lanes: Lanes, folder: Path, *, list_to_import: Path | None = None) -> Hands:
    """Return hands before a window that is not shown yet, at a desk that is not open yet."""
    desk, seen = Desk(lanes, clock=the_clock), Seen()
    store = QSettings(str(folder / "window.ini"), QSettings.Format.IniFormat)
    makers: dict[Place, Maker] = {
        **MAKERS,
        Place.CALL_DESK: partial(_call_desk, seen.opened),
        Place.IMPORT: partial(_import_screen, str(list_to_import or "")),
    }
    desk.committed.connect(seen.events.append)
    desk.refused.connect(seen.refusals.append)
    desk.crashed.connect(seen.faults.append)
    return Hands(furnished(desk, store=store, log_folder=folder, makers=makers), desk, seen)


def the_clock() -> datetime:
    """Return the moment that all believe in."""
    return NOW


def seat_of(database: Database, name: str) -> Seat:
    """Return the seat of a person who is there."""
    with database.read() as session:
        person = next(one for one in people(session) if one.name == name)
    return Seat(database, person.id, person.name)


@contextmanager
def reopened(target: str) -> Iterator[Database]:
    """Open a database anew, beside or after everybody else."""
    database = Database.open(target)
    try:
        yield database
    finally:
        database.close()


def rows_of(target: str, query: Executable) -> list[tuple[Any, ...]]:
    """Return what a query finds in the database as it lies there now."""
    with reopened(target) as database, database.read() as session:
        return [tuple(row) for row in session.execute(query)]


def a_list(folder: Path, count: int, *, country: str = "DE") -> Path:
    """Write a lead list of so many people who may be called at NOW."""
    lines = [
        f"Firm {one},Maria,Keller {one},{country},+49 89 9999 {8200 + one},maria{one}@firm.example"
        for one in range(count)
    ]
    path = folder / "leads.csv"
    heading = "Company,First name,Last name,Country,Phone,E-mail"
    path.write_text("\n".join([heading, *lines, ""]), "utf-8")
    return path


def _call_desk(opened: list[str], desk: Desk) -> QWidget:
    return CallDesk(desk, opener=partial(_note, opened))


def _note(opened: list[str], url: QUrl) -> None:
    opened.append(url.toString())


def _import_screen(path: str, desk: Desk) -> QWidget:
    return ImportScreen(desk, ask_for_file=partial(_answer, path))


def _answer(path: str, _parent: QWidget) -> str:
    return path

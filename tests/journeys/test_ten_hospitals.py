"""A morning on a real list: imported, called and written down without touching the mouse."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from pytestqt.qtbot import QtBot
from sqlalchemy import func, select

from qualdesk.domain.hand_off import HandOffState
from qualdesk.domain.lead import Lane, LeadState, Resolution
from qualdesk.domain.mail import MailKind, MailState
from qualdesk.domain.outcome import Medium, Outcome, SuppressionScope
from qualdesk.domain.touch import TouchKind
from qualdesk.events import After
from qualdesk.store import tables
from qualdesk.store.session import Database, Session
from qualdesk_ui.widgets.facts import Facts
from tests.journeys.driving import CALLER, NOW, REP, Hands, Line, at_the_desk, reopened
from tests.real_lists import real_list

pytestmark = [
    pytest.mark.real_lists,
    pytest.mark.usefixtures("_theme"),
    # The offscreen platform says this of every list that opens.
    pytest.mark.qt_log_ignore("This plugin does not support", extend=True),
]

ADDRESS = "office@hospital.example"


@pytest.fixture
def hands(
    qtbot: QtBot, sqlite_target: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> Iterator[Hands]:
    line = Line(sqlite_target, capsys)
    line.add_people()
    line.run("territory", "add", "United States", "--rep", REP, "--rule", "US")
    hospitals = real_list("us_hifld_hospitals.csv")
    with at_the_desk(qtbot, sqlite_target, tmp_path, list_to_import=hospitals) as seated:
        yield seated


def test_ten_hospitals_are_called_by_keys_alone(hands: Hands, sqlite_target: str) -> None:
    import_the_list(hands)
    assert read_from_the_report(hands) == (7_230, 404, 379)
    assert read_from_the_database(sqlite_target) == (7_230, 404, 379)
    hands.press("Alt+1")
    afters = {outcome: call_one(hands, outcome) for outcome in Outcome}
    assert hands.seen.refusals == []
    assert len(hands.seen.opened) == len(set(hands.seen.opened)) == 10
    assert all(url.startswith("tel:+1") and url[5:].isdecimal() for url in hands.seen.opened)
    hands.window.close()
    hands.desk.close()
    with reopened(sqlite_target) as database:
        check(database, afters, hands.seen.opened)


def import_the_list(hands: Hands) -> None:
    hands.press("Ctrl+O", "Ctrl+O")
    hands.choose("Country of numbers", "united", downs=2)
    hands.tab_to("Name of the new campaign")
    hands.type("Hospitals")
    hands.press("Ctrl+Return")


def read_from_the_report(hands: Hands) -> tuple[int, ...]:
    (shown,) = (one for one in hands.window.findChildren(Facts) if one.isVisible())
    facts = dict(fact.split(": ") for fact in shown.accessibleName().split("; "))
    return tuple(
        int(facts[name].replace(",", "")) for name in ("Callable", "To find out", "Closed")
    )


def read_from_the_database(target: str) -> tuple[int | None, ...]:
    lines = (
        select(func.count())
        .select_from(tables.ImportedRow)
        .join(tables.Lead, tables.Lead.prospect_id == tables.ImportedRow.prospect_id)
    )
    counts = (
        lines.where(tables.Lead.state == LeadState.QUEUED, tables.Lead.lane == Lane.FRESH),
        lines.where(tables.Lead.state == LeadState.QUEUED, tables.Lead.lane == Lane.RESEARCH),
        lines.where(tables.Lead.state == LeadState.CLOSED),
    )
    with reopened(target) as database, database.read() as session:
        return tuple(session.scalar(count) for count in counts)


def call_one(hands: Hands, outcome: Outcome) -> After:
    lead_id = hands.lead_id()
    hands.press("F5", "Return", *(("A",) if outcome is not Outcome.PUSH_TO_SALES else ()))
    DEEDS.get(outcome, one_key)(hands, outcome.key)
    after = hands.seen.events[-2].after
    raise_if_not = (after.lead_id, after.outcome)
    assert raise_if_not == (lead_id, outcome)
    assert isinstance(after, After)
    return after


def one_key(hands: Hands, key: str) -> None:
    hands.press(f"Ctrl+{key}")


def push(hands: Hands, key: str) -> None:
    hands.answer()
    hands.press(f"Ctrl+{key}", "Ctrl+Return")


def call_back(hands: Hands, key: str) -> None:
    hands.press(f"Ctrl+{key}", "B", "Ctrl+Return")


def nurture(hands: Hands, key: str) -> None:
    hands.press(f"Ctrl+{key}", "C")
    hands.tab_to("What they want to hear about")
    hands.type("prices")
    hands.press("Ctrl+Return")


def close_out_twice(hands: Hands, key: str) -> None:
    """Close out, take it back, and close out again: the answer given is still there."""
    lead_id = hands.lead_id()
    close_out(hands, key)
    assert hands.lead_id() != lead_id
    hands.press("Ctrl+Z")
    assert hands.lead_id() == lead_id
    close_out(hands, key)


def close_out(hands: Hands, key: str) -> None:
    hands.press(f"Ctrl+{key}", "A")
    if not hands.call_desk.calling.on_desk.card.email:
        hands.tab_to("Write an e-mail")
        hands.press("Space")
        hands.tab_to("E-mail address", "Shift+Tab")
        hands.type(ADDRESS)
    hands.press("Ctrl+Return")


def gatekeeper(hands: Hands, key: str) -> None:
    hands.press(f"Ctrl+{key}")
    hands.type("Ms Brandt")
    hands.press("Tab")
    hands.type("tomorrow 10")
    hands.press("Ctrl+Return")


def wrong_number(hands: Hands, key: str) -> None:
    hands.press(f"Ctrl+{key}", "A", "Ctrl+Return")


def do_not_call(hands: Hands, key: str) -> None:
    hands.press("Escape", key, "Ctrl+Return")


DEEDS: dict[Outcome, Callable[[Hands, str], None]] = {
    Outcome.PUSH_TO_SALES: push,
    Outcome.CALL_BACK_LATER: call_back,
    Outcome.NURTURE: nurture,
    Outcome.CLOSE_OUT: close_out_twice,
    Outcome.GATEKEEPER: gatekeeper,
    Outcome.WRONG_NUMBER: wrong_number,
    Outcome.DO_NOT_CALL: do_not_call,
}


def check(database: Database, afters: dict[Outcome, After], opened: list[str]) -> None:
    print(afters, opened)

"""Calls of every kind of campaign by keys alone, and how few keys lie between two of them."""

from itertools import cycle
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from qualdesk.domain.campaign import CampaignKind
from qualdesk.domain.outcome import CONVERSATIONS, Outcome
from qualdesk.store import tables
from tests.journeys.driving import NOW, Hands, Line, a_list, at_the_desk, rows_of

pytestmark = [
    pytest.mark.usefixtures("_theme"),
    # The offscreen platform says this of every list that opens.
    pytest.mark.qt_log_ignore("This plugin does not support", extend=True),
]

NOTE = "two lines, audit in April"

ENDINGS: dict[Outcome, tuple[str, ...]] = {
    Outcome.PUSH_TO_SALES: ("1", "Ctrl+Return"),
    Outcome.CALL_BACK_LATER: ("2", "B", "Ctrl+Return"),
    Outcome.NURTURE: ("3", "A", "Ctrl+Return"),
    Outcome.CLOSE_OUT: ("4", "B", "Ctrl+Return"),
    Outcome.NO_ANSWER: ("5",),
    Outcome.VOICEMAIL: ("6",),
    Outcome.BUSY: ("7",),
    Outcome.GATEKEEPER: ("8", "Ctrl+Return"),
    Outcome.WRONG_NUMBER: ("9", "A", "Ctrl+Return"),
    Outcome.DO_NOT_CALL: ("0", "Ctrl+Return"),
}
"""From "call ended" to the next prospect, where nothing has to be typed."""

TYPED: dict[Outcome, tuple[str, str]] = {
    Outcome.CALL_BACK_LATER: ("2", "tomorrow 14:00"),
    Outcome.NURTURE: ("3", "in 6 weeks"),
    Outcome.CLOSE_OUT: ("4", "No need now; may write in autumn."),
}
"""The key of an outcome, and what a caller may type there."""

LETTERS = ("A", "B", "AB", "BA", "AAB")
"""How the answers differ from call to call; all A meets what sales agreed."""


@pytest.fixture
def called(sqlite_target: str, capsys: pytest.CaptureFixture[str]) -> Line:
    """Lend the command line on a database with people in it."""
    line = Line(sqlite_target, capsys)
    line.add_people()
    return line


def test_a_call_of_each_kind_is_made_by_keys_alone(
    qtbot: QtBot, called: Line, tmp_path: Path
) -> None:
    add_one_of_each_kind(called, tmp_path)
    with at_the_desk(qtbot, called.target, tmp_path) as hands:
        stories = zip(CampaignKind, cycle(CONVERSATIONS), cycle(LETTERS), strict=False)
        calls = [call_one(hands, outcome, letters) for _kind, outcome, letters in stories]
        assert hands.seen.refusals == []
    kinds = {kind for _lead, kind, _outcome in calls}
    assert kinds == {kind.label for kind in CampaignKind}
    touches = rows_of(called.target, select(tables.Touch.lead_id, tables.Touch.outcome))
    assert touches == [(lead, outcome) for lead, _kind, outcome in calls]
    assert len(rows_of(called.target, select(tables.Dial.id))) == len(calls)
    helped = rows_of(called.target, select(tables.Objection.lead_id, tables.Objection.has_helped))
    assert sorted(helped) == sorted((lead, False) for lead, _kind, _outcome in calls)
    notes = rows_of(called.target, select(tables.TouchText.words))
    assert all(NOTE in words for (words,) in notes)
    answered = rows_of(called.target, select(tables.Answer.lead_id).distinct())
    assert len(answered) == len(calls)


def add_one_of_each_kind(line: Line, folder: Path) -> None:
    rows = a_list(folder, len(CampaignKind)).read_text("utf-8").splitlines()
    for kind, row in zip(CampaignKind, rows[1:], strict=True):
        script = kind.value.replace("_", "-")
        added = ("campaign", "add", kind.label, "--kind", kind.value, "--script", script)
        line.run(*added, "--at", NOW.isoformat())
        path = folder / f"{script}.csv"
        path.write_text(f"{rows[0]}\n{row}\n", "utf-8")
        line.run("import", str(path), "--campaign", kind.label, "--at", NOW.isoformat())


def call_one(hands: Hands, outcome: Outcome, letters: str) -> tuple[int, str, Outcome]:
    """Talk somebody through their script, with an objection and a note; say how it ended."""
    on_desk = hands.call_desk.calling.on_desk
    assert on_desk is not None
    hands.press("F5", "Return")
    hands.press("F8", "C", "Y", "N", "Escape")
    hands.answer(letters="A" if outcome is Outcome.PUSH_TO_SALES else letters)
    hands.press("F7")
    hands.type(NOTE)
    hands.press("Escape", "Shift+F5")
    strokes_until_next(hands, *ENDINGS[outcome])
    return on_desk.card.lead_id, on_desk.card.campaign, outcome


@pytest.mark.parametrize("outcome", Outcome)
def test_few_keys_lie_between_a_call_and_the_next_prospect(
    outcome: Outcome, qtbot: QtBot, called: Line, tmp_path: Path
) -> None:
    called.run("import", str(a_list(tmp_path, 2)), "--campaign", "Spring")
    with at_the_desk(qtbot, called.target, tmp_path) as hands:
        end_a_call(hands, outcome)
        strokes = strokes_until_next(hands, *ENDINGS[outcome])
        assert hands.call_desk.calling.on_desk is not None
        assert hands.after().outcome is outcome
        assert hands.seen.refusals == []
    assert strokes == len(ENDINGS[outcome])
    assert strokes <= (1 if outcome in {Outcome.NO_ANSWER, Outcome.VOICEMAIL, Outcome.BUSY} else 3)


@pytest.mark.parametrize("outcome", TYPED)
def test_what_has_to_be_typed_costs_its_words_and_three_keys(
    outcome: Outcome, qtbot: QtBot, called: Line, tmp_path: Path
) -> None:
    called.run("import", str(a_list(tmp_path, 2)), "--campaign", "Spring")
    key, words = TYPED[outcome]
    with at_the_desk(qtbot, called.target, tmp_path) as hands:
        end_a_call(hands, outcome)
        hands.press(key, "Tab")
        hands.type(words)
        assert strokes_until_next(hands, "Ctrl+Return") == 1
        assert hands.call_desk.calling.on_desk is not None
        assert hands.after().outcome is outcome
        assert hands.seen.refusals == []


def end_a_call(hands: Hands, outcome: Outcome) -> None:
    """Make a call up to its end; where they talk, all is answered that sales asks for."""
    hands.press("F5")
    if outcome.is_conversation:
        hands.press("Return")
        hands.answer()
        hands.press("Shift+F5")


def strokes_until_next(hands: Hands, *keys: str) -> int:
    """Press keys until another prospect is on the screen; return how many that took."""
    lead_id = hands.lead_id()
    for strokes, key in enumerate(keys, 1):
        hands.press(key)
        on_desk = hands.call_desk.calling.on_desk
        if on_desk is None or on_desk.card.lead_id != lead_id:
            return strokes
    raise AssertionError(f"{keys} leave the same prospect on the desk; {hands.seen.refusals}")

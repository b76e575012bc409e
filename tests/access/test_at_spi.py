"""A caller who listens instead of looking: names, roles, the way of Tab, and what is announced."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from qualdesk.settings import Settings, save_settings
from tests.access.listening import Listener, listened_to, skip_where_nobody_listens
from tests.access.x_focus import give_keyboard
from tests.journeys.driving import CALLER, NOW, Line, a_list

pytestmark = pytest.mark.skipif(
    not os.environ.get("QUALDESK_LONG"), reason="listens to the real program: run with --long"
)

FIRST = "Push to sales, key 1"


@pytest.fixture
def listener(
    sqlite_target: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> Iterator[Listener]:
    """Lend somebody who listens to a desk with three prospects in a webinar's campaign."""
    skip_where_nobody_listens()
    line = Line(sqlite_target, capsys)
    line.add_people()
    line.run("campaign", "add", "Spring", "--kind", "webinar", "--script", "webinar")
    line.run("import", str(a_list(tmp_path, 3)), "--campaign", "Spring", "--at", NOW.isoformat())
    save_settings(Settings(person_name=CALLER, dial_template="about:{number}"))
    with listened_to(sqlite_target) as heard:
        assert heard.ask("finds", FIRST) is not None
        assert give_keyboard(heard.display)
        yield heard


def test_everything_has_its_role_and_its_name(listener: Listener) -> None:
    shown = listener.ask("shown")
    roles = {(one["name"], one["role"]) for one in shown}
    assert ("Yes, key A", "radio button") in roles
    assert ("No answer, key 5", "push button") in roles
    assert ("Notes, key F7", "text") in roles
    assert ("Up next", "list") in roles
    assert any(
        name.startswith("Agreed lead: Need to ask") for name, role in roles if role == "label"
    )
    assert any(name.startswith("Calling hours 8 to 18") for name, role in roles if role == "label")
    unnamed = [one for one in shown if one["is_focusable"] and not one["name"]]
    assert unnamed == []


def test_choices_are_radio_buttons_in_the_group_of_their_question(listener: Listener) -> None:
    yes = listener.ask("finds", "Yes, key A")
    assert (yes["group_role"], yes["is_checked"]) == ("panel", False)
    assert yes["group"].endswith("Is this a good moment to ask what you made of it?")


def test_a_call_is_heard_from_the_first_word_to_the_next_prospect(listener: Listener) -> None:
    listener.hears("Maria Keller 0, Firm 0. ")
    listener.press("F5")
    listener.hears("Dialling. Enter when they answer.")
    listener.press("Return")
    listener.hears("On call")
    listener.press("a")
    listener.hears("Yes")
    listener.press("5")
    said = listener.hears("No answer, Maria Keller 0")
    assert said.endswith("Undo with Ctrl+Z")
    listener.hears("Maria Keller 1, Firm 1. ")


def test_tab_goes_from_question_to_question_and_a_panel_takes_the_focus(
    listener: Listener,
) -> None:
    first = listener.ask("focused", "")
    assert first["name"] == "Yes, key A"
    listener.press("Tab")
    second = listener.ask("focused", first["name"])
    assert (second["name"], second["role"]) == ("A problem we have", "check box")
    listener.press("2")
    third = listener.ask("focused", second["name"])
    assert third["name"] == "In an hour, key A"
    listener.press("Escape")
    assert listener.ask("focused", third["name"])["name"] == first["name"]


def test_a_control_can_be_pressed_without_a_key(listener: Listener) -> None:
    listener.ask("press", "Do not call, key 0")
    assert listener.ask("finds", "Never call again") is not None

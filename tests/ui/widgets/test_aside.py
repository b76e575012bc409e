"""A note beside other words gives way part by part, and is never cut within a word."""

from pytestqt.qtbot import QtBot

from qualdesk_ui.theme import Role
from qualdesk_ui.widgets.aside import Aside, first_parts
from qualdesk_ui.widgets.painting import width_of

NOTE = "3 of 10 are open, 3 hot prospects wait there"


def test_a_note_is_shown_as_far_as_its_parts_fit(qtbot: QtBot) -> None:
    qtbot.addWidget(Aside(NOTE))  # a theme is in place once a widget stands
    whole, first = width_of(NOTE, Role.BODY), width_of("3 of 10 are open", Role.BODY)
    assert first_parts(NOTE, Role.BODY, whole) == NOTE
    assert first_parts(NOTE, Role.BODY, whole - 1) == "3 of 10 are open"
    assert not first_parts(NOTE, Role.BODY, first - 1)


def test_whoever_listens_or_points_gets_all_of_a_note(qtbot: QtBot) -> None:
    note = Aside(NOTE)
    qtbot.addWidget(note)
    note.resize(20, 20)
    assert (note.accessibleName(), note.toolTip()) == (NOTE, NOTE)

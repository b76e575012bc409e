"""What is typed in a line under the header outlives a kill and another prospect, until it is used."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from qualdesk.commands.requests.suppressions import AddSuppression
from qualdesk.commands.suppressions import add_suppression
from qualdesk.domain.outcome import Medium, SuppressionScope
from qualdesk.domain.person import Role
from qualdesk.store import tables
from qualdesk.store.session import Press
from qualdesk_ui.desk import Desk, Lanes, Seat
from qualdesk_ui.screens.call_desk import CallDesk
from qualdesk_ui.screens.call_desk.strips import Strip
from qualdesk_ui.widgets.choice import Choice
from tests.builders import NOW, writing
from tests.ui.conftest import the_clock
from tests.ui.screens.call_desk_setting import Setting

pytestmark = pytest.mark.usefixtures("_theme")


def _skipping(setting: Setting) -> None:
    setting.screen.perform("skip")


def _snoozing(setting: Setting) -> None:
    setting.screen.perform("snooze")


def _dialling_at_night(setting: Setting) -> None:
    setting.screen.show_subject(setting.dana)
    setting.screen.perform("dial")


def _lifting(setting: Setting) -> None:
    with writing(setting.desk.database) as session:
        session.get_one(tables.Person, setting.desk.person_id).role = Role.TEAM_LEAD
    request = AddSuppression(SuppressionScope.COMPANY, "bergmann", Medium.PHONE, source="a list")
    since = NOW - timedelta(days=15)
    setting.desk.database.carry_out(add_suppression, request, press=Press.new(), now=since)
    setting.screen.calling.open_lead(setting.maria)
    setting.screen.centre.bars.lift.click()


Way = Callable[[Setting], None]
WAYS: list[tuple[Way, str]] = [
    (_skipping, "skipping"),
    (_snoozing, "snoozing"),
    (_dialling_at_night, "reason"),
    (_lifting, "bars"),
]
each_strip = pytest.mark.parametrize(("open_one", "name"), WAYS, ids=[name for _, name in WAYS])


def _strip(screen: CallDesk, name: str) -> Strip:
    strip = getattr(screen.centre, name)
    assert isinstance(strip, Strip)
    return strip


def _type_in(setting: Setting, open_one: Way, name: str) -> Strip:
    open_one(setting)
    strip = _strip(setting.screen, name)
    assert strip.is_asking
    strip.field.setFocus()
    setting.type("they asked")
    return strip


def _come_back(setting: Setting, seat: Seat, qtbot: QtBot) -> CallDesk:
    """Leave the former desk as a kill would, and sit down at the same file again."""
    setting.screen.calling.drafts.save()
    setting.screen.hide()
    again = Desk(Lanes.inline(), clock=the_clock)
    again.open(lambda: seat)
    screen = CallDesk(again, opener=print, template=lambda: "tel:{number}")
    qtbot.addWidget(screen)
    screen.show()
    screen.refresh()
    return screen


@each_strip
def test_it_asks_again_with_the_words_typed_by_then(
    setting: Setting, seat: Seat, qtbot: QtBot, open_one: Way, name: str
) -> None:
    _type_in(setting, open_one, name)
    screen = _come_back(setting, seat, qtbot)
    strip = _strip(screen, name)
    assert strip.is_asking
    assert strip.field.text() == "they asked"
    assert screen.focusWidget() is strip.field


@each_strip
def test_whoever_went_back_finds_the_words_when_it_asks_again(
    setting: Setting, seat: Seat, qtbot: QtBot, open_one: Way, name: str
) -> None:
    strip = _type_in(setting, open_one, name)
    setting.screen.perform("back")
    assert not strip.is_asking
    screen = _come_back(setting, seat, qtbot)
    assert not _strip(screen, name).is_asking
    again = Setting(screen, screen._desk, setting.maria, setting.tom, setting.dana)
    if name == "bars":
        screen.centre.bars.lift.click()
    else:
        open_one(again)
    assert _strip(screen, name).field.text() == "they asked"


@each_strip
def test_the_words_wait_while_another_prospect_is_called(
    setting: Setting, open_one: Way, name: str
) -> None:
    strip = _type_in(setting, open_one, name)
    on_desk = setting.screen.calling.on_desk
    assert on_desk is not None
    setting.screen.show_subject(setting.tom)
    assert (strip.is_asking, strip.field.text()) == (False, "")
    setting.screen.show_subject(on_desk.card.lead_id)
    assert (strip.is_asking, strip.field.text()) == (True, "they asked")


def test_a_reason_that_was_given_does_not_come_again(setting: Setting) -> None:
    _type_in(setting, _skipping, "skipping")
    setting.press(Qt.Key.Key_Return)
    assert setting.name() == "Tom Ashworth"
    setting.screen.show_subject(setting.maria)
    assert not setting.screen.centre.skipping.is_asking
    _skipping(setting)
    assert setting.screen.centre.skipping.field.text() == ""


def test_a_reason_that_was_logged_does_not_come_again(setting: Setting) -> None:
    strip = _type_in(setting, _dialling_at_night, "reason")
    setting.press(Qt.Key.Key_Return)
    assert len(setting.opened) == 1
    assert not strip.is_asking
    assert strip.field.text() == ""


def test_a_reason_stays_when_the_dial_is_refused(setting: Setting) -> None:
    strip = _type_in(setting, _dialling_at_night, "reason")
    request = AddSuppression(SuppressionScope.COMPANY, "hudson", Medium.PHONE, source="a list")
    setting.desk.database.carry_out(add_suppression, request, press=Press.new(), now=NOW)
    setting.press(Qt.Key.Key_Return)
    assert setting.refusals
    assert setting.opened == []
    assert strip.field.text() == "they asked"


def test_a_bar_that_was_lifted_takes_its_reason_along(setting: Setting) -> None:
    strip = _type_in(setting, _lifting, "bars")
    setting.press(Qt.Key.Key_Return)
    assert setting.refusals == []
    assert strip.field.text() == ""
    assert strip.isHidden()


def test_a_choice_of_a_letter_asks_again_at_its_first_choice(setting: Setting) -> None:
    _skipping(setting)
    setting.press(Qt.Key.Key_Escape)
    _skipping(setting)
    setting.press(Qt.Key.Key_A)
    assert setting.name() == "Tom Ashworth"


@pytest.mark.parametrize(("action", "name"), [("skip", "skipping"), ("snooze", "snoozing")])
def test_a_letter_chooses_at_once_though_words_were_kept(
    setting: Setting, action: str, name: str
) -> None:
    setting.screen.perform(action)
    strip = _strip(setting.screen, name)
    strip.field.setFocus()
    setting.type("they asked")
    setting.press(Qt.Key.Key_Escape)
    setting.screen.perform(action)
    assert strip.field.text() == "they asked"
    setting.press(Qt.Key.Key_A)
    assert setting.name() == "Tom Ashworth"


@pytest.mark.parametrize(("action", "name"), [("skip", "skipping"), ("snooze", "snoozing")])
def test_tab_goes_on_from_the_choices_to_the_words(
    setting: Setting, action: str, name: str
) -> None:
    setting.screen.perform(action)
    strip = _strip(setting.screen, name)
    assert isinstance(setting.focus(), Choice)
    setting.press(Qt.Key.Key_Tab)
    assert setting.focus() is strip.field

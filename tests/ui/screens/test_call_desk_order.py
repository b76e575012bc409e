"""Skip, snooze, why this order, breaks and promises on the call desk."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from qualdesk.domain.lead import Lane
from qualdesk.domain.seat import PresenceState
from qualdesk.events.calls import RecordedNoAnswer
from qualdesk.events.dialling import Dialled
from qualdesk.events.order import SkippedLead, SnoozedLead
from qualdesk.events.people import ShowedPresence
from qualdesk.store.tables import Presence
from qualdesk_ui.desk import Desk, Inline, Lanes, Seat
from qualdesk_ui.panels.why_order import LevelLine, WhyOrderPanel
from tests.builders import NOW, a_lead, a_person, a_prospect, writing
from tests.ui.screens.call_desk_setting import Setting, a_call_desk

pytestmark = pytest.mark.usefixtures("_theme")


def presence(setting: Setting) -> str:
    with setting.desk.database.read() as session:
        return session.get_one(Presence, setting.desk.person_id).state


def why_now(setting: Setting) -> str:
    return setting.screen.up_next.card.accessibleName()


def test_s_asks_in_place_and_a_letter_skips_for_today(setting: Setting) -> None:
    setting.screen.perform("skip")
    assert setting.screen.centre.skipping.isVisible()
    setting.press(Qt.Key.Key_B)
    skipped = next(event for event in setting.events if isinstance(event, SkippedLead))
    assert (skipped.lead_id, skipped.prospect_name) == (setting.maria, "Maria Keller")
    assert setting.name() == "Tom Ashworth"
    assert not setting.screen.centre.skipping.isVisible()


class Held(Inline):
    """Does its work only when it is let go, as a thread does a moment later."""

    def __init__(self) -> None:
        self.is_held = False
        self._waiting: list[Callable[[], None]] = []

    def run(self, work: Callable[[], None]) -> None:
        if self.is_held:
            self._waiting.append(work)
        else:
            work()

    def let_go(self) -> None:
        self.is_held = False
        while self._waiting:
            self._waiting.pop(0)()


def held_up(qtbot: QtBot, seat: Seat) -> tuple[Setting, Held]:
    """Return a call desk whose writing waits from now on, and what lets it go."""
    write = Held()
    desk = Desk(Lanes(write, Inline(), Inline()), clock=lambda: NOW)
    desk.open(lambda: seat)
    setting = a_call_desk(desk)
    qtbot.addWidget(setting.screen)
    write.is_held = True
    return setting, write


def test_a_second_decision_while_the_first_is_on_its_way_does_nothing(
    qtbot: QtBot, seat: Seat
) -> None:
    setting, write = held_up(qtbot, seat)
    for action in ("skip", "skip", "snooze", "outcome-no-answer"):
        setting.screen.perform(action)
        setting.press(Qt.Key.Key_A)
    write.let_go()
    said = [event for event in setting.events if isinstance(event, SkippedLead | SnoozedLead)]
    assert len(said) == 1
    assert not any(isinstance(event, RecordedNoAnswer) for event in setting.events)
    assert setting.name() == "Tom Ashworth"


def test_a_number_is_dialled_once_and_stays_lit_while_that_is_written_down(
    qtbot: QtBot, seat: Seat
) -> None:
    setting, write = held_up(qtbot, seat)
    for action in ("dial", "choose-number", "dial"):
        setting.screen.perform(action)
    write.let_go()
    dialled = [event for event in setting.events if isinstance(event, Dialled)]
    assert [event.e164 for event in dialled] == ["+498999998210"]
    on_desk = setting.screen.calling.on_desk
    assert on_desk is not None
    assert on_desk.call.number_id == on_desk.lit_number == dialled[0].number_id


def test_a_reason_can_be_typed_and_must_be_there(setting: Setting) -> None:
    setting.screen.perform("skip")
    setting.screen.centre.skipping.field.setFocus()
    setting.press(Qt.Key.Key_Return)
    assert setting.screen.centre.skipping.refusal() == "Why not now? A word or two."
    setting.type("wrong language")
    setting.press(Qt.Key.Key_Return)
    assert setting.name() == "Tom Ashworth"


def test_escape_folds_what_asks_and_leaves_the_prospect(setting: Setting) -> None:
    setting.screen.perform("skip")
    setting.press(Qt.Key.Key_Escape)
    assert not setting.screen.centre.skipping.isVisible()
    assert setting.name() == "Maria Keller"


def test_z_snoozes_for_an_hour_and_the_next_one_comes(setting: Setting) -> None:
    setting.screen.perform("snooze")
    setting.press(Qt.Key.Key_A)
    snoozed = next(event for event in setting.events if isinstance(event, SnoozedLead))
    assert (snoozed.lead_id, snoozed.until) == (setting.maria, NOW + timedelta(hours=1))
    assert setting.name() == "Tom Ashworth"


def test_whom_it_is_night_with_can_wait_until_their_hours_begin(setting: Setting) -> None:
    setting.screen.show_subject(setting.dana)
    setting.screen.perform("snooze")
    setting.press(Qt.Key.Key_A)
    snoozed = next(event for event in setting.events if isinstance(event, SnoozedLead))
    assert (snoozed.lead_id, f"{snoozed.until:%H:%M}") == (setting.dana, "13:00")


def test_z_on_a_promise_says_at_once_what_to_do_instead(setting: Setting) -> None:
    on_desk = setting.screen.calling.on_desk
    assert on_desk is not None
    on_desk.card = replace(on_desk.card, lane=Lane.PROMISED)
    setting.screen.perform("snooze")
    assert str(setting.refusals[-1]).startswith("A promise is not snoozed.")
    assert setting.screen.centre.snoozing.isHidden()


def test_a_snooze_too_far_ahead_is_refused_in_place(setting: Setting) -> None:
    setting.screen.perform("snooze")
    strip = setting.screen.centre.snoozing
    strip.field.setFocus()
    setting.type("in 3 weeks")
    setting.press(Qt.Key.Key_Return)
    assert strip.refusal().startswith("A snooze ends by")
    assert setting.name() == "Maria Keller"


@pytest.mark.parametrize("action", ["skip", "snooze"])
def test_nobody_is_set_aside_while_the_call_goes_on(setting: Setting, action: str) -> None:
    setting.screen.perform("dial")
    setting.screen.perform(action)
    assert not setting.screen.centre.is_asking
    assert "still on the line" in str(setting.refusals[-1])


def test_w_shows_the_five_levels_and_where_the_prospect_stands(setting: Setting) -> None:
    setting.screen.perform("why")
    panel = setting.screen.calling.panels.open_panel
    assert isinstance(panel, WhyOrderPanel)
    lines = [line.accessibleName() for line in panel.findChildren(LevelLine)]
    assert len(lines) == 5
    assert [line.split(",")[0] for line in lines if ", here" in line] == ["4"]
    setting.screen.perform("why")
    assert setting.screen.calling.panels.open_panel is None


def test_a_prospect_from_further_down_is_said_to_be_out_of_order(setting: Setting) -> None:
    assert "out of order" not in why_now(setting)
    setting.screen.show_subject(setting.tom)
    assert "Opened out of order." in why_now(setting)
    setting.screen.perform("why")
    assert setting.screen.calling.on_desk is not None
    assert setting.screen.calling.on_desk.is_out_of_order


def test_a_break_is_told_and_so_is_coming_back(setting: Setting) -> None:
    setting.screen.perform("break")
    assert presence(setting) == PresenceState.AWAY
    told = [event.state for event in setting.events if isinstance(event, ShowedPresence)]
    assert told == [PresenceState.AWAY]
    assert setting.name() == ""
    setting.screen.perform("break")
    assert presence(setting) == PresenceState.HERE
    assert setting.name() == "Maria Keller"


def test_another_s_late_promise_is_offered_and_then_kept_for_them(setting: Setting) -> None:
    with writing(setting.desk.database) as session:
        sam = a_person(session, "Sam Okoro")
        noor = a_lead(
            session,
            prospect_id=a_prospect(
                session, "Noor Haddad", company="De Waal", numbers=("+31201234567",), country="NL"
            ),
            lane=Lane.PROMISED,
            owner_person_id=sam,
            due_at=NOW - timedelta(minutes=6),
        )
    setting.screen.refresh()
    model = setting.screen.up_next.list.model()
    heard = [
        str(model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole))
        for row in range(model.rowCount())
    ]
    assert any("Sam’s promise, 6 min late. Enter takes it." in words for words in heard)
    setting.screen.show_subject(noor)
    assert setting.name() == "Noor Haddad"
    assert setting.screen.centre.for_whom.text() == (
        "You call for Sam Okoro,  who promised this call for 10:26."
        " Say it first: “I am calling for Sam Okoro.”"
    )
    assert "out of order" not in why_now(setting)
    setting.screen.show_subject(setting.maria)
    assert setting.screen.centre.for_whom.text() == ""


def test_my_promise_counts_down_from_five_minutes_before(seat: Seat, qtbot: QtBot) -> None:
    moment = [NOW]

    def now() -> datetime:
        return moment[0]

    desk = Desk(Lanes.inline(), clock=now)
    desk.open(lambda: seat)
    with writing(desk.database) as session:
        a_lead(
            session,
            prospect_id=a_prospect(session, "Ida Holm", numbers=("+498999998299",)),
            lane=Lane.PROMISED,
            owner_person_id=seat.person_id,
            due_at=NOW + timedelta(minutes=4, seconds=10),
        )
    made = a_call_desk(desk)
    qtbot.addWidget(made.screen)
    card = made.screen.up_next.card
    assert made.name() == "Ida Holm"
    assert card.name() == "Ida Holm in 4:10"
    moment[0] = NOW + timedelta(minutes=3, seconds=5)
    made.screen.line.show()
    assert card.name() == "Ida Holm in 1:05"
    moment[0] = NOW + timedelta(minutes=5)
    made.screen.line.show()
    assert card.name() == "Ida Holm"


def test_who_was_not_begun_makes_way_when_my_promise_is_near(setting: Setting) -> None:
    assert setting.name() == "Maria Keller"
    _promise_in_four_minutes(setting)
    setting.screen.refresh()
    assert "Ida Holm" in _up_next(setting)[1]
    assert "Callback 10:36, in 4 min" in _up_next(setting)[1]
    assert "after your promise" in _up_next(setting)[2]
    setting.screen.waiting.look_again()
    assert setting.name() == "Ida Holm"


def test_who_is_spoken_to_stays_while_my_promise_is_near(setting: Setting) -> None:
    setting.screen.calling.on_desk.draft.note = "asked for Anja"  # type: ignore[union-attr]
    _promise_in_four_minutes(setting)
    setting.screen.refresh()
    setting.screen.waiting.look_again()
    assert setting.name() == "Maria Keller"


def _promise_in_four_minutes(setting: Setting) -> None:
    with writing(setting.desk.database) as session:
        a_lead(
            session,
            prospect_id=a_prospect(session, "Ida Holm", numbers=("+498999998299",)),
            lane=Lane.PROMISED,
            owner_person_id=setting.desk.person_id,
            due_at=NOW + timedelta(minutes=4),
        )


def _up_next(setting: Setting) -> list[str]:
    model = setting.screen.up_next.list.model()
    rows = (model.index(row, 0) for row in range(model.rowCount()))
    return [str(one.data(Qt.ItemDataRole.AccessibleTextRole)) for one in rows]

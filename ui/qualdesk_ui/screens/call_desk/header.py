"""Who is on the line: name, state and timer, their clock, their numbers; always 124 high."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto
from zoneinfo import ZoneInfo

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from qualdesk.domain.calling_hours import ClosedBy
from qualdesk.domain.calling_rules import HOUSE_RULE
from qualdesk.domain.lead import Lane
from qualdesk.domain.moments import near_day
from qualdesk.domain.places import place_name
from qualdesk.domain.present_call import PresentCall, Stage
from qualdesk.queries.prospect_card import HoursToday, ProspectCard
from qualdesk_ui.screens.call_desk.call_state import CallState
from qualdesk_ui.screens.call_desk.consent import Consent
from qualdesk_ui.screens.call_desk.number_row import NumberLook, NumberRow
from qualdesk_ui.screens.call_desk.work_line import WorkLine
from qualdesk_ui.theme import Role, current
from qualdesk_ui.theme.space import CENTRE_MARGIN
from qualdesk_ui.widgets.buttons import Button, DangerButton, PrimaryButton, QuietButton
from qualdesk_ui.widgets.elided import ElidedLabel

_NARROW = 700
_CLOSED_WORDS = {
    ClosedBy.HOLIDAY: "It is a holiday there",
    ClosedBy.DAY: "No calls there on this day of the week",
    ClosedBy.TIME: "It is too early or too late there",
}


class Way(Enum):
    """What the one button at the far right does."""

    DIAL = auto()
    CALL_OVER = auto()
    WAIT = auto()
    NEXT = auto()
    NOTHING = auto()


@dataclass(frozen=True, slots=True)
class HeaderState:
    """All the header shows."""

    card: ProspectCard
    call: PresentCall
    lit_number: int | None
    now: datetime

    @property
    def is_open(self) -> bool:
        """Whether they may be called now: in their hours, or when they asked; never over a cap."""
        due_at = self.card.reason.due_at
        is_promised = self.card.lane is Lane.PROMISED and due_at is not None and due_at <= self.now
        return self.card.hours.is_open or (is_promised and not self.card.hours.over_cap)

    @property
    def waits_until(self) -> datetime | None:
        """When they may be called again: at the time promised where that is later."""
        opens_at, due_at = self.card.hours.next_at, self.card.reason.due_at
        is_promised = self.card.lane is Lane.PROMISED and due_at is not None
        return max(opens_at, due_at) if opens_at and due_at and is_promised else opens_at

    @property
    def way(self) -> Way:
        """Return what the button at the far right does now."""
        if self.call.is_running:
            return Way.CALL_OVER
        if self.call.stage is Stage.OVER:
            return Way.NOTHING
        if self.card.is_barred or self.lit_number is None:
            return Way.NEXT
        return Way.DIAL if self.is_open else Way.WAIT


class Header(QWidget):
    """Says what may be done by its one button and never changes its height."""

    way_taken = Signal(Way)
    dial_anyway_asked = Signal()
    number_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state: HeaderState | None = None
        self._name = ElidedLabel("", Role.TITLE)
        self.call_state = CallState()
        self.anyway = QuietButton("Dial anyway")
        self.skip = QuietButton("Skip", key="S")
        self.buttons: dict[Way, Button] = {
            Way.DIAL: PrimaryButton("Dial", "F5", "phone"),
            Way.CALL_OVER: DangerButton("Call over", "phone-off", "Shift+F5"),
            Way.WAIT: PrimaryButton("Wait", "Enter", "clock"),
            Way.NEXT: PrimaryButton("Next prospect", "Enter"),
        }
        self.work = WorkLine()
        self.numbers = NumberRow()
        self._consent = Consent()
        self._connect()
        self._lay_out()

    def show_state(self, state: HeaderState) -> None:
        """Show another prospect or another moment of the call."""
        is_other = self._state is None or self._state.card is not state.card
        self._state = state
        if is_other:
            self._show_prospect(state.card)
            self._show_consent(state)
        self._show_way(state)
        self._show_clock(state)
        self.call_state.show_call(state.call, state.now, self._idle_words(state))
        in_use = state.call.stage is not Stage.IDLE and state.call.is_running
        look = NumberLook.IN_USE if in_use else NumberLook.LIT
        lit = state.call.number_id if in_use else state.lit_number
        self.numbers.light(None if state.way in (Way.NOTHING, Way.WAIT) else lit, look)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # A size hint changed while a layout is being made would keep the room of the former one.
        QTimer.singleShot(0, self, self._fit)

    def _fit(self) -> None:
        if self._state is not None:
            self._show_consent(self._state)

    def _connect(self) -> None:
        self.anyway.clicked.connect(self.dial_anyway_asked)
        self.numbers.number_chosen.connect(self.number_chosen)
        for button in self.buttons.values():
            button.clicked.connect(self._take_way)

    def _lay_out(self) -> None:
        first = _row(8)
        first.addWidget(self._name, 1)
        first.addWidget(self.call_state)
        first.addWidget(self.anyway)
        first.addWidget(self.skip)
        for button in self.buttons.values():
            first.addWidget(button)
        first.addStrut(32)
        third = _row(12)
        third.addWidget(self.numbers, 1)
        third.addWidget(self._consent)
        column = QVBoxLayout(self)
        column.setContentsMargins(CENTRE_MARGIN, 12, CENTRE_MARGIN, 12)
        column.setSpacing(0)
        column.addLayout(first)
        column.addSpacing(5)
        column.addWidget(self.work)
        column.addSpacing(12)
        column.addLayout(third)

    def _show_prospect(self, card: ProspectCard) -> None:
        self._name.set_text(card.name)
        self.work.show_work("  ·  ".join(part for part in (card.job_title, card.company) if part))
        self.numbers.set_numbers(card.numbers)

    def _show_consent(self, state: HeaderState) -> None:
        is_narrow = self.width() < current().scaled(_NARROW)
        self._consent.show_prospect(state.card, state.now, is_narrow=is_narrow)

    def _show_way(self, state: HeaderState) -> None:
        for way, button in self.buttons.items():
            button.setVisible(way is state.way)
        hours = state.card.hours
        self.skip.setVisible(state.way is Way.DIAL)
        self.anyway.setVisible(state.way is Way.WAIT and not hours.over_cap)
        if state.way is Way.WAIT:
            self.buttons[Way.WAIT].setText(f"Wait until {_next_words(state, state.waits_until)}")
            self.buttons[Way.WAIT].setToolTip(hours.over_cap or _why_closed(hours))

    def _show_clock(self, state: HeaderState) -> None:
        card, hours = state.card, state.card.hours
        local = state.now.astimezone(ZoneInfo(card.zone))
        window = (hours.opens, hours.closes) if hours.opens and hours.closes else None
        self.work.show_window(window, local.time())
        self.work.show_clock(
            f"{local:%H:%M} in {card.city or _city_of(card.zone)}",
            _hours_words(state),
            is_outside=not state.is_open,
        )

    def _idle_words(self, state: HeaderState) -> str:
        if state.way is Way.NEXT:
            return "Dialling is off" if state.card.numbers else "No number yet"
        return "Ready" if state.way is Way.DIAL else ""

    def _take_way(self) -> None:
        if self._state is not None:
            self.way_taken.emit(self._state.way)


def _row(spacing: int) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(spacing)
    return row


def _city_of(zone: str) -> str:
    return zone.rsplit("/", 1)[-1].replace("_", " ")


def _hours_words(state: HeaderState) -> tuple[str, str]:
    """Return how long they may be called in many words and in few."""
    hours = state.card.hours
    if not state.is_open:
        words = f" · from {_next_words(state, hours.next_at)}"
        return words, words
    if not hours.is_open:
        return " · at the time they asked for", " · as they asked"
    until = f"until {hours.closes:%H:%M}" if hours.closes else "today"
    return f" · calling hours {until}", f" · {until}"


def _why_closed(hours: HoursToday) -> str:
    if hours.closed is None:
        return ""
    law = hours.closed.law
    whose = "our own hours" if law == HOUSE_RULE else f"law: {place_name(law)}"
    return f"{_CLOSED_WORDS[hours.closed.by]} ({whose})."


def _next_words(state: HeaderState, next_at: datetime | None) -> str:
    if next_at is None:
        return "the next calling hours"
    there = ZoneInfo(state.card.zone)
    local, today = next_at.astimezone(there), state.now.astimezone(there).date()
    day = "" if local.date() == today else f"{near_day(local.date(), today)}, "
    return f"{day}{local:%H:%M}"

"""The telephone of the desk: lights a number, dials it, notes answer and end."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, QUrl, Signal

from qualdesk.domain.moments import clock_time
from qualdesk.domain.phone import Phone, dial_uri, spoken
from qualdesk.domain.present_call import PresentCall, Stage
from qualdesk.errors import InputError
from qualdesk.events.dialling import Dialled
from qualdesk_ui.screens.call_desk.centre import Centre
from qualdesk_ui.screens.call_desk.flow import CallFlow
from qualdesk_ui.screens.call_desk.header import Way
from qualdesk_ui.screens.call_desk.on_desk import OnDesk
from qualdesk_ui.screens.call_desk.strips import DIAL_ANYWAY, LIFT
from qualdesk_ui.widgets.announce import announce, announce_at_once

Opener = Callable[[QUrl], object]
"""What hands a number to the system; False where nothing there takes it."""
Template = Callable[[], str]
_TICK_MS = 1000
_BY_HAND = (
    "Nothing on this machine dials. Dial {number} by hand; Enter when they answer."
    " How numbers are dialled is set in Preferences."
)


class Line(QObject):
    """Keeps the header true while a call goes on; dials nothing by itself."""

    next_asked = Signal()
    moved = Signal()
    stepped = Signal()
    """The call rings, is answered or over: another step than a second that passes."""

    def __init__(
        self,
        flow: CallFlow,
        centre: Centre,
        opener: Opener,
        template: Template,
    ) -> None:
        header, reason = centre.header, centre.reason
        super().__init__(header)
        self._centre = centre
        self._flow, self._header, self._reason, self._bars = flow, header, reason, centre.bars
        self._opener, self._template = opener, template
        self._on_desk: OnDesk | None = None
        self._is_dial_on_its_way = False
        self._clock = QTimer(self)
        self._clock.setInterval(_TICK_MS)
        self._clock.timeout.connect(self.show)
        flow.records.dialled.connect(self._ring)
        flow.records.not_dialled.connect(self._take_no_dial)
        header.way_taken.connect(self._take_way)
        header.dial_anyway_asked.connect(self._ask_reason)
        header.number_chosen.connect(self._light)
        reason.reason_given.connect(self._dial)
        reason.turned.connect(self.moved)
        self._bars.lift_asked.connect(self._lift)
        self._bars.turned.connect(self.moved)
        flow.cards.lifted.connect(self._bars.field.clear)

    def take(self, on_desk: OnDesk | None) -> None:
        """Have another prospect's numbers on the line, or nobody's."""
        self._on_desk = on_desk
        if on_desk is None:
            self._clock.stop()
            self.show()
            return
        self._clock.start()
        self.show()
        self._bars.show_prospect(on_desk.card, self._flow.now())
        if on_desk.card.is_barred:
            announce_at_once(self._header, f"Do not call {on_desk.card.name}. Dialling is off.")

    def show(self) -> None:
        """Bring the header up to this moment."""
        if self._on_desk is not None:
            self._header.show_state(self._on_desk.header(self._flow.now()))
        self.moved.emit()

    @property
    def is_running(self) -> bool:
        """Whether it rings or somebody is on the line."""
        return self._on_desk is not None and self._on_desk.call.is_running

    @property
    def takes_return(self) -> bool:
        """Whether Return belongs to the header: they answered, or go on to the next prospect."""
        asks = self._reason.is_asking or self._bars.is_asking or self._centre.is_asking
        if self._on_desk is None or asks:
            return False
        way = self._on_desk.header(self._flow.now()).way
        is_ringing = self._on_desk.call.stage is Stage.DIALLING
        return is_ringing or way in (Way.NEXT, Way.WAIT)

    def press_return(self) -> None:
        """They answered, or the next prospect is wanted."""
        if self.is_running:
            self._answer()
        else:
            self.next_asked.emit()

    def dial(self) -> None:
        """Dial the lit number; outside calling hours ask for the reason first.

        No reason opens a legal cap: the core's sentence is heard at once.
        """
        if self._on_desk is None or self._is_in_use:
            return
        is_open = self._on_desk.header(self._flow.now()).is_open
        if self._on_desk.lit_number is None or is_open or self._on_desk.card.hours.over_cap:
            self._dial("")
        else:
            self._ask_reason()

    def hang_up(self) -> None:
        """Note that the call is over; the outcome is still asked for."""
        if self._on_desk is None or not self.is_running:
            return
        over = self._on_desk.call.ended(self._flow.now())
        announce(self._header, f"Call over after {_spoken_length(over.talked_seconds)}")
        self._step(self._on_desk, over)

    def light_next(self) -> None:
        """Light the number after the lit one."""
        if self._on_desk is not None and not self._is_in_use:
            self._on_desk.light_next_number()
            self.show()

    def ask_again(self, on_desk: OnDesk) -> None:
        """Ask for the reason that was being typed when the program ended, if it is still wanted."""
        name = on_desk.draft.open_form
        if name == LIFT and on_desk.card.may_lift and not self._bars.isHidden():
            self._bars.ask()
        elif name == DIAL_ANYWAY and on_desk.header(self._flow.now()).way is Way.WAIT:
            self._ask_reason()

    @property
    def _is_in_use(self) -> bool:
        """Whether a call goes on, or one is being written down: a dial is never written twice."""
        return self.is_running or self._is_dial_on_its_way

    def _light(self, number_id: int) -> None:
        if self._on_desk is not None and not self._is_in_use:
            self._on_desk.lit_number = number_id
            self.show()

    def _take_way(self, way: Way) -> None:
        if way is Way.DIAL:
            self.dial()
        elif way is Way.CALL_OVER:
            self.hang_up()
        elif way in (Way.WAIT, Way.NEXT):
            self.next_asked.emit()

    def _ask_reason(self) -> None:
        if self._on_desk is not None:
            card = self._on_desk.card
            time_there = clock_time(self._flow.now(), card.zone)
            self._reason.ask(f"{time_there} in {card.city}" if card.city else f"{time_there} there")

    def _lift(self, reason: str) -> None:
        if self._on_desk is not None:
            self._flow.cards.lift(self._on_desk.card, reason)

    def _dial(self, because: str) -> None:
        if self._on_desk is None or self._on_desk.lit_number is None or self._is_in_use:
            return
        self._is_dial_on_its_way = True
        self._flow.records.dial(self._on_desk.card.lead_id, self._on_desk.lit_number, because)

    def _take_no_dial(self) -> None:
        self._is_dial_on_its_way = False

    def _ring(self, event: Dialled) -> None:
        self._is_dial_on_its_way = False
        if self._on_desk is None or self._on_desk.card.lead_id != event.lead_id:
            return
        now = self._flow.now()
        ringing = self._on_desk.call.dialled(event.number_id, event.dial_id, now)
        phone = Phone(event.e164)
        is_untaken = self._opener(QUrl(dial_uri(phone, self._template()))) is False
        announce(self._header, "Dialling. Enter when they answer.")
        self._reason.field.clear()
        self._step(self._on_desk, ringing)
        if is_untaken:
            self._flow.desk.refused.emit(InputError(_BY_HAND.format(number=spoken(phone))))

    def _answer(self) -> None:
        if self._on_desk is not None:
            announce(self._header, "On call")
            self._step(self._on_desk, self._on_desk.call.answered(self._flow.now()))

    def _step(self, on_desk: OnDesk, call: PresentCall) -> None:
        on_desk.call = call
        self.show()
        self.stepped.emit()


def _spoken_length(seconds: int) -> str:
    parts = ((seconds // 60, "minute"), (seconds % 60, "second"))
    return " ".join(f"{count} {noun if count == 1 else f'{noun}s'}" for count, noun in parts)

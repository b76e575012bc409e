"""Skip and snooze: asked in place under the header, with one letter or a few words."""

from datetime import datetime

from PySide6.QtCore import QObject, Qt

from qualdesk.domain.lead import Lane
from qualdesk.errors import InputError
from qualdesk_ui.panels.choice_strip import ChoiceStrip
from qualdesk_ui.panels.snoozing import SnoozeMoments
from qualdesk_ui.screens.call_desk.calling import Calling
from qualdesk_ui.screens.call_desk.centre import Centre
from qualdesk_ui.screens.call_desk.flow import CallFlow
from qualdesk_ui.screens.call_desk.on_desk import OnDesk
from qualdesk_ui.screens.call_desk.strips import SKIP, SNOOZE
from qualdesk_ui.widgets.announce import announce

_PROMISED = "A promise is not snoozed. Keep it, or promise another time with 2."
REASONS = ("Wrong moment", "Not for me", "Looks wrong")


class SettingAside(QObject):
    """The prospect goes back into the queue and the next one comes; Ctrl+Z brings them back."""

    def __init__(self, flow: CallFlow, calling: Calling, centre: Centre) -> None:
        super().__init__(centre)
        self._flow, self._calling, self._centre = flow, calling, centre
        self._moments: SnoozeMoments | None = None
        centre.skipping.decided.connect(self._skip)
        centre.snoozing.decided.connect(self._snooze)
        flow.claims.set_aside.connect(self._be_done)
        flow.claims.not_set_aside.connect(self._refuse)
        calling.event_read.connect(self._ask_again)
        for strip in self._strips():
            strip.closed.connect(centre.take_focus)

    def ask_why(self) -> None:
        """Ask why the prospect on the desk is passed over."""
        on_desk = self._calling.on_desk
        if on_desk is not None and not on_desk.is_being_stored:
            self._open(self._centre.skipping, "Skip", REASONS)

    def ask_until(self) -> None:
        """Ask until when the prospect on the desk shall wait."""
        on_desk = self._calling.on_desk
        if on_desk is None or on_desk.is_being_stored:
            return
        if on_desk.card.lane is Lane.PROMISED:
            self._flow.desk.refused.emit(InputError(_PROMISED))
        else:
            opens_at = on_desk.card.hours.next_at
            self._moments = SnoozeMoments(self._flow.now(), on_desk.card.zone, opens_at)
            self._open(self._centre.snoozing, "Snooze until", tuple(self._moments.quick()))

    def close(self) -> bool:
        """Fold what asks; False if nothing does."""
        closed = [strip.close_strip() for strip in self._strips()]
        return any(closed)

    def _open(self, strip: ChoiceStrip, question: str, options: tuple[str, ...]) -> None:
        self._calling.panels.close()
        self.close()
        strip.ask(question, options, words=strip.field.text())
        announce(strip, question)

    def _ask_again(self, on_desk: OnDesk) -> None:
        """Ask what was being asked when the program ended; who was typing goes on typing."""
        if on_desk.draft.open_form == SKIP:
            self.ask_why()
        elif on_desk.draft.open_form == SNOOZE:
            self.ask_until()
        for strip in self._strips():
            if strip.is_asking and strip.field.text():
                strip.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _be_done(self) -> None:
        """Fold what asked; its words have done their work."""
        for strip in self._strips():
            strip.field.clear()
        self.close()

    def _strips(self) -> tuple[ChoiceStrip, ChoiceStrip]:
        return self._centre.skipping, self._centre.snoozing

    def _skip(self, reason: str) -> None:
        if not reason:
            self._centre.skipping.refuse("Why not now? A word or two.")
        elif (on_desk := self._calling.to_store()) is not None:
            self._flow.claims.skip(on_desk.card.lead_id, reason)

    def _snooze(self, words: str) -> None:
        until = self._until(words)
        if until is None:
            why_not = self._moments.why_not(words) if self._moments else ""
            self._centre.snoozing.refuse(why_not)
        elif (on_desk := self._calling.to_store()) is not None:
            self._flow.claims.snooze(on_desk.card.lead_id, until)

    def _until(self, words: str) -> datetime | None:
        return self._moments.meant(words) if self._moments else None

    def _refuse(self, sentence: str) -> None:
        self._calling.keep_form()
        for strip in self._strips():
            if strip.is_asking:
                strip.refuse(sentence)

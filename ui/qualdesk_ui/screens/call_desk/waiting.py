"""While nobody is on the desk: looks again, takes a break; makes way where a promise is near."""

from PySide6.QtCore import QObject, QTimer

from qualdesk_ui.screens.call_desk.calling import Calling
from qualdesk_ui.screens.call_desk.centre import Centre
from qualdesk_ui.screens.call_desk.coming import Coming
from qualdesk_ui.screens.call_desk.empty_desk import EmptyDesk
from qualdesk_ui.screens.call_desk.flow import CallFlow
from qualdesk_ui.screens.call_desk.line import Line

_LOOK_AGAIN_MS = 30_000


class Waiting(QObject):
    """Claims somebody as soon as somebody may be called, and nobody during a break."""

    def __init__(
        self, flow: CallFlow, line: Line, calling: Calling, coming: Coming, centre: Centre
    ) -> None:
        super().__init__(centre)
        self._flow, self._line, self._calling = flow, line, calling
        self._coming, self._centre = coming, centre
        self._empty = EmptyDesk(centre, flow.own_zone)
        self._made_way_for: int | None = None
        self._again = QTimer(self)
        self._again.setInterval(_LOOK_AGAIN_MS)
        self._again.timeout.connect(self.look_again)
        self._again.start()
        flow.claims.nothing_due.connect(self._show_nobody)
        flow.claims.paused.connect(self._show_break)
        coming.read.connect(self._empty.take_rows)
        calling.prospect_shown.connect(self._leave_empty)
        centre.empty.action_chosen.connect(self.go_on)

    def look_again(self) -> None:
        """Read the lists again, or claim somebody where nobody is on the desk or a promise is near."""
        if not self._centre.isVisible():
            return
        is_free = self._calling.on_desk is None and not self._calling.is_paused
        if is_free or self._makes_way():
            self._flow.claims.claim_next()
        else:
            self._flow.lists.read()

    def go_on(self) -> None:
        """End the break, or look once more for somebody to call."""
        was_paused, self._calling.is_paused = self._calling.is_paused, False
        if was_paused:
            self._flow.claims.resume()
        else:
            self._flow.claims.claim_next()

    def take_break(self) -> None:
        """Give the prospect back and call nobody, or go on after a break."""
        if self._calling.is_paused:
            self.go_on()
        elif not self._line.is_running:
            self._calling.is_paused = True
            self._flow.claims.pause()

    def _makes_way(self) -> bool:
        """Whether who is on the desk was not begun while a promise of mine is near; said once."""
        near, on_desk = self._coming.near, self._calling.on_desk
        if near is None or near.lead_id == self._made_way_for or on_desk is None:
            return False
        if on_desk.is_begun or self._calling.panels.open_panel is not None:
            return False
        self._made_way_for = near.lead_id
        return True

    def _show_nobody(self) -> None:
        was_empty = self._centre.empty.isVisible()
        self._calling.clear()
        self._empty.say_nothing_due()
        if not was_empty:
            self._calling.begin_there()
        self._flow.lists.read()

    def _show_break(self) -> None:
        self._calling.clear()
        self._empty.say_break()
        self._flow.lists.read()

    def _leave_empty(self, is_somebody: bool) -> None:
        if is_somebody:
            self._empty.leave()

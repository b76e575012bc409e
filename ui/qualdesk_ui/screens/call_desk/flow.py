"""What the call desk asks of the core, part by part; it knows no widget."""

from datetime import datetime

from PySide6.QtCore import QObject, QTimeZone

from qualdesk_ui.desk import Desk
from qualdesk_ui.screens.call_desk.cards import Cards
from qualdesk_ui.screens.call_desk.claims import Claims
from qualdesk_ui.screens.call_desk.lists import Lists
from qualdesk_ui.screens.call_desk.questions import Questions
from qualdesk_ui.screens.call_desk.records import Records


class CallFlow(QObject):
    """The parts share one desk; each answer comes back as a signal of its part."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self.desk = desk
        self.claims = Claims(desk, self)
        self.cards = Cards(desk, self)
        self.lists = Lists(desk, self)
        self.questions = Questions(desk)
        self.records = Records(desk, self)
        self.own_zone = bytes(QTimeZone.systemTimeZoneId().data()).decode() or "UTC"

    @property
    def caller_id(self) -> int:
        """Who works here."""
        return self.desk.person_id

    @property
    def caller_name(self) -> str:
        """Who that is by name."""
        return self.desk.seat.person_name

    @property
    def firm(self) -> str:
        """On whose behalf is called."""
        return self.desk.seat.firm

    @property
    def undo_seconds(self) -> int:
        """How long an outcome can be taken back before anything leaves."""
        return self.desk.undo_seconds

    def now(self) -> datetime:
        """Return this moment."""
        return self.desk.now()

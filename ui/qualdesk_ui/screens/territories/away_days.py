"""The first and the last day of an absence, typed as people say them, and what they are read as."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from qualdesk.domain.when import understood, unread
from qualdesk_ui.theme import Role
from qualdesk_ui.widgets.field import Field
from qualdesk_ui.widgets.label import secondary
from qualdesk_ui.widgets.paragraph import Paragraph
from qualdesk_ui.widgets.tone import Tone

_NO_DAY = "Until which day?"


class AwayDays(QWidget):
    """`changed` on each key; without a first day the absence begins now."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._now, self._zone = datetime.fromtimestamp(0, UTC), "UTC"
        self.first = Field("First day away", placeholder="Now, or “Monday”", icon="calendar")
        self.last = Field("Last day away", placeholder="“Friday”, “in 2 weeks”", icon="calendar")
        self.read_as = Paragraph("", Role.SMALL, Tone.SECONDARY)
        for field in (self.first, self.last):
            field.textChanged.connect(self.changed)
        self._lay_out()

    def read_in(self, zone: str, now: datetime) -> None:
        """Read what is typed as of `now` in the zone of a person, and say how."""
        self._zone, self._now = zone, now
        self._say()

    def first_day(self) -> date | None:
        """Return the first day away, None for now."""
        return self._day(self.first)

    def last_day(self) -> date | None:
        """Return the last day away, None while none can be read."""
        return None if self._unread() is not None else self._day(self.last)

    def why_not(self) -> str:
        """Return what is missing, or cannot be read."""
        field = self._amiss()
        return unread(field.text()) if field.text().strip() else _NO_DAY

    def take_focus(self) -> None:
        """Put the keyboard where a day is missing or cannot be read."""
        self._amiss().setFocus()

    def clear(self) -> None:
        """Begin anew."""
        self.first.clear()
        self.last.clear()

    def _say(self) -> None:
        not_read, first, last = self._unread(), self._day(self.first), self._day(self.last)
        said = f"{_long(last)} is the last day away" if last else ""
        if first:
            said = f"Away from {_long(first)}" + (f" to {_long(last)}" if last else "")
        self.read_as.set_tone(Tone.BAD if not_read else Tone.SECONDARY)
        self.read_as.set_text(unread(not_read.text()) if not_read else said)

    def _day(self, field: Field) -> date | None:
        text = field.text().strip()
        moment = understood(text, self._now, self._zone) if text else None
        return moment.astimezone(ZoneInfo(self._zone)).date() if moment else None

    def _unread(self) -> Field | None:
        """Return the field whose words mean no day."""
        fields = (self.first, self.last)
        return next((one for one in fields if one.text().strip() and not self._day(one)), None)

    def _amiss(self) -> Field:
        return self._unread() or self.last

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        for name, field in (("First day away", self.first), ("Last day away", self.last)):
            column = QVBoxLayout()
            column.addWidget(secondary(name))
            column.addWidget(field)
            row.addLayout(column, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(8)
        whole.addLayout(row)
        whole.addWidget(self.read_as)


def _long(day: date) -> str:
    return f"{day:%A} {day.day} {day:%B %Y}"

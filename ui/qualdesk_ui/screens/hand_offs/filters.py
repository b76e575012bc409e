"""Which hand-offs are looked at: the tabs, a rep, the days, and words."""

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QHBoxLayout

from qualdesk.queries.hand_offs import HandOffRow
from qualdesk_ui.screens.hand_offs.rows import (
    ALL,
    Filter,
    chosen,
    end_of_next_week,
    tab_options,
)
from qualdesk_ui.widgets.field import Field
from qualdesk_ui.widgets.segment import Segment
from qualdesk_ui.widgets.select import Select

_FIND_WIDTH = 220
_SOON, _EVER = "soon", "ever"


class Filters(QObject):
    """`changed` when others are to be looked at."""

    changed = Signal()

    def __init__(self, now: Callable[[], datetime], parent: QObject) -> None:
        super().__init__(parent)
        self._now = now
        self.find = Field("Find a hand-off", placeholder="Find a hand-off", icon="search", key="/")
        self.find.setFixedWidth(_FIND_WIDTH)
        self.tabs = Segment("State", tab_options(()))
        self.rep = Select("Rep", [("", "All reps")])
        self.span = Select("Days", [(_SOON, "This week and next"), (_EVER, "All days")])
        for choice in (self.tabs, self.rep, self.span):
            choice.chosen.connect(self.changed)
        self.find.textChanged.connect(self.changed)

    def line(self) -> QHBoxLayout:
        """Return them on a line; the field for words stands elsewhere."""
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.tabs)
        row.addStretch(1)
        row.addWidget(self.rep)
        row.addWidget(self.span)
        return row

    def show_all(self) -> None:
        """Look at all of them, whenever they meet."""
        self.tabs.set_value(ALL)
        self.span.set_value(_EVER)
        self.find.clear()

    def set_reps(self, rows: Sequence[HandOffRow]) -> None:
        """Offer the reps there are."""
        reps = sorted({row.rep for row in rows})
        self.rep.set_options([("", "All reps"), *((name, name) for name in reps)])

    def count(self, rows: Sequence[HandOffRow]) -> None:
        """Say on the tabs how many stand behind each."""
        self.tabs.set_options(tab_options(chosen(rows, ALL, self._wanted())))

    def shown(self, rows: Sequence[HandOffRow]) -> list[HandOffRow]:
        """Return those of the rows that are looked at."""
        return chosen(rows, self.tabs.value(), self._wanted())

    def begin_find(self) -> None:
        """Put the keyboard where words are typed."""
        self.find.setFocus()
        self.find.selectAll()

    def end_find(self) -> bool:
        """Look for words no more; False where none were looked for."""
        is_finding = bool(self.find.text()) or self.find.hasFocus()
        self.find.clear()
        return is_finding

    def _wanted(self) -> Filter:
        is_soon = self.span.value() == _SOON
        until: datetime | None = end_of_next_week(self._now()) if is_soon else None
        return Filter(str(self.rep.value() or ""), until, self.find.text())

"""Joining two columns into one: an area code and its number, two halves of a street."""

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from qualdesk.exchange.fields import Field
from qualdesk_ui.theme.space import CONTROL_SMALL
from qualdesk_ui.widgets.buttons import LinkButton, NormalButton, QuietButton
from qualdesk_ui.widgets.contents import empty
from qualdesk_ui.widgets.elided import ElidedLabel
from qualdesk_ui.widgets.label import secondary
from qualdesk_ui.widgets.select import Select

_AND = "+"


class Joining(QWidget):
    """`changed` when two columns are joined or parted."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._joins: dict[str, str] = {}
        self._ask = LinkButton("Join two columns")
        self.first, self.second = Select("First column"), Select("Second column")
        self.target = Select("Joined they go to", _targets())
        self._join, self._leave = NormalButton("Join"), QuietButton("Leave")
        self._strip = QWidget()
        self._joined = QVBoxLayout()
        self._lay_out()
        self._ask.clicked.connect(self.open)
        self._join.clicked.connect(self._add)
        self._leave.clicked.connect(self._close)

    def joins(self) -> dict[str, str]:
        """Return the columns joined, "Area code+Number", with the field of the whole."""
        return dict(self._joins)

    def show_joins(self, names: Sequence[str], joins: Mapping[str, str]) -> None:
        """Offer the columns of a file, and show which are joined."""
        # The names stand on both sides of a plus, so one that holds a plus cannot be named.
        offered = [(name, name) for name in names if _AND not in name]
        self.first.set_options(offered)
        self.second.set_options(offered)
        self._ask.setVisible(len(offered) > 1)
        self._joins = dict(joins)
        empty(self._joined)
        for whole, target in joins.items():
            self._joined.addWidget(self._line(whole, Field(target)))

    def open(self) -> None:
        """Ask which two."""
        self.second.setCurrentIndex(min(1, self.second.count() - 1))
        self._strip.show()
        self.first.setFocus()

    def _add(self) -> None:
        one, other = str(self.first.value()), str(self.second.value())
        if one == other:
            self.second.setFocus()
            return
        self._joins[f"{one}{_AND}{other}"] = str(self.target.value())
        self._close()
        self.changed.emit()

    def _part(self, whole: str) -> None:
        del self._joins[whole]
        self.changed.emit()

    def _close(self) -> None:
        self._strip.hide()
        self._ask.setFocus()

    def _line(self, whole: str, target: Field) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        names = " and ".join(whole.split(_AND))
        row.addWidget(ElidedLabel(f"{names} joined to {target.label}"), 1)
        part = NormalButton("Part")
        part.setAccessibleName(f"Part {names}")
        part.set_height(CONTROL_SMALL)
        part.clicked.connect(partial(self._part, whole))
        row.addWidget(part)
        return line

    def _lay_out(self) -> None:
        strip = QHBoxLayout(self._strip)
        strip.setContentsMargins(0, 0, 0, 0)
        strip.setSpacing(8)
        for widget in (self.first, secondary("and"), self.second, secondary("to"), self.target):
            strip.addWidget(widget, 1 if isinstance(widget, Select) else 0)
        strip.addWidget(self._join)
        strip.addWidget(self._leave)
        self._strip.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(self._joined)
        column.addWidget(self._ask)
        column.addWidget(self._strip)


def _targets() -> list[tuple[object, str]]:
    first = (Field.PHONE, Field.MOBILE, Field.DIRECT_PHONE, Field.FULL_NAME, Field.STREET)
    rest = [one for one in Field if one not in first and one is not Field.IGNORED]
    return [(one, one.label) for one in (*first, *rest)]

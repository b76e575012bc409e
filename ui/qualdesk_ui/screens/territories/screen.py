"""The page of the territories: the table, and the panel that gives one another rep."""

from datetime import date
from typing import ClassVar

from PySide6.QtCore import QPoint, QRect, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from qualdesk.domain.person import Role as PersonRole
from qualdesk.queries.people import people
from qualdesk.queries.territories import TerritoryRow, territories
from qualdesk_ui.desk import Desk
from qualdesk_ui.screens.territories.concerns import CONCERNS
from qualdesk_ui.screens.territories.finding import Finding
from qualdesk_ui.screens.territories.rows import columns, page_note
from qualdesk_ui.screens.territories.sides import Sides
from qualdesk_ui.theme.space import ROW_TWO_LINES
from qualdesk_ui.widgets.announce import announce
from qualdesk_ui.widgets.buttons import NormalButton
from qualdesk_ui.widgets.key_hints import KeyHints
from qualdesk_ui.widgets.page_head import PageHead
from qualdesk_ui.widgets.split_page import SplitPage
from qualdesk_ui.widgets.surface import Surface
from qualdesk_ui.widgets.table import Table

_PANE_WIDTH = 468
_FOLDS_BELOW = 1180
_HINTS = (
    ("↑ ↓", "move"),
    ("R", "reassign"),
    ("C", "name a covering rep"),
    ("A", "away or leaving"),
    ("K", "calendar"),
    ("/", "find"),
)


class TerritoriesScreen(QWidget):
    """R reassigns the focused territory, C names a covering rep, / finds one by name or rep.

    A says who is away or leaves, K where a rep's own calendar is read.
    """

    refreshes_on: ClassVar[tuple[type, ...]] = CONCERNS
    go_to = Signal(str, object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._head = PageHead("Territories")
        self._table: Table[TerritoryRow] = Table(
            "Territories", columns(self._today), _key, row_height=ROW_TWO_LINES
        )
        self._finding = Finding(self._table, self)
        self._hints = KeyHints(_HINTS)
        self._sides = Sides(desk, self._table)
        self._lay_out()
        self._connect()

    def refresh(self) -> None:
        """Read the territories and the sales people again."""
        desk = self._desk
        desk.fetch(self, self._sides.take_people, people, role=PersonRole.SALES)
        desk.fetch(self, self._show, territories, now=desk.now())

    def perform(self, action_id: str) -> bool:
        """Do what R, C, A, K, /, Ctrl+N, Ctrl+Enter and Esc ask for here."""
        does = {
            "reassign": self._sides.reassign,
            "cover": self._sides.cover,
            "absence": self._sides.tell_absence,
            "rep-calendar": self._sides.choose_calendar,
            "new-territory": self._sides.add,
            "find-territory": self._finding.begin,
            "confirm": self._confirm,
            "back": self._back,
        }.get(action_id)
        return does() if does else False

    def show_subject(self, subject: object) -> None:
        """Focus a territory."""
        if isinstance(subject, int):
            self._finding.focus_territory(subject)

    def toast_place(self) -> QRect:
        """Return the table's room: a toast hides neither the keys nor the pane's button."""
        room = QRect(self._table.mapTo(self, QPoint(0, 0)), self._table.size())
        if self._split.is_open:
            room.setRight(min(room.right(), self._sides.mapTo(self, QPoint(0, 0)).x()))
        return room

    def _lay_out(self) -> None:
        page = Surface()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self._head, self._table, self._hints):
            column.addWidget(widget, 1 if widget is self._table else 0)
        self._split = SplitPage(page, self._sides, pane_width=_PANE_WIDTH, folds_below=_FOLDS_BELOW)
        self._split.want_pane(wanted=False)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._split)

    def _connect(self) -> None:
        new = NormalButton("New territory", icon="plus", key="Ctrl+N")
        new.clicked.connect(self._sides.add)
        for widget in (self._finding.field, new):
            self._head.buttons.addWidget(widget)
        self._finding.said.connect(self._hints.say)
        self._table.opened.connect(self._sides.reassign)
        self._table.focused.connect(self._follow)
        self._sides.turned.connect(self._split.open_pane)
        self._sides.left.connect(self._close)
        self._sides.said.connect(self._say)
        self._sides.adding.added.connect(self._show_added)

    def _follow(self, row: TerritoryRow) -> None:
        if self._split.is_open:
            self._sides.follow(row)

    def _confirm(self) -> bool:
        if not self._split.is_open:
            return False
        self._sides.confirm()
        return True

    def _back(self) -> bool:
        """Leave the pane, then the search."""
        return self._close() or self._finding.end()

    def _close(self) -> bool:
        if not self._split.is_open:
            return False
        self._split.want_pane(wanted=False)
        self._table.setFocus()
        return True

    def _show_added(self, territory_id: int) -> None:
        self.refresh()
        self._finding.focus_territory(territory_id)

    def _say(self, sentence: str) -> None:
        self._hints.say(sentence)
        announce(self, sentence)

    def _today(self) -> date:
        return self._desk.now().astimezone().date()

    def _show(self, rows: list[TerritoryRow]) -> None:
        self._head.set_note(page_note(rows))
        self._finding.show_rows(rows)


def _key(row: TerritoryRow) -> int:
    return row.territory_id

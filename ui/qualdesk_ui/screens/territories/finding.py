"""The words that narrow the table of territories: by name, or by who has or covers one."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from qualdesk.queries.territories import TerritoryRow
from qualdesk_ui.screens.territories.rows import grouped, is_meant
from qualdesk_ui.theme import current
from qualdesk_ui.widgets.field import Field
from qualdesk_ui.widgets.table import Table

_WIDTH = 220
_NOT_FOUND = "No territory or rep is called so; Esc shows all"


class Finding(QObject):
    """`said` when none is called so, and with nothing once one is."""

    said = Signal(str)

    def __init__(self, table: Table[TerritoryRow], parent: QObject) -> None:
        super().__init__(parent)
        self._table = table
        self._rows: Sequence[TerritoryRow] = ()
        self.field = Field(
            "Find a territory", placeholder="Find a territory", icon="search", key="/"
        )
        self.field.setFixedWidth(current().scaled(_WIDTH))
        self.field.textChanged.connect(self._narrow)
        self.field.returnPressed.connect(table.setFocus)

    def show_rows(self, rows: Sequence[TerritoryRow]) -> None:
        """Show those of these rows that are meant."""
        self._rows = rows
        self._narrow()

    def focus_territory(self, territory_id: int) -> None:
        """Go to a territory, whatever was looked for."""
        self.field.clear()
        self._table.focus_key(territory_id)

    def begin(self) -> bool:
        """Ask for words."""
        self.field.setFocus()
        self.field.selectAll()
        return True

    def end(self) -> bool:
        """Show all again; False if nothing was looked for."""
        is_finding = bool(self.field.text()) or self.field.hasFocus()
        if is_finding:
            self.field.clear()
            self.said.emit("")
            self._table.setFocus()
        return is_finding

    def _narrow(self) -> None:
        words = self.field.text()
        found = [row for row in self._rows if is_meant(row, words)]
        self._table.set_rows(grouped(found))
        if words.strip():
            self.said.emit("" if found else _NOT_FOUND)

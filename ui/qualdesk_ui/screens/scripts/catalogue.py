"""What there is to open on the page of scripts, who uses it, and whether one may change it."""

from PySide6.QtCore import QObject, Signal

from qualdesk.domain.versions import Versioned
from qualdesk.queries.campaigns import campaign_names
from qualdesk.queries.scripts import VersionedRow, may_change_scripts, versioned
from qualdesk_ui.desk import Desk


class Catalogue(QObject):
    """Scripts and definitions that are saved; `read` when they were read again."""

    read = Signal()

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self.rows: list[VersionedRow] = []
        self.campaigns: list[tuple[int, str]] = []
        self.may_change = False

    def refresh(self) -> None:
        """Read the list again."""
        desk = self._desk
        desk.fetch(self, self._take_right, may_change_scripts, person_id=desk.person_id)
        desk.fetch(self, self._take_campaigns, campaign_names)
        desk.fetch(self, self._take_rows, versioned)

    def has(self, kind: Versioned, key: str) -> bool:
        """Whether a version of it is saved."""
        return any((row.kind, row.key) == (kind, key) for row in self.rows)

    def _take_right(self, may_change: bool) -> None:
        self.may_change = may_change

    def _take_campaigns(self, campaigns: list[tuple[int, str]]) -> None:
        self.campaigns = campaigns

    def _take_rows(self, rows: list[VersionedRow]) -> None:
        self.rows = rows
        self.read.emit()

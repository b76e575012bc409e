"""What is decided of two entries: made one, kept apart, parted again; and each taken back."""

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Signal

from qualdesk.commands.duplicates import keep_apart, take_back_decision
from qualdesk.commands.merging import merge_prospects, part_prospects
from qualdesk.commands.requests.duplicates import (
    KeepApart,
    MergeProspects,
    PartProspects,
    TakeBackDecision,
)
from qualdesk.events.duplicates import (
    KeptApart,
    MergedProspects,
    PartedProspects,
    TookBackDecision,
)
from qualdesk.queries.duplicates import DuplicateRow, MergeRow
from qualdesk_ui.desk import Desk


@dataclass(frozen=True, slots=True)
class _Decision:
    """What this page decided, so that Ctrl+Z can take it back."""

    duplicate_id: int
    merge_id: int | None
    name: str


class Decisions(QObject):
    """`said` tells what was decided, `taken_back` that a pair waits again."""

    said = Signal(str)
    taken_back = Signal()

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._made: list[_Decision] = []

    def make_one(self, row: DuplicateRow | None) -> bool:
        """Make the two of a pair one; False if there is none."""
        if row is None:
            return False
        me = self._desk.person_id
        request = MergeProspects(row.one.prospect_id, row.other.prospect_id, me)
        self._desk.submit(self, merge_prospects, request, partial(self._made_one, row))
        return True

    def keep_apart(self, row: DuplicateRow | None) -> bool:
        """Decide that a pair are two; False if there is none."""
        if row is None:
            return False
        request = KeepApart(row.id, self._desk.person_id)
        self._desk.submit(self, keep_apart, request, partial(self._kept_apart, row))
        return True

    def part(self, row: MergeRow | None) -> bool:
        """Make two again of those who were made one; False if there are none."""
        if row is None:
            return False
        request = PartProspects(row.id, self._desk.person_id)
        self._desk.submit(self, part_prospects, request, partial(self._parted, row))
        return True

    def take_back(self) -> bool:
        """Take back the newest decision of this page; without one the window's own undo follows."""
        if not self._made:
            return False
        last = self._made[-1]
        request = TakeBackDecision(last.duplicate_id, last.merge_id, self._desk.person_id)
        self._desk.submit(self, take_back_decision, request, partial(self._took_back, last))
        return True

    def _made_one(self, row: DuplicateRow, event: MergedProspects) -> None:
        self._made.append(_Decision(row.id, event.merge_id, event.name))
        self.said.emit(f"{event.name} is one now · Ctrl+Z takes it back")

    def _kept_apart(self, row: DuplicateRow, _event: KeptApart) -> None:
        self._made.append(_Decision(row.id, None, row.one.name))
        self.said.emit(f"{row.one.name} and {row.other.name} are two · Ctrl+Z takes it back")

    def _parted(self, row: MergeRow, _event: PartedProspects) -> None:
        self._made = [one for one in self._made if one.merge_id != row.id]
        self.said.emit(f"{row.kept.name} and {row.merged.name} are two again")

    def _took_back(self, last: _Decision, _event: TookBackDecision) -> None:
        self._made.remove(last)
        self.taken_back.emit()
        self.said.emit(f"Taken back: {last.name} waits for a decision again")

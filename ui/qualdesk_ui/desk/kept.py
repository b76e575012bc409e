"""What this machine keeps beside the database: drafts of calls and edits, and Up next as last seen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from qualdesk.errors import QualDeskError
from qualdesk_ui.desk.draft_file import DraftFile
from qualdesk_ui.desk.errands import Errands, tell
from qualdesk_ui.desk.executors import Executor
from qualdesk_ui.desk.last_seen import keep_rows, last_seen_file
from qualdesk_ui.widgets.up_next_list import LaneHead, UpNextRow

if TYPE_CHECKING:
    # The window paints before SQLAlchemy is imported.
    from qualdesk.store.drafts import Draft
    from qualdesk.store.session import Database


class Kept:
    """One person's files at one database, written and read in the local lane, in order."""

    def __init__(
        self, errands: Errands, lane: Executor, database: Database, person_id: int
    ) -> None:
        self._errands, self._lane = errands, lane
        self._database = database
        self._file = DraftFile(database, person_id)

    def save_draft(self, lead_id: int, draft: Draft) -> None:
        """Keep on disk what was typed for a lead and has no outcome yet."""
        self._keep(partial(self._file.save, lead_id, draft))

    def read_draft(
        self, owner: QObject, then: Callable[[Draft | None], object], lead_id: int
    ) -> None:
        """Read what was typed for a lead; None where there is nothing, or it cannot be read."""
        work, unread = partial(self._file.load, lead_id), partial(_tell_none, then)
        self._errands.send(self._lane, owner, work, partial(tell, owner, then), unread)

    def forget_draft(self, lead_id: int) -> None:
        """Drop the draft of a lead: its outcome is stored."""
        self._keep(partial(self._file.forget, lead_id))

    def save_edit(self, key: str, words: str) -> None:
        """Keep on disk what was edited and not saved yet, such as a script."""
        self._keep(partial(self._file.save_edit, key, words))

    def read_edits(self, owner: QObject, then: Callable[[dict[str, str]], object]) -> None:
        """Read all that was edited and not saved yet, by key."""
        self._errands.send(self._lane, owner, self._file.edits, partial(tell, owner, then))

    def forget_edit(self, key: str) -> None:
        """Drop an edit: it was saved, or is not wanted any more."""
        self._keep(partial(self._file.forget_edit, key))

    def keep_last_seen(self, rows: Sequence[UpNextRow | LaneHead]) -> None:
        """Keep what stands in Up next, for the next start."""
        self._keep(partial(keep_rows, last_seen_file(self._database.target), rows))

    def close(self) -> None:
        """Close the file once all that was ordered is written."""
        self._lane.run(self._file.close)

    def _keep(self, work: Callable[[], None]) -> None:
        self._errands.send(self._lane, self._errands, work, _nothing)


def _tell_none(then: Callable[[Draft | None], object], _refusal: QualDeskError) -> None:
    then(None)


def _nothing(_done: None) -> None:
    """Have nobody to tell."""

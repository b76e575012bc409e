"""What lies open on the page of scripts: which version, and what was edited of it."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from qualdesk.domain.editing import copied
from qualdesk.domain.lead_definition import LeadDefinition
from qualdesk.queries.scripts import OneVersion, one_version, unsaved
from qualdesk.store.edits import Edit
from qualdesk.store.versions import Body
from qualdesk_ui.desk import Desk
from qualdesk_ui.screens.scripts.catalogue import Catalogue
from qualdesk_ui.screens.scripts.edits import Edits
from qualdesk_ui.screens.scripts.shelf import ShelfRow
from qualdesk_ui.screens.scripts.standing import (
    READ_ONLY,
    READING_OLD,
    Deed,
    Standing,
    standing_of,
)


class Workbench(QObject):
    """Knows no widget.

    `listed` when there is more or less to open, `opened` when something else lies here, `edited`
    when a key has changed it.
    """

    listed = Signal()
    opened = Signal()
    edited = Signal()

    def __init__(self, desk: Desk, catalogue: Catalogue, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._catalogue = desk, catalogue
        self.edits = Edits(desk, self)
        for changed in (self.edits.read, catalogue.read):
            changed.connect(self.listed)
        self.found: OneVersion | None = None
        self.old: OneVersion | None = None
        """An older version that is being read."""
        self._dropped: Edit | None = None
        self._reader = QObject(self)
        self._deeds: dict[Deed, Callable[[OneVersion], None]] = {
            Deed.BACK_TO_NEWEST: self._show,
            Deed.KEEP_ON_TOP: self._keep_on_top,
            Deed.START_OVER: self._start_over,
            Deed.BRING_BACK: self._bring_back,
            Deed.TAKE_SHIPPED: self._take_shipped,
        }

    @property
    def edit(self) -> Edit | None:
        """What was changed of what lies open, if anything was."""
        return self.edits.of(self.found.kind, self.found.key) if self.found else None

    @property
    def body(self) -> Body | None:
        """What is to be seen now: an older version, the edit, else the newest version."""
        if self.old is not None:
            return self.old.body
        if self.edit is not None:
            return self.edit.body
        return self.found.body if self.found is not None else None

    @property
    def is_to_read(self) -> bool:
        """Whether nothing may be changed now."""
        return not self._catalogue.may_change or self.old is not None

    def standing(self) -> Standing:
        """Return how what lies open stands."""
        if not self._catalogue.may_change:
            return READ_ONLY
        if self.old is not None:
            return READING_OLD
        return standing_of(self.found, self.edit, self._dropped) if self.found else Standing()

    def act(self) -> None:
        """Do what the standing offers."""
        deed = self._deeds.get(self.standing().deed)
        if self.found is not None and deed is not None:
            deed(self.found)

    def open_row(self, row: ShelfRow) -> None:
        """Read what a row of the list stands for."""
        edit = self.edits.of(row.kind, row.key)
        if self._catalogue.has(row.kind, row.key):
            self._desk.fetch(self, self._show, one_version, kind=row.kind, key=row.key)
        elif edit is not None:
            self._desk.fetch(self, self._show, unsaved, body=edit.body)

    def read_version(self, version: int) -> None:
        """Open an older version to read."""
        found = self.found
        if found is not None:
            kind, key = found.kind, found.key
            fetch = self._desk.fetch
            fetch(self._reader, self._read_old, one_version, kind=kind, key=key, version=version)

    def leave_old(self) -> bool:
        """Go back from an older version to the newest; False if none was being read."""
        if self.old is None or self.found is None:
            return False
        self._show(self.found)
        return True

    def take(self, body: Body) -> None:
        """Keep what was changed by a key."""
        found, before = self.found, self.edit
        if found is None:
            return
        if body == found.body and found.newest:
            self.edits.forget(found.kind, found.key)
        else:
            self.edits.put(Edit(body, before.based_on if before is not None else found.newest))
        self._dropped = None
        self.edited.emit()
        if (before is None) is not (self.edit is None):
            self.listed.emit()

    def copy(self) -> str:
        """Begin something new from what lies open; return where it stands in the list."""
        body = self.body
        if body is None:
            return ""
        known = [row.key for row in self._catalogue.rows]
        known += [edit.body.id for edit in self.edits.by_key.values()]
        edit = Edit(copied(body, known), 0)
        self.edits.put(edit)
        self.listed.emit()
        return edit.key

    def _show(self, found: OneVersion) -> None:
        before = self.found
        if before is None or (before.kind, before.key) != (found.kind, found.key):
            self._dropped = None
        self.found, self.old = found, None
        self.opened.emit()

    def _read_old(self, old: OneVersion) -> None:
        self.old = old
        self.opened.emit()

    def _keep_on_top(self, found: OneVersion) -> None:
        if self.edit is not None:
            self._put(replace(self.edit, based_on=found.newest), found)

    def _start_over(self, found: OneVersion) -> None:
        dropped = self.edits.forget(found.kind, found.key)
        self._show(found)
        self._dropped = dropped
        self.listed.emit()
        self.edited.emit()

    def _bring_back(self, found: OneVersion) -> None:
        if self._dropped is not None:
            self._put(self._dropped, found)

    def _take_shipped(self, found: OneVersion) -> None:
        if found.update is not None:
            self._put(Edit(_as_agreed(found.update, found.body), found.newest), found)

    def _put(self, edit: Edit, found: OneVersion) -> None:
        self.edits.put(edit)
        self._dropped = None
        self._show(found)
        self.listed.emit()


def _as_agreed(update: Body, before: Body) -> Body:
    """Return what ships; whom one agrees with in sales stays, the day has to be a new one."""
    if isinstance(update, LeadDefinition) and isinstance(before, LeadDefinition):
        return replace(update, agreed_with=before.agreed_with)
    return update

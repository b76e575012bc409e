"""What lies open on the page of scripts: which version, what was edited of it, and saving it."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from qualdesk.commands.requests.scripts import SaveDefinition, SaveScript, UseVersion
from qualdesk.commands.scripts import save_definition, save_script, use_version
from qualdesk.domain.editing import copied
from qualdesk.domain.lead_definition import LeadDefinition
from qualdesk.domain.script import Script
from qualdesk.errors import QualDeskError
from qualdesk.events.scripts import SavedDefinition, SavedScript, UsedVersion
from qualdesk.queries.campaigns import campaign_names
from qualdesk.queries.scripts import (
    OneVersion,
    VersionedRow,
    may_change_scripts,
    one_version,
    unsaved,
    versioned,
)
from qualdesk.store.edits import Edit
from qualdesk.store.versions import Body
from qualdesk_ui.desk import Desk
from qualdesk_ui.screens.scripts.edits import Edits
from qualdesk_ui.screens.scripts.shelf import ShelfRow
from qualdesk_ui.screens.scripts.standing import (
    READ_ONLY,
    READING_OLD,
    Deed,
    Standing,
    standing_of,
)
from qualdesk_ui.screens.scripts.words import saved_words, used_words


class Workbench(QObject):
    """Knows no widget.

    `listed` when the list is another, `opened` when something else lies here, `edited` when a key
    has changed it, `said(str)` for what is to be told.
    """

    listed = Signal()
    opened = Signal()
    edited = Signal()
    said = Signal(str)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self.edits = Edits(desk, self)
        self.edits.read.connect(self.listed)
        self.rows: list[VersionedRow] = []
        self.campaigns: list[tuple[int, str]] = []
        self.may_change = False
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

    def refresh(self) -> None:
        """Read the list again; whoever shows it opens a row of it again."""
        desk = self._desk
        self.edits.read_once()
        desk.fetch(self, self._take_right, may_change_scripts, person_id=desk.person_id)
        desk.fetch(self, self._take_campaigns, campaign_names)
        desk.fetch(self, self._take_rows, versioned)

    @property
    def edit(self) -> Edit | None:
        """What was changed of what lies open, if anything was."""
        key = f"{self.found.kind}:{self.found.key}" if self.found else ""
        return self.edits.by_key.get(key)

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
        return not self.may_change or self.old is not None

    def standing(self) -> Standing:
        """Return how what lies open stands."""
        if not self.may_change:
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
        edit = self.edits.by_key.get(f"{row.kind}:{row.key}")
        if any((one.kind, one.key) == (row.kind, row.key) for one in self.rows):
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
            self.edits.forget(f"{found.kind}:{found.key}")
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
        known = [row.key for row in self.rows]
        known += [edit.body.id for edit in self.edits.by_key.values()]
        edit = Edit(copied(body, known), 0)
        self.edits.put(edit)
        self.listed.emit()
        return edit.key

    def save(self) -> None:
        """Save what was changed as a new version."""
        edit = self.edit
        if edit is None:
            self.said.emit("Nothing was changed, so there is nothing to save.")
            return
        self.edits.save()
        person_id, body, based_on = self._desk.person_id, edit.body, edit.based_on
        if isinstance(body, Script):
            script = SaveScript(person_id, body, based_on)
            self._desk.submit(self, save_script, script, self._saved, self._look_again)
        else:
            definition = SaveDefinition(person_id, body, based_on)
            self._desk.submit(self, save_definition, definition, self._saved, self._look_again)

    def use(self, campaign_id: int, version: int) -> None:
        """Let a campaign use a version of what lies open."""
        if self.found is not None:
            kind, key = self.found.kind, self.found.key
            request = UseVersion(self._desk.person_id, campaign_id, kind, key, version)
            self._desk.submit(self, use_version, request, self._used)

    def _take_right(self, may_change: bool) -> None:
        self.may_change = may_change

    def _take_campaigns(self, campaigns: list[tuple[int, str]]) -> None:
        self.campaigns = campaigns

    def _take_rows(self, rows: list[VersionedRow]) -> None:
        self.rows = rows
        self.listed.emit()

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
        dropped = self.edits.forget(f"{found.kind}:{found.key}")
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

    def _saved(self, event: SavedScript | SavedDefinition) -> None:
        self.edits.forget(f"{event.saved.kind}:{event.saved.key}")
        self.said.emit(saved_words(event))

    def _look_again(self, _refusal: QualDeskError) -> None:
        # The message bar has the sentence; what was saved meanwhile is to be seen here.
        self.refresh()

    def _used(self, event: UsedVersion) -> None:
        self.said.emit(used_words(event))


def _as_agreed(update: Body, before: Body) -> Body:
    """Return what ships; whom one agrees with in sales stays, the day has to be a new one."""
    if isinstance(update, LeadDefinition) and isinstance(before, LeadDefinition):
        return replace(update, agreed_with=before.agreed_with)
    return update

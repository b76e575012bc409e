"""Saving what was edited as a new version, and giving versions to campaigns."""

from PySide6.QtCore import QObject, Signal

from qualdesk.commands.requests.scripts import SaveDefinition, SaveScript, UseVersion
from qualdesk.commands.scripts import save_definition, save_script, use_version
from qualdesk.domain.script import Script
from qualdesk.errors import QualDeskError
from qualdesk.events.scripts import SavedDefinition, SavedScript, UsedVersion
from qualdesk.store.edits import Edit
from qualdesk_ui.desk import Desk
from qualdesk_ui.screens.scripts.catalogue import Catalogue
from qualdesk_ui.screens.scripts.words import saved_words, used_words
from qualdesk_ui.screens.scripts.workbench import Workbench


class Saving(QObject):
    """Of what lies on the bench; `said` brings what came of it."""

    said = Signal(str)

    def __init__(self, desk: Desk, catalogue: Catalogue, bench: Workbench, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._catalogue, self._bench = desk, catalogue, bench

    def save(self) -> None:
        """Save what was changed as a new version."""
        edit = self._bench.edit
        if edit is None:
            self.said.emit("Nothing was changed, so there is nothing to save.")
            return
        self._bench.edits.save()
        self._submit(edit)

    def use(self, campaign_id: int, version: int) -> None:
        """Let a campaign use a version of what lies open."""
        found = self._bench.found
        if found is not None:
            me = self._desk.person_id
            request = UseVersion(me, campaign_id, found.kind, found.key, version)
            self._desk.submit(self, use_version, request, self._tell_used)

    def _submit(self, edit: Edit) -> None:
        me, body, based_on = self._desk.person_id, edit.body, edit.based_on
        if isinstance(body, Script):
            script = SaveScript(me, body, based_on)
            self._desk.submit(self, save_script, script, self._tell_saved, self._look_again)
        else:
            definition = SaveDefinition(me, body, based_on)
            self._desk.submit(self, save_definition, definition, self._tell_saved, self._look_again)

    def _tell_saved(self, event: SavedScript | SavedDefinition) -> None:
        self._bench.edits.forget(event.saved.kind, event.saved.key)
        self.said.emit(saved_words(event))

    def _look_again(self, _refusal: QualDeskError) -> None:
        # The message bar has the sentence; what was saved meanwhile is to be seen here.
        self._catalogue.refresh()

    def _tell_used(self, event: UsedVersion) -> None:
        self.said.emit(used_words(event))

"""New prospects on a page: reads the campaigns, keeps what is typed, has somebody added."""

import msgspec
from PySide6.QtCore import QObject, QTimer, QTimeZone, Signal

from qualdesk.commands.newcomers import add_prospect
from qualdesk.commands.requests.newcomers import AddProspect
from qualdesk.errors import QualDeskError
from qualdesk.events.duplicates import NotedDuplicates
from qualdesk.events.newcomers import AddedProspect
from qualdesk.queries.campaigns import campaigns
from qualdesk_ui.desk import Desk
from qualdesk_ui.panels.new_prospect import ProspectForm

_KEY = "new-prospect"
_SAVED_WITHIN_MS = 700


class Newcomers(QObject):
    """`added` when somebody is in; what was typed until then outlives Esc and the program."""

    added = Signal()

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        zone = bytes(QTimeZone.systemTimeZoneId().data()).decode() or "UTC"
        self.form = ProspectForm(desk.person_id, desk.now, zone, self)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SAVED_WITHIN_MS)
        self._timer.timeout.connect(self.save)
        self.form.asked.connect(self._add)
        self.form.kept.changed.connect(self._touch)
        desk.committed.connect(self._follow)

    def renew(self) -> None:
        """Offer the campaigns of now, and what was typed before."""
        self._desk.fetch(self, self.form.offer, campaigns, now=self._desk.now())
        self._desk.kept.read_edits(self, self._take_up)

    def save(self) -> None:
        """Put what is typed on disk now."""
        self._timer.stop()
        if self.form.is_empty():
            self._desk.kept.forget_edit(_KEY)
        else:
            # A list of one, so that nobody takes it for an edit of a script.
            self._desk.kept.save_edit(_KEY, msgspec.json.encode([self.form.kept.words()]).decode())

    def _touch(self) -> None:
        # Not started anew by each key: whoever types on and on is saved as well.
        if not self._timer.isActive():
            self._timer.start()

    def _take_up(self, edits: dict[str, str]) -> None:
        if _KEY in edits and self.form.is_empty():
            (words,) = msgspec.json.decode(edits[_KEY], type=list[dict[str, str]])
            self.form.kept.fill(words)

    def _add(self, request: AddProspect) -> None:
        self._desk.submit(self, add_prospect, request, self._note_alike, self._refuse)

    def _note_alike(self, event: AddedProspect) -> None:
        """Have who looks alike read again where pairs wait for a decision."""
        if event.looks_like:
            self._desk.committed.emit(NotedDuplicates(len(event.looks_like)))

    def _refuse(self, refusal: QualDeskError) -> None:
        self.form.refuse(str(refusal))

    def _follow(self, event: object) -> None:
        """Begin anew: what is typed here is done, on whichever page it was."""
        if isinstance(event, AddedProspect):
            self.form.clear()
            self.save()
            self.added.emit()

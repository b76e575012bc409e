"""What was edited and not saved yet: here, and on disk within the second."""

from collections.abc import Mapping

from PySide6.QtCore import QObject, QTimer, Signal

from qualdesk.domain.versions import Versioned
from qualdesk.store.edits import Edit, edit_text, read_edit
from qualdesk_ui.desk import Desk

SAVED_WITHIN_MS = 700


class Edits(QObject):
    """One edit a script or definition; `read` once those of an earlier day are there."""

    read = Signal()

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._by_key: dict[str, Edit] = {}
        self._unsaved: set[str] = set()
        self._is_read = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SAVED_WITHIN_MS)
        self._timer.timeout.connect(self.save)

    @property
    def by_key(self) -> Mapping[str, Edit]:
        """All edits."""
        return self._by_key

    def of(self, kind: Versioned, key: str) -> Edit | None:
        """Return what was edited of a script or definition."""
        return self._by_key.get(f"{kind}:{key}")

    def read_once(self) -> None:
        """Read what was left from before, on the first visit."""
        if not self._is_read:
            self._is_read = True
            self._desk.kept.read_edits(self, self._take)

    def put(self, edit: Edit) -> None:
        """Keep an edit as it is now."""
        self._by_key[edit.key] = edit
        self._unsaved.add(edit.key)
        # Not started anew by each key: whoever types on and on is saved as well.
        if not self._timer.isActive():
            self._timer.start()

    def forget(self, kind: Versioned, key: str) -> Edit | None:
        """Drop an edit and return it: it was saved, or changes nothing any more."""
        edit = self.of(kind, key)
        if edit is not None:
            self._unsaved.discard(edit.key)
            self._desk.kept.forget_edit(edit.key)
            del self._by_key[edit.key]
        return edit

    def save(self) -> None:
        """Put what has changed on disk now."""
        self._timer.stop()
        unsaved, self._unsaved = self._unsaved, set()
        for key in unsaved:
            self._desk.kept.save_edit(key, edit_text(self._by_key[key]))

    def _take(self, texts: dict[str, str]) -> None:
        found = {key: edit for key, text in texts.items() if (edit := read_edit(text)) is not None}
        self._by_key = {**found, **self._by_key}
        self.read.emit()

"""The page of scripts and lead definitions: the list, the editor, the preview beside it."""

from collections.abc import Callable
from functools import partial
from typing import ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from qualdesk.domain.versions import Versioned
from qualdesk.events.campaigns import AddedCampaign
from qualdesk.events.scripts import SavedDefinition, SavedScript, UsedVersion
from qualdesk.store.versions import Body
from qualdesk_ui.desk import Desk
from qualdesk_ui.screens.scripts.catalogue import Catalogue
from qualdesk_ui.screens.scripts.page import EditorPage
from qualdesk_ui.screens.scripts.saving import Saving
from qualdesk_ui.screens.scripts.shelf import Shelf
from qualdesk_ui.screens.scripts.side import PREVIEW, Side
from qualdesk_ui.screens.scripts.words import follow_words, shelf_words
from qualdesk_ui.screens.scripts.workbench import Workbench
from qualdesk_ui.theme import current
from qualdesk_ui.widgets.announce import announce
from qualdesk_ui.widgets.buttons import NormalButton
from qualdesk_ui.widgets.hairline import Hairline
from qualdesk_ui.widgets.key_hints import KeyHints
from qualdesk_ui.widgets.page_head import PageHead
from qualdesk_ui.widgets.split_page import SplitPage
from qualdesk_ui.widgets.surface import Surface

_SHELF_WIDTH, _SIDE_WIDTH = 300, 460
_FOLDS_BELOW = 1290
_HINTS = (("↑ ↓", "move"), ("Enter", "edit"), ("Ctrl+N", "add"), ("F9", "preview"))
_HINTS_TO_READ = (("↑ ↓", "move"), ("Enter", "read"), ("F9", "preview"))


class ScriptsScreen(QWidget):
    """Ctrl+Enter saves a version, F9 turns the preview, Ctrl+N adds a step or criterion."""

    refreshes_on: ClassVar[tuple[type, ...]] = (
        AddedCampaign,
        SavedDefinition,
        SavedScript,
        UsedVersion,
    )
    go_to = Signal(str, object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._catalogue = Catalogue(desk, self)
        self.bench = Workbench(desk, self._catalogue, self)
        self._saving = Saving(desk, self._catalogue, self.bench, self)
        self.head = PageHead("Scripts")
        self.shelf, self.page, self.side = Shelf(), EditorPage(), Side()
        self.hints = KeyHints(_HINTS)
        self._copy = NormalButton("Copy", icon="plus")
        self._turn = NormalButton("Preview", icon="panel-right", key="F9")
        self._lay_out()
        self._connect()

    def refresh(self) -> None:
        """Read the list, and what lies open, again."""
        self.bench.edits.read_once()
        self._catalogue.refresh()
        row = self.shelf.focused_row()
        if row is not None:
            self.bench.open_row(row)

    def perform(self, action_id: str) -> bool:
        """Do what the keys of this page ask for."""
        keys: dict[str, Callable[[], bool]] = {
            "confirm": self.save,
            "back": self._step_back,
            "script-preview": self._turn_side,
            "script-objections": self._go_to_objections,
            "script-add": self._add,
            "script-up": partial(self._move, -1),
            "script-down": partial(self._move, 1),
            "script-remove": self._remove,
        }
        does = keys.get(action_id)
        return does() if does else False

    def show_subject(self, subject: object) -> None:
        """Open a script or definition by kind and key, such as "script:webinar"."""
        self.shelf.focus_key(str(subject))

    def save(self) -> bool:
        """Save what was edited as a new version, or go to what is wrong with it."""
        if self.bench.edit is not None and self.page.faults:
            fault = self.page.faults[0]
            self.page.go_to_fault(fault)
            self._say(self.page.words_of(fault))
        else:
            self._saving.save()
        return True

    def _lay_out(self) -> None:
        left = Surface()
        list_column = QVBoxLayout(left)
        list_column.setContentsMargins(0, 0, 0, 0)
        list_column.addWidget(self.shelf)
        left.setFixedWidth(current().scaled(_SHELF_WIDTH))
        main = QWidget()
        row = QHBoxLayout(main)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(left)
        row.addWidget(Hairline(Qt.Orientation.Vertical))
        row.addWidget(self.page, 1)
        page = Surface()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self.head, main, self.hints):
            column.addWidget(widget, 1 if widget is main else 0)
        self._split = SplitPage(page, self.side, pane_width=_SIDE_WIDTH, folds_below=_FOLDS_BELOW)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._split)

    def _connect(self) -> None:
        bench = self.bench
        self.head.buttons.addWidget(self._turn)
        self.head.buttons.addWidget(self._copy)
        self._copy.clicked.connect(self._make_copy)
        self._turn.clicked.connect(self._turn_side)
        self.shelf.focused.connect(bench.open_row)
        self.shelf.opened.connect(self._begin)
        self.page.changed.connect(bench.take)
        self.page.save_asked.connect(self.save)
        self.page.notice.acted.connect(bench.act)
        self.side.preview.objections_asked.connect(self._go_to_objections)
        self.side.versions.read_asked.connect(bench.read_version)
        self.side.versions.use_asked.connect(self._saving.use)
        bench.listed.connect(self._show_list)
        bench.opened.connect(self._show)
        bench.edited.connect(self._follow_edit)
        self._saving.said.connect(self._say)

    def _show_list(self) -> None:
        rows = self._catalogue.rows
        if rows:
            self.head.set_note(shelf_words(rows))
            self.shelf.show_rows(rows, self.bench.edits.by_key)
            self._copy.setVisible(self._catalogue.may_change)

    def _show(self) -> None:
        """Show what lies open now, all of it."""
        bench, now = self.bench, self._desk.now()
        found, body = bench.found, bench.body
        if found is None or body is None:
            return
        if bench.is_to_read:
            self.page.show_to_read(body)
        else:
            self.page.show_to_edit(body, found.partner, now)
        may_choose = self._catalogue.may_change
        campaigns = self._catalogue.campaigns
        self.side.versions.show_versions(found, campaigns, now, may_choose=may_choose)
        self._try_out(body, found.partner)
        self._say_standing()

    def _follow_edit(self) -> None:
        """Show what a key has changed: in the preview, of the faults, beside the button."""
        found, body = self.bench.found, self.bench.body
        if found is not None and body is not None:
            self.page.show_faults(body, found.partner)
            self._try_out(body, found.partner)
            self._say_standing()

    def _try_out(self, body: Body, partner: Body) -> None:
        self.side.preview.show_pair(body, partner, self._desk.now())

    def _say_standing(self) -> None:
        standing, found = self.bench.standing(), self.bench.found
        self.page.notice.say(standing.sentence, standing.action)
        self.hints.set_hints(_HINTS_TO_READ if self.bench.is_to_read else _HINTS)
        if found is not None:
            note = follow_words(found, self.bench.edit)
            self.page.say_saving(f"Save version {found.newest + 1}", note)

    def _make_copy(self) -> None:
        self.shelf.focus_key(self.bench.copy())
        self._begin()

    def _begin(self, _row: object = None) -> None:
        """Go from the list into the editor."""
        self.page.begin()

    def _turn_side(self) -> bool:
        if self._split.is_folded and self._split.is_open:
            self._split.fold_pane()
        elif self._split.is_open:
            self._split.want_pane(wanted=False)
        else:
            self._split.open_pane()
            self.side.show_view(PREVIEW)
        return True

    def _go_to_objections(self) -> bool:
        self._split.fold_pane()
        self.page.go_to_objections()
        return True

    def _step_back(self) -> bool:
        """Fold the preview, leave the old version, fold the open step; then leave the page."""
        if self._split.fold_pane() or self.bench.leave_old() or self.page.fold_step():
            return True
        self.bench.edits.save()
        return False

    def _add(self) -> bool:
        found = self.bench.found
        if found is None or self.bench.is_to_read:
            return False
        is_script = found.kind is Versioned.SCRIPT
        (self.page.script.steps.add if is_script else self.page.definition.add)()
        return True

    def _move(self, by: int) -> bool:
        if not self.bench.is_to_read:
            self.page.script.steps.move_open(by)
        return True

    def _remove(self) -> bool:
        if not self.bench.is_to_read:
            self.page.script.steps.remove_open()
        return True

    def _say(self, sentence: str) -> None:
        self.hints.say(sentence)
        announce(self, sentence)

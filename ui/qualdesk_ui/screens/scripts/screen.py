"""The page of scripts and lead definitions: the list, the editor, the preview beside it."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from qualdesk.commands.requests.scripts import SaveDefinition, SaveScript, UseVersion
from qualdesk.commands.scripts import save_definition, save_script, use_version
from qualdesk.domain.editing import copied
from qualdesk.domain.lead_definition import LeadDefinition
from qualdesk.domain.script import Script
from qualdesk.domain.versions import Versioned
from qualdesk.errors import QualDeskError
from qualdesk.events.campaigns import AddedCampaign
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
from qualdesk_ui.desk import Desk
from qualdesk_ui.screens.scripts.edits import Edits
from qualdesk_ui.screens.scripts.page import Body, EditorPage
from qualdesk_ui.screens.scripts.shelf import Shelf, ShelfRow
from qualdesk_ui.screens.scripts.side import PREVIEW, Side
from qualdesk_ui.screens.scripts.standing import (
    READ_ONLY,
    READING_OLD,
    Deed,
    Standing,
    standing_of,
)
from qualdesk_ui.screens.scripts.words import follow_words, saved_words, used_words
from qualdesk_ui.theme import current
from qualdesk_ui.widgets.announce import announce
from qualdesk_ui.widgets.buttons import NormalButton
from qualdesk_ui.widgets.hairline import Hairline
from qualdesk_ui.widgets.key_hints import KeyHints
from qualdesk_ui.widgets.page_head import PageHead
from qualdesk_ui.widgets.split_page import SplitPage
from qualdesk_ui.widgets.surface import Surface

_SHELF_WIDTH, _SIDE_WIDTH = 268, 460
_FOLDS_BELOW = 1260


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
        self._rows: list[VersionedRow] = []
        self._campaigns: list[tuple[int, str]] = []
        self._may_change = False
        self._found: OneVersion | None = None
        self._dropped: Edit | None = None
        self._is_reading_old = False
        self.edits = Edits(desk, self)
        self.head = PageHead("Scripts")
        self.shelf, self.page, self.side = Shelf(), EditorPage(), Side()
        self.hints = KeyHints((("↑ ↓", "move"), ("Enter", "edit"), ("F9", "preview")))
        self._copy = NormalButton("Copy", icon="plus")
        self._turn = NormalButton("Preview", icon="panel-right", key="F9")
        self._deeds = self._own_deeds()
        self._lay_out()
        self._connect()

    def refresh(self) -> None:
        """Read the list, and what is open, again."""
        desk = self._desk
        self.edits.read_once()
        desk.fetch(self, self._take_right, may_change_scripts, person_id=desk.person_id)
        desk.fetch(self, self._take_campaigns, campaign_names)
        desk.fetch(self, self._show_rows, versioned)

    def perform(self, action_id: str) -> bool:
        """Do what the keys of this page ask for."""
        keys: dict[str, Callable[[], bool]] = {
            "confirm": self.save,
            "back": self._step_back,
            "script-preview": self._turn_side,
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
        edit = self._edit
        if edit is None:
            self._say("Nothing was changed, so there is nothing to save.")
        elif self.page.faults:
            self.page.go_to_fault(self.page.faults[0])
            self._say(self.page.faults[0])
        else:
            self.edits.save()
            self._submit(edit)
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
        self.head.buttons.addWidget(self._turn)
        self.head.buttons.addWidget(self._copy)
        self._copy.clicked.connect(self._make_copy)
        self._turn.clicked.connect(self._turn_side)
        self.shelf.focused.connect(self._open)
        self.shelf.opened.connect(self._begin)
        self.edits.read.connect(self._show_again)
        self.page.changed.connect(self._take_body)
        self.page.save_asked.connect(self.save)
        self.page.notice.acted.connect(self._act)
        self.side.preview.objections_asked.connect(self.page.script.focus_objections)
        self.side.versions.read_asked.connect(self._read_version)
        self.side.versions.use_asked.connect(self._use)

    def _own_deeds(self) -> dict[Deed, Callable[[], None]]:
        return {
            Deed.BACK_TO_NEWEST: self._back_to_newest,
            Deed.KEEP_ON_TOP: self._keep_on_top,
            Deed.START_OVER: self._start_over,
            Deed.BRING_BACK: self._bring_back,
            Deed.TAKE_SHIPPED: self._take_shipped,
        }

    @property
    def _key(self) -> str:
        return f"{self._found.kind}:{self._found.key}" if self._found else ""

    @property
    def _edit(self) -> Edit | None:
        return self.edits.by_key.get(self._key)

    def _take_right(self, may_change: bool) -> None:
        self._may_change = may_change
        self._copy.setVisible(may_change)

    def _take_campaigns(self, campaigns: list[tuple[int, str]]) -> None:
        self._campaigns = campaigns

    def _show_rows(self, rows: list[VersionedRow]) -> None:
        self._rows = rows
        scripts = sum(row.kind is Versioned.SCRIPT for row in rows)
        self.head.set_note(f"{scripts} scripts, {len(rows) - scripts} definitions of a lead")
        self._show_again()
        row = self.shelf.focused_row()
        if row is not None:
            self._open(row)

    def _show_again(self) -> None:
        self.shelf.show_rows(self._rows, self.edits.by_key)

    def _open(self, row: ShelfRow) -> None:
        edit = self.edits.by_key.get(f"{row.kind}:{row.key}")
        is_saved = any((one.kind, one.key) == (row.kind, row.key) for one in self._rows)
        if is_saved:
            self._desk.fetch(self, self._show, one_version, kind=row.kind, key=row.key)
        elif edit is not None:
            self._desk.fetch(self, self._show, unsaved, body=edit.body)

    def _show(self, found: OneVersion) -> None:
        if self._found is None or (self._found.kind, self._found.key) != (found.kind, found.key):
            self._dropped = None
        self._found, self._is_reading_old = found, False
        body = self._edit.body if self._edit is not None else found.body
        if self._may_change:
            self.page.show_to_edit(body, found.partner, self._desk.now())
        else:
            self.page.show_to_read(body)
        self.side.versions.show_versions(
            found, self._campaigns, self._desk.now(), may_choose=self._may_change
        )
        self._try_out(body)
        self._say_state()

    def _try_out(self, body: Body) -> None:
        if self._found is None:
            return
        partner = self._found.partner
        if isinstance(body, Script) and isinstance(partner, LeadDefinition):
            self.side.preview.show_script(body, partner, self._desk.now())
        elif isinstance(body, LeadDefinition) and isinstance(partner, Script):
            self.side.preview.show_script(partner, body, self._desk.now())

    def _take_body(self, body: Body) -> None:
        found = self._found
        if found is None:
            return
        was_edited = self._edit is not None
        if body == found.body and found.newest:
            self.edits.forget(self._key)
        else:
            based_on = self._edit.based_on if self._edit is not None else found.newest
            self.edits.put(Edit(body, based_on))
        self._dropped = None
        self.page.show_faults(body, found.partner)
        self._try_out(body)
        self._say_state()
        if was_edited is not (self._edit is not None):
            self._show_again()

    def _say_state(self) -> None:
        """Say on the notice and beside the button how this edit stands."""
        found = self._found
        if found is None:
            return
        standing = self._standing(found)
        self.page.notice.say(standing.sentence, standing.action)
        self.page.say_saving(f"Save version {found.newest + 1}", follow_words(found, self._edit))

    def _standing(self, found: OneVersion) -> Standing:
        if not self._may_change:
            return READ_ONLY
        if self._is_reading_old:
            return READING_OLD
        return standing_of(found, self._edit, self._dropped)

    def _act(self) -> None:
        """Do what the notice offers."""
        if self._found is not None:
            self._deeds[self._standing(self._found).deed]()

    def _back_to_newest(self) -> None:
        if self._found is not None:
            self._show(self._found)

    def _keep_on_top(self) -> None:
        if self._found is not None and self._edit is not None:
            self.edits.put(replace(self._edit, based_on=self._found.newest))
            self._say_state()

    def _bring_back(self) -> None:
        if self._dropped is not None:
            self._put_back(self._dropped)

    def _take_shipped(self) -> None:
        found = self._found
        if found is not None and found.update is not None:
            self._put_back(Edit(_as_agreed(found.update, found.body), found.newest))

    def _start_over(self) -> None:
        dropped = self.edits.forget(self._key)
        if self._found is not None and self._found.newest:
            self._show(self._found)
        self._dropped = dropped
        self._show_again()
        self._say_state()

    def _put_back(self, edit: Edit) -> None:
        self.edits.put(edit)
        self._dropped = None
        if self._found is not None:
            self._show(self._found)
        self._show_again()

    def _make_copy(self) -> None:
        if self._found is None:
            return
        known = [row.key for row in self._rows] + [
            one.body.id for one in self.edits.by_key.values()
        ]
        edit = Edit(copied(self._edit.body if self._edit else self._found.body, known), 0)
        self.edits.put(edit)
        self._show_again()
        self.shelf.focus_key(edit.key)
        self._begin()

    def _begin(self, _row: object = None) -> None:
        """Go from the list into the editor."""
        if self._found is None or self.page.is_reading:
            return
        editor = self.page.script if self._found.kind is Versioned.SCRIPT else self.page.definition
        editor.title.setFocus()

    def _submit(self, edit: Edit) -> None:
        person_id, body, based_on = self._desk.person_id, edit.body, edit.based_on
        refused = self._say_refused
        if isinstance(body, Script):
            script = SaveScript(person_id, body, based_on)
            self._desk.submit(self, save_script, script, self._saved, refused)
        else:
            definition = SaveDefinition(person_id, body, based_on)
            self._desk.submit(self, save_definition, definition, self._saved, refused)

    def _saved(self, event: SavedScript | SavedDefinition) -> None:
        self.edits.forget(f"{event.saved.kind}:{event.saved.key}")
        self._say(saved_words(event))

    def _say_refused(self, _refusal: QualDeskError) -> None:
        # The message bar has the sentence; what was saved meanwhile is to be seen here.
        self.refresh()

    def _use(self, campaign_id: int, version: int) -> None:
        if self._found is None:
            return
        request = UseVersion(
            self._desk.person_id, campaign_id, self._found.kind, self._found.key, version
        )
        self._desk.submit(self, use_version, request, self._used)

    def _used(self, event: UsedVersion) -> None:
        self._say(used_words(event))

    def _read_version(self, version: int) -> None:
        if self._found is not None:
            self._desk.fetch(
                self.side.versions,
                self._show_version,
                one_version,
                kind=self._found.kind,
                key=self._found.key,
                version=version,
            )

    def _show_version(self, found: OneVersion) -> None:
        self._is_reading_old = True
        self.page.show_to_read(found.body)
        self._try_out(found.body)
        self._say_state()

    def _turn_side(self) -> bool:
        if self._split.is_folded and self._split.is_open:
            self._split.fold_pane()
        elif self._split.is_open:
            self._split.want_pane(wanted=False)
        else:
            self._split.open_pane()
            self.side.show_view(PREVIEW)
        return True

    def _step_back(self) -> bool:
        """Fold the preview, the old version, the open step; then leave the page as it is."""
        if self._split.fold_pane():
            return True
        if self._is_reading_old and self._found is not None:
            self._show(self._found)
            return True
        steps = self.page.script.steps
        if not self.page.is_reading and steps.open_place is not None and steps.isVisible():
            place = steps.open_place
            steps.open_step(None)
            steps.rows[place].setFocus()
            return True
        self.edits.save()
        return False

    def _add(self) -> bool:
        if self._found is None or self.page.is_reading:
            return False
        if self._found.kind is Versioned.SCRIPT:
            self.page.script.steps.add()
        else:
            self.page.definition.add()
        return True

    def _move(self, by: int) -> bool:
        if self.page.is_reading:
            return False
        self.page.script.steps.move_open(by)
        return True

    def _remove(self) -> bool:
        if self.page.is_reading:
            return False
        self.page.script.steps.remove_open()
        return True

    def _say(self, sentence: str) -> None:
        self.hints.say(sentence)
        announce(self, sentence)


def _as_agreed(update: Body, before: Body) -> Body:
    """Return what ships; whom one agrees with in sales stays, the day has to be a new one."""
    if isinstance(update, LeadDefinition) and isinstance(before, LeadDefinition):
        return replace(update, agreed_with=before.agreed_with)
    return update

"""The page of the hand-offs: the table, the details of one, and the export of their meetings."""

from typing import ClassVar

from PySide6.QtCore import QPoint, QRect, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from qualdesk.domain.person import Role as PersonRole
from qualdesk.jobs.exporting import ExportFormat
from qualdesk.queries.hand_offs import HandOffGroup, HandOffRow, hand_offs
from qualdesk.queries.people import PersonRow, people
from qualdesk_ui.desk import Desk
from qualdesk_ui.screens.hand_offs.asking import Asking
from qualdesk_ui.screens.hand_offs.coming import ComingStrip
from qualdesk_ui.screens.hand_offs.concerns import CONCERNS
from qualdesk_ui.screens.hand_offs.details import Details
from qualdesk_ui.screens.hand_offs.exports import ChooseFile, Exports, choose_file
from qualdesk_ui.screens.hand_offs.filters import Filters
from qualdesk_ui.screens.hand_offs.listing import Listing
from qualdesk_ui.screens.hand_offs.on_rows import OnRows
from qualdesk_ui.widgets.page_head import PageHead
from qualdesk_ui.widgets.split_page import SplitPage
from qualdesk_ui.widgets.surface import Surface

_DETAILS_WIDTH = 372
_FOLDS_BELOW = 1240
_STEPS = {"step-1": 0, "step-2": 1, "step-3": 2, "step-4": 3}
_TABS = {"hand-offs-next-tab": 1, "hand-offs-previous-tab": -1}


class HandOffsScreen(QWidget):
    """What was given to sales, and what happens next; a rep sees their own alone."""

    refreshes_on: ClassVar[tuple[type, ...]] = CONCERNS
    go_to = Signal(str, object)

    def __init__(
        self, desk: Desk, parent: QWidget | None = None, *, ask_for_file: ChooseFile = choose_file
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._rows: list[HandOffRow] = []
        self._wants_next = False
        self._head = PageHead("Hand-offs")
        self._filters = Filters(desk.now, self)
        self._listing = Listing(desk.now)
        self._table = self._listing.table
        self._details = Details()
        self._exports = Exports(desk, self, self._shown, ask_for_file)
        self._asking = Asking(desk, self)
        self._on_rows = OnRows(desk, self._table, self._details, self._asking)
        self.coming = ComingStrip(desk)
        self._lay_out()
        self._connect()

    def refresh(self) -> None:
        """Read people and hand-offs again."""
        self._desk.fetch(self, self._take_people, people)

    def perform(self, action_id: str) -> bool:
        """Take a next step on 1–4, find on /, walk the tabs, export on Ctrl+Shift+E, fold on Esc."""
        if action_id in _TABS:
            self._filters.tabs.step(_TABS[action_id])
            return True
        if action_id in _STEPS:
            return self._on_rows.take_step(_STEPS[action_id])
        does = {"export": self._export, "find-hand-off": self._begin_find, "back": self._back}
        return does[action_id]() if action_id in does else False

    def toast_place(self) -> QRect:
        """Return the table's room: a toast stands above the exports."""
        corner = self._listing.mapTo(self, QPoint(0, 0))
        return QRect(corner, self._listing.size())

    def showEvent(self, event: QShowEvent) -> None:
        """Begin in the table: at a list of choices the keys 1 to 4 would rest."""
        super().showEvent(event)
        self._table.setFocus()

    def show_subject(self, subject: object) -> None:
        """Focus a hand-off."""
        if isinstance(subject, int):
            self._filters.show_all()
            self._show_chosen()
            self._table.focus_key(subject)

    def _lay_out(self) -> None:
        self._head.add_row(self._filters.line())
        self._head.buttons.addWidget(self._filters.find)
        page = Surface()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addWidget(self.coming)
        column.addWidget(self._listing, 1)
        column.addWidget(self._asking.strip)
        column.addWidget(self._exports.bar)
        self._split = SplitPage(
            page, self._details, pane_width=_DETAILS_WIDTH, folds_below=_FOLDS_BELOW
        )
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._split)

    def _connect(self) -> None:
        self._filters.changed.connect(self._show_chosen)
        self._filters.find.returnPressed.connect(self._table.setFocus)
        self._table.opened.connect(self._split.open_pane)
        self._asking.done.connect(self._table.setFocus)
        self._asking.stepped.connect(self._want_next)

    def _take_people(self, rows: list[PersonRow]) -> None:
        self._on_rows.take_people(rows)
        me = self._desk.person_id
        is_rep = any(one.id == me and one.role is PersonRole.SALES for one in rows)
        self._filters.rep.setHidden(is_rep)
        rep_id = me if is_rep else None
        self._desk.fetch(self, self._show, hand_offs, now=self._desk.now(), rep_id=rep_id)
        self.coming.refresh(rep_id)

    def _show(self, rows: list[HandOffRow]) -> None:
        self._rows = rows
        waiting = sum(row.group is HandOffGroup.NEEDS_YOU for row in rows)
        needs = "1 needs you" if waiting == 1 else f"{waiting} need you"
        self._head.set_note(needs if waiting else "")
        self._filters.set_reps(rows)
        self._show_chosen()
        if self._wants_next:
            self._go_to_next()

    def _want_next(self) -> None:
        self._wants_next = True

    def _go_to_next(self) -> None:
        """After a step, stand on the next that needs somebody; without one, stay."""
        self._wants_next = False
        waiting = (row for row in self._shown() if row.group is HandOffGroup.NEEDS_YOU)
        row = next(waiting, None)
        if row is not None:
            self._table.focus_key(row.hand_off_id)

    def _show_chosen(self) -> None:
        self._filters.count(self._rows)
        rows = self._shown()
        self._listing.show_rows(rows, has_others=bool(self._rows))
        meetings = sum(row.meeting_at is not None for row in rows)
        self._exports.bar.show_count(len(rows), meetings)
        self._split.want_pane(wanted=bool(rows))
        self._on_rows.read_again()

    def _shown(self) -> list[HandOffRow]:
        return self._filters.shown(self._rows)

    def _export(self) -> bool:
        self._exports.bar.focus_first()
        self._exports.write(ExportFormat.ICS)
        return True

    def _begin_find(self) -> bool:
        self._filters.begin_find()
        return True

    def _back(self) -> bool:
        """Leave what was asked, then the search, then the pane that lies over the page."""
        if self._asking.strip.close_strip():
            return True
        if self._filters.end_find():
            self._table.setFocus()
            return True
        return self._split.fold_pane()

"""The editor of a lead definition: its criteria, and when and with whom sales agreed."""

from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from qualdesk.domain.editing import with_new_criterion
from qualdesk.domain.lead_definition import Criterion, LeadDefinition
from qualdesk_ui.screens.scripts.agreed_day import agreed_day, day_in_words
from qualdesk_ui.screens.scripts.labelled import Labelled
from qualdesk_ui.theme.space import CENTRE_MARGIN
from qualdesk_ui.widgets.buttons import QuietButton
from qualdesk_ui.widgets.field import Field
from qualdesk_ui.widgets.hairline import Hairline
from qualdesk_ui.widgets.icon_button import IconButton
from qualdesk_ui.widgets.label import secondary, section
from qualdesk_ui.widgets.overlay_scroll_bar import OverlayScrollBar
from qualdesk_ui.widgets.segment import Option, Segment

_REQUIRED, _HELPFUL = "required", "helpful"
_KINDS = (Option(_REQUIRED, "Required"), Option(_HELPFUL, "Helpful"))


class CriterionRow(QWidget):
    """One criterion; `changed` on each key, `removed` when it goes."""

    changed = Signal()
    removed = Signal()

    def __init__(self, number: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._criterion = Criterion("", "")
        self.title = Field(f"Criterion {number}", placeholder="Need")
        self.words = Field(f"What sales expects of criterion {number}")
        self.words.setPlaceholderText("what sales expects to hear")
        self.kind = Segment(f"Criterion {number} is", _KINDS)
        self._remove = IconButton("x", f"Remove criterion {number}")
        self._lay_out()
        self.title.textEdited.connect(self._report)
        self.words.textEdited.connect(self._report)
        self.kind.chosen.connect(self._report)
        self._remove.clicked.connect(self.removed)

    def show_criterion(self, criterion: Criterion) -> None:
        """Show another one."""
        self._criterion = criterion
        for field, words in ((self.title, criterion.title), (self.words, criterion.words)):
            if field.text() != words:
                field.setText(words)
        self.kind.set_value(_REQUIRED if criterion.is_required else _HELPFUL)

    def criterion(self) -> Criterion:
        """Return it as it stands here; its id stays."""
        is_required = self.kind.value() == _REQUIRED
        return Criterion(self._criterion.id, self.title.text(), is_required, self.words.text())

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.title, 1)
        top.addWidget(self.kind)
        top.addWidget(self._remove)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 12)
        column.setSpacing(8)
        column.addLayout(top)
        column.addWidget(self.words)
        column.addWidget(Hairline())

    def _report(self) -> None:
        self.changed.emit()


class DefinitionEditor(QScrollArea):
    """`changed(LeadDefinition)` on each key; `now` tells which year a typed day is in."""

    changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._definition: LeadDefinition | None = None
        self._now: datetime | None = None
        self.setAccessibleName("Lead definition to edit")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        OverlayScrollBar(self)
        self.title = Field("Title", placeholder="Agreed lead")
        self.rows: list[CriterionRow] = []
        self.agreed_on = Field("Agreed with sales on", placeholder="12 Nov", icon="calendar")
        self.agreed_with = Field("Agreed with", placeholder="Jonas Weber", icon="users")
        self._day = secondary()
        self._lay_out()
        self.title.textEdited.connect(partial(self._set, "title"))
        self.agreed_with.textEdited.connect(partial(self._set, "agreed_with"))
        self.agreed_on.textEdited.connect(self._read_day)

    def show_definition(self, definition: LeadDefinition, now: datetime) -> None:
        """Show a definition, or the same as it is now."""
        before, self._definition, self._now = self._definition, definition, now
        if self.title.text() != definition.title:
            self.title.setText(definition.title)
        if self.agreed_with.text() != definition.agreed_with:
            self.agreed_with.setText(definition.agreed_with)
        if before is None or before.agreed_on != definition.agreed_on or before.id != definition.id:
            words = day_in_words(definition.agreed_on) if definition.agreed_on else ""
            self.agreed_on.setText(words)
            self._say_day("", "")
        self._show_criteria(definition.criteria)

    def add(self) -> None:
        """Add a criterion and type its name."""
        if self._definition is not None:
            self._set("criteria", with_new_criterion(self._definition).criteria)
            self._show_criteria(self._definition.criteria)
            self.rows[-1].title.setFocus()

    def focus_fault(self, sentence: str) -> None:
        """Go to what a fault is about: its criterion, or the day and the name of the agreement."""
        by_id = {row.criterion().id: row.title for row in self.rows}
        named = next((field for key, field in by_id.items() if f"“{key}”" in sentence), None)
        if named is None:
            named = self.agreed_with if "whom" in sentence else self.agreed_on
        if "title: give" in sentence:
            named = self.title
        named.setFocus()

    def _lay_out(self) -> None:
        page = QWidget()
        page.setAutoFillBackground(False)
        column = QVBoxLayout(page)
        column.setContentsMargins(CENTRE_MARGIN, 16, CENTRE_MARGIN, 24)
        column.setSpacing(8)
        self.title.set_height(36)
        column.addWidget(self.title)
        column.addSpacing(8)
        head = QHBoxLayout()
        head.addWidget(section("What counts as a lead"), 1)
        add = QuietButton("Add a criterion", "plus", "Ctrl+N")
        add.clicked.connect(self.add)
        head.addWidget(add)
        column.addLayout(head)
        self._criteria = QVBoxLayout()
        self._criteria.setSpacing(0)
        column.addLayout(self._criteria)
        column.addSpacing(16)
        column.addWidget(section("Agreed with sales"))
        agreement = QHBoxLayout()
        agreement.setSpacing(12)
        agreement.addWidget(Labelled("On", self.agreed_on), 1)
        agreement.addWidget(Labelled("With", self.agreed_with), 1)
        column.addLayout(agreement)
        column.addWidget(self._day)
        column.addStretch(1)
        self.setWidget(page)

    def _show_criteria(self, criteria: tuple[Criterion, ...]) -> None:
        while len(self.rows) > len(criteria):
            row = self.rows.pop()
            row.hide()  # it is gone only when the event loop turns
            row.deleteLater()
        while len(self.rows) < len(criteria):
            row = CriterionRow(len(self.rows) + 1)
            row.changed.connect(self._report)
            row.removed.connect(partial(self._remove, row))
            self._criteria.addWidget(row)
            self.rows.append(row)
        for row, criterion in zip(self.rows, criteria, strict=True):
            row.show_criterion(criterion)

    def _remove(self, row: CriterionRow) -> None:
        left = tuple(one.criterion() for one in self.rows if one is not row)
        self._show_criteria(left)
        self._set("criteria", left)

    def _report(self) -> None:
        self._set("criteria", tuple(row.criterion() for row in self.rows))

    def _read_day(self, typed: str) -> None:
        if self._now is None:
            return
        day, error = agreed_day(typed, self._now)
        self._say_day(day_in_words(day) if day else "", error)
        self._set("agreed_on", day)

    def _say_day(self, understood: str, error: str) -> None:
        self.agreed_on.set_error(error)
        self._day.setText(error or understood)

    def _set(self, name: str, value: Any) -> None:
        if self._definition is not None:
            self._definition = replace(self._definition, **{name: value})
            self.changed.emit(self._definition)

"""The editor of a script: title, steps, voicemail, objections."""

from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from qualdesk.domain.lead_definition import LeadDefinition
from qualdesk.domain.script import Script
from qualdesk_ui.screens.scripts.objection_rows import ObjectionRows
from qualdesk_ui.screens.scripts.step_list import StepList
from qualdesk_ui.theme import current
from qualdesk_ui.theme.space import CENTRE_MARGIN
from qualdesk_ui.widgets.buttons import QuietButton
from qualdesk_ui.widgets.field import Field
from qualdesk_ui.widgets.label import Label, section
from qualdesk_ui.widgets.overlay_scroll_bar import OverlayScrollBar
from qualdesk_ui.widgets.text_area import TextArea

_ABOVE = 12


class ScriptEditor(QScrollArea):
    """`changed(Script)` on each key."""

    changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._script: Script | None = None
        self.setAccessibleName("Script to edit")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        OverlayScrollBar(self)
        self.title = Field("Title", placeholder="Webinar follow-up")
        self.steps = StepList()
        self.voicemail = TextArea("Voicemail", placeholder="what is said after the tone")
        self.objections = ObjectionRows()
        self._lay_out()
        self.title.textEdited.connect(partial(self._set, "title"))
        self.voicemail.edited.connect(partial(self._set, "voicemail"))
        self.objections.changed.connect(partial(self._set, "objections"))
        self.steps.changed.connect(self._take_steps)
        self.steps.opened.connect(self._scroll_to_open)

    def show_script(self, script: Script, definition: LeadDefinition) -> None:
        """Show a script, or the same as it is now."""
        if self._script is None or self._script.id != script.id:
            self.verticalScrollBar().setValue(0)
        self._script = script
        if self.title.text() != script.title:
            self.title.setText(script.title)
        self.voicemail.set_text(script.voicemail)
        self.objections.show_objections(script.objections)
        self.steps.show_script(script, definition)

    def focus_step(self, place: int) -> None:
        """Open a step that is to be mended."""
        self.steps.open_step(place)

    def focus_objections(self) -> None:
        """Go to the objections."""
        if self.objections.rows:
            self.objections.rows[0].says.setFocus()
        QTimer.singleShot(0, self, self._show_objections)

    def _lay_out(self) -> None:
        page = QWidget()
        page.setAutoFillBackground(False)
        column = QVBoxLayout(page)
        column.setContentsMargins(CENTRE_MARGIN, 16, CENTRE_MARGIN, 24)
        column.setSpacing(8)
        self.title.set_height(36)
        column.addWidget(self.title)
        column.addSpacing(8)
        column.addLayout(self._steps_head())
        column.addWidget(self.steps)
        column.addSpacing(16)
        column.addWidget(section("Voicemail"))
        self.voicemail.setFixedHeight(current().scaled(88))
        column.addWidget(self.voicemail)
        column.addSpacing(16)
        column.addWidget(section("Objections"))
        column.addWidget(self.objections)
        column.addStretch(1)
        self.setWidget(page)

    def _steps_head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.addWidget(section("Steps"))
        head.addWidget(Label(""), 1)
        add = QuietButton("Add a step", "plus", "Ctrl+N")
        add.clicked.connect(self.steps.add)
        head.addWidget(add)
        return head

    def _set(self, name: str, value: Any) -> None:
        if self._script is not None:
            self._script = replace(self._script, **{name: value})
            self.changed.emit(self._script)

    def _take_steps(self, script: Script) -> None:
        self._set("steps", script.steps)

    def _scroll_to_open(self) -> None:
        # The form has its height only once the page is laid out anew.
        QTimer.singleShot(0, self, self._show_open)

    def _show_open(self) -> None:
        """Bring the open step to the top, where its form does not fit in full."""
        place, page = self.steps.open_place, self.widget()
        if place is None or page is None:
            return
        top = self.steps.rows[place].mapTo(page, QPoint(0, 0)).y() - _ABOVE
        bottom = self.steps.form.mapTo(page, self.steps.form.rect().bottomLeft()).y()
        bar = self.verticalScrollBar()
        is_seen = bar.value() <= top and bottom <= bar.value() + self.viewport().height()
        if not is_seen:
            bar.setValue(top)

    def _show_objections(self) -> None:
        self.ensureWidgetVisible(self.objections, 0, 24)

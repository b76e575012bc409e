"""The steps of a script in order, one of them open in its form."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from qualdesk.domain.editing import with_new_step, with_step, with_step_moved, without_step
from qualdesk.domain.lead_definition import LeadDefinition
from qualdesk.domain.script import Script, Step
from qualdesk_ui.screens.scripts.step_form import StepForm
from qualdesk_ui.screens.scripts.step_row import StepRow

_OPENS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_WALKS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class StepList(QWidget):
    """`changed(Script)` on each key; arrows walk the rows, Enter or Space opens one."""

    changed = Signal(object)
    opened = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._script: Script | None = None
        self._definition: LeadDefinition | None = None
        self._faulty: frozenset[int] = frozenset()
        self.open_place: int | None = None
        self.rows: list[StepRow] = []
        self.form = StepForm()
        self.form.hide()
        self.form.changed.connect(self._take_step)
        self.form.move_asked.connect(self.move_open)
        self.form.remove_asked.connect(self.remove_open)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)

    def show_script(self, script: Script, definition: LeadDefinition) -> None:
        """Show the steps of a script; the open one stays open while it is the same script."""
        is_same = self._script is not None and self._script.id == script.id
        self._script, self._definition = script, definition
        if not is_same or (self.open_place or 0) >= len(script.steps):
            self.open_place = None
        self._write()

    def show_faults(self, places: frozenset[int]) -> None:
        """Mark the steps that have a fault."""
        self._faulty = places
        self._label_rows()

    def open_step(self, place: int | None) -> None:
        """Open a step in its form, or fold all."""
        self.open_place = place
        self._write()
        if place is not None:
            self.form.begin()
            self.opened.emit()

    def fold(self) -> bool:
        """Fold the open step, the focus on its row; False if none is open."""
        place = self.open_place
        if place is None:
            return False
        self.open_step(None)
        self.rows[place].setFocus()
        return True

    def add(self) -> None:
        """Add a step behind the open one, else at the end, and open it."""
        if self._script is None:
            return
        place = len(self._script.steps) if self.open_place is None else self.open_place + 1
        self._take(with_new_step(self._script, place), place)
        self.form.begin()
        self.opened.emit()

    def move_open(self, by: int) -> None:
        """Move the open step up or down; it stays open."""
        place = self._focused_place()
        if self._script is None or place is None:
            return
        moved = with_step_moved(self._script, place, by)
        if moved is not self._script:
            was_open = self.open_place is not None
            self._take(moved, place + by if was_open else None)
            self._focus_again(place + by, was_open=was_open)

    def remove_open(self) -> None:
        """Remove the open step, or the one whose row has the focus."""
        place = self._focused_place()
        if self._script is None or place is None:
            return
        self._take(without_step(self._script, place), None)
        if self.rows:
            self.rows[min(place, len(self.rows) - 1)].setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _WALKS.get(Qt.Key(event.key()))
        place = next((at for at, row in enumerate(self.rows) if row.hasFocus()), None)
        if place is not None and step:
            self.rows[min(max(place + step, 0), len(self.rows) - 1)].setFocus()
        elif place is not None and event.key() in _OPENS:
            self._press(place)
        else:
            super().keyPressEvent(event)

    def _focused_place(self) -> int | None:
        if self.open_place is not None:
            return self.open_place
        return next((at for at, row in enumerate(self.rows) if row.hasFocus()), None)

    def _focus_again(self, place: int, *, was_open: bool) -> None:
        if was_open:
            self.form.begin()
            self.opened.emit()
        else:
            self.rows[place].setFocus()

    def _press(self, place: int) -> None:
        if place == self.open_place:
            self.fold()
        else:
            self.open_step(place)

    def _take_step(self, step: Step) -> None:
        if self._script is None or self.open_place is None:
            return
        self._script = with_step(self._script, self.open_place, step)
        self._label_rows()
        self.changed.emit(self._script)

    def _take(self, script: Script, place: int | None) -> None:
        self._script = script
        self.open_place = place
        self._write()
        self.changed.emit(script)

    def _write(self) -> None:
        if self._script is None or self._definition is None:
            return
        self._column.removeWidget(self.form)
        while len(self.rows) > len(self._script.steps):
            row = self.rows.pop()
            row.hide()  # it is gone only when the event loop turns
            row.deleteLater()
        for place in range(len(self.rows), len(self._script.steps)):
            self._add_row(place)
        self._label_rows()
        self.form.setVisible(self.open_place is not None)
        if self.open_place is not None:
            self._column.insertWidget(self.open_place + 1, self.form)
            self.form.show_step(self._script, self.open_place, self._definition)

    def _add_row(self, place: int) -> None:
        row = StepRow()
        row.clicked.connect(partial(self._press, place))
        row.installEventFilter(self)
        self._column.addWidget(row)
        self.rows.append(row)

    def eventFilter(self, _watched: object, event: object) -> bool:
        # A button moves the focus on by itself before this list sees the arrows.
        if not isinstance(event, QKeyEvent) or event.type() != QKeyEvent.Type.KeyPress:
            return False
        if event.key() not in (*_WALKS, *_OPENS):
            return False
        self.keyPressEvent(event)
        return event.isAccepted()

    def _label_rows(self) -> None:
        if self._script is None:
            return
        for place, (row, step) in enumerate(zip(self.rows, self._script.steps, strict=True)):
            row.show_step(
                step,
                place + 1,
                is_open=place == self.open_place,
                is_faulty=place in self._faulty,
            )

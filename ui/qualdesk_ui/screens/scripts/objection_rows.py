"""What they may say against it, and a kind answer to each."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from qualdesk.domain.script import Objection
from qualdesk_ui.theme import current
from qualdesk_ui.widgets.buttons import QuietButton
from qualdesk_ui.widgets.field import Field
from qualdesk_ui.widgets.icon_button import IconButton
from qualdesk_ui.widgets.text_area import TextArea


class ObjectionRow(QWidget):
    """One objection; `changed` on each key, `removed` when it goes."""

    changed = Signal()
    removed = Signal()

    def __init__(self, objection: Objection, number: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.says = Field(f"Objection {number}", placeholder="what they say against it")
        self.answer = TextArea(f"Answer to objection {number}", placeholder="a kind answer")
        self.if_they = Field(f"If they go on, objection {number}", placeholder="if they …")
        self.then = Field(f"What to do then, objection {number}", placeholder="… then")
        self.answer.setFixedHeight(current().scaled(68))
        remove = IconButton("x", f"Remove objection {number}")
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.says, 1)
        top.addWidget(remove)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(top)
        column.addWidget(self.answer)
        more = QHBoxLayout()
        more.setSpacing(8)
        more.addWidget(self.if_they, 1)
        more.addWidget(self.then, 1)
        column.addLayout(more)
        self.show_objection(objection)
        for field in (self.says, self.if_they, self.then):
            field.textEdited.connect(self._report)
        self.answer.edited.connect(self._report)
        remove.clicked.connect(self.removed)

    def show_objection(self, objection: Objection) -> None:
        """Show another one."""
        for field, words in (
            (self.says, objection.says),
            (self.if_they, objection.if_they),
            (self.then, objection.then),
        ):
            if field.text() != words:
                field.setText(words)
        self.answer.set_text(objection.answer)

    def objection(self) -> Objection:
        """Return it as it stands here."""
        return Objection(
            self.says.text(), self.answer.text(), self.if_they.text(), self.then.text()
        )

    def _report(self) -> None:
        self.changed.emit()


class ObjectionRows(QWidget):
    """All objections of a script; `changed(tuple)` brings them."""

    changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: list[ObjectionRow] = []
        self._add = QuietButton("Add an objection", icon="plus")
        self._add.clicked.connect(self.add)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)
        self._column.addWidget(self._add)

    def show_objections(self, objections: tuple[Objection, ...]) -> None:
        """Show others; the rows that are there are kept, so that the focus stays."""
        while len(self.rows) > len(objections):
            row = self.rows.pop()
            row.hide()  # it is gone only when the event loop turns
            row.deleteLater()
        for row, one in zip(self.rows, objections, strict=False):
            row.show_objection(one)
        for one in objections[len(self.rows) :]:
            self._add_row(one)

    def add(self) -> None:
        """Add one and type it."""
        self._add_row(Objection("", ""))
        self._report()
        self.rows[-1].says.setFocus()

    def _add_row(self, objection: Objection) -> None:
        row = ObjectionRow(objection, len(self.rows) + 1)
        row.changed.connect(self._report)
        row.removed.connect(partial(self._remove, row))
        self._column.insertWidget(len(self.rows), row)
        self.rows.append(row)

    def _remove(self, row: ObjectionRow) -> None:
        left = tuple(one.objection() for one in self.rows if one is not row)
        self.show_objections(left)
        self.changed.emit(left)
        (self.rows[-1].says if self.rows else self._add).setFocus()

    def _report(self) -> None:
        self.changed.emit(tuple(row.objection() for row in self.rows))

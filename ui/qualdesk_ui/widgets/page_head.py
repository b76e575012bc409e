"""The head of a page: its title, a quiet sentence beside it, and what can be done at the right."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from qualdesk_ui.theme import Role, current
from qualdesk_ui.theme.space import PAGE_MARGIN
from qualdesk_ui.widgets.aside import Aside
from qualdesk_ui.widgets.hairline import Hairline
from qualdesk_ui.widgets.label import title
from qualdesk_ui.widgets.tone import Tone

_TITLE_ROW = 62
_SECOND_ROW = 44


class PageHead(QWidget):
    """`buttons` takes buttons at the right; `add_row` a second row of filters."""

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = title(words)
        self._note = Aside("", Role.BODY, Tone.SECONDARY)
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(8)
        self._rows: list[QWidget] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self._title_row())
        self._column.addWidget(Hairline())
        current().changed.connect(self._size)
        self._size()

    def set_note(self, sentence: str) -> None:
        """Say something else beside the title."""
        self._note.set_text(sentence)

    def note(self) -> str:
        """Return the sentence beside the title."""
        return self._note.text()

    def add_row(self, layout: QHBoxLayout) -> None:
        """Add a row of filters under the title."""
        row = QWidget()
        layout.setContentsMargins(PAGE_MARGIN, 0, PAGE_MARGIN, 8)
        row.setLayout(layout)
        self._rows.append(row)
        self._column.insertWidget(self._column.count() - 1, row)
        self._size()

    def _title_row(self) -> QWidget:
        self._top = QWidget()
        row = QHBoxLayout(self._top)
        row.setContentsMargins(PAGE_MARGIN, 0, PAGE_MARGIN, 0)
        row.setSpacing(12)
        row.addWidget(self._title)
        row.addWidget(self._note, 1)
        row.addLayout(self.buttons)
        return self._top

    def _size(self) -> None:
        self._top.setFixedHeight(current().scaled(_TITLE_ROW))
        for row in self._rows:
            row.setFixedHeight(current().scaled(_SECOND_ROW))

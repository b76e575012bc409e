"""Two entries side by side, and what can be decided of them."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from qualdesk_ui.screens.duplicates.rows import Fact, is_alike
from qualdesk_ui.theme import Role
from qualdesk_ui.widgets.hairline import Hairline
from qualdesk_ui.widgets.keyed_button import KeyedButton
from qualdesk_ui.widgets.label import heading, hint
from qualdesk_ui.widgets.paragraph import Paragraph, Run, RunLook
from qualdesk_ui.widgets.split_page import SidePane
from qualdesk_ui.widgets.tone import Tone

_TOP = Qt.AlignmentFlag.AlignTop


class Comparison(SidePane):
    """What differs is strong; what is the same is quiet."""

    made_one = Signal()
    kept_apart = Signal()
    parted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = heading()
        self._holder = QVBoxLayout()
        self._grid: QWidget | None = None
        self.one = KeyedButton("1", "The same: make one", "all contacts are kept")
        self.apart = KeyedButton("2", "Not the same", "they are not shown as a pair again")
        self.part = KeyedButton("P", "Part again", "numbers and leads go back to whose they were")
        self.one.clicked.connect(self.made_one)
        self.apart.clicked.connect(self.kept_apart)
        self.part.clicked.connect(self.parted)
        self.body.addWidget(self._title)
        self.body.addLayout(self._holder)
        self.body.addStretch(1)
        self.foot.addWidget(Hairline())
        for button in (self.one, self.apart, self.part):
            self.foot.addWidget(button)

    def show_pair(self, facts: Sequence[Fact]) -> None:
        """Show two who look alike."""
        self._title.setText("Are they the same?")
        self._show(facts, is_merged=False)

    def show_merge(self, facts: Sequence[Fact]) -> None:
        """Show two who were made one."""
        self._title.setText("Made one")
        self._show(facts, is_merged=True)

    def _show(self, facts: Sequence[Fact], *, is_merged: bool) -> None:
        for button in (self.one, self.apart):
            button.setVisible(not is_merged)
        self.part.setVisible(is_merged)
        if self._grid is not None:
            self._grid.hide()
            self._grid.deleteLater()
        self._grid = _grid_of(facts)
        self._holder.addWidget(self._grid)


def _grid_of(facts: Sequence[Fact]) -> QWidget:
    holder = QWidget()
    grid = QGridLayout(holder)
    grid.setContentsMargins(0, 4, 0, 0)
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(6)
    grid.setColumnStretch(1, 1)
    grid.setColumnStretch(2, 1)
    for number, fact in enumerate(facts):
        label, one, other = fact
        grid.addWidget(hint(label), 2 * number, 0, _TOP)
        for place, words in ((1, one), (2, other)):
            grid.addWidget(_value(words, is_same=is_alike(fact)), 2 * number, place, _TOP)
        grid.addWidget(Hairline(), 2 * number + 1, 0, 1, 3)
    said = "; ".join(f"{label}: {one or 'none'}, {other or 'none'}" for label, one, other in facts)
    holder.setAccessibleName(said)
    return holder


def _value(words: str, *, is_same: bool) -> Paragraph:
    value = Paragraph("", Role.BODY, Tone.SECONDARY)
    value.set_runs((Run(words or "–", RunLook.PLAIN if is_same or not words else RunLook.STRONG),))
    return value

"""A line in place that asks one thing: a few choices by letter, or a few typed words."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from qualdesk_ui.theme import Role, current
from qualdesk_ui.theme.space import CENTRE_MARGIN
from qualdesk_ui.widgets.buttons import QuietButton
from qualdesk_ui.widgets.choice import ChoiceRow
from qualdesk_ui.widgets.field import Field
from qualdesk_ui.widgets.label import Label
from qualdesk_ui.widgets.painting import painter_on, put_icon
from qualdesk_ui.widgets.tone import Tone

_CHOICE_HEIGHT = 28
_ICON_ROOM = 26
_LEAST_FIELD = 80
_GAP = 8
_AFTER_CHOICES = 2


class ChoiceStrip(QWidget):
    """Hidden until it asks; `decided` brings the choice or the words, `closed` that it is over.

    `turned` comes whenever it begins or ends to ask. Where the choices leave too little room for
    the words, these stand below them.
    """

    decided = Signal(str)
    closed = Signal()
    turned = Signal()

    def __init__(self, icon: str, placeholder: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = icon
        self._question = Label("", Role.BODY_STRONG)
        self.offered = ChoiceRow("", ())
        self.field = Field(placeholder, placeholder=placeholder)
        self._refusal = Label("", Role.SMALL, Tone.BAD)
        self._words = QWidget()
        self._back = QuietButton("Back", key="Esc")
        self.offered.chosen.connect(self.decided)
        self.field.returnPressed.connect(self._decide_typed)
        self.field.textEdited.connect(self._forgive)
        self._back.clicked.connect(self.close_strip)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._lay_out()
        self.hide()

    @property
    def is_asking(self) -> bool:
        """Whether it is open."""
        return not self.isHidden()

    def ask(self, question: str, options: Sequence[str], *, words: str = "") -> None:
        """Open with a question, its choices and words typed earlier.

        The first choice is lit, so that a letter chooses; Tab goes on to the words.
        """
        self._open(question, options, words)
        if options:
            self.offered.focus_first()
        else:
            self.field.setFocus(Qt.FocusReason.TabFocusReason)
        self.turned.emit()

    def ask_words(self, question: str, options: Sequence[str]) -> None:
        """Open with a question that is answered in words; the choices stand beside them."""
        self._open(question, options)
        self.field.setFocus(Qt.FocusReason.TabFocusReason)
        self.turned.emit()

    def refuse(self, sentence: str) -> None:
        """Stay open and say why these words will not do."""
        self.field.set_error(sentence)
        self._refusal.setText(sentence)
        self._refusal.show()
        self._fit()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def refusal(self) -> str:
        """Return why the words will not do."""
        return self.field.error()

    def choose_letter(self, letter: str) -> bool:
        """Take the choice of a letter; False where there is none."""
        return self.offered.choose_letter(letter)

    def close_strip(self) -> bool:
        """Go away; False if it was not open."""
        if not self.is_asking:
            return False
        self.fold()
        self.closed.emit()
        return True

    def fold(self) -> None:
        """Ask no more; what was typed stays."""
        self.hide()
        self.turned.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_strip()
        elif not self.choose_letter(event.text()):
            super().keyPressEvent(event)

    def minimumSizeHint(self) -> QSize:
        # The words give way to the next line, so that they ask for no width.
        return QSize(self._taken(), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, tokens = painter_on(self), current().tokens
        painter.fillRect(self.rect(), tokens.accent_tint)
        middle = float(self._question.geometry().center().y())
        put_icon(painter, CENTRE_MARGIN, middle, self._icon, 16, tokens.accent_text)

    def _open(self, question: str, options: Sequence[str], words: str = "") -> None:
        self._question.setText(question)
        self.setAccessibleName(question)
        self.offered.setAccessibleName(question)
        self.offered.set_options(options)
        self.offered.show_letters()
        for choice in self.offered.choices():
            choice.set_height(_CHOICE_HEIGHT)
        self.offered.setVisible(bool(options))
        self.field.setText(words)
        self._forgive()
        self.show()

    def _decide_typed(self) -> None:
        self.decided.emit(self.field.text().strip())

    def _forgive(self) -> None:
        self.field.set_error("")
        self._refusal.hide()
        self._fit()

    def _lay_out(self) -> None:
        self.field.setMinimumWidth(_LEAST_FIELD)
        words = QHBoxLayout(self._words)
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(_GAP)
        words.addWidget(self.field, 1)
        words.addWidget(self._refusal)
        self._first, self._second = QHBoxLayout(), QHBoxLayout()
        self._first.setSpacing(_GAP)
        self._first.addWidget(self._question)
        # Before the words, as Tab goes from one to the other; lower than their line, so in its middle.
        self._first.addWidget(self.offered, 0, Qt.AlignmentFlag.AlignVCenter)
        self._first.addWidget(self._words, 1)
        self._first.addStretch()  # takes the room of the words where these stand below
        self._first.addWidget(self._back)
        lines = QVBoxLayout(self)
        lines.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)
        lines.setContentsMargins(CENTRE_MARGIN + _ICON_ROOM, 7, CENTRE_MARGIN - _GAP, 7)
        lines.setSpacing(0)
        lines.addLayout(self._first)
        lines.addLayout(self._second)

    def _fit(self) -> None:
        room = self.width() - self._taken() - self._words.minimumSizeHint().width()
        is_below = bool(self.offered.choices()) and room < 0
        if is_below == (self._second.indexOf(self._words) >= 0):
            return
        if is_below:
            self._second.setContentsMargins(0, _GAP, _GAP, 0)
            self._second.addWidget(self._words)
        else:
            self._second.setContentsMargins(0, 0, 0, 0)
            self._first.insertWidget(_AFTER_CHOICES, self._words, 1)

    def _taken(self) -> int:
        """Return the width that all but the words need."""
        beside = (self._question, *self.offered.choices(), self._back)
        margins = 2 * CENTRE_MARGIN + _ICON_ROOM - _GAP
        return margins + sum(one.sizeHint().width() + _GAP for one in beside)

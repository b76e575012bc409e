"""Wrapped text with a fixed line height, which a QLabel cannot have, in runs set apart."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import QSize, QSizeF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QFont,
    QPainter,
    QPaintEvent,
    QPalette,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from qualdesk_ui.theme import Role, current
from qualdesk_ui.widgets.painted_text import PaintedText
from qualdesk_ui.widgets.tone import Tone

_FIXED = QTextBlockFormat.LineHeightTypes.FixedHeight.value


class RunLook(Enum):
    """How some words of a paragraph stand out."""

    PLAIN = auto()
    STRONG = auto()
    FIELD = auto()
    MISSING = auto()


@dataclass(frozen=True, slots=True)
class Run:
    """A few words set alike."""

    text: str
    look: RunLook = RunLook.PLAIN


class Paragraph(PaintedText):
    """Text that wraps and knows its height for a width."""

    def __init__(
        self,
        text: str = "",
        role: Role = Role.BODY,
        tone: Tone = Tone.TEXT,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._role = role
        self._tone = tone
        self._runs: tuple[Run, ...] = ()
        self._alignment = Qt.AlignmentFlag.AlignLeft
        self._document = QTextDocument(self)
        self._document.setDocumentMargin(0)
        self._document.setUndoRedoEnabled(False)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        current().changed.connect(self._write)
        self.set_text(text)

    def text(self) -> str:
        """Return the words as plain text."""
        return "".join(run.text for run in self._runs)

    def set_text(self, text: str) -> None:
        """Show plain words."""
        self.set_runs((Run(text),))

    def set_runs(self, runs: Sequence[Run]) -> None:
        """Show words of which some stand out."""
        self._runs = tuple(runs)
        self.setAccessibleName(self.text())
        self._write()

    def set_centred(self) -> None:
        """Stand in the middle of the room it is given."""
        self._alignment = Qt.AlignmentFlag.AlignHCenter
        self._write()

    def set_tone(self, tone: Tone) -> None:
        """Mean something else by the same words."""
        self._tone = tone
        self._write()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        self._document.setTextWidth(width)
        return round(self._document.size().height())

    def sizeHint(self) -> QSize:
        widest = min(self._ideal_width, self.maximumWidth())
        return QSize(widest, self.heightForWidth(self.width() or widest))

    def minimumSizeHint(self) -> QSize:
        return QSize(40, current().scaled(self._role.line))

    def paintEvent(self, _event: QPaintEvent) -> None:
        self._document.setTextWidth(self.width())
        context = QAbstractTextDocumentLayout.PaintContext()
        palette = QPalette(self.palette())
        palette.setColor(QPalette.ColorRole.Text, self._tone.colour())
        context.palette = palette
        self._document.documentLayout().draw(QPainter(self), context)

    def _write(self) -> None:
        self._document.clear()
        self._document.setDefaultFont(current().font(self._role))
        cursor = QTextCursor(self._document)
        block = QTextBlockFormat()
        block.setLineHeight(current().scaled(self._role.line), _FIXED)
        block.setAlignment(self._alignment)
        cursor.setBlockFormat(block)
        for run in self._runs:
            _insert(cursor, run)
        self._document.setTextWidth(-1)
        self._ideal_width = QSizeF(self._document.size()).toSize().width() + 1
        self.updateGeometry()
        self.update()


def _insert(cursor: QTextCursor, run: Run) -> None:
    tokens = current().tokens
    look = QTextCharFormat()
    if run.look is RunLook.STRONG:
        look.setFontWeight(QFont.Weight.DemiBold)
        look.setForeground(tokens.text)
    elif run.look is RunLook.FIELD:
        look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
        look.setUnderlineColor(tokens.edge)
    elif run.look is RunLook.MISSING:
        look.setFontItalic(True)
        look.setForeground(tokens.warn)
    cursor.insertText(run.text, look)

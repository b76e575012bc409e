"""A place for several lines of plain text, with the line height of the page."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPalette, QTextBlockFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from qualdesk_ui.theme import Role, current
from qualdesk_ui.widgets.painting import painter_on, plate, ring

_LINE = 20
_FIXED = QTextBlockFormat.LineHeightTypes.FixedHeight.value


class TextArea(QTextEdit):
    """Notes, a brief, an e-mail: plain text only."""

    edited = Signal(str)

    def __init__(self, name: str, *, placeholder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_setting = False
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setViewportMargins(8, 8, 4, 6)
        self.document().setDocumentMargin(1)
        self.viewport().setAutoFillBackground(False)
        self.textChanged.connect(self._report)
        current().changed.connect(self._dress)
        self._dress()

    def text(self) -> str:
        """Return what stands in it."""
        return self.toPlainText()

    def set_text(self, text: str) -> None:
        """Show another text without a signal."""
        if text == self.toPlainText():
            return
        self._is_setting = True
        self.setPlainText(text)
        self._set_line_height()
        self._is_setting = False

    def sizeHint(self) -> QSize:
        return QSize(280, current().scaled(88))

    def minimumSizeHint(self) -> QSize:
        return QSize(80, current().scaled(44))

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self._paint_frame()
            return True
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        return super().event(event)

    def _paint_frame(self) -> None:
        painter = painter_on(self)
        tokens, rect = current().tokens, QRectF(self.rect())
        plate(painter, rect, fill=tokens.raised, border=tokens.edge)
        if self.hasFocus():
            ring(painter, rect)

    def _report(self) -> None:
        if not self._is_setting:
            self.edited.emit(self.toPlainText())

    def _set_line_height(self) -> None:
        block = QTextBlockFormat()
        block.setLineHeight(current().scaled(_LINE), _FIXED)
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeBlockFormat(block)
        self.document().clearUndoRedoStacks()

    def _dress(self) -> None:
        tokens = current().tokens
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Base, QColor(Qt.GlobalColor.transparent))
        palette.setColor(QPalette.ColorRole.Text, tokens.text)
        palette.setColor(QPalette.ColorRole.PlaceholderText, tokens.text3)
        self.setPalette(palette)
        self._is_setting = True
        self.setFont(current().font(Role.BODY))
        # The placeholder is drawn in the font of what it stands on.
        self.viewport().setFont(self.font())
        self.updateGeometry()
        self._set_line_height()
        self._is_setting = False

"""A button that is only an icon; its name is spoken and shown as a tooltip."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from qualdesk_ui.theme import current
from qualdesk_ui.theme.space import CONTROL
from qualdesk_ui.widgets.painting import painter_on, plate, put_icon, ring
from qualdesk_ui.widgets.pressing import enter_presses


class IconButton(QAbstractButton):
    """A square button with an icon of 18 px."""

    def __init__(
        self, icon: str, name: str, *, size: int = CONTROL, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._icon = icon
        self._size = size
        self.set_name(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_name(self, name: str) -> None:
        """Say what it does, with its key where it has one: "Filter, Ctrl+F"."""
        self.setAccessibleName(name)
        self.setToolTip(name)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not enter_presses(self, event):
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(current().scaled(self._size), current().scaled(self._size))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = painter_on(self)
        tokens = current().tokens
        rect = QRectF(self.rect())
        if self.isEnabled() and self.underMouse():
            plate(painter, rect, fill=tokens.hover)
        ink = tokens.text2 if self.isEnabled() else tokens.text3
        put_icon(painter, (self.width() - 18) / 2, self.height() / 2, self._icon, 18, ink)
        if self.hasFocus():
            ring(painter, rect)

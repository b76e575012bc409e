"""The sentence over the queue that says in which order it stands."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from qualdesk_ui.theme import Role, current
from qualdesk_ui.theme.space import PAGE_MARGIN
from qualdesk_ui.widgets.painting import painter_on, put_icon, width_of, words

_HEIGHT, _ICON = 34, 14
ORDER = (
    "promises due, returned by sales, windows that close, then by campaign priority,"
    " newest interest first"
)


class OrderStrip(QWidget):
    """Quiet, between the head and the columns."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(f"Order: {ORDER}")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(200, current().scaled(_HEIGHT))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, tokens, rect = painter_on(self), current().tokens, QRectF(self.rect())
        painter.fillRect(self.rect(), tokens.side)
        painter.fillRect(0, self.height() - 1, self.width(), 1, tokens.line)
        middle, left = rect.center().y(), float(PAGE_MARGIN)
        put_icon(painter, left, middle, "arrow-up-down", _ICON, tokens.text2)
        left += _ICON + 8
        words(painter, rect.adjusted(left, 0, 0, 0), "Order", Role.SMALL_STRONG, tokens.text2)
        left += width_of("Order", Role.SMALL_STRONG) + 9
        place = rect.adjusted(left, 0, -PAGE_MARGIN, 0)
        words(painter, place, ORDER, Role.SMALL, tokens.text2)

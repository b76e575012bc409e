"""The frame of a panel that opens in place: head, body, foot, shadow and page fade."""

from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QLinearGradient, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from qualdesk_ui.theme import Role, current
from qualdesk_ui.theme.space import RADIUS_PANEL
from qualdesk_ui.widgets.buttons import QuietButton
from qualdesk_ui.widgets.elided import ElidedLabel
from qualdesk_ui.widgets.hairline import Hairline
from qualdesk_ui.widgets.label import heading
from qualdesk_ui.widgets.motion import Rise
from qualdesk_ui.widgets.overlay_scroll_bar import OverlayScrollBar
from qualdesk_ui.widgets.painting import faint, painter_on, plate, shadow
from qualdesk_ui.widgets.panel_columns import PanelColumns
from qualdesk_ui.widgets.tone import Tone

FADE, SIDE, BOTTOM = 56, 12, 8
_HEAD, _FOOT = 46, 60
_PADDING = 20
_RISE_MS = 120
_LEAST_FADE, _LINE = 8, 24


class Panel(QWidget):
    """Fill `body` (a layout) and `foot` (a layout); Esc and the way back emit `closed`."""

    closed = Signal()

    def __init__(
        self,
        title: str,
        subtitle: str = "",
        way_back: str = "Back to the call",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(title)
        self._title = heading(title)
        self._subtitle = ElidedLabel(subtitle, Role.BODY, Tone.SECONDARY)
        self._way_back = QuietButton(way_back, key="Esc")
        self._way_back.set_height(28)
        self._way_back.clicked.connect(self.closed)
        self._page = _Page()
        self._rise = Rise(self, _RISE_MS)
        self._fade = FADE
        self._columns: PanelColumns | None = None
        self.first_stops: tuple[QWidget, ...] = ()
        """What Tab comes to before the rest, where that is not the order of the eye."""
        self.body = self._page.column
        self.body.setContentsMargins(_PADDING, 16, _PADDING, 12)
        self.body.setSpacing(8)
        self.foot = QHBoxLayout()
        self.foot.setContentsMargins(_PADDING, 0, _PADDING, 0)
        self.foot.setSpacing(8)
        self._lay_out()

    def set_title(self, title: str, subtitle: str = "") -> None:
        """Show another title and subtitle."""
        self._title.setText(title)
        self._subtitle.set_text(subtitle)
        self.setAccessibleName(title)

    def stops(self) -> tuple[QWidget, ...]:
        """Return what Tab walks one after the other: what is asked, the buttons, the way back."""
        items = (self.foot.itemAt(place) for place in range(self.foot.count()))
        buttons = (item.widget() for item in items if item is not None)
        foot = (one for one in buttons if one is not None)
        return (*self.first_stops, self._page, *foot, self)

    def take_focus(self) -> None:
        """Put the focus where one begins."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_columns(self, columns: PanelColumns) -> None:
        """Fill the rest of the body with two columns."""
        self._columns = columns
        self.body.addLayout(columns, 1)

    def place_over(self, centre: QRect) -> None:
        """Stand at the bottom of `centre`, as the parent counts; a body too tall for it scrolls."""
        page_width = centre.width() - 2 * (SIDE + 1)
        if self._columns is not None:
            self._columns.fit(page_width - 2 * _PADDING)
        heads = current().scaled(_HEAD - 1) + current().scaled(_FOOT - 1)
        frame = heads + 4 + self._page.height_for(page_width)
        room = centre.height() - BOTTOM
        frame = min(frame, room - _LEAST_FADE)
        self._fade = min(FADE, room - frame)
        self._column.setContentsMargins(SIDE + 1, self._fade + 1, SIDE + 1, BOTTOM + 1)
        height = self._fade + frame + BOTTOM
        self.setGeometry(centre.x(), centre.bottom() + 1 - height, centre.width(), height)

    def rise(self) -> None:
        """Come up 8 px, as far as motion is wanted."""
        self.show()
        self.raise_()
        self._rise.begin()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, tokens = painter_on(self), current().tokens
        self._paint_fade(painter, tokens.page)
        frame = QRectF(self.rect()).adjusted(SIDE, self._fade, -SIDE, -BOTTOM)
        shadow(painter, frame, RADIUS_PANEL, blur=26, drop=2, strength=0.1)
        plate(painter, frame, fill=tokens.raised, border=tokens.soft, radius=10)

    def _paint_fade(self, painter: QPainter, page: QColor) -> None:
        fade = self._fade
        gradient = QLinearGradient(0, 0, 0, fade)
        # A fade too low to hide half a line would only show its feet.
        gradient.setColorAt(0, faint(page, 0 if fade > _LINE else 1))
        gradient.setColorAt(1, page)
        painter.fillRect(QRect(0, 0, self.width(), fade), gradient)
        painter.fillRect(QRect(0, fade, self.width(), self.height() - fade), page)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(_PADDING, 0, 8, 0)
        head.setSpacing(12)
        head.addWidget(self._title)
        head.addWidget(self._subtitle, 1)
        head.addWidget(self._way_back)
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(SIDE + 1, FADE + 1, SIDE + 1, BOTTOM + 1)
        column.setSpacing(0)
        column.addLayout(_of_height(head, _HEAD - 1))
        column.addWidget(Hairline())
        column.addWidget(self._page, 1)
        column.addWidget(Hairline())
        column.addLayout(_of_height(self.foot, _FOOT - 1))


class _Page(QScrollArea):
    """The body of a panel, which scrolls where the window is too low for it."""

    def __init__(self) -> None:
        super().__init__()
        page = QWidget()
        self.column = QVBoxLayout(page)
        self.setWidget(page)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        page.setAutoFillBackground(False)
        OverlayScrollBar(self)

    def height_for(self, width: int) -> int:
        """Return the height the body needs in a width."""
        self.column.activate()
        wrapped = self.column.heightForWidth(width) if self.column.hasHeightForWidth() else 0
        least = self.column.minimumSize().height()
        return max(wrapped or self.column.sizeHint().height(), least)


def _of_height(row: QHBoxLayout, height: int) -> QHBoxLayout:
    holder = QHBoxLayout()
    holder.setSpacing(0)
    holder.addStrut(current().scaled(height))
    holder.addLayout(row, 1)
    return holder

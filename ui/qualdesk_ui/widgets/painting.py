"""The few strokes that every widget is painted with."""

import math

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPaintDevice, QPainter, QPen

from qualdesk_ui.theme import Role, current
from qualdesk_ui.theme.icons import icon
from qualdesk_ui.theme.space import KEY_CAP, RADIUS_CONTROL, RADIUS_KEY

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
CENTRE = Qt.AlignmentFlag.AlignCenter

_CAP_PADDING = 5


def painter_on(device: QPaintDevice) -> QPainter:
    """Return a painter that draws round edges smoothly."""
    painter = QPainter(device)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    return painter


def plate(
    painter: QPainter,
    rect: QRectF,
    *,
    fill: QColor | None = None,
    border: QColor | None = None,
    radius: float = RADIUS_CONTROL,
    stroke: float = 1,
) -> None:
    """Draw a rounded rectangle whose border lies inside `rect`."""
    painter.setBrush(fill if fill is not None else Qt.BrushStyle.NoBrush)
    if border is None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawRoundedRect(rect, radius, radius)
        return
    inset = stroke / 2
    painter.setPen(QPen(border, stroke))
    inner = rect.adjusted(inset, inset, -inset, -inset)
    painter.drawRoundedRect(inner, max(radius - inset, 0), max(radius - inset, 0))


def ring(painter: QPainter, rect: QRectF, radius: float = RADIUS_CONTROL) -> None:
    """Draw the focus ring: 2 px, inside the shape."""
    plate(painter, rect, border=current().tokens.ring, radius=radius, stroke=2)


def words(
    painter: QPainter,
    rect: QRectF,
    text: str,
    role: Role,
    colour: QColor,
    align: Qt.AlignmentFlag = LEFT,
) -> None:
    """Draw one line of text, cut with an ellipsis where `rect` is too narrow."""
    metrics = current().metrics(role, text)
    if metrics.horizontalAdvance(text) > rect.width() + 0.5:
        text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
    painter.setFont(current().font(role, text))
    painter.setPen(colour)
    painter.drawText(rect, align | Qt.TextFlag.TextSingleLine, text)


def width_of(text: str, role: Role) -> int:
    """Return the pixels a line of text needs."""
    return math.ceil(current().metrics(role, text).horizontalAdvance(text))


def put_icon(
    painter: QPainter, left: float, middle: float, name: str, size: int, colour: QColor
) -> None:
    """Draw an icon with its left edge and its vertical middle given."""
    ratio = painter.device().devicePixelRatioF()
    top = middle - size / 2
    pixmap = icon(name, size, colour, ratio)
    painter.drawPixmap(QPointF(round(left * ratio) / ratio, round(top * ratio) / ratio), pixmap)


def cap_width(key: str) -> int:
    """Return the width of a key cap."""
    return max(current().scaled(KEY_CAP), width_of(key, Role.TINY) + 2 * _CAP_PADDING)


def cap(painter: QPainter, left: float, middle: float, key: str) -> None:
    """Draw a key cap as it stands on paper."""
    tokens = current().tokens
    tinted_cap(painter, left, middle, key, fill=tokens.raised, border=tokens.soft, ink=tokens.text2)


def tinted_cap(
    painter: QPainter,
    left: float,
    middle: float,
    key: str,
    *,
    fill: QColor,
    border: QColor,
    ink: QColor,
) -> None:
    """Draw a key cap in the colours given."""
    height = current().scaled(KEY_CAP)
    rect = QRectF(left, round(middle - height / 2), cap_width(key), height)
    plate(painter, rect, fill=fill, border=border, radius=RADIUS_KEY)
    words(painter, rect, key, Role.TINY, ink, CENTRE)


def faint(colour: QColor, opacity: float) -> QColor:
    """Return the colour, let through."""
    thin = QColor(colour)
    thin.setAlphaF(opacity)
    return thin


def shadow(
    painter: QPainter, rect: QRectF, radius: float, *, blur: int, drop: int, strength: float
) -> None:
    """Draw a soft shadow round `rect` from stacked rounded rectangles."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(faint(current().tokens.shadow, strength / blur))
    for step in range(blur):
        # The edge lies in the middle of the blur: what drops below it thins out at once.
        spread = (blur / 2 - step) * 1.2
        grown = rect.adjusted(-spread, drop - spread, spread, drop + spread)
        round_as = max(radius + spread, 1)
        painter.drawRoundedRect(grown, round_as, round_as)

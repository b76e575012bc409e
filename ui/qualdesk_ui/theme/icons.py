"""Lucide icons as pixmaps in any colour and size, drawn when first painted and kept."""

import re
from functools import cache, lru_cache

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap

from qualdesk.paths import resource

_STROKE = re.compile(r'stroke-width="[^"]*"')
_THIN_FROM = 18


def icon(name: str, size: int, colour: QColor, ratio: float = 1.0) -> QPixmap:
    """Return the icon `name` (its file's name) at `size` logical pixels; shared."""
    return _pixmap(name, size, colour.name(QColor.NameFormat.HexArgb), ratio)


@lru_cache(maxsize=1024)
def _pixmap(name: str, size: int, argb: str, ratio: float) -> QPixmap:
    # Imported late: a window without icons on its first paint need not load the SVG module.
    from PySide6.QtSvg import QSvgRenderer  # noqa: PLC0415

    colour = QColor(argb)
    stroke = "1.75" if size >= _THIN_FROM else "2"
    text = _STROKE.sub(f'stroke-width="{stroke}"', _source(name))
    drawing = QSvgRenderer(text.replace("currentColor", colour.name()).encode())
    pixmap = QPixmap(round(size * ratio), round(size * ratio))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setOpacity(colour.alphaF())
    drawing.render(painter, QRectF(pixmap.rect()))
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


@cache
def _source(name: str) -> str:
    return resource("icons", f"{name}.svg").read_text(encoding="utf-8")

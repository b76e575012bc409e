"""Tabs over a list: an icon, a word, how many stand behind it; the chosen one on a plate."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget

from qualdesk_ui.theme import Role, current
from qualdesk_ui.widgets.painting import painter_on, plate, put_icon, ring, width_of, words
from qualdesk_ui.widgets.segment import Option, Part, Segment

_PADDING, _ICON, _GAP = 11, 16, 6
_HEIGHT = 32


class Tab(Part):
    """One tab; the icon goes where the row is too narrow for all of them."""

    has_icon = True

    def sizeHint(self) -> QSize:
        count = self._count_text()
        width = 2 * _PADDING + width_of(self.text(), Role.BODY_STRONG)
        width += _GAP + width_of(count, Role.BODY) if count else 0
        width += _ICON + _GAP if self._shows_icon() else 0
        return QSize(width, 0)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, tokens, rect = painter_on(self), current().tokens, QRectF(self.rect())
        if self.isChecked():
            plate(painter, rect, fill=tokens.accent_tint)
        elif self.underMouse():
            plate(painter, rect, fill=tokens.hover)
        left = float(_PADDING)
        if self._shows_icon():
            ink = self.option.tone.colour()
            put_icon(painter, left, rect.center().y(), self.option.icon, _ICON, ink)
            left += _ICON + _GAP
        role = Role.BODY_STRONG if self.isChecked() else Role.BODY_MEDIUM
        ink = tokens.accent_text if self.isChecked() else tokens.text
        words(painter, rect.adjusted(left, 0, 0, 0), self.text(), role, ink)
        left += width_of(self.text(), role) + _GAP
        quiet = tokens.accent_text if self.isChecked() else tokens.text2
        words(painter, rect.adjusted(left, 0, 0, 0), self._count_text(), Role.BODY, quiet)
        if self.hasFocus():
            ring(painter, rect)

    def _shows_icon(self) -> bool:
        return self.has_icon and bool(self.option.icon)


def tabs(name: str, options: Sequence[Option], parent: QWidget | None = None) -> Segment:
    """Return a row of tabs."""
    return Segment(name, options, height=_HEIGHT, part=Tab, parent=parent)


def fit_tabs(row: Segment, room: int) -> None:
    """Show the icons of a row of tabs as far as `room`, in pixels, allows."""
    for has_icon in (True, False):
        for part in row.parts():
            if isinstance(part, Tab):
                part.has_icon = has_icon
                part.updateGeometry()
        if has_icon and sum(part.sizeHint().width() + 2 for part in row.parts()) <= room:
            return

"""Tabs over a list: an icon, a word, how many stand behind it; the chosen one on a plate."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget

from qualdesk_ui.theme import Role, current
from qualdesk_ui.widgets.painting import painter_on, plate, put_icon, ring, width_of, words
from qualdesk_ui.widgets.segment import Option, Part, Segment

_ICON, _GAP = 16, 6
_HEIGHT = 32


class Density(NamedTuple):
    """What a tab shows, and the pixels at its sides."""

    padding: int
    has_icon: bool
    has_count: bool


ROOMY = Density(11, has_icon=True, has_count=True)
_DENSITIES = (
    ROOMY,
    Density(11, has_icon=False, has_count=True),
    Density(7, has_icon=False, has_count=True),
    Density(6, has_icon=False, has_count=False),
    Density(4, has_icon=False, has_count=False),
)


class Tab(Part):
    """One tab; icon and count go where the row is too narrow for all of them."""

    density = ROOMY

    def sizeHint(self) -> QSize:
        count = self._shown_count()
        width = 2 * self.density.padding + width_of(self.text(), Role.BODY_STRONG)
        width += _GAP + width_of(count, Role.BODY) if count else 0
        width += _ICON + _GAP if self._shows_icon() else 0
        return QSize(width, 0)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, tokens, rect = painter_on(self), current().tokens, QRectF(self.rect())
        if self.isChecked():
            plate(painter, rect, fill=tokens.accent_tint)
        elif self.underMouse():
            plate(painter, rect, fill=tokens.hover)
        left = float(self.density.padding)
        if self._shows_icon():
            ink = self.option.tone.colour()
            put_icon(painter, left, rect.center().y(), self.option.icon, _ICON, ink)
            left += _ICON + _GAP
        role = Role.BODY_STRONG if self.isChecked() else Role.BODY_MEDIUM
        ink = tokens.accent_text if self.isChecked() else tokens.text
        words(painter, rect.adjusted(left, 0, 0, 0), self.text(), role, ink)
        left += width_of(self.text(), role) + _GAP
        quiet = tokens.accent_text if self.isChecked() else tokens.text2
        words(painter, rect.adjusted(left, 0, 0, 0), self._shown_count(), Role.BODY, quiet)
        if self.hasFocus():
            ring(painter, rect)

    def _shows_icon(self) -> bool:
        return self.density.has_icon and bool(self.option.icon)

    def _shown_count(self) -> str:
        is_shown = self.density.has_count or self.isChecked()
        return self._count_text() if is_shown else ""


def tabs(name: str, options: Sequence[Option], parent: QWidget | None = None) -> Segment:
    """Return a row of tabs."""
    return Segment(name, options, height=_HEIGHT, part=Tab, parent=parent)


def fit_tabs(row: Segment, room: int) -> None:
    """Show as much on a row of tabs as `room`, in pixels, allows."""
    parts = [part for part in row.parts() if isinstance(part, Tab)]
    for density in _DENSITIES:
        for part in parts:
            part.density = density
            part.updateGeometry()
        if sum(part.sizeHint().width() + 2 for part in parts) <= room:
            return

"""A person as two initials in a circle."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from qualdesk_ui.theme import Role, current
from qualdesk_ui.widgets.painting import CENTRE, painter_on, plate, words

AVATAR = 22
NOBODY = "–"


def initials(name: str) -> str:
    """Return the first letters of the first and last name: "Priya Nair" gives PN; nobody a dash."""
    parts = name.split()
    if not parts:
        return NOBODY
    return (parts[0][0] + (parts[-1][0] if len(parts) > 1 else "")).upper()


def paint_avatar(painter: QPainter, rect: QRectF, name: str, role: Role = Role.BADGE) -> None:
    """Draw a person's initials into the circle in `rect`."""
    tokens = current().tokens
    fill = tokens.line if role is Role.BADGE and not tokens.is_dark else tokens.soft
    plate(painter, rect, fill=fill, radius=rect.height() / 2)
    words(painter, rect, initials(name), role, tokens.text2, CENTRE)


class Avatar(QWidget):
    """The initials of one person."""

    def __init__(self, name: str, size: int = AVATAR, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._size = size
        self.set_person(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_person(self, name: str) -> None:
        """Show another person."""
        self._name = name
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(current().scaled(self._size), current().scaled(self._size))

    def paintEvent(self, _event: QPaintEvent) -> None:
        paint_avatar(painter_on(self), QRectF(self.rect()), self._name)

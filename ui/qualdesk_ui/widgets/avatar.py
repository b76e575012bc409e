"""A person as two initials in a circle."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from qualdesk_ui.theme import Role, current
from qualdesk_ui.widgets.painting import CENTRE, plate, words

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
    plate(painter, rect, fill=tokens.ground(fill), radius=rect.height() / 2)
    words(painter, rect, initials(name), role, tokens.text2, CENTRE)

"""Saying something to those who listen instead of look."""

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget


def announce(widget: QWidget, text: str) -> None:
    """Have `text` spoken once the screen reader has finished its sentence."""
    _send(widget, text, QAccessible.AnnouncementPoliteness.Polite)


def announce_at_once(widget: QWidget, text: str) -> None:
    """Have `text` spoken now: do not call, an e-mail that failed."""
    _send(widget, text, QAccessible.AnnouncementPoliteness.Assertive)


def _send(widget: QWidget, text: str, politeness: QAccessible.AnnouncementPoliteness) -> None:
    event = QAccessibleAnnouncementEvent(widget, text)
    event.setPoliteness(politeness)
    QAccessible.updateAccessibility(event)

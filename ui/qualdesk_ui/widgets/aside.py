"""Quiet words beside others: where they are too long they go part by part, never within a word."""

import re

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPaintEvent

from qualdesk_ui.theme import Role
from qualdesk_ui.widgets.elided import ElidedLabel
from qualdesk_ui.widgets.painting import painter_on, width_of, words

_BETWEEN = re.compile(r" · |, |: ")


class Aside(ElidedLabel):
    """A note that is shown whole, or its first parts, or not at all; its tooltip says all of it."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        shown = first_parts(self.text(), self.role, self.width())
        words(painter_on(self), QRectF(self.rect()), shown, self.role, self.tone.colour())


def first_parts(text: str, role: Role, room: float) -> str:
    """Return as much of a note as there is `room` for, in pixels: "3 of 10 are open" of a longer one."""
    ends = [len(text), *(found.start() for found in reversed([*_BETWEEN.finditer(text)]))]
    return next((text[:end] for end in ends if width_of(text[:end], role) <= room), "")

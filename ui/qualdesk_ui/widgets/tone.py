"""What a colour means, so that no widget is told a colour."""

from enum import Enum

from PySide6.QtGui import QColor

from qualdesk_ui.theme import current


class Tone(Enum):
    """A meaning; each value is the name of its token."""

    TEXT = "text"
    SECONDARY = "text2"
    HINT = "text3"
    ACCENT = "accent_text"
    OK = "ok"
    WARN = "warn"
    BAD = "bad"
    TEAL = "teal"
    VIOLET = "violet"

    def colour(self) -> QColor:
        """Return the colour of words and icons that mean this."""
        colour: QColor = getattr(current().tokens, self.value)
        return colour

    def tint(self) -> QColor:
        """Return the quiet fill behind them."""
        tint: QColor = getattr(current().tokens, _TINTS.get(self, "sunken"))
        return tint


_TINTS = {
    Tone.ACCENT: "accent_tint",
    Tone.OK: "ok_tint",
    Tone.WARN: "warn_tint",
    Tone.BAD: "bad_tint",
    Tone.TEAL: "teal_tint",
    Tone.VIOLET: "violet_tint",
}

"""The type scale: every size, weight and line height by name, scaled as one by the text size."""

from enum import Enum
from functools import lru_cache

from PySide6.QtGui import QFont, QFontMetricsF

FAMILY = "Inter"
SMALLEST_PERCENT, LARGEST_PERCENT = 90, 140


class Role(Enum):
    """What a text is for: (size, line height, weight)."""

    DISPLAY = (28, 34, QFont.Weight.DemiBold)
    TITLE = (20, 26, QFont.Weight.DemiBold)
    TIMER = (20, 26, QFont.Weight.Medium)
    SEARCHED = (18, 24, QFont.Weight.Normal)
    SPOKEN = (16, 25, QFont.Weight.Normal)
    HEADING = (15, 20, QFont.Weight.DemiBold)
    BODY = (13, 18, QFont.Weight.Normal)
    BODY_MEDIUM = (13, 18, QFont.Weight.Medium)
    BODY_STRONG = (13, 18, QFont.Weight.DemiBold)
    SMALL = (12, 18, QFont.Weight.Normal)
    SMALL_MEDIUM = (12, 18, QFont.Weight.Medium)
    SMALL_STRONG = (12, 18, QFont.Weight.DemiBold)
    TINY = (11, 14, QFont.Weight.Medium)
    TINY_STRONG = (11, 14, QFont.Weight.DemiBold)
    BADGE = (10, 12, QFont.Weight.DemiBold)

    @property
    def size(self) -> int:
        """The size in pixels at 100 %."""
        return self.value[0]

    @property
    def line(self) -> int:
        """The line height in pixels at 100 %."""
        return self.value[1]

    @property
    def weight(self) -> QFont.Weight:
        """The weight of the strokes."""
        return self.value[2]


_TIGHT = {Role.DISPLAY, Role.TITLE}
_ALWAYS_TABULAR = {Role.TIMER}


# A new QFont with a feature set in every paint made the desk repaint in 150 ms instead of 10.
@lru_cache(maxsize=256)
def scaled_font(role: Role, percent: int, *, tabular: bool = False) -> QFont:
    """Return the font of a role at a text size; do not change it, it is shared."""
    font = QFont(FAMILY)
    font.setPixelSize(max(1, round(role.size * percent / 100)))
    font.setWeight(role.weight)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    if role in _TIGHT:
        font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 98)
    if tabular or role in _ALWAYS_TABULAR:
        font.setFeature(QFont.Tag("tnum"), 1)
    return font


@lru_cache(maxsize=256)
def scaled_metrics(role: Role, percent: int, *, tabular: bool = False) -> QFontMetricsF:
    """Return the measures of `scaled_font`."""
    return QFontMetricsF(scaled_font(role, percent, tabular=tabular))


def is_figures(text: str) -> bool:
    """Return whether a text is a time, number or phone: tabular figures would widen its hyphens."""
    return bool(text) and not any(sign.isalpha() or sign == "-" for sign in text)

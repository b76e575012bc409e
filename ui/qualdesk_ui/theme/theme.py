"""The theme in force: its colours and text size, and what makes Qt follow them.

Imported before the first paint, so the namespace `Qt` is not named here: its enums cost 29 ms.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QGuiApplication, QPalette, QStyleHints
from PySide6.QtWidgets import QApplication

from qualdesk_ui.theme.fonts import load_fonts
from qualdesk_ui.theme.style_sheet import style_sheet
from qualdesk_ui.theme.tokens import DARK, LIGHT, Tokens, high_contrast
from qualdesk_ui.theme.typography import (
    LARGEST_PERCENT,
    SMALLEST_PERCENT,
    Role,
    is_figures,
    scaled_font,
    scaled_metrics,
)

QT_ARGUMENTS = ("qualdesk", "-style", "fusion")
"""What the application is made with: told later, Qt makes a second style and 20 more enums."""

_MIDDLE_GREY = 128


class Scheme(Enum):
    """Which colours a person wants."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Contrast(Enum):
    """How strongly lines and quiet words shall stand out."""

    SYSTEM = "system"
    NORMAL = "normal"
    HIGH = "high"


class Theme(QObject):
    """Holds what every widget paints with; `changed` tells them to paint again."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.tokens: Tokens = LIGHT
        self.text_percent = 100
        self.is_still = False
        self._scheme = Scheme.SYSTEM
        self._contrast = Contrast.SYSTEM
        self._is_system_dark = False
        self._is_system_high = False
        self._hints: QStyleHints | None = None
        self._app: QApplication | None = None

    def apply_to(self, app: QApplication) -> None:
        """Dress the application, made with `QT_ARGUMENTS`, and follow the system from now on."""
        load_fonts()
        self._app = app
        self._is_system_dark = app.palette().window().color().lightness() < _MIDDLE_GREY
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._follow_system)
        self.tokens = self._wanted_tokens()
        self._dress()

    def choose(self, scheme: Scheme) -> None:
        """Follow the system, or stay light or dark."""
        self._scheme = scheme
        self._follow()

    def choose_contrast(self, contrast: Contrast) -> None:
        """Follow the system, or keep to normal or to high contrast; after the first paint."""
        self._contrast = contrast
        self._listen_for_contrast()
        self._follow()

    def set_text_percent(self, percent: int) -> None:
        """Scale all text, and the controls that hold it, to 90 to 140 %."""
        percent = min(max(percent, SMALLEST_PERCENT), LARGEST_PERCENT)
        if percent != self.text_percent:
            self.text_percent = percent
            self._dress()

    def set_still(self, *, wanted: bool) -> None:
        """Stop or allow all motion."""
        self.is_still = wanted
        self.changed.emit()

    def font(self, role: Role, text: str = "") -> QFont:
        """Return the shared font of a role, with tabular figures where `text` is only figures."""
        return scaled_font(role, self.text_percent, tabular=is_figures(text))

    def metrics(self, role: Role, text: str = "") -> QFontMetricsF:
        """Return the measures of the same font."""
        return scaled_metrics(role, self.text_percent, tabular=is_figures(text))

    def scaled(self, pixels: int) -> int:
        """Return a height that follows the text size."""
        return round(pixels * self.text_percent / 100)

    def duration(self, milliseconds: int) -> int:
        """Return how long a motion takes: nothing when motion is off."""
        return 0 if self.is_still else milliseconds

    def _follow_system(self, scheme: object) -> None:
        from PySide6.QtCore import Qt  # noqa: PLC0415 - see above

        self._is_system_dark = scheme is Qt.ColorScheme.Dark
        self._follow()

    def _listen_for_contrast(self) -> None:
        if self._hints is not None:
            return
        # Kept: the hints on accessibility die with those they belong to.
        self._hints = QGuiApplication.styleHints()
        accessibility = self._hints.accessibility()
        self._is_system_high = _is_high(accessibility.contrastPreference())
        accessibility.contrastPreferenceChanged.connect(self._follow_contrast)

    def _follow_contrast(self, preference: object) -> None:
        self._is_system_high = _is_high(preference)
        self._follow()

    def _follow(self) -> None:
        tokens = self._wanted_tokens()
        if tokens != self.tokens:
            self.tokens = tokens
            self._dress()

    def _wanted_tokens(self) -> Tokens:
        tokens = DARK if self._wants_dark() else LIGHT
        return high_contrast(tokens) if self._wants_contrast() else tokens

    def _wants_contrast(self) -> bool:
        if self._contrast is Contrast.SYSTEM:
            return self._is_system_high
        return self._contrast is Contrast.HIGH

    def _wants_dark(self) -> bool:
        if self._scheme is Scheme.SYSTEM:
            return self._is_system_dark
        return self._scheme is Scheme.DARK

    def _dress(self) -> None:
        if self._app is not None:
            self._app.setPalette(palette(self.tokens))
            self._app.setFont(self.font(Role.BODY))
            self._app.setStyleSheet(style_sheet(self.tokens))
        self.changed.emit()
        _repaint_all()


def _is_high(preference: object) -> bool:
    # By its name: the enum stands in the namespace `Qt`.
    return getattr(preference, "name", "") == "HighContrast"


def palette(tokens: Tokens) -> QPalette:
    """Return the tokens as Qt's own widgets understand them."""
    roles = QPalette.ColorRole
    colours: dict[QPalette.ColorRole, QColor] = {
        roles.Window: tokens.page,
        roles.WindowText: tokens.text,
        roles.Base: tokens.page,
        roles.AlternateBase: tokens.side,
        roles.Text: tokens.text,
        roles.PlaceholderText: tokens.text3,
        roles.Button: tokens.raised,
        roles.ButtonText: tokens.text,
        roles.BrightText: tokens.bad,
        roles.ToolTipBase: tokens.toast,
        roles.ToolTipText: tokens.toast_text,
        roles.Highlight: tokens.accent,
        roles.HighlightedText: tokens.on_accent,
        roles.Accent: tokens.accent,
        roles.Link: tokens.accent_text,
        roles.LinkVisited: tokens.accent_text,
        roles.Light: tokens.raised,
        roles.Midlight: tokens.line,
        roles.Mid: tokens.soft,
        roles.Dark: tokens.edge,
        roles.Shadow: tokens.shadow,
    }
    made = QPalette()
    for role, colour in colours.items():
        made.setColor(role, colour)
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, tokens.text3)
    return made


def _repaint_all() -> None:
    with _nothing_collected():
        for widget in QApplication.allWidgets() if QApplication.instance() else ():
            widget.updateGeometry()
            widget.update()


@contextmanager
def _nothing_collected() -> Iterator[None]:
    """Let no window go meanwhile: with it go children of Qt's own, which a list would still name."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


# One theme for the whole program, reached from anywhere, as QPalette and QFont are: every widget
# paints with it and it never differs between two of them, so passing it through each constructor
# would add an argument everywhere and a choice nowhere.
_current: list[Theme] = []


def current() -> Theme:
    """Return the theme every widget paints with; plain light until one is installed."""
    if not _current:
        _current.append(Theme())
    return _current[0]


def install(theme: Theme) -> None:
    """Make `theme` the one in force; the composition root calls this once, before any widget."""
    _current[:] = [theme]

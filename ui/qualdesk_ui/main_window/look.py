"""How the window looks: colours, text size, and its place on the screen."""

from PySide6.QtCore import QByteArray, QObject, QSettings, QSize, Signal
from PySide6.QtWidgets import QMainWindow

from qualdesk_ui.theme import Scheme, current

SMALLEST = QSize(1100, 700)
USUAL = QSize(1440, 900)
_GEOMETRY, _SCHEME, _PERCENT = "window/geometry", "window/colours", "window/text"
_STEP, _NORMAL = 10, 100


class Look(QObject):
    """Applies what a person likes; `chosen` says that it shall be kept.

    The settings have the last word on colours and text size, but are read after the first paint:
    the window remembers what it looked like, so that it does not change a moment later.
    """

    chosen = Signal()

    def __init__(self, window: QMainWindow, store: QSettings | None) -> None:
        super().__init__(window)
        self._window = window
        self._store = store
        self.scheme = Scheme.SYSTEM

    def restore(self) -> None:
        """Look, and stand, as the window did last time."""
        self._window.setMinimumSize(SMALLEST)
        self._window.resize(USUAL)
        if self._store is None:
            return
        geometry = self._store.value(_GEOMETRY)
        if isinstance(geometry, QByteArray):
            self._window.restoreGeometry(geometry)
        self.apply(_known_scheme(self._store.value(_SCHEME)), _known(self._store.value(_PERCENT)))

    def keep(self) -> None:
        """Remember where the window stands and what it looks like."""
        if self._store is None:
            return
        self._store.setValue(_GEOMETRY, self._window.saveGeometry())
        self._store.setValue(_SCHEME, self.scheme.value)
        self._store.setValue(_PERCENT, current().text_percent)

    def apply(self, scheme: Scheme, percent: int) -> None:
        """Take up colours and text size of last time."""
        self.scheme = scheme
        current().choose(scheme)
        current().set_text_percent(percent)

    def choose_scheme(self, scheme: Scheme) -> None:
        """Follow the system, or stay light or dark."""
        self.apply(scheme, current().text_percent)
        self.chosen.emit()

    def larger(self) -> None:
        """Make all text a step larger."""
        self._choose_percent(current().text_percent + _STEP)

    def smaller(self) -> None:
        """Make all text a step smaller."""
        self._choose_percent(current().text_percent - _STEP)

    def normal(self) -> None:
        """Return to the normal text size."""
        self._choose_percent(_NORMAL)

    def toggle_full_screen(self) -> None:
        """Fill the screen, or stop doing so."""
        if self._window.isFullScreen():
            self._window.showNormal()
        else:
            self._window.showFullScreen()

    def _choose_percent(self, percent: int) -> None:
        current().set_text_percent(percent)
        self.chosen.emit()


def _known_scheme(kept: object) -> Scheme:
    return next((one for one in Scheme if one.value == kept), Scheme.SYSTEM)


def _known(percent: object) -> int:
    # A store on disk gives numbers back as text.
    text = str(percent)
    return int(text) if text.isdecimal() else _NORMAL

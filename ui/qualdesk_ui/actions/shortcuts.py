"""Keys to actions: live where they belong, at rest while a list of choices has the focus."""

from collections.abc import Callable, Sequence
from functools import partial
from itertools import combinations

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QComboBox, QWidget

from qualdesk_ui.actions.keys import Keys, begin_alike, is_single
from qualdesk_ui.actions.names import ActionId, Place
from qualdesk_ui.actions.table import ACTIONS, HELD_DOWN, Action


class Shortcuts(QObject):
    """One QShortcut a key; `do` gets the action.

    Text fields keep single keys to themselves. A closed QComboBox does not, which would break
    its type-ahead, so single keys are off while one has the focus.
    """

    def __init__(self, window: QWidget, do: Callable[[ActionId], None]) -> None:
        super().__init__(window)
        self._window, self._do = window, do
        self._is_open = False
        self._is_resting = False
        self._is_at_choice = False
        self._place: Place | None = None
        self._keys: list[tuple[Action, QShortcut]] = []
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._follow_focus)
        self.take(Keys())

    def take(self, keys: Keys) -> None:
        """Let these keys do what they say, and no others."""
        for _one, shortcut in self._keys:
            shortcut.deleteLater()
            shortcut.setEnabled(False)
        self._keys = [
            (one, _shortcut(self._window, one, key, self._do)) for one, key in _keys_of(keys)
        ]
        self._switch()

    def show_place(self, place: Place | None) -> None:
        """Make live what works on this page of an open desk; None while none is open."""
        self._place = place
        self._is_open = place is not None
        self._switch()

    def rest(self, *, wanted: bool) -> None:
        """Let everything rest that belongs to the desk, while something lies over it."""
        self._is_resting = wanted
        self._switch()

    def _follow_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        is_at_choice = isinstance(now, QComboBox)
        if is_at_choice is not self._is_at_choice:
            self._is_at_choice = is_at_choice
            self._switch()

    def _switch(self) -> None:
        for one, shortcut in self._keys:
            key = shortcut.key().toString(QKeySequence.SequenceFormat.PortableText)
            shortcut.setEnabled(self._is_live(one, key))

    def _is_live(self, one: Action, key: str) -> bool:
        if self._is_at_choice and is_single(key):
            return False
        if not one.needs_desk:
            return True
        return self._is_open and not self._is_resting and one.place in {None, self._place}


def clashes(actions: Sequence[Action]) -> list[tuple[ActionId, ActionId, str]]:
    """Return the pairs of actions that one key would do, or whose keys begin alike."""
    return [
        (one.id, other.id, key)
        for one, other in combinations(actions, 2)
        if one.place is None or other.place is None or one.place is other.place
        for key in one.keys
        for other_key in other.keys
        if begin_alike(key, other_key)
    ]


def _keys_of(keys: Keys) -> list[tuple[Action, str]]:
    # Esc reaches the window as a key that nobody wanted, so that panels may take it first.
    return [(one, key) for one in ACTIONS if one.id is not ActionId.BACK for key in keys.of(one)]


def _shortcut(window: QWidget, one: Action, key: str, do: Callable[[ActionId], None]) -> QShortcut:
    shortcut = QShortcut(QKeySequence(key), window)
    shortcut.setAutoRepeat(one.id in HELD_DOWN)
    shortcut.activated.connect(partial(do, one.id))
    return shortcut

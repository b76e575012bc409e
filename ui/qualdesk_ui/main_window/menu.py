"""The menu at the bottom of the rail: what one does seldom, with its keys."""

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from qualdesk_ui.actions import ActionId, Keys, action
from qualdesk_ui.theme import Scheme

T = TypeVar("T")

_SCHEMES = {
    Scheme.SYSTEM: "Colours of the system",
    Scheme.LIGHT: "Light",
    Scheme.DARK: "Dark",
}
_BLOCKS = (
    (
        ActionId.SEARCH,
        ActionId.IMPORT_LIST,
        ActionId.GO_OUTBOX,
        ActionId.GO_TRACKS,
        ActionId.GO_DUPLICATES,
        ActionId.EXPORT,
        ActionId.GO_SCRIPTS,
        ActionId.GO_RULES,
    ),
    (ActionId.TEXT_LARGER, ActionId.TEXT_SMALLER, ActionId.TEXT_NORMAL, ActionId.FULL_SCREEN),
    (ActionId.PREFERENCES, ActionId.ALL_KEYS, ActionId.QUIT),
)
_PLAIN = {ActionId.EXPORT: "Export hand-offs"}


class Menu(QMenu):
    """`do` gets the action chosen, `choose_scheme` the colours."""

    def __init__(
        self,
        parent: QWidget,
        do: Callable[[ActionId], object],
        choose_scheme: Callable[[Scheme], object],
        keys: Keys,
    ) -> None:
        super().__init__(parent)
        self._keys = keys
        self.setAccessibleName("Menu")
        files, view, rest = _BLOCKS
        self._entries = {name: self._add(name, do) for name in files}
        self.addSeparator()
        self._schemes = self._add_schemes(choose_scheme)
        self.addSeparator()
        self._entries |= {name: self._add(name, do) for name in view}
        self.addSeparator()
        self._entries |= {name: self._add(name, do) for name in rest}

    def show_state(self, scheme: Scheme, *, is_desk_open: bool) -> None:
        """Tick the colours in force, and switch off what needs a desk while none is open."""
        self._schemes[scheme].setChecked(True)
        for name, entry in self._entries.items():
            entry.setEnabled(is_desk_open or not action(name).needs_desk)

    def _add(self, name: ActionId, do: Callable[[ActionId], object]) -> QAction:
        keys = self._keys.first_of(name).replace("-", "−").replace(", ", " then ")
        # The tab only draws the key: the shortcut itself is in the table of actions.
        entry = self.addAction(f"{_PLAIN.get(name, action(name).text)}\t{keys}")
        entry.triggered.connect(partial(_call, do, name))
        return entry

    def _add_schemes(self, choose: Callable[[Scheme], object]) -> dict[Scheme, QAction]:
        group = QActionGroup(self)
        entries: dict[Scheme, QAction] = {}
        for scheme, text in _SCHEMES.items():
            entries[scheme] = self.addAction(text)
            entries[scheme].setCheckable(True)
            entries[scheme].triggered.connect(partial(_call, choose, scheme))
            group.addAction(entries[scheme])
        return entries


def _call(do: Callable[[T], object], subject: T, *_is_checked: bool) -> None:
    # PySide passes whether the entry is checked, or leaves it out, as it sees fit.
    do(subject)

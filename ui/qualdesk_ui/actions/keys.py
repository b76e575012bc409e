"""The keys in force: those of the table, a person's own beside them, single ones on or off."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from PySide6.QtGui import QKeySequence

from qualdesk_ui.actions.names import ActionId, Place
from qualdesk_ui.actions.table import ACTIONS, Action

_PORTABLE = QKeySequence.SequenceFormat.PortableText
_ANSWERS = frozenset("ABCDEF")
_OF_TEXT = "Ctrl+A Ctrl+C Ctrl+P Ctrl+S Ctrl+V Ctrl+W Ctrl+X Backspace Del Space F2 F3"
_OF_WALKING = "Tab Shift+Tab Backtab Ctrl+Tab Up Down Left Right Home End PgUp PgDown"
_OF_WINDOWS = "Alt+F4 Alt+Space Alt+Down F4 Return Enter Esc"
_KEPT = frozenset(f"{_OF_TEXT} {_OF_WALKING} {_OF_WINDOWS}".split())
"""What the system, lists and text fields understand by a key (UI.md §6, kept free)."""


@dataclass(frozen=True, slots=True)
class Keys:
    """`own` maps an action's id to one more key for it."""

    own: Mapping[str, str] = field(default_factory=dict)
    are_singles_on: bool = True

    def of(self, one: Action) -> tuple[str, ...]:
        """Return the keys of an action, a person's own first."""
        usual = [key for key in one.keys if self.are_singles_on or not is_single(key)]
        return tuple(dict.fromkeys([*self._own_of(one), *usual]))

    def first_of(self, name: str) -> str:
        """Return the key that is drawn beside an action, or nothing."""
        one = next(one for one in ACTIONS if one.id.value == name)
        return next(iter(self.of(one)), "")

    def with_own(self, name: str, key: str) -> "Keys":
        """Return the keys with another own key for an action; nothing takes it away."""
        others = {one: kept for one, kept in self.own.items() if one != name}
        return replace(self, own=others | ({name: key} if key else {}))

    def _own_of(self, one: Action) -> Iterator[str]:
        if key := self.own.get(one.id.value):
            yield key


def sound_keys(own: Mapping[str, str], *, are_singles_on: bool) -> Keys:
    """Return keys as a settings file names them, without those that mean nothing or two things."""
    keys = Keys({}, are_singles_on)
    for one in ACTIONS:
        key = QKeySequence(own.get(one.id.value, "")).toString(_PORTABLE)
        if key and not why_not(one, key, keys):
            keys = keys.with_own(one.id.value, key)
    return keys


def why_not(one: Action, key: str, keys: Keys) -> str:
    """Return the sentence that says what a key does already where this action works, or nothing."""
    is_of_desk = one.place in {None, Place.CALL_DESK}
    if key in _ANSWERS and is_of_desk:
        return f"{key} chooses an answer on the call desk. Press another key."
    if key in _KEPT or (key.startswith("Alt+") and len(key) == len("Alt+A") and key[-1].isalpha()):
        return f"{key} is kept for the system and for text. Press another key."
    for other in ACTIONS:
        if other.id is not one.id and _meet(one, other) and _is_taken(key, keys.of(other)):
            return f"{key} is “{other.text}”{_where(other)}. Press another key."
    return ""


def begin_alike(one: str, other: str) -> bool:
    """Say whether one press could mean both."""
    mine, its = QKeySequence(one), QKeySequence(other)
    no_match = QKeySequence.SequenceMatch.NoMatch
    return mine.matches(its) != no_match or its.matches(mine) != no_match


def is_single(key: str) -> bool:
    """Say whether a key is typed without Ctrl or Alt and could be text."""
    return len(key.split(", ", maxsplit=1)[0].removeprefix("Shift+")) == 1


def _meet(one: Action, other: Action) -> bool:
    return one.place is None or other.place is None or one.place is other.place


def _is_taken(key: str, taken: tuple[str, ...]) -> bool:
    return any(begin_alike(key, other) for other in taken)


def _where(one: Action) -> str:
    is_outcome = one.id.value.startswith("outcome-")
    return " on the call desk" if one.place is Place.CALL_DESK or is_outcome else ""


NO_KEY = frozenset({ActionId.BACK, ActionId.CONFIRM})
"""Esc and Ctrl+Enter mean the same in every program."""

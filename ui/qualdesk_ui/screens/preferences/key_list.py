"""Every action with its keys, and one more of one's own beside them."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from qualdesk_ui.actions import ACTIONS, NO_KEY, Action, Group, Keys, why_not
from qualdesk_ui.actions.keys_sheet import drawn_key
from qualdesk_ui.screens.preferences.key_button import KeyButton
from qualdesk_ui.theme import Role, current
from qualdesk_ui.widgets.announce import announce
from qualdesk_ui.widgets.key_cap import KeyCap
from qualdesk_ui.widgets.label import Label, body, section
from qualdesk_ui.widgets.tone import Tone

_TEXT, _CAPS, _OWN, _SENTENCE = range(4)
_TEXT_WIDTH, _CAPS_WIDTH = 260, 200


class KeyList(QWidget):
    """`changed` says the keys as they shall be; a clash is named beside its action instead."""

    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._keys = Keys()
        self._buttons: dict[str, KeyButton] = {}
        self._sentences: dict[str, Label] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        for group in dict.fromkeys(one.group for one in ACTIONS):
            column.addLayout(self._group(group))

    def show_keys(self, keys: Keys) -> None:
        """Show the keys in force."""
        self._keys = keys
        for name, button in self._buttons.items():
            button.show_key(keys.own.get(name, ""))

    def button_of(self, name: str) -> KeyButton:
        """Return where an action's own key is set."""
        return self._buttons[name]

    def sentence_of(self, name: str) -> str:
        """Return why a key was not taken for an action, or nothing."""
        return self._sentences[name].text()

    def _group(self, group: Group) -> QGridLayout:
        grid = QGridLayout()
        grid.setVerticalSpacing(4)
        grid.setHorizontalSpacing(16)
        grid.setColumnMinimumWidth(_TEXT, current().scaled(_TEXT_WIDTH))
        grid.setColumnMinimumWidth(_CAPS, current().scaled(_CAPS_WIDTH))
        grid.setColumnStretch(_SENTENCE, 1)
        grid.addWidget(section(group.value), 0, _TEXT, 1, _SENTENCE + 1)
        rows = [one for one in ACTIONS if one.group is group and one.id not in NO_KEY]
        for line, one in enumerate(rows, 1):
            self._add(grid, line, one)
        return grid

    def _add(self, grid: QGridLayout, line: int, one: Action) -> None:
        button, sentence = KeyButton(one.text), Label("", Role.SMALL, Tone.BAD)
        button.pressed_key.connect(partial(self._take, one))
        self._buttons[one.id.value], self._sentences[one.id.value] = button, sentence
        grid.addWidget(body(one.text), line, _TEXT)
        grid.addLayout(_caps(one), line, _CAPS)
        grid.addWidget(button, line, _OWN)
        grid.addWidget(sentence, line, _SENTENCE)

    def _take(self, one: Action, key: str) -> None:
        name = one.id.value
        because = why_not(one, key, self._keys.with_own(name, "")) if key else ""
        for sentence in self._sentences.values():
            sentence.setText("")
        self._sentences[name].setText(because)
        if because:
            self._buttons[name].show_key(self._keys.own.get(name, ""))
            announce(self, because)
        else:
            self.changed.emit(self._keys.with_own(name, key))


def _caps(one: Action) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(4)
    for key in one.keys:
        row.addWidget(KeyCap(drawn_key(key).replace(" then ", " ")))
    row.addStretch(1)
    return row

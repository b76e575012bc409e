"""A field for a whole number; empty is 0, and what is none is said without losing it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from qualdesk_ui.widgets.field import Field


class WholeNumber(Field):
    """`changed(int)` when another number stands in it."""

    changed = Signal(int)

    def __init__(self, name: str, placeholder: str, parent: QWidget | None = None) -> None:
        super().__init__(name, placeholder=placeholder, parent=parent)
        self._value = 0
        self.textEdited.connect(self._read)

    def value(self) -> int:
        """Return the last number that could be read."""
        return self._value

    def set_value(self, value: int) -> None:
        """Show another number, or nothing for 0."""
        if value != self._value or not self.text():
            self._value = value
            self.setText(str(value) if value else "")
            self.set_error("")

    def _read(self, typed: str) -> None:
        words = typed.strip().replace(",", "")
        is_number = not words or words.isdecimal()
        self.set_error("" if is_number else "Type a whole number, for example 12.")
        self.setToolTip(self.error())
        if is_number:
            self._value = int(words or 0)
            self.changed.emit(self._value)

"""One of a few ways, asked for in place: by its letter, or by how its words begin."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from qualdesk_ui.panels.choice_strip import ChoiceStrip


class Ways(QObject):
    """`chosen` brings the way once the line that asked is closed."""

    chosen = Signal(str)

    def __init__(self, icon: str, ways: Sequence[str], parent: QObject) -> None:
        super().__init__(parent)
        self._ways = ways
        self.strip = ChoiceStrip(icon, "or one of these")
        self.strip.decided.connect(self._decide)

    def ask(self, question: str) -> None:
        """Ask which way."""
        self.strip.ask(question, list(self._ways))

    def _decide(self, words: str) -> None:
        begun = words.casefold()
        meant = [way for way in self._ways if begun and way.casefold().startswith(begun)]
        if len(meant) != 1:
            self.strip.refuse(f"“{words}” is no way. Choose one by its letter.")
            return
        self.strip.close_strip()
        self.chosen.emit(meant[0])

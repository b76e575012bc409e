"""What was decided on the page, and how the newest of it is taken back."""

from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtCore import QObject, Signal


@dataclass(slots=True)
class Decision:
    """What one key decided; `deeds` are the presses that it took, `undo` takes one of them back."""

    undo: Callable[[str], None]
    deeds: list[str] = field(default_factory=list)


class Decisions(QObject):
    """`said` brings what was decided or taken back, for the foot of the page."""

    said = Signal(str)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._decisions: list[Decision] = []

    def add(self, decision: Decision, deed: str, words: str) -> None:
        """Keep a press of a decision, and say what it did."""
        if not decision.deeds:
            self._decisions.append(decision)
        decision.deeds.append(deed)
        self.said.emit(f"{words} · Ctrl+Z takes it back")

    def take_back(self) -> bool:
        """Take back the newest decision; False without one, so that the window's own undo follows."""
        if not self._decisions:
            return False
        last = self._decisions.pop()
        for deed in last.deeds:
            last.undo(deed)
        return True

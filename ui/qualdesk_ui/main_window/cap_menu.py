"""What may follow a cap instead of what it did by itself: a short list over the toast."""

from functools import partial

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QMenu, QWidget

from qualdesk.domain.caps import Cap, CapChoice, CapReached


class CapMenu(QMenu):
    """`chosen` carries the choice; digits choose as well."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget, cap: CapReached) -> None:
        super().__init__(parent)
        self.setAccessibleName("What follows instead")
        for number, choice in enumerate(choices_shown(cap), start=1):
            self._add(number, choice)
        self.aboutToHide.connect(self.deleteLater)

    def open_over(self, foot: QPoint) -> None:
        """Open with its lower left corner there, the first entry lit."""
        self.popup(foot - QPoint(0, self.sizeHint().height()))
        self.setActiveAction(self.actions()[0])

    def _add(self, number: int, choice: CapChoice) -> None:
        entry = self.addAction(f"&{number}  {choice.label}")
        entry.triggered.connect(partial(self.chosen.emit, choice))


def choices_shown(cap: CapReached) -> list[CapChoice]:
    """Return what the list offers: all but what happened anyway.

    Closing out stands there too while the floor is not met: choosing it says what is missing.
    """
    explained = {CapChoice.CLOSE_OUT} if cap.cap is Cap.ATTEMPTS else set[CapChoice]()
    offered = {*cap.choices} - {CapChoice.STAY_IN_TOUCH} | explained
    return [choice for choice in CapChoice if choice in offered]

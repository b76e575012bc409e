"""Somebody new, asked for beside the queue; made when it is first asked for."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QStackedWidget

from qualdesk_ui.desk import Desk
from qualdesk_ui.panels.new_prospect import NewProspectPane
from qualdesk_ui.panels.newcomers import Newcomers


class Newcomer(QObject):
    """One of the `panes`; `done` when somebody was added, or nobody shall be."""

    done = Signal()

    def __init__(self, desk: Desk, panes: QStackedWidget, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._panes = desk, panes
        self._pane: NewProspectPane | None = None
        self._newcomers: Newcomers | None = None

    @property
    def is_in_front(self) -> bool:
        """Whether its pane is the one in front."""
        return self._pane is not None and self._panes.currentWidget() is self._pane

    def ask(self) -> None:
        """Bring its pane to the front; what was typed before stands there."""
        pane, newcomers = self._made()
        newcomers.renew()
        self._panes.setCurrentWidget(pane)

    def take_focus(self) -> None:
        """Put the keyboard where the first words go."""
        if self._newcomers is not None:
            self._newcomers.form.begin()

    def confirm(self) -> None:
        """Have whom is typed added."""
        if self._newcomers is not None:
            self._newcomers.form.confirm()

    def save(self) -> None:
        """Put what is typed on disk now."""
        if self._newcomers is not None:
            self._newcomers.save()

    def _made(self) -> tuple[NewProspectPane, Newcomers]:
        if self._pane is None or self._newcomers is None:
            self._newcomers = Newcomers(self._desk, self)
            self._pane = NewProspectPane(self._newcomers.form)
            self._pane.closed.connect(self.done)
            self._newcomers.added.connect(self.done)
            self._panes.addWidget(self._pane)
        return self._pane, self._newcomers

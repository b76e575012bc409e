"""A new prospect during a call, or while nobody is on the desk: asked in place, over the script."""

from PySide6.QtCore import QObject

from qualdesk_ui.panels.new_prospect import NewProspectPanel
from qualdesk_ui.panels.newcomers import Newcomers
from qualdesk_ui.screens.call_desk.calling import Calling
from qualdesk_ui.screens.call_desk.centre import Centre
from qualdesk_ui.screens.call_desk.flow import CallFlow


class NewProspects(QObject):
    """Made when it is first asked for; what was typed stays in the panel."""

    def __init__(self, flow: CallFlow, calling: Calling, centre: Centre) -> None:
        super().__init__(centre)
        self._flow, self._calling, self._centre = flow, calling, centre
        self._panel: NewProspectPanel | None = None
        self._newcomers: Newcomers | None = None

    def ask(self) -> None:
        """Ask for a new prospect, or go back to the call."""
        panels = self._calling.panels
        if self._panel is not None and panels.open_panel is self._panel:
            panels.close()
            return
        panel, newcomers = self._made()
        newcomers.renew()
        panels.open_beside(panel)

    def save(self) -> None:
        """Put what is typed on disk now."""
        if self._newcomers is not None:
            self._newcomers.save()

    def _made(self) -> tuple[NewProspectPanel, Newcomers]:
        if self._panel is None or self._newcomers is None:
            self._newcomers = Newcomers(self._flow.desk, self)
            self._panel = NewProspectPanel(self._newcomers.form, self._centre)
            self._panel.closed.connect(self._calling.panels.close)
            self._newcomers.added.connect(self._be_done)
        return self._panel, self._newcomers

    def _be_done(self) -> None:
        if self._calling.panels.open_panel is self._panel:
            self._calling.panels.close()

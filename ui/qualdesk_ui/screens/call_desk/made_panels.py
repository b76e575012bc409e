"""The panels of one prospect: each is made once, filled in as it was kept, shown again as left."""

from collections.abc import Mapping
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from qualdesk_ui.panels.frame import FormPanel, PanelContext
from qualdesk_ui.screens.call_desk.centre import Centre

Kind = TypeVar("Kind", bound=FormPanel)


class MadePanels(QObject):
    """`made` gives each new panel to who connects it; `typed` comes with each key in any of them."""

    made = Signal(object)
    typed = Signal()

    def __init__(self, centre: Centre) -> None:
        super().__init__(centre)
        self._centre = centre
        self._panels: dict[type[FormPanel], FormPanel] = {}
        self._kept: dict[str, Mapping[str, str]] = {}

    def take_up(self, forms: Mapping[str, Mapping[str, str]]) -> None:
        """Begin with another prospect, for whom these words were kept."""
        for panel in self._panels.values():
            panel.deleteLater()
        self._panels.clear()
        self._kept = dict(forms)

    def of(self, kind: type[Kind], context: PanelContext) -> Kind:
        """Return the panel of a kind, renewed."""
        panel = self._panels.get(kind)
        if not isinstance(panel, kind):
            panel = self._panels[kind] = kind(context, self._centre)
            panel.form.fill(self._kept.pop(kind.kept_as, {}))
            panel.form.changed.connect(self.typed)
            self.made.emit(panel)
        panel.renew(context)
        return panel

    def if_made(self, kind: type[Kind]) -> Kind | None:
        """Return the panel of a kind, if there is one already."""
        panel = self._panels.get(kind)
        return panel if isinstance(panel, kind) else None

    def forms(self) -> dict[str, dict[str, str]]:
        """Return what is typed and chosen in each panel; what is not made yet as it was kept."""
        forms = {name: dict(words) for name, words in self._kept.items()}
        forms |= {panel.kept_as: panel.form.words() for panel in self._panels.values()}
        return {name: words for name, words in forms.items() if words}

"""The lines under the header in which something is typed: kept with the draft, as panels are."""

from collections.abc import Mapping

from PySide6.QtCore import QObject, QSignalBlocker, Signal

from qualdesk_ui.panels.choice_strip import ChoiceStrip
from qualdesk_ui.panels.form import PanelForm, typed
from qualdesk_ui.screens.call_desk.bar_strip import BarStrip
from qualdesk_ui.screens.call_desk.centre import Centre
from qualdesk_ui.screens.call_desk.reason_strip import ReasonStrip

SKIP, SNOOZE, DIAL_ANYWAY, LIFT = "skip", "snooze", "dial_anyway", "lift_bar"
"""What each of them is called in a draft."""
_WORDS = "words"

Strip = ChoiceStrip | ReasonStrip | BarStrip


class Strips(QObject):
    """`changed` with each key in one of them, and when one opens or folds."""

    changed = Signal()

    def __init__(self, centre: Centre) -> None:
        super().__init__(centre)
        self._strips: dict[str, Strip] = {
            SKIP: centre.skipping,
            SNOOZE: centre.snoozing,
            DIAL_ANYWAY: centre.reason,
            LIFT: centre.bars,
        }
        self._forms = {
            name: PanelForm(self, {_WORDS: typed(strip.field)})
            for name, strip in self._strips.items()
        }
        for strip in self._strips.values():
            strip.turned.connect(self.changed)
        for form in self._forms.values():
            form.changed.connect(self.changed)

    @property
    def open_form(self) -> str:
        """What the one that asks is called in a draft; nothing where none does."""
        asking = (name for name, strip in self._strips.items() if strip.is_asking)
        return next(asking, "")

    def forms(self) -> dict[str, dict[str, str]]:
        """Return what is typed in each of them; empty where nothing is."""
        return {name: form.words() for name, form in self._forms.items()}

    def take_up(self, forms: Mapping[str, Mapping[str, str]]) -> None:
        """Begin with another prospect, for whom these words were kept; none of them asks."""
        with QSignalBlocker(self):
            for name, form in self._forms.items():
                self._strips[name].fold()
                form.fill({_WORDS: ""} | dict(forms.get(name, {})))

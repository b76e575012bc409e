"""What a caller typed and chose in a panel, by name: kept with the draft, filled in again later."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal, SignalInstance
from PySide6.QtWidgets import QAbstractButton

from qualdesk_ui.widgets.choice import ChoiceRow
from qualdesk_ui.widgets.field import Field
from qualdesk_ui.widgets.segment import Segment
from qualdesk_ui.widgets.select import Select
from qualdesk_ui.widgets.text_area import TextArea

_ON, _OFF = "on", "off"


@dataclass(frozen=True, slots=True)
class FormPlace:
    """One place of a form: how it is read, how filled in, and what says that it has changed."""

    words: Callable[[], str]
    fill: Callable[[str], object]
    changed: SignalInstance


def typed(field: Field) -> FormPlace:
    """Return a line as a place of a form."""
    return FormPlace(field.text, field.setText, field.textChanged)


def written(area: TextArea) -> FormPlace:
    """Return several lines as a place of a form."""
    return FormPlace(area.text, area.set_text, area.edited)


def chosen(group: ChoiceRow | Segment) -> FormPlace:
    """Return a group of which one is chosen as a place of a form."""
    return FormPlace(group.value, group.set_value, group.chosen)


def picked(select: Select) -> FormPlace:
    """Return a closed list of words as a place of a form."""
    return FormPlace(_Pick(select).words, select.set_value, select.chosen)


def ticked(box: QAbstractButton) -> FormPlace:
    """Return what is on or off as a place of a form."""
    mark = _Mark(box)
    return FormPlace(mark.words, mark.fill, box.toggled)


class PanelForm(QObject):
    """The places of a panel; `changed` with every key and choice."""

    changed = Signal()

    def __init__(self, parent: QObject, places: Mapping[str, FormPlace]) -> None:
        super().__init__(parent)
        self._places = places
        self._as_made = self._all()
        for place in places.values():
            place.changed.connect(self.changed)

    def words(self) -> dict[str, str]:
        """Return what stands there now and did not when the panel was made."""
        return {name: now for name, now in self._all().items() if now != self._as_made[name]}

    def fill(self, words: Mapping[str, str]) -> None:
        """Put back what was kept; what the panel does not know any more is passed over."""
        for name, place in self._places.items():
            if name in words:
                place.fill(words[name])

    def _all(self) -> dict[str, str]:
        return {name: place.words() for name, place in self._places.items()}


@dataclass(frozen=True, slots=True)
class _Pick:
    select: Select

    def words(self) -> str:
        return str(self.select.value() or "")


@dataclass(frozen=True, slots=True)
class _Mark:
    box: QAbstractButton

    def words(self) -> str:
        return _ON if self.box.isChecked() else _OFF

    def fill(self, words: str) -> None:
        self.box.setChecked(words == _ON)

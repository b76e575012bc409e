"""Find on the desk: goes from place to place in the script, the note, the history and the facts."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget
from shiboken6 import isValid

from qualdesk_ui.screens.call_desk.calling import Calling
from qualdesk_ui.screens.call_desk.centre import Centre
from qualdesk_ui.screens.call_desk.columns import Columns
from qualdesk_ui.screens.call_desk.details import DetailsPane
from qualdesk_ui.widgets.announce import announce
from qualdesk_ui.widgets.found_mark import FoundMark
from qualdesk_ui.widgets.text_area import TextArea

_ROUND_IT = 40
_NOWHERE = "Not found here"


class Finding(QObject):
    """Marks one place at a time; Esc leaves and puts the focus back where it was."""

    def __init__(
        self, calling: Calling, centre: Centre, details: DetailsPane, columns: Columns
    ) -> None:
        super().__init__(centre)
        self._calling, self._centre = calling, centre
        self._details, self._columns = details, columns
        self._before: QWidget | None = None
        self._mark: FoundMark | None = None
        self._place = 0
        centre.finding.wanted.connect(self._begin)
        centre.finding.stepped.connect(self._step)
        centre.finding.closed.connect(self.close)
        calling.prospect_shown.connect(self._leave_prospect)

    def ask(self) -> None:
        """Ask what is looked for, if anybody is on the desk."""
        if self._calling.on_desk is None:
            return
        if not self._centre.finding.is_asking:
            self._before = QApplication.focusWidget()
            self._calling.panels.close()
            self._details.show_all()
        self._centre.finding.ask()

    def close(self) -> bool:
        """Look no longer; False if nobody did."""
        if not self._centre.finding.is_asking:
            return False
        self._fold()
        self._columns.slide_back()
        if self._before is not None and isValid(self._before) and self._before.isVisible():
            self._before.setFocus()
        else:
            self._centre.take_focus()
        return True

    def _leave_prospect(self) -> None:
        if self._centre.finding.is_asking:
            self._fold()

    def _fold(self) -> None:
        self._unmark()
        self._centre.finding.fold()

    def _begin(self) -> None:
        self._place = 0
        self._show()

    def _step(self, by: int) -> None:
        self._place += by
        self._show()

    def _show(self) -> None:
        self._unmark()
        words = self._centre.finding.field.text().strip().casefold()
        places = [one for one in self._places() if words in _words_of(one).casefold()]
        if not words or not places:
            self._centre.finding.say(_NOWHERE if words else "", is_found=False)
            return
        self._place %= len(places)
        found = places[self._place]
        said = f"{self._place + 1} of {len(places)}"
        self._centre.finding.say(said, is_found=True)
        self._bring_into_sight(found)
        self._mark = FoundMark(found)
        announce(self._centre.finding, f"{said}: {_words_of(found)}")

    def _places(self) -> list[QWidget]:
        return [*self._centre.script.view.rows(), *self._details.places()]

    def _bring_into_sight(self, found: QWidget) -> None:
        if self._details.isAncestorOf(found):
            self._columns.show_details()
        around = found.parentWidget()
        while around is not None and not isinstance(around, QScrollArea):
            around = around.parentWidget()
        if isinstance(around, QScrollArea):
            around.ensureWidgetVisible(found, 0, _ROUND_IT)

    def _unmark(self) -> None:
        if self._mark is not None and isValid(self._mark):
            self._mark.hide()
            self._mark.deleteLater()
        self._mark = None


def _words_of(place: QWidget) -> str:
    """Return what a place says: its own words, or those of the parts it is made of."""
    if isinstance(place, TextArea):
        return place.text()
    parts = (one.accessibleName() for one in place.findChildren(QWidget))
    return place.accessibleName() or " ".join(part for part in parts if part)

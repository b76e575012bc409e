"""Others at this number: a list to go on from; who cannot be called now says why."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from qualdesk.domain.lead import LeadState
from qualdesk.queries.people_found import PersonFound
from qualdesk_ui.theme import Role
from qualdesk_ui.widgets.choice_list import ChoiceList
from qualdesk_ui.widgets.label import Label
from qualdesk_ui.widgets.panel import Panel
from qualdesk_ui.widgets.paragraph import Paragraph
from qualdesk_ui.widgets.tone import Tone

_NOBODY = "Nobody else is reached at this number."
_FOOT = "Whom you open comes onto the desk; who stands there now goes back into the queue."
_BACK = "Esc goes back to the call."
_NOT_NOW = {LeadState.WITH_SALES: "with sales", LeadState.CLOSED: "closed"}


class OthersPanel(Panel):
    """`lead_opened` says to whom the caller goes on."""

    lead_opened = Signal(int)

    def __init__(self, number: str, people: Sequence[PersonFound], parent: QWidget) -> None:
        super().__init__("Others at this number", number, parent=parent)
        self._leads = {_words(one): one.lead_id for one in people}
        self.list = ChoiceList("Others at this number", list(self._leads))
        self.list.show_letters()
        for one, choice in zip(people, self.list.choices(), strict=True):
            choice.setEnabled(not _why_not(one))
        self.list.chosen.connect(self._open)
        if not people:
            self.body.addWidget(Paragraph(_NOBODY, Role.BODY, Tone.SECONDARY))
        self.body.addWidget(self.list)
        self.body.addStretch(1)
        self.foot.addWidget(Label(_FOOT if people else _BACK, Role.SMALL, Tone.SECONDARY), 1)

    def take_focus(self) -> None:
        """Put the focus on the first who may be opened, else on the panel."""
        if any(one.isEnabled() for one in self.list.choices()):
            self.list.focus_first()
        else:
            self.setFocus()

    def _open(self, words: str) -> None:
        self.lead_opened.emit(self._leads[words])


def _words(one: PersonFound) -> str:
    parts = (one.name, one.company, one.city, _why_not(one))
    return " · ".join(part for part in parts if part)


def _why_not(one: PersonFound) -> str:
    """Return why somebody is not opened from here, or nothing."""
    return f"{one.called_by} is calling" if one.called_by else _NOT_NOW.get(one.state, "")

"""The live preview: the script as a caller sees it, to be clicked through, and its verdict."""

from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from qualdesk.domain.answers import Hearing
from qualdesk.domain.lead_definition import LeadDefinition
from qualdesk.domain.script import Script
from qualdesk.domain.verdicts import verdict
from qualdesk.store.versions import Body
from qualdesk_ui.theme import Role
from qualdesk_ui.theme.space import CENTRE_MARGIN
from qualdesk_ui.widgets.overlay_scroll_bar import OverlayScrollBar
from qualdesk_ui.widgets.paragraph import Paragraph
from qualdesk_ui.widgets.script_view import ScriptView
from qualdesk_ui.widgets.tone import Tone
from qualdesk_ui.widgets.verdict_bar import VerdictBar

_TITLE = "As callers see it"
_ZONE, _CURRENCY = "Europe/Berlin", "EUR"

SAMPLE_FIELDS = {
    "greeting": "Good morning",
    "first_name": "Maria",
    "name": "Maria Keller",
    "job_title": "Head of Quality",
    "email": "maria.keller@bergmann.example",
    "company": "Bergmann Molkerei",
    "city": "München",
    "installed": "AG-100",
    "caller": "Priya",
    "firm": "Aldergrove",
    "campaign": "Line inspection without line stops",
    "offer": "Line inspection without line stops",
    "event_day": "Monday",
    "deadline": "30 November",
    "rep": "Jonas Weber",
    "slot": "Thursday at 10:00",
    "last_touch": "yesterday",
}
"""Somebody to talk to: every merge field has a value, so that a misspelt one stands out."""


class Preview(QWidget):
    """Keeps the answers given while the script is edited, and says what they make of Maria."""

    objections_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._script: Script | None = None
        self._definition: LeadDefinition | None = None
        self._hearing: Hearing | None = None
        self.answers: dict[str, str] = {}
        self.view = ScriptView()
        OverlayScrollBar(self.view)
        self.verdict = VerdictBar()
        self.sentence = Paragraph("", Role.SMALL, Tone.SECONDARY)
        self._lay_out()
        self.view.answered.connect(self._take)
        self.view.objections_asked.connect(self.objections_asked)

    def show_script(self, script: Script, definition: LeadDefinition, now: datetime) -> None:
        """Show a script as it is now; another one begins without answers."""
        if self._script is None or self._script.id != script.id:
            self.answers = {}
        self._script, self._definition = script, definition
        self._hearing = Hearing(now, _ZONE, _CURRENCY)
        place = self.view.verticalScrollBar().value()
        shown = replace(script, title=_TITLE)
        self.view.show_script(shown, self.answers, SAMPLE_FIELDS, definition, self._hearing)
        self.view.verticalScrollBar().setValue(place)
        self._show_verdict()

    def show_pair(self, body: Body, partner: Body, now: datetime) -> None:
        """Show a script with a definition, whichever of the two is being edited."""
        script = body if isinstance(body, Script) else partner
        definition = partner if isinstance(body, Script) else body
        if isinstance(script, Script) and isinstance(definition, LeadDefinition):
            self.show_script(script, definition, now)

    def start_again(self) -> None:
        """Forget the answers given here."""
        self.answers = {}
        self.view.set_answers({})
        self._show_verdict()
        self.view.focus_current()

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.setContentsMargins(CENTRE_MARGIN, 0, CENTRE_MARGIN, 8)
        foot.addWidget(self.sentence)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.view, 1)
        column.addWidget(self.verdict)
        column.addLayout(foot)

    def _take(self, step_id: str, answer: str) -> None:
        self.answers = {**self.answers, step_id: answer}
        self.view.set_answers(self.answers)
        self._show_verdict()

    def _show_verdict(self) -> None:
        if self._script is None or self._definition is None or self._hearing is None:
            return
        found = verdict(self._script, self._definition, self.answers, self._hearing.today)
        self.verdict.set_verdict(found)
        self.sentence.set_text(found.sentence())

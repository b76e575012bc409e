"""The middle of the page: notices, the editor or what is to read, faults, and the way to save."""

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from qualdesk.domain.editing import fault_words, step_named_in
from qualdesk.domain.lead_definition import LeadDefinition, agreement_faults
from qualdesk.domain.script import Script
from qualdesk.domain.script_faults import definition_faults, faults
from qualdesk.store.versions import Body
from qualdesk_ui.screens.scripts.definition_editor import DefinitionEditor
from qualdesk_ui.screens.scripts.faults_strip import FaultsStrip
from qualdesk_ui.screens.scripts.labelled import centred
from qualdesk_ui.screens.scripts.notice import Notice
from qualdesk_ui.screens.scripts.reading import Reading
from qualdesk_ui.screens.scripts.script_editor import ScriptEditor
from qualdesk_ui.theme import Role, current
from qualdesk_ui.theme.space import CENTRE_MARGIN
from qualdesk_ui.widgets.buttons import PrimaryButton
from qualdesk_ui.widgets.hairline import Hairline
from qualdesk_ui.widgets.paragraph import Paragraph
from qualdesk_ui.widgets.tone import Tone


class EditorPage(QWidget):
    """`changed(body)` on each key, `save_asked` by the one button."""

    changed = Signal(object)
    save_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._body: Body | None = None
        self.faults: list[str] = []
        self.notice = Notice()
        self.script, self.definition = ScriptEditor(), DefinitionEditor()
        self.reading = Reading()
        self.strip = FaultsStrip()
        self.save = PrimaryButton("Save", "Ctrl+Enter")
        self.note = Paragraph("", Role.SMALL, Tone.SECONDARY)
        self._stack = QStackedWidget()
        self._foot = QWidget()
        self._lay_out()
        self.script.changed.connect(self.changed)
        self.definition.changed.connect(self.changed)
        self.strip.chosen.connect(self.go_to_fault)
        self.save.clicked.connect(self.save_asked)

    def show_to_edit(self, body: Body, partner: Body, now: datetime) -> None:
        """Show something to be changed, beside what it goes with."""
        if isinstance(body, Script) and isinstance(partner, LeadDefinition):
            self.script.show_script(body, partner)
            self._stack.setCurrentWidget(self.script)
        elif isinstance(body, LeadDefinition):
            self.definition.show_definition(body, now)
            self._stack.setCurrentWidget(self.definition)
        self._foot.show()
        self.show_faults(body, partner)

    def show_to_read(self, body: Body) -> None:
        """Show something that is only to read."""
        self.faults = []
        self.reading.show_body(body)
        self._stack.setCurrentWidget(self.reading)
        self.strip.show_faults([])
        self._foot.hide()

    def show_faults(self, body: Body, partner: Body) -> None:
        """Say what is wrong with it as it is now."""
        self._body = body
        if isinstance(body, Script):
            self.faults = faults(body, partner if isinstance(partner, LeadDefinition) else None)
            places = {step_named_in(fault, body) for fault in self.faults}
            self.script.steps.show_faults(frozenset(place for place in places if place is not None))
        else:
            self.faults = definition_faults(body) + agreement_faults(body)
        self.strip.show_faults([(fault, self.words_of(fault)) for fault in self.faults])

    def words_of(self, fault: str) -> str:
        """Return a fault as it is said here."""
        return fault_words(fault, self._body) if isinstance(self._body, Script) else fault

    def say_saving(self, action: str, note: str) -> None:
        """Say what the button makes, and what follows from it."""
        self.save.setText(action)
        self.note.set_text(note)

    def go_to_fault(self, sentence: str) -> None:
        """Put the focus on where a fault is put right."""
        if not isinstance(self._body, Script):
            self.definition.focus_fault(sentence)
            return
        place = step_named_in(sentence, self._body)
        if place is not None:
            self.script.focus_step(place)
        elif "voicemail" in sentence:
            self.script.voicemail.setFocus()
        elif sentence.startswith("The answer to"):
            self.script.focus_objections()
        else:
            self.script.title.setFocus()

    def begin(self) -> None:
        """Put the keyboard into the editor that is shown."""
        shown = self._stack.currentWidget()
        for editor in (self.script, self.definition):
            if editor is shown:
                editor.title.setFocus()

    def fold_step(self) -> bool:
        """Fold the open step, the focus on its row; False if none is open here."""
        if self._stack.currentWidget() is not self.script:
            return False
        return self.script.steps.fold()

    def go_to_objections(self) -> None:
        """Go to the objections, to change them or to read them."""
        if self._stack.currentWidget() is self.script:
            self.script.focus_objections()
        else:
            self.reading.show_objections()

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), current().tokens.page)

    def _lay_out(self) -> None:
        for page in (self.script, self.definition, self.reading):
            self._stack.addWidget(page)
        foot = QHBoxLayout()
        foot.setContentsMargins(CENTRE_MARGIN, 10, CENTRE_MARGIN, 12)
        foot.setSpacing(16)
        foot.addLayout(centred(self.note), 1)
        foot.addWidget(self.save)
        whole = QVBoxLayout(self._foot)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(Hairline())
        whole.addWidget(self.strip)
        whole.addLayout(foot)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.notice)
        column.addWidget(self._stack, 1)
        column.addWidget(self._foot)

"""What they may say against it, by letter or by typing, and a kind answer to read aloud."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from qualdesk.domain.script import Objection
from qualdesk.queries.objections import ObjectionRecord
from qualdesk_ui.panels.form import FormPlace, PanelForm
from qualdesk_ui.panels.frame import FormPanel, PanelContext
from qualdesk_ui.theme import Role
from qualdesk_ui.widgets.choice import ChoiceRow
from qualdesk_ui.widgets.choice_list import ChoiceList
from qualdesk_ui.widgets.elided import ElidedLabel
from qualdesk_ui.widgets.field import Field
from qualdesk_ui.widgets.label import Label, secondary
from qualdesk_ui.widgets.panel_columns import PanelColumns
from qualdesk_ui.widgets.paragraph import Paragraph
from qualdesk_ui.widgets.spoken_text import SpokenText
from qualdesk_ui.widgets.tone import Tone

_HELPED, _DID_NOT = "It helped", "It did not"
_FOOT = "The call goes on underneath; what you pick is kept in the timeline."
_OWN_KEYS = frozenset("yn/")
"""Keys that mean something else on the desk, or may one day."""


class ObjectionsPanel(FormPanel):
    """`weighed` says of an objection whether its answer helped; the call goes on underneath."""

    kept_as = "objections"
    weighed = Signal(str, bool)

    def __init__(self, context: PanelContext, parent: QWidget) -> None:
        subtitle = "pick with a letter, or / to type"
        super().__init__(context, parent, title="Objections", subtitle=subtitle)
        self._objections = context.card.script.objections
        self._fields = context.card.merge_fields
        self._records: Mapping[str, ObjectionRecord] = {}
        self.search = Field(
            "What they said", placeholder="Type what they said", icon="search", key="/"
        )
        self.list = ChoiceList("Objections", [])
        self.answer = SpokenText()
        self._if_they = Label("", Role.SMALL_MEDIUM, Tone.SECONDARY)
        self._then = Paragraph("", Role.BODY, Tone.SECONDARY)
        self.helped = ChoiceRow("Whether the answer helped", [_HELPED, _DID_NOT])
        self.helped.show_letters("YN")
        self._says = ElidedLabel("", Role.HEADING)
        self._record = secondary()
        self.search.textEdited.connect(self._filter)
        self.search.returnPressed.connect(self.list.focus_first)
        self.list.chosen.connect(self._pick)
        self.helped.chosen.connect(self._weigh)
        self._fill()
        self._filter("")
        self.form = PanelForm(
            self,
            {
                "search": FormPlace(self.search.text, self._put_search, self.search.textChanged),
                "says": FormPlace(self.list.value, self._put_says, self.list.chosen),
            },
        )

    def take_focus(self) -> None:
        """Put the focus on the first objection."""
        self.list.focus_first()

    def show_records(self, records: Mapping[str, ObjectionRecord]) -> None:
        """Show how often each was heard and its answer helped."""
        self._records = records
        self._show_record()

    def record(self) -> str:
        """Return how often the answer shown has helped, or nothing."""
        return self._record.text()

    def event(self, event: QEvent) -> bool:
        # Here N does not open the notes: it says that the answer did not help.
        is_asked = event.type() is QEvent.Type.ShortcutOverride
        if is_asked and isinstance(event, QKeyEvent) and event.text().lower() in _OWN_KEYS:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text() == "/":
            self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif not self._take_letter(event.text()):
            super().keyPressEvent(event)

    def _fill(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(10)
        left.addWidget(self.search)
        left.addWidget(self.list)
        left.addStretch(1)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self._says, 1)
        head.addWidget(self._record)
        right = QVBoxLayout()
        right.setSpacing(10)
        right.addLayout(head)
        right.addWidget(self.answer)
        right.addWidget(self._if_they)
        right.addWidget(self._then)
        right.addSpacing(10)
        right.addWidget(self.helped)
        right.addStretch(1)
        self.set_columns(PanelColumns(left, right, left_width=256))
        self.foot.addWidget(Label(_FOOT, Role.SMALL, Tone.SECONDARY), 1)

    def _filter(self, words: str) -> None:
        found = [one for one in self._objections if _has(one, words)]
        self.list.set_options([one.says for one in found])
        self.list.show_letters()
        self.helped.setVisible(bool(found))
        if found:
            self.list.set_value(found[0].says)
            self._show(found[0].says)
        else:
            self._says.set_text("Nothing like it in this script" if self._objections else "")
            self.answer.set_text("")
            self._say_then("", "")
            self._show_record()

    def _put_search(self, words: str) -> None:
        self.search.setText(words)
        self._filter(words)

    def _put_says(self, says: str) -> None:
        if any(one.says == says for one in self._objections):
            self.list.set_value(says)
            self._show(says)

    def _take_letter(self, letter: str) -> bool:
        if self.list.choose_letter(letter):
            return True
        return bool(self.list.value()) and self.helped.choose_letter(letter)

    def _pick(self, says: str) -> None:
        self._show(says)
        self.list.focus_first()

    def _show(self, says: str) -> None:
        objection = next(one for one in self._objections if one.says == says)
        self._says.set_text(objection.says)
        self.answer.set_spoken(f"“{objection.answer}”", self._fields)
        self._say_then(objection.if_they, objection.then)
        self._show_record()

    def _say_then(self, if_they: str, then: str) -> None:
        """Say what to do if they go on, where the script knows it."""
        self._if_they.setText(if_they)
        self._if_they.setVisible(bool(if_they))
        self._then.set_text(then)
        self._then.setVisible(bool(then))

    def _show_record(self) -> None:
        record = self._records.get(self.list.value())
        self._record.setText(_words(record) if record else "")
        self.helped.set_value(_said_now(record) if record else "")

    def _weigh(self, value: str) -> None:
        self.weighed.emit(self.list.value(), value == _HELPED)


def _has(objection: Objection, words: str) -> bool:
    text = f"{objection.says} {objection.answer}".casefold()
    return all(word in text for word in words.casefold().split())


def _words(record: ObjectionRecord) -> str:
    calls = "call" if record.calls == 1 else "calls"
    return f"helped in {record.helped} of {record.calls} {calls}"


def _said_now(record: ObjectionRecord) -> str:
    if record.has_helped_now is None:
        return ""
    return _HELPED if record.has_helped_now else _DID_NOT

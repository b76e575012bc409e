"""What they may say against it, by letter or by typing, and a kind answer to read aloud."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from qualdesk.domain.script import Objection
from qualdesk_ui.panels.frame import PanelContext
from qualdesk_ui.theme import Role
from qualdesk_ui.widgets.choice import ChoiceRow
from qualdesk_ui.widgets.field import Field
from qualdesk_ui.widgets.label import Label, heading
from qualdesk_ui.widgets.panel import Panel
from qualdesk_ui.widgets.panel_columns import PanelColumns
from qualdesk_ui.widgets.paragraph import Paragraph
from qualdesk_ui.widgets.spoken_text import SpokenText
from qualdesk_ui.widgets.tone import Tone


class ObjectionsPanel(Panel):
    """Records nothing: the call goes on underneath."""

    def __init__(self, context: PanelContext, parent: QWidget) -> None:
        super().__init__("Objections", "pick with a letter, or / to type", parent=parent)
        self._objections = context.card.script.objections
        self._fields = context.card.merge_fields
        self.search = Field(
            "What they said", placeholder="Type what they said", icon="search", key="/"
        )
        self.list = ChoiceRow("Objections", [])
        self.answer = SpokenText()
        self._says = heading("")
        self._if_they = Label("", Role.SMALL_MEDIUM, Tone.SECONDARY)
        self._then = Paragraph("", Role.BODY, Tone.SECONDARY)
        self.search.textEdited.connect(self._filter)
        self.search.returnPressed.connect(self._to_list)
        self.list.chosen.connect(self._show)
        self._fill()
        self._filter("")

    def take_focus(self) -> None:
        """Put the focus on the first objection."""
        self.list.focus_first()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text() == "/":
            self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            super().keyPressEvent(event)

    def _fill(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(10)
        left.addWidget(self.search)
        left.addWidget(self.list)
        left.addStretch(1)
        right = QVBoxLayout()
        right.setSpacing(10)
        right.addWidget(self._says)
        right.addWidget(self.answer)
        right.addWidget(self._if_they)
        right.addWidget(self._then)
        right.addStretch(1)
        self.set_columns(PanelColumns(left, right, left_width=256))
        words = "The call goes on underneath; nothing here ends it."
        self.foot.addWidget(Label(words, Role.SMALL, Tone.SECONDARY), 1)

    def _filter(self, words: str) -> None:
        found = [one for one in self._objections if _has(one, words)]
        self.list.set_options([one.says for one in found])
        self.list.show_letters()
        if found:
            self.list.set_value(found[0].says)
            self._show(found[0].says)
        else:
            self._says.setText("Nothing like it in this script" if self._objections else "")
            self.answer.set_text("")
            self._say_then("", "")

    def _to_list(self) -> None:
        self.list.focus_first()

    def _show(self, says: str) -> None:
        objection = next(one for one in self._objections if one.says == says)
        self._says.setText(objection.says)
        self.answer.set_spoken(f"“{objection.answer}”", self._fields)
        self._say_then(objection.if_they, objection.then)

    def _say_then(self, if_they: str, then: str) -> None:
        """Say what to do if they go on, where the script knows it."""
        self._if_they.setText(if_they)
        self._then.set_text(then)


def _has(objection: Objection, words: str) -> bool:
    text = f"{objection.says} {objection.answer}".casefold()
    return all(word in text for word in words.casefold().split())

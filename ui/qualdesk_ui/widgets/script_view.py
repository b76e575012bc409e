"""The script page: what was answered, what is being asked, what comes, in any order."""

from collections.abc import Mapping

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from qualdesk.domain.answers import Hearing
from qualdesk.domain.lead_definition import LeadDefinition
from qualdesk.domain.script import Answers, Script
from qualdesk_ui.theme import Role
from qualdesk_ui.theme.space import CENTRE_MARGIN
from qualdesk_ui.widgets.buttons import QuietButton
from qualdesk_ui.widgets.elided import ElidedLabel
from qualdesk_ui.widgets.foot_fade import FootFade
from qualdesk_ui.widgets.label import section
from qualdesk_ui.widgets.motion import Fold, fold_of
from qualdesk_ui.widgets.script_rows import GUTTER
from qualdesk_ui.widgets.script_telling import Telling
from qualdesk_ui.widgets.script_writing import ScriptWriting
from qualdesk_ui.widgets.tone import Tone

_LEFT, _ROUND_IT = 12, 24


class ScriptView(QScrollArea):
    """`answered` when an answer is taken, `typed` on each key in a field; it keeps no answers."""

    answered = Signal(str, str)
    typed = Signal(str, str)
    objections_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._telling: Telling | None = None
        self._answers: Answers = {}
        self._reopened = ""
        self._writing = ScriptWriting(self)
        self.setAccessibleName("Script")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._title = section()
        self._count = ElidedLabel("", Role.SMALL, Tone.SECONDARY)
        self._objections = QuietButton("Objections", "message-circle-question-mark", "F8")
        self._objections.set_height(28)
        self._lay_out()
        self._connect()
        self._fade = FootFade(self)

    def show_script(
        self,
        script: Script,
        answers: Answers,
        fields: Mapping[str, str],
        definition: LeadDefinition,
        hearing: Hearing,
    ) -> None:
        """Show a script with what was heard so far; `definition` names the criteria met.

        What comes after the question being asked is written once the loop has turned: who is to be
        called stands there sooner.
        """
        self._writing.forget_all_typed()
        self._telling = Telling(script, fields, definition, hearing)
        self._reopened = ""
        self._title.setText(script.title)
        self._answers = dict(answers)
        self._begin(self._telling)
        QTimer.singleShot(0, self, self._writing.write_rest)

    def set_answers(self, answers: Answers) -> None:
        """Show what was heard by now; the focus goes on to the next question if it was here."""
        if self._telling is None or dict(answers) == self._answers:
            return
        focused = QApplication.focusWidget()
        had_focus = focused is not None and self.isAncestorOf(focused)
        taken = {step for step, answer in answers.items() if answer != self._answers.get(step)}
        was_asked = self._writing.current if self.current_step_id() in taken else None
        self._writing.forget_typed(taken)
        self._answers = dict(answers)
        self._reopened = ""
        fold = fold_of(was_asked, self.widget())
        self._write(self._telling)
        if had_focus:
            self.focus_current()
        if fold is not None:
            fold.begin()

    def focus_current(self) -> None:
        """Put the focus on the question being asked."""
        question = self._writing.current
        if question is not None:
            # Else a window that is not active yet would give the focus to somebody else.
            question.show()
            question.take_focus()
            QTimer.singleShot(0, self, self._show_current)

    def focus_question(self, step_id: str) -> None:
        """Open a question, answered or not, and put the focus on it: "Ask now"."""
        self._reopened = step_id
        if self._telling is not None:
            self._write(self._telling)
            self.focus_current()

    def choose_letter(self, letter: str) -> bool:
        """Take an answer of the question being asked by its letter."""
        question = self._writing.current
        choices = question.choices if question is not None else None
        return choices is not None and choices.choose_letter(letter)

    def current_step_id(self) -> str:
        """Return which step is being asked, or nothing."""
        return self._writing.current.step_id() if self._writing.current is not None else ""

    def rows(self) -> list[QWidget]:
        """Return what stands on the page, from its top; each tells its words by its spoken name."""
        self._writing.write_rest()
        return [one for one in self._writing.widgets() if not one.isHidden()]

    def add_to_head(self, widget: QWidget) -> None:
        """Put a widget into the head, left of Objections."""
        self._head.insertWidget(self._head.count() - 1, widget)

    def _lay_out(self) -> None:
        page = QWidget()
        outer = QVBoxLayout(page)
        outer.setContentsMargins(_LEFT, 12, CENTRE_MARGIN, 24)
        outer.setSpacing(4)
        head = self._head = QHBoxLayout()
        head.setContentsMargins(GUTTER, 0, 0, 0)
        head.setSpacing(8)
        head.addWidget(self._title)
        head.addWidget(self._count, 1)
        head.addWidget(self._objections)
        outer.addLayout(head)
        outer.addLayout(self._writing.column)
        outer.addStretch(1)
        self.setWidget(page)

    def _connect(self) -> None:
        self._objections.clicked.connect(self.objections_asked)
        self._writing.answered.connect(self.answered)
        self._writing.typed.connect(self.typed)
        self._writing.reopened.connect(self.focus_question)

    def _write(self, telling: Telling) -> None:
        self._begin(telling)
        self._writing.write_rest()

    def _begin(self, telling: Telling) -> None:
        """Write what leads to the question being asked."""
        for fold in self.findChildren(Fold):
            fold.end()
        self._writing.clear()
        self._count.set_text(telling.count_words(self._answers))
        self._fade.keep_clear(None)
        asked_id = self._reopened or telling.asked_id(self._answers)
        self._writing.begin(telling, self._answers, asked_id)

    def _show_current(self) -> None:
        """Scroll no further than it takes: a question that is in sight stays where it is."""
        question = self._writing.current
        if question is None:
            return
        top = question.mapTo(self.viewport(), QPoint(0, 0)).y()
        if top < 0 or top + question.height() > self.viewport().height():
            self.ensureWidgetVisible(question, 0, _ROUND_IT)
        self._fade.keep_clear(question)

"""The script page: what was answered, what is being asked, what comes, in any order."""

from collections import deque
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import partial

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from qualdesk.domain.answers import Hearing, answer_words
from qualdesk.domain.lead_definition import LeadDefinition, Standing
from qualdesk.domain.merge_fields import merged
from qualdesk.domain.script import (
    Answers,
    Ask,
    Condition,
    Script,
    Step,
    current_question,
    meaning,
    open_steps,
    questions,
)
from qualdesk_ui.theme import Role
from qualdesk_ui.theme.space import CENTRE_MARGIN
from qualdesk_ui.widgets.buttons import QuietButton
from qualdesk_ui.widgets.contents import empty
from qualdesk_ui.widgets.elided import ElidedLabel
from qualdesk_ui.widgets.foot_fade import FootFade
from qualdesk_ui.widgets.label import section
from qualdesk_ui.widgets.motion import Fold, fold_of
from qualdesk_ui.widgets.question import Question
from qualdesk_ui.widgets.script_rows import (
    GUTTER,
    BranchLine,
    FoldedAnswer,
    SpokenLine,
    when_words,
)
from qualdesk_ui.widgets.spoken_text import SpokenText
from qualdesk_ui.widgets.tone import Tone
from qualdesk_ui.widgets.verdict_bar import STANDING_LOOKS

_LEFT, _ROUND_IT = 12, 24
_NOWHERE = Hearing(datetime.min.replace(tzinfo=UTC), "UTC", "EUR")
"""Until somebody is shown."""


class ScriptView(QScrollArea):
    """`answered` when an answer is taken, `typed` on each key in a field; it keeps no answers."""

    answered = Signal(str, str)
    typed = Signal(str, str)
    objections_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._script: Script | None = None
        self._definition: LeadDefinition | None = None
        self._hearing = _NOWHERE
        self._answers: Answers = {}
        self._fields: Mapping[str, str] = {}
        self._half_typed: dict[str, str] = {}
        self._reopened = ""
        self._current: Question | None = None
        self._to_write: deque[Callable[[], None]] = deque()
        self.setAccessibleName("Script")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._title = section()
        self._count = ElidedLabel("", Role.SMALL, Tone.SECONDARY)
        self._objections = QuietButton("Objections", "message-circle-question-mark", "F8")
        self._objections.set_height(28)
        self._objections.clicked.connect(self.objections_asked)
        self._lay_out()
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
        self._half_typed = {}
        self._script = script
        self._definition = definition
        self._hearing = hearing
        self._fields = fields
        self._reopened = ""
        self._title.setText(script.title)
        self._answers = dict(answers)
        self._begin(script)
        QTimer.singleShot(0, self, self._write_rest)

    def set_answers(self, answers: Answers) -> None:
        """Show what was heard by now; the focus goes on to the next question if it was here."""
        if self._script is None or dict(answers) == self._answers:
            return
        focused = QApplication.focusWidget()
        had_focus = focused is not None and self.isAncestorOf(focused)
        taken = {step for step, answer in answers.items() if answer != self._answers.get(step)}
        self._half_typed = {
            step: words for step, words in self._half_typed.items() if step not in taken
        }
        self._answers = dict(answers)
        self._reopened = ""
        was_asked = self._current if self.current_step_id() in taken else None
        fold = fold_of(was_asked, self.widget())
        self._write(self._script)
        if had_focus:
            self.focus_current()
        if fold is not None:
            fold.begin()

    def focus_current(self) -> None:
        """Put the focus on the question being asked."""
        if self._current is not None:
            # Else a window that is not active yet would give the focus to somebody else.
            self._current.show()
            self._current.take_focus()
            QTimer.singleShot(0, self, self._show_current)

    def focus_question(self, step_id: str) -> None:
        """Open a question, answered or not, and put the focus on it: "Ask now"."""
        self._reopened = step_id
        if self._script is not None:
            self._write(self._script)
            self.focus_current()

    def choose_letter(self, letter: str) -> bool:
        """Take an answer of the question being asked by its letter."""
        choices = self._current.choices if self._current is not None else None
        return choices is not None and choices.choose_letter(letter)

    def current_step_id(self) -> str:
        """Return which step is being asked, or nothing."""
        return self._current.step_id() if self._current is not None else ""

    def rows(self) -> list[QWidget]:
        """Return what stands on the page, from its top; each tells its words by its spoken name."""
        self._write_rest()
        items = (self._column.itemAt(index) for index in range(self._column.count()))
        widgets = (item.widget() for item in items if item is not None)
        return [one for one in widgets if one is not None and not one.isHidden()]

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
        self._column = QVBoxLayout()
        self._column.setSpacing(0)
        outer.addLayout(self._column)
        outer.addStretch(1)
        self.setWidget(page)

    def _write(self, script: Script) -> None:
        self._begin(script)
        self._write_rest()

    def _begin(self, script: Script) -> None:
        """Write what leads to the question being asked, and remember what comes after it."""
        self._clear()
        today = self._hearing.today
        asked = questions(script, self._answers, today)
        done = sum(bool(self._answers.get(step.id)) for step in asked)
        self._count.set_text(f"{done} of {len(asked)} answered")
        now = current_question(script, self._answers, today)
        self._fade.keep_clear(None)
        self._to_write = self._rows(script, self._reopened or (now.id if now else ""))
        while self._to_write and self._current is None:
            self._to_write.popleft()()

    def _write_rest(self) -> None:
        while self._to_write:
            self._to_write.popleft()()

    def _rows(self, script: Script, now_id: str) -> deque[Callable[[], None]]:
        """Return what adds each row, in their order."""
        open_ids = {step.id for step in open_steps(script, self._answers, self._hearing.today)}
        untold = set(open_ids)
        rows: deque[Callable[[], None]] = deque()
        for step in script.steps:
            if step.id in open_ids:
                rows.append(partial(self._add_step, step, is_current=step.id == now_id))
            elif step.when is not None and self._may_come(step, untold):
                untold.discard(step.when.step)  # one line a choice is enough
                rows.append(partial(self._add_branch, step, step.when))
        return rows

    def _may_come(self, step: Step, asked: set[str]) -> bool:
        """Whether a question waits for the answer to one of those `asked`."""
        waits_for = step.when.step if step.when is not None else ""
        is_question = step.ask is not Ask.NOTHING
        return is_question and waits_for in asked and not self._answers.get(waits_for)

    def _add_branch(self, step: Step, when: Condition) -> None:
        """Add one quiet line for the question that an answer would open."""
        question = merged(step.short or step.say, self._fields)
        self._column.addWidget(BranchLine(f"{when_words(when)}: {question}"))

    def _add_step(self, step: Step, *, is_current: bool) -> None:
        if step.when is not None and step.when.because:
            self._column.addWidget(BranchLine(step.when.because))
        answer = self._answers.get(step.id, "")
        if step.ask is Ask.NOTHING:
            self._column.addWidget(SpokenLine(self._spoken(step)))
        elif answer and not is_current:
            folded = FoldedAnswer(
                step.id,
                merged(step.short or step.say, self._fields),
                answer_words(step, answer),
                self._remark(step, answer),
            )
            if self._script is not None and step is self._script.steps[0] and step.short:
                # The opening stays to be read: only the question at its end is folded.
                self._column.addWidget(SpokenLine(self._spoken(step)))
            folded.reopened.connect(self.focus_question)
            self._column.addWidget(folded)
        else:
            self._add_question(step, answer, is_current=is_current)

    def _add_question(self, step: Step, answer: str, *, is_current: bool) -> None:
        words = self._half_typed.get(step.id, answer)
        question = Question(step, self._spoken(step), words, self._hearing, is_current=is_current)
        question.answered.connect(self.answered)
        question.typed.connect(self._report_typed)
        if is_current:
            self._current = question
            self._column.addSpacing(12)
        self._column.addWidget(question)
        self._column.addSpacing(10 if is_current else 2)

    def _report_typed(self, step_id: str, words: str) -> None:
        self._half_typed[step_id] = words
        self.typed.emit(step_id, words)

    def _spoken(self, step: Step) -> SpokenText:
        spoken = SpokenText()
        spoken.set_spoken(step.say, self._fields)
        return spoken

    def _remark(self, step: Step, answer: str) -> str:
        if self._definition is None:
            return ""
        standing = meaning(step, answer, self._hearing.today)
        if standing is Standing.UNKNOWN:
            return ""
        titles = {one.id: one.title for one in self._definition.criteria}
        return f"{titles.get(step.criterion, step.criterion)} {STANDING_LOOKS[standing].spoken}"

    def _clear(self) -> None:
        self._current = None
        for fold in self.findChildren(Fold):
            fold.end()
        focused = QApplication.focusWidget()
        if focused is not None and self._holds(focused):
            # A hidden widget hands its focus on, and the page would scroll after it.
            focused.clearFocus()
        empty(self._column)

    def _holds(self, widget: QWidget) -> bool:
        items = (self._column.itemAt(place) for place in range(self._column.count()))
        rows = (item.widget() for item in items if item is not None)
        return any(row is widget or row.isAncestorOf(widget) for row in rows if row is not None)

    def _show_current(self) -> None:
        """Scroll no further than it takes: a question that is in sight stays where it is."""
        question = self._current
        if question is None:
            return
        top = question.mapTo(self.viewport(), QPoint(0, 0)).y()
        if top < 0 or top + question.height() > self.viewport().height():
            self.ensureWidgetVisible(question, 0, _ROUND_IT)
        self._fade.keep_clear(question)

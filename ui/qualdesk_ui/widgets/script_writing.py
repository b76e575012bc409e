"""Writes the rows of a script page from its top: what was said, is asked and may come."""

from collections import deque
from collections.abc import Callable, Collection
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from qualdesk.domain.answers import answer_words
from qualdesk.domain.script import Answers, Ask, Condition, Step, open_steps
from qualdesk_ui.widgets.contents import empty
from qualdesk_ui.widgets.question import Question
from qualdesk_ui.widgets.script_rows import BranchLine, FoldedAnswer, SpokenLine, when_words
from qualdesk_ui.widgets.script_telling import Telling


class ScriptWriting(QObject):
    """Fills its `column`; what comes after the question being asked may be written later."""

    answered = Signal(str, str)
    typed = Signal(str, str)
    reopened = Signal(str)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.column = QVBoxLayout()
        self.column.setSpacing(0)
        self.current: Question | None = None
        self._half_typed: dict[str, str] = {}
        self._to_write: deque[Callable[[], None]] = deque()

    def clear(self) -> None:
        """Take all rows away."""
        self.current = None
        focused = QApplication.focusWidget()
        if focused is not None and self._holds(focused):
            # A hidden widget hands its focus on, and the page would scroll after it.
            focused.clearFocus()
        empty(self.column)

    def begin(self, telling: Telling, answers: Answers, asked_id: str) -> None:
        """Write what leads to the question being asked, and remember what comes after it."""
        self._to_write = self._rows(telling, answers, asked_id)
        while self._to_write and self.current is None:
            self._to_write.popleft()()

    def write_rest(self) -> None:
        """Write what comes after it."""
        while self._to_write:
            self._to_write.popleft()()

    def forget_typed(self, step_ids: Collection[str]) -> None:
        """Forget what was half typed at these steps."""
        for step_id in step_ids:
            self._half_typed.pop(step_id, None)

    def forget_all_typed(self) -> None:
        """Forget all that was half typed."""
        self._half_typed = {}

    def widgets(self) -> list[QWidget]:
        """Return what stands there, from its top."""
        items = (self.column.itemAt(place) for place in range(self.column.count()))
        rows = (item.widget() for item in items if item is not None)
        return [row for row in rows if row is not None]

    def _holds(self, widget: QWidget) -> bool:
        return any(row is widget or row.isAncestorOf(widget) for row in self.widgets())

    def _rows(self, telling: Telling, answers: Answers, asked_id: str) -> deque[Callable[[], None]]:
        """Return what adds each row, in their order."""
        open_ids = {step.id for step in open_steps(telling.script, answers, telling.today)}
        untold = set(open_ids)
        rows: deque[Callable[[], None]] = deque()
        for step in telling.script.steps:
            answer = answers.get(step.id, "")
            if step.id in open_ids:
                is_asked = step.id == asked_id
                rows.append(partial(self._add_step, telling, step, answer, is_current=is_asked))
            elif step.when is not None and _may_come(step, untold, answers):
                untold.discard(step.when.step)  # one line a choice is enough
                rows.append(partial(self._add_branch, telling, step, step.when))
        return rows

    def _add_branch(self, telling: Telling, step: Step, when: Condition) -> None:
        """Add one quiet line for the question that an answer would open."""
        self.column.addWidget(BranchLine(f"{when_words(when)}: {telling.short(step)}"))

    def _add_step(self, telling: Telling, step: Step, answer: str, *, is_current: bool) -> None:
        if step.when is not None and step.when.because:
            self.column.addWidget(BranchLine(step.when.because))
        if step.ask is Ask.NOTHING:
            self.column.addWidget(SpokenLine(telling.spoken(step)))
        elif answer and not is_current:
            self._add_answered(telling, step, answer)
        else:
            self._add_question(telling, step, answer, is_current=is_current)

    def _add_answered(self, telling: Telling, step: Step, answer: str) -> None:
        if step is telling.script.steps[0] and step.short:
            # The opening stays to be read: only the question at its end is folded.
            self.column.addWidget(SpokenLine(telling.spoken(step)))
        heard, remark = answer_words(step, answer), telling.remark(step, answer)
        folded = FoldedAnswer(step.id, telling.short(step), heard, remark)
        folded.reopened.connect(self.reopened)
        self.column.addWidget(folded)

    def _add_question(self, telling: Telling, step: Step, answer: str, *, is_current: bool) -> None:
        words, hearing = self._half_typed.get(step.id, answer), telling.hearing
        question = Question(step, telling.spoken(step), words, hearing, is_current=is_current)
        question.answered.connect(self.answered)
        question.typed.connect(self._keep_typed)
        if is_current:
            self.current = question
            self.column.addSpacing(12)
        self.column.addWidget(question)
        self.column.addSpacing(10 if is_current else 2)

    def _keep_typed(self, step_id: str, words: str) -> None:
        self._half_typed[step_id] = words
        self.typed.emit(step_id, words)


def _may_come(step: Step, asked: Collection[str], answers: Answers) -> bool:
    """Whether a question waits for the answer to one of those `asked`."""
    waits_for = step.when.step if step.when is not None else ""
    is_question = step.ask is not Ask.NOTHING
    return is_question and waits_for in asked and not answers.get(waits_for)

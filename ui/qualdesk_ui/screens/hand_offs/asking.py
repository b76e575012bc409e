"""Carries out a next step: asks in place what it has to know, then submits its command."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QObject, Signal

from qualdesk.commands.hand_off_answers import answer_hand_off
from qualdesk.commands.hand_off_steps import (
    call_instead,
    close_returned,
    remind_rep,
    send_again,
    take_to_nurture,
)
from qualdesk.commands.requests.hand_offs import (
    AnswerHandOff,
    CallInstead,
    CloseReturned,
    RemindRep,
    SendAgain,
    TakeToNurture,
)
from qualdesk.domain.hand_off_answers import AnswerDoor, RepAnswer
from qualdesk.domain.outcome import CloseOutReason
from qualdesk.errors import QualDeskError
from qualdesk.queries.hand_offs import HandOffRow
from qualdesk.queries.people import PersonRow
from qualdesk_ui.desk import Desk
from qualdesk_ui.panels.choice_strip import ChoiceStrip
from qualdesk_ui.screens.hand_offs.questions import (
    NEVER,
    NOT_SAID,
    NOTHING,
    Question,
    moment_of,
    next_question,
    reason_of,
    rep_meant,
    why_not,
)
from qualdesk_ui.screens.hand_offs.steps import NextStep, StepKind

_ANSWERS = {
    StepKind.ACCEPT: RepAnswer.ACCEPTED,
    StepKind.GIVE_BACK: RepAnswer.RETURNED,
    StepKind.MET: RepAnswer.MET,
    StepKind.NO_SHOW: RepAnswer.NO_SHOW,
    StepKind.MOVE: RepAnswer.RESCHEDULED,
    StepKind.WON: RepAnswer.WON,
    StepKind.LOST: RepAnswer.LOST,
    StepKind.WORKING: RepAnswer.WORKING,
}
_UNSAID = frozenset({NOTHING, NOT_SAID})


class Asking(QObject):
    """`done` says that the keyboard goes back to the table, `stepped` that a step was taken."""

    done = Signal()
    stepped = Signal()

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self.strip = ChoiceStrip("calendar-check", "or type it")
        self._row: HandOffRow | None = None
        self._kind: StepKind | None = None
        self._question: Question | None = None
        self._known: dict[str, str] = {}
        self._reps: Sequence[PersonRow] = ()
        self.strip.decided.connect(self._take)
        self.strip.closed.connect(self.done)

    def begin(self, step: NextStep, row: HandOffRow, reps: Sequence[PersonRow]) -> None:
        """Ask what the step has to know, or do it at once."""
        self._row, self._kind, self._known = row, step.kind, {}
        others = [one for one in reps if one.id != row.rep_id]
        same = [one for one in reps if one.id == row.rep_id]
        self._reps = others if step.kind is StepKind.OTHER_REP else [*same, *others]
        self._go_on()

    def _go_on(self) -> None:
        if self._row is None or self._kind is None:
            return
        names = [one.name for one in self._reps]
        self._question = next_question(self._kind, self._row, self._known, names)
        if self._question is None:
            self._submit(self._row, self._kind)
        elif self._question.may_be_empty:
            self.strip.ask_words(self._question.text, self._question.options)
        else:
            self.strip.ask(self._question.text, self._question.options)

    def _take(self, words: str) -> None:
        if self._question is None or self._row is None:
            return
        if refusal := why_not(self._question, words, self._row, self._desk.now()):
            self.strip.refuse(refusal)
            return
        self._known[self._question.name] = "" if words in _UNSAID else words
        self._go_on()

    def _submit(self, row: HandOffRow, kind: StepKind) -> None:
        command, request = self._asked(row, kind)
        self._desk.submit(self, command, request, self._end, self._refuse)

    def _end(self, _event: object) -> None:
        self._row = self._kind = self._question = None
        self.stepped.emit()
        if not self.strip.close_strip():
            self.done.emit()

    def _refuse(self, refusal: QualDeskError) -> None:
        """Say why not where the question stands; the window says it where none stood."""
        if self._question is None and not self.strip.isHidden():
            self.strip.refuse(str(refusal))

    def _asked(self, row: HandOffRow, kind: StepKind) -> tuple[Any, Any]:
        """Return the command of a step and its request."""
        ours = (row.hand_off_id, self._desk.person_id)
        undo = self._desk.undo_seconds
        known, when = self._known, moment_of(self._known.get("when", ""), row, self._desk.now())
        words = known.get("words", "")
        match kind:
            case StepKind.CALL_INSTEAD:
                right = row.answer.right_person if row.answer else ""
                return call_instead, CallInstead(*ours, known.get("name") or right, undo)
            case StepKind.NURTURE:
                return take_to_nurture, TakeToNurture(
                    *ours, when or self._desk.now(), undo_seconds=undo
                )
            case StepKind.OTHER_REP | StepKind.SEND_AGAIN:
                name = rep_meant(known["rep"], [one.name for one in self._reps])
                rep = next(one for one in self._reps if one.name == name)
                return send_again, SendAgain(*ours, rep.id, words, undo)
            case StepKind.CLOSE:
                reason = next(one for one in CloseOutReason if one.label == known["close"])
                return close_returned, CloseReturned(*ours, reason, self._desk.seat.firm, undo)
            case StepKind.REMIND:
                return remind_rep, RemindRep(*ours, undo)
            case _:
                return answer_hand_off, self._answer(row, kind)

    def _answer(self, row: HandOffRow, kind: StepKind) -> AnswerHandOff:
        known, now, me = self._known, self._desk.now(), self._desk.person_id
        is_own = row.rep_id == me
        return AnswerHandOff(
            row.hand_off_id,
            _ANSWERS[kind],
            AnswerDoor.LOGIN if is_own else AnswerDoor.REPLY,
            said_by_id=row.rep_id,
            entered_by_id=me,
            reason=reason_of(known.get("reason", "")),
            words=known.get("words", ""),
            amount=known.get("amount", ""),
            right_person=known.get("person", ""),
            ask_again_at=moment_of(known.get("when", ""), row, now),
            is_for_good=known.get("when") == NEVER,
            meeting_at=moment_of(known.get("meeting", ""), row, now),
            undo_seconds=self._desk.undo_seconds,
        )

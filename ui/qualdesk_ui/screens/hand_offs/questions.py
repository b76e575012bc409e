"""What a next step still has to know: one question after the other, each with a few choices."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from qualdesk.domain.hand_off import HandOffState
from qualdesk.domain.hand_off_answers import ReturnReason
from qualdesk.domain.outcome import CloseOutReason
from qualdesk.domain.when import understood, unread
from qualdesk.queries.hand_offs import HandOffRow
from qualdesk_ui.screens.hand_offs.steps import StepKind

NEVER = "Never"
NOTHING, NOT_SAID = "Nothing more", "Not said"
_CHECK_INS = ("In 1 month", "In 3 months", "In 6 months")
_MOST = 6


@dataclass(frozen=True, slots=True)
class Question:
    """One thing to ask; `name` is under which its answer is kept."""

    name: str
    text: str
    options: tuple[str, ...] = ()
    may_be_empty: bool = False
    names: tuple[str, ...] = ()
    """Everybody who may be meant, where the options name the first few."""


def next_question(
    kind: StepKind, row: HandOffRow, known: Mapping[str, str], reps: Sequence[str]
) -> Question | None:
    """Return what is still to be asked, or None when all is known."""
    for question in _questions(kind, row, known, reps):
        if question.name not in known:
            return question
    return None


def why_not(question: Question, words: str, row: HandOffRow, now: datetime) -> str:
    """Return why these words do not answer the question, or nothing."""
    if question.name in {"when", "meeting"} and words != NEVER:
        return "" if moment_of(words, row, now) else unread(words)
    if question.name == "reason" and reason_of(words) is None:
        return f"“{words}” is no reason here. Type one of them, for example no need."
    if question.name == "rep" and rep_meant(words, question.names) is None:
        return f"“{words}” is no rep here, or not one alone. Type more of the name."
    if question.name == "close" and words not in question.options:
        return f"“{words}” is not one of them. Press its letter."
    if not words and not question.may_be_empty:
        return "Type a word or two."
    return ""


def moment_of(words: str, row: HandOffRow, now: datetime) -> datetime | None:
    """Return the moment that is meant, in the prospect's zone."""
    return understood(words, now, row.zone) if words else None


def reason_of(words: str) -> ReturnReason | None:
    """Return the reason that is meant; its beginning is enough."""
    begun = words.strip().casefold()
    meant = [one for one in ReturnReason if begun and one.label.casefold().startswith(begun)]
    return meant[0] if len(meant) == 1 else None


def rep_meant(words: str, names: Sequence[str]) -> str | None:
    """Return the one rep whose name begins so, or None."""
    begun = words.strip().casefold()
    meant = [one for one in names if begun and one.casefold().startswith(begun)]
    exact = [one for one in meant if one.casefold() == begun]
    return (exact or meant)[0] if len(exact or meant) == 1 else None


def _questions(
    kind: StepKind, row: HandOffRow, known: Mapping[str, str], reps: Sequence[str]
) -> tuple[Question, ...]:
    says = _words(f"What does {row.rep.split()[0]} say?")
    amount = Question("amount", "For how much?", (NOT_SAID,), may_be_empty=True)
    to = Question("rep", "Send it to", _short(reps)[:_MOST], names=tuple(reps))
    right = row.answer.right_person if row.answer else ""
    by_kind: dict[StepKind, tuple[Question, ...]] = {
        StepKind.MOVE: (Question("meeting", "When will they meet?", ("Tomorrow 10", "In 1 week")),),
        StepKind.OTHER_REP: (to, _words("What do you tell them?")),
        StepKind.SEND_AGAIN: (to, _words("What is your answer?")),
        StepKind.CALL_INSTEAD: ()
        if right
        else (Question("name", f"Who decides at {row.company}?"),),
        StepKind.NURTURE: (Question("when", "When to check in?", _CHECK_INS),),
        StepKind.CLOSE: (Question("close", "Why?", tuple(one.label for one in CloseOutReason)),),
        StepKind.LOST: (Question("when", "When to ask again?", (*_CHECK_INS[1:], NEVER)), says),
        StepKind.MET: (says,),
        StepKind.WON: (amount, says),
        StepKind.WORKING: (amount, says),
    }
    return _returning(row, known) if kind is StepKind.GIVE_BACK else by_kind.get(kind, ())


def _short(names: Sequence[str]) -> tuple[str, ...]:
    """Return first names; the whole name where another begins the same."""
    first = [one.split()[0] for one in names]
    return tuple(
        short if rep_meant(short, names) else name for short, name in zip(first, names, strict=True)
    )


def _words(text: str) -> Question:
    return Question("words", text, (NOTHING,), may_be_empty=True)


def _returning(row: HandOffRow, known: Mapping[str, str]) -> tuple[Question, ...]:
    first = row.rep.split()[0]
    reason = Question("reason", "Why?", _reasons(row))
    words = _words(f"What does {first} say?")
    chosen = reason_of(known.get("reason", ""))
    if chosen is ReturnReason.TIMING:
        return reason, Question("when", "When is the right time?", _CHECK_INS), words
    if chosen is ReturnReason.NO_AUTHORITY:
        person = Question("person", "Who decides, then?", (NOT_SAID,), may_be_empty=True)
        return reason, person, words
    return reason, words


def _reasons(row: HandOffRow) -> tuple[str, ...]:
    """Return the reasons that may be said now; others, where they fit, may be typed."""
    if row.state is HandOffState.OFFERED:
        found = [one for one in ReturnReason if not one.is_after_contact]
    else:
        found = [one for one in ReturnReason if one.is_after_contact]
    return tuple(one.label for one in found)

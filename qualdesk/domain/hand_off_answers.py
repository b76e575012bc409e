"""What a rep may say of a hand-off, by which door it came in, and how the hand-off stands then."""

from enum import StrEnum

from qualdesk.domain.hand_off import HandOffState
from qualdesk.errors import InputError


class RepAnswer(StrEnum):
    """What the rep says."""

    ACCEPTED = "accepted"
    RETURNED = "returned"
    MET = "met"
    NO_SHOW = "no_show"
    RESCHEDULED = "rescheduled"
    WORKING = "working"
    """Still at it: perhaps another stage, amount or day of the last activity."""
    WON = "won"
    LOST = "lost"

    @property
    def label(self) -> str:
        """The words of the choice."""
        return _LABELS[self]


_LABELS = {
    RepAnswer.ACCEPTED: "Accepts it",
    RepAnswer.RETURNED: "Gives it back",
    RepAnswer.MET: "They met",
    RepAnswer.NO_SHOW: "Did not come",
    RepAnswer.RESCHEDULED: "Another time",
    RepAnswer.WORKING: "Working on it",
    RepAnswer.WON: "Won",
    RepAnswer.LOST: "Lost",
}


class ReturnReason(StrEnum):
    """Why a rep gives a lead back: four before they spoke to anybody, five after (DESIGN §8)."""

    MISROUTED = "misrouted"
    INCOMPLETE = "incomplete"
    NOT_AS_AGREED = "not_as_agreed"
    ALREADY_OURS = "already_ours"
    NO_NEED = "no_need"
    NO_BUDGET = "no_budget"
    NO_AUTHORITY = "no_authority"
    TIMING = "timing"
    UNREACHABLE = "unreachable"

    @property
    def label(self) -> str:
        """The words of the choice."""
        if self is ReturnReason.NOT_AS_AGREED:
            return "Does not meet the definition"
        return self.value.replace("_", " ").capitalize()

    @property
    def is_after_contact(self) -> bool:
        """Whether the rep must have tried to speak to them first."""
        return self in _AFTER_CONTACT

    @property
    def is_for_nurture(self) -> bool:
        """Whether it ends the call for now: the conversation is kept going instead."""
        return self in {ReturnReason.NO_NEED, ReturnReason.NO_BUDGET}


_AFTER_CONTACT = frozenset(list(ReturnReason)[4:])


class AnswerDoor(StrEnum):
    """By which door an answer came in (DESIGN §8)."""

    LOGIN = "login"
    REVIEW = "review"
    REPLY = "reply"
    """A reply to the offer mail, or what the rep said, typed in by a caller."""
    CRM = "crm"
    """A file from the customer system."""

    @property
    def label(self) -> str:
        """How it is said beside the answer."""
        return _DOORS[self]


_DOORS = {
    AnswerDoor.LOGIN: "own login",
    AnswerDoor.REVIEW: "in the review",
    AnswerDoor.REPLY: "told a caller",
    AnswerDoor.CRM: "from the CRM",
}

_ENDED = frozenset(
    {HandOffState.RETURNED, HandOffState.TAKEN_BACK, HandOffState.WON, HandOffState.LOST}
)
_TAKEN_UP = frozenset({HandOffState.OFFERED, HandOffState.ACCEPTED, HandOffState.NO_SHOW})
"""In these it becomes the rep's, or theirs again, when they say that they work on it."""


def state_after(
    state: HandOffState, answer: RepAnswer, reason: ReturnReason | None = None
) -> HandOffState:
    """Return how a hand-off stands after an answer; a later stage says the earlier ones too.

    Raises:
        InputError: if that cannot be said of it now, with what can.
    """
    if state in _ENDED:
        raise InputError(f"This hand-off is {state.label.lower()} already. Open the newer one.")
    if answer is RepAnswer.ACCEPTED and state is not HandOffState.OFFERED:
        raise InputError(f"This hand-off is {state.label.lower()} already. Say what came of it.")
    if answer is RepAnswer.RETURNED:
        _check_return(state, reason)
    if answer is RepAnswer.WORKING:
        return HandOffState.ACCEPTED if state in _TAKEN_UP else state
    return HandOffState(answer)


def _check_return(state: HandOffState, reason: ReturnReason | None) -> None:
    if reason is None:
        known = ", ".join(one.label.lower() for one in ReturnReason)
        raise InputError(f"A lead is given back with a reason: {known}.")
    if reason.is_after_contact and state is HandOffState.OFFERED:
        raise InputError(
            f"{reason.label} shows only once they were spoken to. Accept it first, or say misrouted,"
            " incomplete, does not meet the definition or already ours."
        )
    if not reason.is_after_contact and state is HandOffState.MET:
        raise InputError(
            f"{reason.label} is said before the meeting. Say what came of it: no need, no budget,"
            " no authority, timing or unreachable."
        )

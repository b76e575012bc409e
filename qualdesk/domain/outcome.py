"""The ten ways a call ends, in the order of the number row."""

from enum import StrEnum


class Outcome(StrEnum):
    """How a call ended (DESIGN §5)."""

    PUSH_TO_SALES = "push_to_sales"
    CALL_BACK_LATER = "call_back_later"
    NURTURE = "nurture"
    CLOSE_OUT = "close_out"
    NO_ANSWER = "no_answer"
    VOICEMAIL = "voicemail"
    BUSY = "busy"
    GATEKEEPER = "gatekeeper"
    WRONG_NUMBER = "wrong_number"
    DO_NOT_CALL = "do_not_call"

    @property
    def key(self) -> str:
        """The key on the number row: "1" to "9", then "0"."""
        return str((list(Outcome).index(self) + 1) % 10)

    @property
    def label(self) -> str:
        """The words on the button."""
        return _LABELS[self]

    @property
    def is_conversation(self) -> bool:
        """Whether somebody was spoken to and the call ended well: keys 1 to 4."""
        return self in CONVERSATIONS


_LABELS = {
    Outcome.PUSH_TO_SALES: "Push to sales",
    Outcome.CALL_BACK_LATER: "Call back later",
    Outcome.NURTURE: "Nurture",
    Outcome.CLOSE_OUT: "Close out courteously",
    Outcome.NO_ANSWER: "No answer",
    Outcome.VOICEMAIL: "Voicemail",
    Outcome.BUSY: "Busy",
    Outcome.GATEKEEPER: "Gatekeeper",
    Outcome.WRONG_NUMBER: "Wrong number or person",
    Outcome.DO_NOT_CALL: "Do not call",
}

CONVERSATIONS = (
    Outcome.PUSH_TO_SALES,
    Outcome.CALL_BACK_LATER,
    Outcome.NURTURE,
    Outcome.CLOSE_OUT,
)
NO_CONVERSATIONS = tuple(outcome for outcome in Outcome if outcome not in CONVERSATIONS)


class WrongBecause(StrEnum):
    """What outcome 9 found out, keys A to F."""

    NOT_IN_SERVICE = "not_in_service"
    SOMEONE_ELSES_NUMBER = "someone_elses_number"
    LEFT_COMPANY = "left_company"
    WRONG_PERSON = "wrong_person"
    COMPANY_CLOSED = "company_closed"
    OTHER_LANGUAGE = "other_language"

    @property
    def label(self) -> str:
        """The words beside its letter."""
        return _WRONG_LABELS[self]


_WRONG_LABELS = {
    WrongBecause.NOT_IN_SERVICE: "Not in service",
    WrongBecause.SOMEONE_ELSES_NUMBER: "Someone else’s number",
    WrongBecause.LEFT_COMPANY: "Left the company",
    WrongBecause.WRONG_PERSON: "Wrong person",
    WrongBecause.COMPANY_CLOSED: "Company closed",
    WrongBecause.OTHER_LANGUAGE: "Other language",
}


class CloseOutReason(StrEnum):
    """Why a prospect is turned down kindly. "Asked us to stop" is no reason: it is Do not call."""

    NO_NEED_NOW = "no_need_now"
    NOT_THE_RIGHT_COMPANY = "not_the_right_company"
    CHOSE_SOMEONE_ELSE = "chose_someone_else"
    NO_BUDGET_IN_SIGHT = "no_budget_in_sight"
    UNREACHABLE = "unreachable"
    """Nobody was reached however often it was tried: the cadence's courteous end."""
    CAMPAIGN_OVER = "campaign_over"
    """Their campaign was over before anybody could call."""

    @property
    def label(self) -> str:
        """The words beside its letter."""
        return self.value.replace("_", " ").capitalize()


SPOKEN_REASONS = tuple(
    reason
    for reason in CloseOutReason
    if reason not in {CloseOutReason.UNREACHABLE, CloseOutReason.CAMPAIGN_OVER}
)
"""The reasons that somebody was told on the phone, keys A to D."""


class Reopen(StrEnum):
    """When the door opens again after a close-out; a response of theirs opens it in any case."""

    NEVER = "never"
    AT_DATE = "at_date"
    ON_TRIGGER = "on_trigger"
    """By another campaign that names them: of any kind, or of the one kind they asked for."""

    @property
    def label(self) -> str:
        """The words of the choice."""
        return _REOPEN_LABELS[self]


_REOPEN_LABELS = {
    Reopen.ON_TRIGGER: "With a new campaign",
    Reopen.AT_DATE: "On a day",
    Reopen.NEVER: "Only if they come to us",
}


class ToldBy(StrEnum):
    """How a closed-out prospect got an answer; NOBODY counts as never answered."""

    EMAIL = "email"
    PHONE = "phone"
    LETTER = "letter"
    """A letter on paper, to be printed."""
    NOBODY = "nobody"


class SuppressionScope(StrEnum):
    """Whom a suppression protects."""

    NUMBER = "number"
    PERSON = "person"
    COMPANY = "company"
    ADDRESS = "address"
    DOMAIN = "domain"

    @property
    def label(self) -> str:
        """The words of the choice on the panel."""
        return f"This {self.value}"


class Medium(StrEnum):
    """A way of contact that a suppression can bar."""

    PHONE = "phone"
    MAIL = "mail"
    BOTH = "both"

    @property
    def bars_phone(self) -> bool:
        """Whether calls are barred."""
        return self is not Medium.MAIL

    @property
    def bars_mail(self) -> bool:
        """Whether mail is barred."""
        return self is not Medium.PHONE

"""Mail that comes in: a reply, an answer to an invitation, a bounce, or nothing that concerns us."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class ReceivedKind(StrEnum):
    """What a mail that came in turned out to be."""

    REPLY = "reply"
    STOP = "stop"
    """They want no more mail."""
    ANSWER = "answer"
    """Of a calendar, to an invitation."""
    BOUNCE = "bounce"
    DELAY = "delay"
    """A server that goes on trying."""
    AUTOMATIC = "automatic"
    """Out of office and the like: nobody has read ours."""
    UNREADABLE = "unreadable"
    UNRELATED = "unrelated"
    SEEN = "seen"
    """Handled before, under another number."""

    @property
    def label(self) -> str:
        """What it is, in a word or three."""
        return _LABELS[self]

    @property
    def made_of_it(self) -> str:
        """What the program made of it, in a few words."""
        return _MADE_OF_IT[self]

    @property
    def is_nobodys(self) -> bool:
        """Whether it could not be matched to anybody, so that a person has to look."""
        return self in {ReceivedKind.UNRELATED, ReceivedKind.UNREADABLE}


_LABELS = {
    ReceivedKind.REPLY: "Reply",
    ReceivedKind.STOP: "Wants no more mail",
    ReceivedKind.ANSWER: "Answer to an invitation",
    ReceivedKind.BOUNCE: "Came back",
    ReceivedKind.DELAY: "Delayed",
    ReceivedKind.AUTOMATIC: "Automatic answer",
    ReceivedKind.UNREADABLE: "Cannot be read",
    ReceivedKind.UNRELATED: "From whom?",
    ReceivedKind.SEEN: "Seen before",
}
_MADE_OF_IT = {
    ReceivedKind.REPLY: "In their history",
    ReceivedKind.STOP: "No mail goes there any more",
    ReceivedKind.ANSWER: "Kept with the meeting",
    ReceivedKind.BOUNCE: "The address is marked",
    ReceivedKind.DELAY: "Noted, nothing to do",
    ReceivedKind.AUTOMATIC: "Noted, nothing to do",
    ReceivedKind.UNREADABLE: "Nothing followed",
    ReceivedKind.UNRELATED: "Nobody has this address",
    ReceivedKind.SEEN: "Nothing followed",
}


class MeetingAnswer(StrEnum):
    """What somebody who was invited answers (RFC 5546)."""

    ACCEPTED = "accepted"
    DECLINED = "declined"
    TENTATIVE = "tentative"
    COUNTER = "counter"
    """They suggest another time."""

    @property
    def is_settled(self) -> bool:
        """Whether nobody has to do anything about it."""
        return self is MeetingAnswer.ACCEPTED


@dataclass(frozen=True, slots=True)
class Bounce:
    """What a delivery report says of one recipient (RFC 3464)."""

    recipient: str
    is_final: bool
    words: str
    message_id: str = ""
    """Of the mail that came back, if the report names it."""


@dataclass(frozen=True, slots=True)
class CalendarAnswer:
    """What a calendar answered: about which meeting, who, and to which of its invitations."""

    uid: str
    attendee: str
    answer: MeetingAnswer
    sequence: int = 0
    proposed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class IncomingMail:
    """A mail as it was understood; what it could not say is empty."""

    message_id: str = ""
    from_address: str = ""
    subject: str = ""
    words: str = ""
    sent_at: datetime | None = None
    references: tuple[str, ...] = ()
    """The ids of the mails it follows, the nearest first."""
    is_automatic: bool = False
    is_readable: bool = True
    bounce: Bounce | None = None
    answer: CalendarAnswer | None = None

    @property
    def kind(self) -> ReceivedKind:
        """What it is, by itself."""
        if not self.is_readable:
            return ReceivedKind.UNREADABLE
        if self.bounce is not None:
            return ReceivedKind.BOUNCE if self.bounce.is_final else ReceivedKind.DELAY
        if self.answer is not None:
            return ReceivedKind.ANSWER
        if self.is_automatic:
            return ReceivedKind.AUTOMATIC
        return ReceivedKind.STOP if asks_to_stop(self.subject, self.words) else ReceivedKind.REPLY


_STOP = frozenset({"stop", "stopp", "unsubscribe", "abmelden", "remove", "remove me", "désabonner"})
_ACCEPTS = frozenset(
    {"yes", "ok", "okay", "accept", "accepted", "i accept", "i accept it", "ja", "oui", "d’accord"}
)
_AROUND = " \t.!,;:“”\"'»«"


def asks_to_stop(subject: str, words: str) -> bool:
    """Whether somebody asks for no more mail: with that one word, in the text or alone above it."""
    said = _first_line(words)
    return said in _STOP or (not said and subject.casefold().strip(_AROUND) in _STOP)


def says_yes(words: str) -> bool:
    """Whether a rep accepts an offer in plain words: the first line says that and nothing else."""
    return _first_line(words) in _ACCEPTS


def _first_line(words: str) -> str:
    lines = (line.casefold().strip(_AROUND) for line in words.splitlines())
    return next((line for line in lines if line), "")

"""Mail that came in."""

from dataclasses import dataclass

from qualdesk.domain.received import IncomingMail


@dataclass(frozen=True, slots=True)
class GiveReceived:
    """Say to which prospect (by a lead of theirs) a mail belongs that could not be matched."""

    received_id: int
    lead_id: int
    person_id: int
    undo_seconds: int = 30


@dataclass(frozen=True, slots=True)
class TakeBackGiven:
    """Say that a mail which a press (`deed`) gave to a prospect is not theirs."""

    deed: str
    person_id: int


@dataclass(frozen=True, slots=True)
class PutReceivedAside:
    """Say of mails that nobody has to do anything about them."""

    received_ids: tuple[int, ...]
    person_id: int


@dataclass(frozen=True, slots=True)
class TakeBackPutAside:
    """Let mails wait again that a press (`deed`) put aside."""

    deed: str
    person_id: int


@dataclass(frozen=True, slots=True)
class ReceiveMail:
    """Handle one mail of a mailbox; `digest` tells it from others when the folder is renumbered."""

    mailbox: str
    uid_validity: int
    uid: int
    digest: str
    mail: IncomingMail

"""Mail that came in."""

from dataclasses import dataclass

from qualdesk.domain.received import IncomingMail


@dataclass(frozen=True, slots=True)
class ReceiveMail:
    """Handle one mail of a mailbox; `digest` tells it from others when the folder is renumbered."""

    mailbox: str
    uid_validity: int
    uid: int
    digest: str
    mail: IncomingMail

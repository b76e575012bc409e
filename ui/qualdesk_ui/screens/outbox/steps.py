"""The keyed next steps of a mail or a letter: which there are, by how it stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from qualdesk.domain.mail import MailChoice, MailState
from qualdesk.queries.came_in import ReceivedRow
from qualdesk.queries.post import MailRow


class PaperStep(StrEnum):
    """What is done with letters."""

    PRINT = "print"
    POSTED = "posted"
    CANCEL = "cancel"


class FileStep(StrEnum):
    """What is done with what lies in a mail."""

    CALENDAR = "calendar"


class ReceivedStep(StrEnum):
    """What is done with mail that came in and waits for somebody."""

    GIVE = "give"
    ASIDE = "aside"


class CorrectionStep(StrEnum):
    """What is done with mail that has left of something that was taken back."""

    DISREGARD = "disregard"


@dataclass(frozen=True, slots=True)
class PostStep:
    """One button: what it does, its words, and what follows."""

    does: MailChoice | PaperStep | FileStep | ReceivedStep | CorrectionStep
    label: str
    second: str


PAPER_STEPS = (
    PostStep(PaperStep.PRINT, "Print or save", "As pages or for a mail merge"),
    PostStep(PaperStep.POSTED, "It is posted", "Stands in their history"),
    PostStep(PaperStep.CANCEL, "Do not send", "Taken off the list"),
)
_MAIL_STEPS = {
    MailChoice.ARRIVED: PostStep(MailChoice.ARRIVED, "It arrived", "Counts as sent"),
    MailChoice.AGAIN: PostStep(MailChoice.AGAIN, "Send again", "After the time to undo"),
    MailChoice.LEAVE: PostStep(MailChoice.LEAVE, "Leave it", "Nothing more is done"),
    MailChoice.CANCEL: PostStep(MailChoice.CANCEL, "Do not send", "It never leaves"),
    MailChoice.BY_HAND: PostStep(
        MailChoice.BY_HAND, "Open in mail program", "You send it; counts as sent"
    ),
}
_CALENDAR = PostStep(FileStep.CALENDAR, "Calendar entry", "Save or open it, to attach it")
_DISREGARD = PostStep(
    CorrectionStep.DISREGARD, "Ask to disregard it", "What it said was taken back"
)
_GIVE = PostStep(ReceivedStep.GIVE, "Give it to a prospect", "What it says follows then")
_ASIDE = PostStep(ReceivedStep.ASIDE, "Put it aside", "Nobody has to do anything")
_TRY_NOW = PostStep(MailChoice.AGAIN, "Try now", "Without waiting longer")


def steps_of(row: MailRow, *, has_server: bool) -> Sequence[PostStep]:
    """Return up to three steps in the order of their keys.

    What waits for a server that is there needs no mail program.
    """
    if row.state is MailState.SENT:
        apart = [_CALENDAR] if row.is_apart_from_calendar else []
        return [*apart, *([_DISREGARD] if row.undone_touch_id else [])]
    is_held = row.state is MailState.HELD
    choices = [
        one for one in row.choices if not (is_held and has_server and one is MailChoice.BY_HAND)
    ]
    if is_held and MailChoice.AGAIN in choices:
        rest = [_MAIL_STEPS[one] for one in choices if one is not MailChoice.AGAIN]
        return [_TRY_NOW, *rest]
    return [_MAIL_STEPS[one] for one in choices]


def steps_of_received(row: ReceivedRow) -> Sequence[PostStep]:
    """Return what may be done with mail that came in; nothing where nobody has to do anything."""
    if not row.is_open:
        return ()
    return (_GIVE, _ASIDE) if row.lead_id is None else (_ASIDE,)

"""Caps: what is open when a lead was tried as often as its cadence allows (DESIGN §2, promise 8)."""

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from qualdesk.domain.cadence import Cadence
from qualdesk.domain.lead import LeadImage
from qualdesk.domain.outcome import Outcome
from qualdesk.domain.touch import TouchKind
from qualdesk.domain.tries import ATTEMPTS, Tries

if TYPE_CHECKING:
    # Events name the choices, and the window paints before the rules of calling hours are loaded.
    from qualdesk.domain.next_step import Circumstances


class Cap(StrEnum):
    """What was used up."""

    ATTEMPTS = "attempts"
    VOICEMAILS = "voicemails"
    BUSY = "busy"


class CapChoice(StrEnum):
    """What may follow a cap. Staying in touch is what happens when nobody chooses."""

    STAY_IN_TOUCH = "stay_in_touch"
    SHORT_EMAIL = "short_email"
    ONE_MORE_TRY = "one_more_try"
    CLOSE_OUT = "close_out"

    @property
    def label(self) -> str:
        """The words of the choice."""
        return _LABELS[self]


_LABELS = {
    CapChoice.STAY_IN_TOUCH: "Stay in touch",
    CapChoice.SHORT_EMAIL: "Send the short e-mail",
    CapChoice.ONE_MORE_TRY: "Try once more",
    CapChoice.CLOSE_OUT: "Close out as unreachable",
}


@dataclass(frozen=True, slots=True)
class CapReached:
    """A cap was reached: `used` of `most`, what may be chosen instead, and what the floor lacks."""

    cap: Cap
    used: int
    most: int
    choices: tuple[CapChoice, ...] = ()
    floor_lacks: str = ""
    """The sentence for whoever would give the lead up all the same; empty when the floor is met."""


def cap_reached(outcome: Outcome, left: LeadImage, seen: "Circumstances") -> CapReached | None:
    """Return the cap that an outcome reached; `seen.tries` include its call."""
    cadence, tries = seen.cadence, seen.tries
    if outcome in ATTEMPTS and left.attempts >= cadence.attempts:
        return CapReached(
            Cap.ATTEMPTS,
            left.attempts,
            cadence.attempts,
            _choices(seen),
            floor_lacks(tries, cadence, has_mail=seen.has_mail),
        )
    if outcome is Outcome.VOICEMAIL and tries.voicemails >= cadence.voicemails:
        mail = (CapChoice.SHORT_EMAIL,) if may_write_short_email(seen) else ()
        return CapReached(Cap.VOICEMAILS, tries.voicemails, cadence.voicemails, mail)
    if outcome is Outcome.BUSY and tries.busy_today >= cadence.busy_a_day:
        return CapReached(Cap.BUSY, tries.busy_today, cadence.busy_a_day)
    return None


def floor_lacks(tries: Tries, cadence: Cadence, *, has_mail: bool) -> str:
    """Return what must be done before a lead may be given up, or nothing when it was done."""
    lacks_media = len(tries.media) < cadence.least_media
    if tries.touches >= cadence.least_touches and not lacks_media:
        return ""
    if not lacks_media:
        return f"Only {tries.touches} of {cadence.least_touches} touches. Try once more first."
    of = f" of {cadence.least_touches}" if tries.touches < cadence.least_touches else ""
    media = "one medium" if len(tries.media) == 1 else f"{len(tries.media)} media"
    remedy = "Send the short e-mail first."
    if not has_mail:
        remedy = "No e-mail may go there, so stay in touch instead."
    elif TouchKind.EMAIL in tries.media:
        remedy = "Write a letter first, or stay in touch."
    return f"{tries.touches}{of} touches over {media} only. {remedy}"


def _choices(seen: "Circumstances") -> tuple[CapChoice, ...]:
    is_open = {
        CapChoice.STAY_IN_TOUCH: True,
        CapChoice.SHORT_EMAIL: may_write_short_email(seen),
        CapChoice.ONE_MORE_TRY: not seen.had_one_more_try,
        CapChoice.CLOSE_OUT: not floor_lacks(seen.tries, seen.cadence, has_mail=seen.has_mail),
    }
    return tuple(choice for choice in CapChoice if is_open[choice])


def may_write_short_email(seen: "Circumstances") -> bool:
    """Whether an e-mail may go there and none went since the last conversation or response."""
    return seen.has_mail and TouchKind.EMAIL not in seen.tries.media

"""Tries: what was done to reach somebody since they last spoke to us, or came forward themselves."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from qualdesk.domain.outcome import CONVERSATIONS, Outcome
from qualdesk.domain.touch import TouchKind

ATTEMPTS = (Outcome.NO_ANSWER, Outcome.VOICEMAIL, Outcome.GATEKEEPER)
"""The outcomes that use up an attempt; a busy line does not (DESIGN §5)."""

_REACHED_NOBODY = (*ATTEMPTS, Outcome.BUSY)
_NO_CONTACT = (TouchKind.NOTE, TouchKind.CORRECTION)


@dataclass(frozen=True, slots=True)
class PastTouch:
    """A contact of ours that still counts: nobody took it back."""

    kind: TouchKind
    outcome: Outcome | None
    happened_at: datetime


@dataclass(frozen=True, slots=True)
class Tries:
    """How often a lead was tried since its last conversation or response."""

    voicemails: int = 0
    busy_today: int = 0
    attempts_today: int = 0
    touches: int = 0
    """Attempts, and what else was sent; a busy line or a wrong number touched nobody."""
    media: frozenset[TouchKind] = frozenset()
    calls: tuple[datetime, ...] = ()
    """When we rang and reached nobody, the oldest first; of the whole pursuit."""
    since: datetime | None = None
    """When the last conversation or response began the count."""

    def with_call(self, outcome: Outcome, now: datetime) -> "Tries":
        """Return the tries with the call that ends now."""
        return replace(
            self,
            voicemails=self.voicemails + (outcome is Outcome.VOICEMAIL),
            busy_today=self.busy_today + (outcome is Outcome.BUSY),
            attempts_today=self.attempts_today + (outcome in ATTEMPTS),
            touches=self.touches + (outcome in ATTEMPTS),
            media=self.media | ({TouchKind.CALL} if outcome in ATTEMPTS else set()),
            calls=(*self.calls, now),
        )


def tries_of(past: Sequence[PastTouch], *, heard_at: datetime | None, midnight: datetime) -> Tries:
    """Count the touches of a lead, given the oldest first.

    `heard_at` is when a response last told us of their interest; it begins the count anew, and so
    does every conversation. `midnight` is when the day began where the prospect is.
    """
    spoke = _after_last_conversation(past)
    spoke_at = past[spoke - 1].happened_at if spoke else None
    counted = [
        touch
        for touch in past[spoke:]
        if touch.kind not in _NO_CONTACT and (heard_at is None or touch.happened_at >= heard_at)
    ]
    touches = [touch for touch in counted if touch.outcome in (None, *ATTEMPTS)]
    today = Counter(touch.outcome for touch in counted if touch.happened_at >= midnight)
    return Tries(
        voicemails=sum(touch.outcome is Outcome.VOICEMAIL for touch in counted),
        busy_today=today[Outcome.BUSY],
        attempts_today=sum(today[outcome] for outcome in ATTEMPTS),
        touches=len(touches),
        media=frozenset(touch.kind for touch in touches),
        calls=tuple(touch.happened_at for touch in past if touch.outcome in _REACHED_NOBODY),
        since=max(filter(None, (heard_at, spoke_at)), default=None),
    )


def _after_last_conversation(past: Sequence[PastTouch]) -> int:
    spoke = (place for place, touch in enumerate(past, start=1) if touch.outcome in CONVERSATIONS)
    return max(spoke, default=0)

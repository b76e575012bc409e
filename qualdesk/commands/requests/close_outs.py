"""Close-outs of many at once."""

from dataclasses import dataclass

from qualdesk.domain.outcome import CloseOutReason


@dataclass(frozen=True, slots=True)
class CloseOutMany:
    """Turn these down kindly for one reason; a team lead does so, in the firm's name."""

    lead_ids: tuple[int, ...]
    person_id: int
    reason: CloseOutReason
    firm: str
    undo_seconds: int = 30

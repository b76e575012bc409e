"""What comes in by itself: they called, or they wrote."""

from dataclasses import dataclass

from qualdesk.domain.touch import TouchKind


@dataclass(frozen=True, slots=True)
class HearFrom:
    """Somebody called or wrote; `kind` is CALL or EMAIL, and any of their leads names them."""

    lead_id: int
    caller_id: int
    kind: TouchKind = TouchKind.CALL

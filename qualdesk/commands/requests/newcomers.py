"""Newcomers: somebody who came to us and is added by hand."""

from dataclasses import dataclass
from datetime import datetime

from qualdesk.domain.queue_order import ResponseKind


@dataclass(frozen=True, slots=True)
class AddProspect:
    """Add somebody as they were typed; a name or company, and a number or address, must be there."""

    caller_id: int
    campaign_id: int
    responded_at: datetime
    response: ResponseKind = ResponseKind.INQUIRED
    name: str = ""
    company: str = ""
    number: str = ""
    email: str = ""

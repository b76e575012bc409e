"""Close-outs of many at once."""

from dataclasses import dataclass

from qualdesk.domain.outcome import CloseOutReason


@dataclass(frozen=True, slots=True)
class ClosedOutMany:
    """These were turned down kindly; `deed` is the press, by which all is taken back together."""

    deed: str
    lead_ids: tuple[int, ...]
    prospect_name: str
    reason: CloseOutReason
    by_email: int
    by_letter: int
    left: int
    """How many were left as they are: promised, with sales, on the phone, or closed before."""

    @property
    def by_nobody(self) -> int:
        """How many could not be told."""
        return len(self.lead_ids) - self.by_email - self.by_letter

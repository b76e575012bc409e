"""What came in by itself."""

from dataclasses import dataclass

from qualdesk.domain.touch import TouchKind


@dataclass(frozen=True, slots=True)
class HeardFrom:
    """Somebody called or wrote; with `read_only_because` they are not on the caller's desk.

    `deed` is the press, to take it back.
    """

    lead_id: int
    prospect_name: str
    kind: TouchKind
    read_only_because: str
    deed: str

    @property
    def is_claimed(self) -> bool:
        """Whether the caller may go on with them now."""
        return not self.read_only_because

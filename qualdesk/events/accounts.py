"""Companies marked."""

from dataclasses import dataclass

from qualdesk.domain.calling_rules import Audience


@dataclass(frozen=True, slots=True)
class MarkedAudience:
    """The laws of another audience hold for a company; its open leads stand accordingly."""

    company: str
    audience: Audience
    leads: int

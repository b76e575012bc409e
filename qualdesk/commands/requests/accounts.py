"""Companies."""

from dataclasses import dataclass

from qualdesk.domain.calling_rules import Audience


@dataclass(frozen=True, slots=True)
class MarkAudience:
    """Say whether calls to a company are calls to a business or to a consumer."""

    company: str
    audience: Audience

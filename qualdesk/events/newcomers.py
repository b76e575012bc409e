"""Who was added by hand."""

from dataclasses import dataclass

from qualdesk.domain.lead import Lane, LeadState


@dataclass(frozen=True, slots=True)
class AddedProspect:
    """Somebody is in a campaign now; with `was_known` they were a prospect before and joined it.

    `list_id` is the list of one by which all of it is taken back. `state` and `lane` say where
    their lead stands now. `looks_like` names who may be the same and waits for a decision.
    """

    list_id: int
    lead_id: int
    prospect_name: str
    campaign: str
    state: LeadState
    lane: Lane | None
    was_known: bool = False
    looks_like: tuple[str, ...] = ()

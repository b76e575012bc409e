"""What concerns the hand-offs: the events after which they are read again."""

from qualdesk.events.calls import OUTCOMES
from qualdesk.events.campaigns import SettledLeads
from qualdesk.events.close_outs import ClosedOutMany
from qualdesk.events.coming_in import HeardFrom
from qualdesk.events.duplicates import MergedProspects, PartedProspects, TookBackDecision
from qualdesk.events.hand_offs import (
    AnsweredHandOff,
    SteppedOn,
    TookBackDeed,
    TookBackRunOver,
)
from qualdesk.events.newcomers import AddedProspect
from qualdesk.events.people import (
    AddedPerson,
    CameBack,
    DeactivatedPerson,
    TookBackLeaving,
    WentAway,
)
from qualdesk.events.receiving import ReadMailbox
from qualdesk.events.territories import ReassignedTerritory, TookBackReassignment

CONCERNS: tuple[type, ...] = (
    *OUTCOMES,
    AddedProspect,
    AddedPerson,
    AnsweredHandOff,
    CameBack,
    ClosedOutMany,
    DeactivatedPerson,
    HeardFrom,
    MergedProspects,
    PartedProspects,
    ReadMailbox,
    ReassignedTerritory,
    SettledLeads,
    SteppedOn,
    TookBackDecision,
    TookBackDeed,
    TookBackLeaving,
    TookBackReassignment,
    TookBackRunOver,
    WentAway,
)

"""What concerns the hand-offs: the events after which they are read again."""

from qualdesk.events.calls import OUTCOMES
from qualdesk.events.campaigns import SettledLeads
from qualdesk.events.close_outs import ClosedOutMany
from qualdesk.events.coming_in import HeardFrom
from qualdesk.events.duplicates import DECISIONS
from qualdesk.events.hand_offs import ANSWERS
from qualdesk.events.newcomers import AddedProspect
from qualdesk.events.people import STAFFING
from qualdesk.events.receiving import ReadMailbox
from qualdesk.events.territories import ReassignedTerritory, TookBackReassignment

CONCERNS: tuple[type, ...] = (
    *OUTCOMES,
    *DECISIONS,
    *ANSWERS,
    *STAFFING,
    AddedProspect,
    ClosedOutMany,
    HeardFrom,
    ReadMailbox,
    ReassignedTerritory,
    SettledLeads,
    TookBackReassignment,
)

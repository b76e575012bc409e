"""What concerns the queue: the events after which it is read again."""

from qualdesk.events.calls import OUTCOMES
from qualdesk.events.campaigns import AddedCampaign
from qualdesk.events.close_outs import ClosedOutMany
from qualdesk.events.dialling import FoundNumber
from qualdesk.events.hand_offs import TookBackDeed
from qualdesk.events.imports import ImportedRows, WithdrewImport
from qualdesk.events.newcomers import AddedProspect
from qualdesk.events.order import (
    ClaimedLead,
    LeftInOrder,
    PutFirst,
    ReleasedClaims,
    SkippedLead,
    SnoozedLead,
)
from qualdesk.events.people import ChangedSeat
from qualdesk.events.receiving import ReadMailbox
from qualdesk.events.suppressions import LiftedSuppression

CONCERNS: tuple[type, ...] = (
    *OUTCOMES,
    LiftedSuppression,
    ClaimedLead,
    ReleasedClaims,
    SkippedLead,
    SnoozedLead,
    PutFirst,
    LeftInOrder,
    ChangedSeat,
    FoundNumber,
    ImportedRows,
    AddedCampaign,
    AddedProspect,
    WithdrewImport,
    ClosedOutMany,
    ReadMailbox,
    TookBackDeed,
)

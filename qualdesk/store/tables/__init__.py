"""All tables, under the field's names (DESIGN §1 and §3)."""

from qualdesk.store.columns import Table
from qualdesk.store.tables.campaigns import (
    Campaign,
    CampaignChange,
    CampaignMember,
    LeadDefinition,
    Script,
)
from qualdesk.store.tables.journal import (
    Command,
    ImportedList,
    ImportedRow,
    ImportProblem,
    Outbox,
)
from qualdesk.store.tables.leads import (
    Answer,
    Dial,
    Lead,
    LeadChange,
    LeadColumns,
    Response,
    Touch,
    TouchText,
)
from qualdesk.store.tables.people import Person, Territory, TerritoryChange, TerritoryRule
from qualdesk.store.tables.prospects import Account, Number, Prospect, ProspectNumber, Site
from qualdesk.store.tables.queue import (
    Bucket,
    CalledFirst,
    Claim,
    Clock,
    Held,
    Presence,
    QueueEntry,
    Seat,
    Skip,
    Snooze,
)
from qualdesk.store.tables.sales import (
    Appointment,
    Callback,
    ChosenAtCap,
    CloseOut,
    HandOff,
    Nurture,
)
from qualdesk.store.tables.suppressions import Suppression, SuppressionList

__all__ = [
    "Account",
    "Answer",
    "Appointment",
    "Bucket",
    "Callback",
    "CalledFirst",
    "Campaign",
    "CampaignChange",
    "CampaignMember",
    "ChosenAtCap",
    "Claim",
    "Clock",
    "CloseOut",
    "Command",
    "Dial",
    "HandOff",
    "Held",
    "ImportProblem",
    "ImportedList",
    "ImportedRow",
    "Lead",
    "LeadChange",
    "LeadColumns",
    "LeadDefinition",
    "Number",
    "Nurture",
    "Outbox",
    "Person",
    "Presence",
    "Prospect",
    "ProspectNumber",
    "QueueEntry",
    "Response",
    "Script",
    "Seat",
    "Site",
    "Skip",
    "Snooze",
    "Suppression",
    "SuppressionList",
    "Table",
    "Territory",
    "TerritoryChange",
    "TerritoryRule",
    "Touch",
    "TouchText",
]

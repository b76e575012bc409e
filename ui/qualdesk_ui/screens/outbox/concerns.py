"""What concerns the Outbox: the events after which it is read again."""

from qualdesk.events.calls import OUTCOMES
from qualdesk.events.close_outs import ClosedOutMany
from qualdesk.events.hand_offs import AnsweredHandOff, SteppedOn, TookBackDeed
from qualdesk.events.letters import CancelledLetters, MarkedPrinted, TookBackLetters
from qualdesk.events.mail import CorrectedMail, SettledMail, TookBackMailChoice
from qualdesk.events.newcomers import AddedProspect
from qualdesk.events.people import DeactivatedPerson, TookBackLeaving, WentAway
from qualdesk.events.receiving import (
    GaveReceived,
    PutAsideReceived,
    ReadMailbox,
    TookBackGiven,
    TookBackPutAside,
)
from qualdesk.events.territories import ReassignedTerritory, TookBackReassignment

CONCERNS: tuple[type, ...] = (
    *OUTCOMES,
    AddedProspect,
    AnsweredHandOff,
    CancelledLetters,
    ClosedOutMany,
    CorrectedMail,
    DeactivatedPerson,
    GaveReceived,
    MarkedPrinted,
    PutAsideReceived,
    ReadMailbox,
    ReassignedTerritory,
    SettledMail,
    SteppedOn,
    TookBackDeed,
    TookBackGiven,
    TookBackLeaving,
    TookBackLetters,
    TookBackMailChoice,
    TookBackPutAside,
    TookBackReassignment,
    WentAway,
)

"""Hand-offs: what was given to sales, how it stands, and what happens next."""

from qualdesk.queries.hand_offs.heads import HandOffGroup
from qualdesk.queries.hand_offs.listing import hand_offs
from qualdesk.queries.hand_offs.rows import HandOffRow
from qualdesk.queries.hand_offs.verdicts import hand_off_verdict

__all__ = ["HandOffGroup", "HandOffRow", "hand_off_verdict", "hand_offs"]

"""Column ranks: of several columns of one field, whose tells of the prospect themselves."""

from collections.abc import Sequence

from qualdesk.exchange import headings
from qualdesk.exchange.fields import ADDRESS, OF_SOMEBODY, PHONES, Field
from qualdesk.exchange.heading_fields import address_rank
from qualdesk.exchange.heading_keys import key_of
from qualdesk.exchange.reach_ranks import reach_rank, whose_rank

_REACH_RANKS = 10
"""More than there are: whose it is counts before whom one reaches there."""

WHOLE_ADDRESS = 9
"""The rank of a column that says a whole address once more beside its parts."""


def column_rank(name: str, one: Field, names: Sequence[str]) -> int:
    """Return how near what a column of a field tells is to the prospect; the smaller the nearer."""
    if one is Field.EMAIL or one in PHONES:
        return _REACH_RANKS * whose_rank(name) + reach_rank(name)
    if one not in ADDRESS:
        return whose_rank(name) if one in OF_SOMEBODY else 0
    if one is Field.STREET and headings.is_whole_address(name):
        before = names[: names.index(name)]
        others = (
            other
            for other in names
            if headings.is_street(other)
            and (other in before or not headings.is_whole_address(other))
        )
        if any(other != name for other in others):
            return WHOLE_ADDRESS
    return max(address_rank(key_of(name)), 1)

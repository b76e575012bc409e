"""Who uses the program, and as what."""

from enum import StrEnum


class Role(StrEnum):
    """What a person does here."""

    CALLER = "caller"
    TEAM_LEAD = "team_lead"
    SALES = "sales"
    ADMIN = "admin"


def initials(name: str) -> str:
    """Return up to two initials: "Priya Nair" gives PN."""
    words = name.split()
    return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper()

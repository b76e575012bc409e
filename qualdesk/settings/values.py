"""What a person may set on this machine, with what holds where nothing is set."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Annotated

import msgspec


class Theme(StrEnum):
    """How the window is painted."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Contrast(StrEnum):
    """How strongly lines and quiet words stand out."""

    SYSTEM = "system"
    NORMAL = "normal"
    HIGH = "high"


class Security(StrEnum):
    """How the line to the mail server is kept private; NONE is for this machine only."""

    NONE = "none"
    STARTTLS = "starttls"
    TLS = "tls"


@dataclass(frozen=True, slots=True)
class Firm:
    """On whose behalf is called and mailed; the postal address stands under each mail."""

    name: str = ""
    postal_address: str = ""
    from_address: str = ""


@dataclass(frozen=True, slots=True)
class Smtp:
    """The mail server; without a host no mail leaves. The password is never kept here."""

    host: str = ""
    port: Annotated[int, msgspec.Meta(ge=1, le=65_535)] = 587
    security: Security = Security.STARTTLS
    user: str = ""


@dataclass(frozen=True, slots=True)
class Imap:
    """The mailbox that is read; without a host none is. The password is never kept here."""

    host: str = ""
    port: Annotated[int, msgspec.Meta(ge=1, le=65_535)] = 993
    security: Security = Security.TLS
    user: str = ""
    folder: str = "INBOX"


@dataclass(frozen=True, slots=True)
class Calendars:
    """The calendar server of the reps (CalDAV). The password is never kept here.

    `url` is a calendar's address; {email} or {name} in it stands for the rep's, so that each meeting
    goes into its rep's own calendar.
    """

    url: str = ""
    user: str = ""


@dataclass(frozen=True, slots=True)
class Settings:
    """One person's settings on this machine."""

    person_name: str = ""
    database: str = ""
    """A file or URL; nothing means the default file."""
    dial_template: Annotated[str, msgspec.Meta(pattern=r"\{number\}")] = "tel:{number}"
    undo_seconds: Annotated[int, msgspec.Meta(ge=0, le=600)] = 30
    theme: Theme = Theme.SYSTEM
    contrast: Contrast = Contrast.SYSTEM
    reduce_motion: bool = False
    """Nothing slides or fades; the toast counts its seconds instead of drawing them."""
    text_scale: Annotated[int, msgspec.Meta(ge=75, le=200)] = 100
    queue_details: bool = False
    """Whether the Queue shows the details of the row one stands on."""
    single_keys: bool = True
    """Whether keys without Ctrl or Alt do anything (WCAG 2.1.4)."""
    own_keys: dict[str, str] = field(default_factory=dict)
    """One more key for an action, by the action's name: `notes = "F12"`."""
    firm: Firm = field(default_factory=Firm)
    smtp: Smtp = field(default_factory=Smtp)
    imap: Imap = field(default_factory=Imap)
    calendars: Calendars = field(default_factory=Calendars)

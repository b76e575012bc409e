"""What a person may set, and the facts that ship with the program: settings and calling rules."""

from qualdesk.settings.calling_rules import calling_rules, read_hours
from qualdesk.settings.file import (
    beside,
    default_database,
    load_settings,
    save_settings,
    settings_file,
)
from qualdesk.settings.passwords import (
    calendar_password,
    keep_calendar_password,
    keep_mail_password,
    mail_password,
)
from qualdesk.settings.values import (
    Calendars,
    Contrast,
    Firm,
    Imap,
    Security,
    Settings,
    Smtp,
    Theme,
)

__all__ = [
    "Calendars",
    "Contrast",
    "Firm",
    "Imap",
    "Security",
    "Settings",
    "Smtp",
    "Theme",
    "beside",
    "calendar_password",
    "calling_rules",
    "default_database",
    "keep_calendar_password",
    "keep_mail_password",
    "load_settings",
    "mail_password",
    "read_hours",
    "save_settings",
    "settings_file",
]

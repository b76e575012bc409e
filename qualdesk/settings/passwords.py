"""Passwords: kept in the system's keyring or given by the environment, never in a file of ours."""

import os
from collections.abc import Mapping
from typing import Final
from urllib.parse import urlsplit

from qualdesk.errors import InputError
from qualdesk.settings.values import Calendars, Imap, Smtp

_SERVICE: Final = "qualdesk"
_CALENDAR_PASSWORD_VARIABLE: Final = "QUALDESK_CALENDAR_PASSWORD"  # noqa: S105 - a variable's name


def mail_password(account: Smtp | Imap) -> str:
    """Return an account's password from the environment or the system's keyring, else nothing."""
    return _kept_password(_VARIABLES[type(account)], _account(account))


def keep_mail_password(account: Smtp | Imap, password: str) -> None:
    """Put an account's password into the system's keyring; an empty one is taken out.

    Raises:
        InputError: if this system has no keyring that keeps a secret.
    """
    import keyring  # noqa: PLC0415 - slow to import, seldom needed
    from keyring.errors import KeyringError, PasswordDeleteError  # noqa: PLC0415

    variable = _VARIABLES[type(account)]
    # Those of keyrings.alt write a plain file and do not say so.
    if type(keyring.get_keyring()).__module__.startswith("keyrings.alt"):
        raise InputError(
            f"The keyring here keeps no secret. Set {variable} for the program instead."
        )
    try:
        if password:
            keyring.set_password(_SERVICE, _account(account), password)
        else:
            keyring.delete_password(_SERVICE, _account(account))
    except PasswordDeleteError:
        return
    except KeyringError as problem:
        raise InputError(
            f"This system has no keyring ({problem}). Set {variable} for the program instead."
        ) from problem


def calendar_password(calendars: Calendars) -> str:
    """Return the calendars' password from the environment or the system's keyring, else nothing."""
    return _kept_password(_CALENDAR_PASSWORD_VARIABLE, _calendar_account(calendars))


def keep_calendar_password(calendars: Calendars, password: str) -> None:
    """Put the calendars' password into the system's keyring.

    Raises:
        InputError: if this system has none, with what to do instead.
    """
    import keyring  # noqa: PLC0415 - slow to import, needed only when something goes
    from keyring.errors import KeyringError  # noqa: PLC0415

    try:
        keyring.set_password(_SERVICE, _calendar_account(calendars), password)
    except KeyringError as problem:
        raise InputError(
            "This system has no keyring that takes a password. Put it into the variable"
            f" {_CALENDAR_PASSWORD_VARIABLE} of whoever reads the calendar."
        ) from problem


def _calendar_account(calendars: Calendars) -> str:
    return f"{calendars.user}@{urlsplit(calendars.url).hostname or ''}"


def _kept_password(variable: str, account: str) -> str:
    if from_environment := os.environ.get(variable):
        return from_environment
    import keyring  # noqa: PLC0415 - slow to import, needed only when something goes
    from keyring.errors import KeyringError  # noqa: PLC0415

    try:
        return keyring.get_password(_SERVICE, account) or ""
    except KeyringError:
        return ""


_VARIABLES: Final[Mapping[type, str]] = {
    Smtp: "QUALDESK_SMTP_PASSWORD",
    Imap: "QUALDESK_IMAP_PASSWORD",
}


def _account(account: Smtp | Imap) -> str:
    return f"{account.user}@{account.host}"

"""qualdesk mail: the accounts it goes and comes by, what the Outbox holds, and deciding about it."""

import argparse
import sys
from dataclasses import asdict, replace
from getpass import getpass
from typing import Any

from qualdesk.cli.door import Door, person_id, put_at, put_shared
from qualdesk.cli.exit_codes import DONE, WITH_PROBLEMS
from qualdesk.domain.mail import MailChoice, MailShelf
from qualdesk.settings import (
    Imap,
    Security,
    Smtp,
    keep_mail_password,
    load_settings,
    mail_password,
    save_settings,
)

_NAMES = ("host", "port", "security", "user", "folder")


def put_mail(mail: argparse.ArgumentParser) -> None:
    """Put the arguments of `mail`."""
    actions = mail.add_subparsers(dest="action", required=True)
    shown = actions.add_parser("show", help="the accounts; never a password")
    shown.set_defaults(run=_show)
    verbs = [shown, *_put_accounts(actions)]
    read = actions.add_parser("read", help="read what came in now")
    read.set_defaults(run=_read)
    listed = actions.add_parser("list", help="what the Outbox holds")
    listed.add_argument("shelf", choices=[one.value for one in MailShelf])
    listed.add_argument("--person", required=True, metavar="NAME", help="who looks")
    listed.set_defaults(run=_list)
    settled = actions.add_parser("settle", help="decide about a mail of the Outbox")
    settled.add_argument("mail", type=int, metavar="MAIL")
    settled.add_argument("choice", choices=[one.value for one in MailChoice])
    settled.add_argument("--person", required=True, metavar="NAME", help="who decides")
    settled.set_defaults(run=_settle)
    for verb in (*verbs, read, listed, settled):
        put_at(verb)
        put_shared(verb)


def _put_accounts(
    actions: "argparse._SubParsersAction[argparse.ArgumentParser]",
) -> list[argparse.ArgumentParser]:
    sending = actions.add_parser("sending", help="set the server that mail goes by (SMTP)")
    sending.set_defaults(run=_set_sending)
    reading = actions.add_parser("reading", help="set the mailbox that is read (IMAP)")
    reading.add_argument("--folder", metavar="NAME")
    reading.set_defaults(run=_set_reading)
    for verb in (sending, reading):
        verb.add_argument("--host", metavar="NAME", help="an empty one switches it off")
        verb.add_argument("--port", type=int)
        verb.add_argument("--security", choices=[one.value for one in Security])
        verb.add_argument("--user", metavar="NAME")
        verb.add_argument(
            "--password", action="store_true", help="ask for it, and keep it in the keyring"
        )
    return [sending, reading]


def _show(door: Door, _options: argparse.Namespace) -> int:
    settings = load_settings()
    accounts: dict[str, Smtp | Imap] = {"sending": settings.smtp, "reading": settings.imap}
    answer = {
        name: asdict(one) | {"has_password": bool(mail_password(one))}
        for name, one in accounts.items()
    }
    lines = [f"{name}: {_account_words(one)}" for name, one in accounts.items()]
    door.answer(answer, lines)
    return DONE


def _account_words(account: Smtp | Imap) -> str:
    if not account.host:
        return "not set"
    known = "with its password" if mail_password(account) else "no password is kept"
    server = f"{account.host}:{account.port}, {account.security}"
    return f"{account.user} at {server}, {known}" if account.user else server


def _set_sending(door: Door, options: argparse.Namespace) -> int:
    settings = load_settings()
    account = replace(settings.smtp, **_named(options))
    save_settings(replace(settings, smtp=account))
    return _kept(door, options, account)


def _set_reading(door: Door, options: argparse.Namespace) -> int:
    settings = load_settings()
    account = replace(settings.imap, **_named(options))
    save_settings(replace(settings, imap=account))
    return _kept(door, options, account)


def _named(options: argparse.Namespace) -> dict[str, Any]:
    """Return what was named of an account; the rest stays as it is."""
    given = {name: getattr(options, name, None) for name in _NAMES}
    named = {name: value for name, value in given.items() if value is not None}
    return named | ({"security": Security(named["security"])} if "security" in named else {})


def _kept(door: Door, options: argparse.Namespace, account: Smtp | Imap) -> int:
    if options.password:
        is_typed = sys.stdin.isatty()
        keep_mail_password(account, getpass() if is_typed else sys.stdin.readline().rstrip("\n"))
    door.answer(asdict(account), [f"Kept: {_account_words(account)}."])
    return DONE


def _read(door: Door, _options: argparse.Namespace) -> int:
    from qualdesk.jobs.receiving import read_account  # noqa: PLC0415

    report = read_account(door.database, load_settings(), door.now)
    door.answer(report, [f"Read: {report.words}.", *report.problems])
    return WITH_PROBLEMS if report.problems else DONE


def _list(door: Door, options: argparse.Namespace) -> int:
    from qualdesk.queries.post import mail_ids, mail_rows  # noqa: PLC0415

    who = person_id(door, options.person)
    with door.database.read() as session:
        ids = mail_ids(session, shelf=MailShelf(options.shelf), person_id=who)
        found = mail_rows(session, ids=ids)
    rows = [found[one] for one in ids]
    lines = [
        f"{row.id}  {row.state}  {row.to_name} <{row.to_address}>: {row.subject}"
        + (f" ({row.error})" if row.error else "")
        for row in rows
    ]
    door.answer(rows, lines or ["Nothing stands there."])
    return DONE


def _settle(door: Door, options: argparse.Namespace) -> int:
    from qualdesk.commands.mail_choices import settle_mail  # noqa: PLC0415
    from qualdesk.commands.requests.mail import SettleMail  # noqa: PLC0415

    who = person_id(door, options.person)
    event = door.carry_out(settle_mail, SettleMail(options.mail, who, MailChoice(options.choice)))
    door.answer(event, [f"The e-mail to {event.to_name} is {event.state} now."])
    return DONE

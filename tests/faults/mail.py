"""Close-outs sent while server, line and worker fail: none lost, none twice, the unclear ones shown."""

import os
import random
import subprocess
import sys
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import uuid4

from sqlalchemy import func, select

from qualdesk.commands.outcomes import close_out
from qualdesk.commands.requests.calls import CloseOut, TakeBack
from qualdesk.commands.undo import take_back
from qualdesk.domain.mail import MailState
from qualdesk.domain.outcome import CloseOutReason, ToldBy
from qualdesk.settings import Firm, Security, Settings, Smtp, save_settings
from qualdesk.store.session import Database, Press, Session
from qualdesk.store.tables import Outbox
from tests.builders import NOW, a_call, a_lead, a_person, a_prospect, writing
from tests.faults.faulty_server import CERTIFICATE, PASSWORD, USER, FaultyServer, serving
from tests.faults.tally import Tally

FEW, MANY = 40, 1_000
MAILS_A_KILL = 20
"""How many mails there are for each kill of a worker."""

UNDONE_EVERY = 25
_ENDS = {MailState.SENT, MailState.FAILED, MailState.UNKNOWN}


def suffer(close_outs: int) -> Tally:
    """Send so many close-outs through a faulty server with workers that are killed; count."""
    chance = random.Random(11)  # noqa: S311 - repeatable faults
    with TemporaryDirectory() as folder, serving(FaultyServer(chance)) as server:
        post = _Post(Path(folder), server)
        taken_back = post.fill(close_outs)
        post.send_with_kills(close_outs // MAILS_A_KILL, chance)
        post.send_the_rest()
        states = post.states()
    held = sum(state not in _ENDS for address, state in states.items() if address not in taken_back)
    vanished = sum(
        not server.arrived[address] for address, state in states.items() if state is MailState.SENT
    )
    return Tally(
        "mail",
        lost=held + vanished,
        doubled=sum(count - 1 for count in server.arrived.values() if count > 1),
        wrong={
            "taken_back_and_sent": sum(server.arrived[address] for address in taken_back),
            "failed_and_arrived": _arrived(server, states, MailState.FAILED),
            "unclear_and_not_shown": _unclear_and_not_shown(server, states),
            "shown_without_need": len(_unknown(states) - set(server.unclear) - post.interrupted),
        },
        counts={
            "close_outs": close_outs,
            "kills": post.kills,
            "sent": len(_in(states, MailState.SENT)),
            "failed": len(_in(states, MailState.FAILED)),
            "unknown": len(_unknown(states)),
        },
    )


class _Post:
    """A desk's outbox, and its workers as processes of their own."""

    def __init__(self, folder: Path, server: FaultyServer) -> None:
        self._path = folder / "desk.qualdesk"
        self._environment = {
            **os.environ,
            "XDG_CONFIG_HOME": str(folder),
            "SSL_CERT_FILE": str(CERTIFICATE),
            "QUALDESK_SMTP_PASSWORD": PASSWORD,
        }
        self._now = NOW + timedelta(minutes=1)
        self.kills = 0
        self.interrupted: set[str] = set()
        """Whose mail was on its way when a worker was killed."""
        smtp = Smtp("127.0.0.1", server.port, Security.STARTTLS, user=USER)
        firm = Firm("Aldergrove", "12 Mill Lane, Manchester", "desk@aldergrove.example")
        save_settings(Settings(firm=firm, smtp=smtp), folder / "qualdesk" / "settings.toml")

    def fill(self, close_outs: int) -> set[str]:
        """Close out so many by e-mail; return the addresses of those taken back at once."""
        database = Database.open(self._path)
        taken_back: set[str] = set()
        with writing(database) as session:
            priya = a_person(session)
            leads = {_address(n): _a_lead(session, n) for n in range(close_outs)}
        for n, (address, lead_id) in enumerate(leads.items()):
            request = CloseOut(
                a_call(lead_id, priya),
                CloseOutReason.NO_NEED_NOW,
                ToldBy.EMAIL,
                subject="Thank you",
                body="Dear Ms Keller,\n\nthank you.\n.\n",
                to_address=address,
            )
            database.carry_out(close_out, request, press=Press(uuid4(), priya), now=NOW)
            if n % UNDONE_EVERY == 0:
                press = Press(uuid4(), priya)
                database.carry_out(take_back, TakeBack(priya), press=press, now=NOW)
                taken_back.add(address)
        database.close()
        return taken_back

    def send_with_kills(self, kills: int, chance: random.Random) -> None:
        """Kill workers at random moments, each while a mail may be on its way."""
        for _kill in range(kills):
            worker = self._worker()
            try:
                worker.wait(chance.uniform(0.6, 1.6))
            except subprocess.TimeoutExpired:
                worker.kill()
                self.kills += 1
            worker.wait()
            self.interrupted |= _in(self.states(), MailState.SENDING)

    def send_the_rest(self) -> None:
        """Let workers run to their end, each at the moment the next mail is due."""
        while (due_at := self._next_due()) is not None:
            self._now = max(self._now, due_at + timedelta(seconds=1))
            self._worker().wait()

    def states(self) -> dict[str, MailState]:
        """Return by address what became of each mail."""
        database = Database.open(self._path)
        with database.read() as session:
            rows = session.execute(select(Outbox.to_address, Outbox.state)).all()
        database.close()
        return {row.to_address: MailState(row.state) for row in rows}

    def _next_due(self) -> datetime | None:
        database = Database.open(self._path)
        with database.read() as session:
            waits = Outbox.state.in_([MailState.HELD, MailState.SENDING])
            due_at = session.scalar(select(func.min(Outbox.send_after)).where(waits))
        database.close()
        return due_at

    def _worker(self) -> subprocess.Popen[bytes]:
        words = ["worker", "--once", "--at", self._now.isoformat(), "--database", str(self._path)]
        return subprocess.Popen(
            [sys.executable, "-m", "qualdesk", *words],
            env=self._environment,
            stdout=subprocess.DEVNULL,
        )


def _a_lead(session: Session, n: int) -> int:
    numbers = [f"+49899{n:06d}"]
    prospect_id = a_prospect(session, f"Maria {n}", numbers=numbers, email=_address(n))
    return a_lead(session, prospect_id=prospect_id)


def _address(n: int) -> str:
    return f"maria{n}@firm.example"


def _in(states: Mapping[str, MailState], state: MailState) -> set[str]:
    return {address for address, found in states.items() if found is state}


def _unknown(states: Mapping[str, MailState]) -> set[str]:
    return _in(states, MailState.UNKNOWN)


def _arrived(server: FaultyServer, states: Mapping[str, MailState], state: MailState) -> int:
    return sum(server.arrived[address] for address in _in(states, state))


def _unclear_and_not_shown(server: FaultyServer, states: Mapping[str, MailState]) -> int:
    return len(set(server.unclear) - _unknown(states))

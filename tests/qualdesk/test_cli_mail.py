"""qualdesk mail, as typed: accounts, passwords in the keyring, reading, listing and settling."""

import io
import json
import sys
from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends.fail import Keyring as NoKeyring

from qualdesk.cli import main
from qualdesk.settings import Imap, Security, Smtp, load_settings, mail_password
from tests.qualdesk.imap_server import PASSWORD, USER, ImapServer, reading
from tests.qualdesk.mailing import NOW, Server, a_lead, a_mail, serving
from tests.qualdesk.received_mails import reply

AT = NOW.isoformat()


class Remembering(KeyringBackend):
    """A keyring that forgets everything with the test."""

    priority = 1.0  # pyright: ignore[reportAssignmentType]

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        self.kept.pop((service, username), None)


@pytest.fixture(autouse=True)
def _own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    before = keyring.get_keyring()
    keyring.set_keyring(Remembering())
    yield
    keyring.set_keyring(before)


@pytest.fixture
def target(tmp_path: Path) -> str:
    from qualdesk.store.session import Database  # noqa: PLC0415 - opened before the verb opens it

    path = tmp_path / "desk.qualdesk"
    database = Database.open(path)
    a_lead(database)
    a_mail(database)
    database.close()
    return str(path)


def ask(target: str, *words: str, capsys: pytest.CaptureFixture[str]) -> object:
    assert main(["mail", *words, "--database", target, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_accounts_are_set_and_the_password_is_kept_in_the_keyring(
    target: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for verb, port in (("sending", "587"), ("reading", "993")):
        monkeypatch.setattr(sys, "stdin", io.StringIO("secret\n"))
        words = ("--host", "mail.x.example", "--port", port, "--user", "desk", "--password")
        ask(target, verb, *words, capsys=capsys)
    settings = load_settings()
    assert settings.smtp == Smtp("mail.x.example", 587, Security.STARTTLS, "desk")
    assert settings.imap == Imap("mail.x.example", 993, Security.TLS, "desk")
    assert mail_password(settings.imap) == "secret"
    assert main(["mail", "show", "--database", target]) == 0
    said = capsys.readouterr().out
    assert "reading: desk at mail.x.example:993, tls, with its password" in said
    assert "secret" not in said


def test_without_a_keyring_the_variable_is_named(
    target: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    keyring.set_keyring(NoKeyring())
    monkeypatch.setattr(sys, "stdin", io.StringIO("secret\n"))
    assert main(["mail", "reading", "--host", "x", "--password", "--database", target]) == 1
    assert "QUALDESK_IMAP_PASSWORD" in capsys.readouterr().err


def test_mail_is_read_once(
    target: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QUALDESK_IMAP_PASSWORD", PASSWORD)
    with reading(ImapServer()) as server:
        server.deliver(reply("<one@aldergrove.example>", "Call me."))
        account = ("--host", "127.0.0.1", "--port", str(server.port), "--security", "none")
        ask(target, "reading", *account, "--user", USER, capsys=capsys)
        for replies in (1, 0):
            report = ask(target, "read", "--at", AT, capsys=capsys)
            assert isinstance(report, dict)
            assert report["replies"] == replies


def test_the_worker_reads_before_it_sends(
    target: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("QUALDESK_IMAP_PASSWORD", PASSWORD)
    with reading(ImapServer()) as box, serving(Server()) as server:
        box.deliver(reply("<one@aldergrove.example>", "", subject="stop"))
        (tmp_path / "qualdesk" / "settings.toml").parent.mkdir(exist_ok=True)
        (tmp_path / "qualdesk" / "settings.toml").write_text(
            '[firm]\nname = "A"\npostal_address = "B"\nfrom_address = "a@b.example"\n'
            f'[smtp]\nhost = "127.0.0.1"\nport = {server.port}\nsecurity = "none"\n'
            f'[imap]\nhost = "127.0.0.1"\nport = {box.port}\nsecurity = "none"\nuser = "{USER}"\n'
        )
        assert main(["worker", "--once", "--at", AT, "--json", "--database", target]) == 0
    report = json.loads(capsys.readouterr().out)
    assert (report["received"]["stops"], report["sent"]) == (1, 0)
    assert server.arrived == []


def test_a_mailbox_that_cannot_be_read_stops_no_sending(
    target: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    with serving(Server()) as server:
        (tmp_path / "qualdesk").mkdir(exist_ok=True)
        (tmp_path / "qualdesk" / "settings.toml").write_text(
            '[firm]\nname = "A"\npostal_address = "B"\nfrom_address = "a@b.example"\n'
            f'[smtp]\nhost = "127.0.0.1"\nport = {server.port}\nsecurity = "none"\n'
            '[imap]\nhost = "127.0.0.1"\nport = 9\nsecurity = "none"\n'
        )
        assert main(["worker", "--once", "--at", AT, "--json", "--database", target]) == 3
    report = json.loads(capsys.readouterr().out)
    assert report["sent"] == 1
    assert "cannot be read" in report["problems"][0]


def test_the_outbox_is_listed_and_settled(target: str, capsys: pytest.CaptureFixture[str]) -> None:
    rows = ask(target, "list", "waiting", "--person", "Priya Nair", capsys=capsys)
    assert isinstance(rows, list)
    (row,) = rows
    assert row["to_name"] == "Maria Keller"
    words = ("settle", str(row["id"]), "cancel", "--person", "Priya Nair")
    event = ask(target, *words, capsys=capsys)
    assert isinstance(event, dict)
    assert event["state"] == "cancelled"
    assert ask(target, "list", "waiting", "--person", "Priya Nair", capsys=capsys) == []

"""qualdesk close-out, as typed: a look first, then all at once, and back again."""

import json
from pathlib import Path

import pytest

from qualdesk.cli import main
from qualdesk.domain.person import Role
from qualdesk.store.session import Database
from qualdesk.store.tables import Person
from tests.builders import NOW, a_campaign, a_lead, writing

BY = ("--by", "Helena Brandt", "--at", NOW.isoformat())


@pytest.fixture
def target(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    path = tmp_path / "desk.qualdesk"
    database = Database.open(path)
    with writing(database) as session:
        session.add(Person(name="Helena Brandt", role=Role.TEAM_LEAD, zone="Europe/London"))
        a_lead(session, campaign_id=a_campaign(session, "Spring show"))
    database.close()
    return str(path)


def test_a_campaign_is_closed_out_after_a_look_and_taken_back(
    target: str, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["close-out", "--campaign", "spring show", "--reason", "campaign_over", *BY]
    shared = ["--database", target, "--json"]
    assert main([*words, "--dry-run", *shared]) == 0
    assert json.loads(capsys.readouterr().out)["by_email"] == 1
    assert main([*words, *shared]) == 0
    (event,) = json.loads(capsys.readouterr().out)
    assert event["by_email"] == 1
    assert main([*words, *shared]) == 1
    assert "Nobody waits in Spring show" in capsys.readouterr().err
    assert main(["close-out", "--take-back", event["deed"], *BY, *shared]) == 0
    capsys.readouterr()
    assert main([*words, "--dry-run", *shared]) == 0
    assert json.loads(capsys.readouterr().out)["by_email"] == 1


def test_without_a_reason_or_leads_it_says_what_is_missing(
    target: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["close-out", "1", *BY, "--database", target]) == 1
    assert "--reason" in capsys.readouterr().err
    assert main(["close-out", "--reason", "unreachable", *BY, "--database", target]) == 1
    assert "--campaign" in capsys.readouterr().err

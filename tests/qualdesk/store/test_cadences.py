"""The shipped cadences are DESIGN §5's; a faulty file is refused with file, entry and remedy."""

from datetime import timedelta
from pathlib import Path

import pytest

from qualdesk.domain.cadence import Cadence
from qualdesk.domain.campaign import CampaignKind
from qualdesk.errors import InputError
from qualdesk.store.cadences import load_cadences, shipped_cadences


def test_every_kind_of_campaign_has_a_cadence() -> None:
    assert set(shipped_cadences()) == set(CampaignKind)


@pytest.mark.parametrize("kind", CampaignKind)
def test_the_shipped_numbers_are_those_of_the_design(kind: CampaignKind) -> None:
    cadence = shipped_cadences()[kind]
    assert (cadence.attempts, cadence.voicemails, cadence.busy_a_day) == (6, 3, 3)
    assert (cadence.no_answer_days, cadence.voicemail_days, cadence.gatekeeper_days) == (1, 2, 1)
    assert (cadence.busy_gap, cadence.window_gap) == (timedelta(minutes=30), timedelta(hours=4))
    assert cadence.window_a_day == 2


def test_an_entry_goes_before_the_usual_and_that_before_the_program(tmp_path: Path) -> None:
    path = tmp_path / "cadences.toml"
    path.write_text("[usual]\nattempts = 4\nvoicemails = 1\n[dormant]\nattempts = 2\n")
    cadences = load_cadences(path)
    assert cadences[CampaignKind.DORMANT] == Cadence(attempts=2, voicemails=1)
    assert cadences[CampaignKind.WEBINAR] == Cadence(attempts=4, voicemails=1)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("[usual]\nattempts = 0", "cadences.toml, webinar: attempts cannot be 0. Choose between"),
        ("[dormant]\nattempts = 'six'", "cadences.toml, dormant: Expected `int`, got `str`"),
        ("[dormant]\nbusy_gap = '30'", "cadences.toml, dormant: Invalid ISO8601 duration"),
        ("[dormant]\natempts = 6", "dormant: there is no rule “atempts”. Known are attempts,"),
        ("[dorment]\nattempts = 6", "there is no campaign kind “dorment”. Known are webinar,"),
        ("dormant = 6", "dormant: this is no table. Write [dormant] above its rules."),
        ("[usual", "cadences.toml cannot be read: "),
    ],
)
def test_a_faulty_file_is_refused_with_entry_and_remedy(
    tmp_path: Path, text: str, sentence: str
) -> None:
    path = tmp_path / "cadences.toml"
    path.write_text(text)
    with pytest.raises(InputError) as refusal:
        load_cadences(path)
    assert sentence in str(refusal.value)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"none\.toml cannot be read"):
        load_cadences(tmp_path / "none.toml")

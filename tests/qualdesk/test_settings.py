"""Settings: defaults, what is refused and where, comments that stay; calling rules as facts."""

from dataclasses import replace
from datetime import date, time, timedelta
from pathlib import Path

import pytest

from qualdesk.domain.calling_rules import HOUSE_RULE, Cap
from qualdesk.errors import InputError
from qualdesk.settings import Settings, calling_rules, load_settings, mail_password, save_settings


def test_a_missing_file_gives_the_defaults(tmp_path: Path) -> None:
    assert load_settings(tmp_path / "none.toml") == Settings()


def test_what_was_saved_is_loaded_and_comments_stay(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "settings.toml"
    save_settings(Settings(person_name="Priya Nair"), path)
    path.write_text("# my own words\n" + path.read_text())
    settings = replace(load_settings(path), undo_seconds=10)
    save_settings(settings, path)
    assert load_settings(path) == settings
    assert path.read_text().startswith("# my own words\n")


def test_an_own_key_that_was_taken_away_is_gone_from_the_file(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    save_settings(Settings(own_keys={"notes": "F12", "dial": "F4"}), path)
    save_settings(Settings(own_keys={"dial": "F4"}, single_keys=False), path)
    assert load_settings(path) == Settings(own_keys={"dial": "F4"}, single_keys=False)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ('[smtp]\nport = "x"', "smtp.port:"),
        ("[smtp]\nport = 0", "smtp.port:"),
        ('[smtp]\nsecurity = "some"', "smtp.security:"),
        ("[smtp]\nprot = 25", "smtp.prot:"),
        ('theme = "blue"', "theme:"),
        ('dial_template = "tel:"', "dial_template:"),
        ("undo_seconds = 'soon'", "undo_seconds:"),
        ("undo = \n", "line 1"),
    ],
)
def test_a_wrong_setting_is_refused_with_file_and_place(
    tmp_path: Path, text: str, place: str
) -> None:
    path = tmp_path / "settings.toml"
    path.write_text(text)
    with pytest.raises(InputError) as refused:
        load_settings(path)
    assert str(path) in str(refused.value)
    assert place in str(refused.value)


def test_a_settings_file_that_cannot_be_edited_is_refused_and_left(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text("undo = ")
    with pytest.raises(InputError, match="cannot be written"):
        save_settings(Settings(), path)
    assert path.read_text() == "undo = "


def test_the_mail_password_comes_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUALDESK_SMTP_PASSWORD", "secret")
    assert mail_password(Settings().smtp) == "secret"


def test_no_password_is_ever_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUALDESK_SMTP_PASSWORD", "secret")
    save_settings(Settings(), tmp_path / "settings.toml")
    assert "secret" not in (tmp_path / "settings.toml").read_text()


def test_the_house_calls_on_weekdays_from_8_to_18() -> None:
    (week,) = calling_rules().by_id[HOUSE_RULE].weeks
    assert week.weekdays.spans == ((time(8), time(18)),)
    assert week.saturday.spans == week.sunday.spans == ()


def test_every_rule_says_where_it_was_read_how_sure_that_is_and_when() -> None:
    rules = calling_rules().by_id
    assert len(rules) == 39
    for rule in rules.values():
        assert rule.source
        assert rule.confidence
        assert rule.read_on >= date(2026, 1, 1)


def test_a_cap_is_data() -> None:
    rules = calling_rules().by_id
    assert rules["FR"].cap == Cap(4, timedelta(days=30), timedelta(days=60))
    capped = {name for name, rule in rules.items() if rule.cap}
    assert capped == {"FR", "US-FL", "US-MD", "US-OK"}
    assert rules["US-FL"].cap == Cap(3, timedelta(hours=24))

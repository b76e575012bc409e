"""Track files: what is wrong is said with file, step and remedy."""

from pathlib import Path

import pytest

from qualdesk.errors import InputError
from qualdesk.store.seeds import seed
from qualdesk.store.session import Database
from qualdesk.store.tracks import load_track, newest_tracks, shipped_tracks
from tests.builders import NOW, writing

HEAD = 'id = "x"\ntitle = "X"\nkinds = ["webinar"]\n'
CALL = '[[steps]]\nkind = "call"\nid = "ask"\ntitle = "Ask"\n'


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("id = \n", "mine.toml cannot be read: "),
        (HEAD + '[[steps]]\nkind = "fax"\n', "mine.toml: Invalid enum value 'fax'"),
        (HEAD + CALL, "mine.toml, steps: add touches: 5 at least, over 3 media."),
        (
            HEAD + '[[steps]]\nkind = "wait"\ndays = 100\n' + CALL,
            "mine.toml, steps: add touches",
        ),
    ],
)
def test_a_faulty_file_is_named(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(text)
    with pytest.raises(InputError) as refusal:
        load_track(path)
    assert str(refusal.value).startswith(said)


def test_shipped_tracks_become_rows_once(database: Database) -> None:
    for _time in range(2):
        with writing(database) as session:
            seed(session, NOW)
    with database.read() as session:
        found = newest_tracks(session)
    assert sorted(found.values(), key=lambda one: one.id) == sorted(
        shipped_tracks(), key=lambda one: one.id
    )

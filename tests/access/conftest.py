"""What listening asks for: the fixtures of the journeys."""

from tests.journeys.conftest import _own_home, sqlite_target

__all__ = ["_own_home", "sqlite_target"]

"""By which way mail leaves this desk: its own server, a team's worker, or a mail program."""

from qualdesk_ui.desk import Desk


class Route:
    """Asked each time: a server is set up while the page is there."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def is_team(self) -> bool:
        """Whether a team's worker sends and reads mail."""
        return self._desk.is_open and self._desk.database.dialect != "sqlite"

    def has_server(self) -> bool:
        """Whether mail leaves by itself; which server a team's worker has no desk knows."""
        return self.is_team() or bool(self._desk.choices.settings.smtp.host)

"""By which way mail leaves this desk: its own server, a team's worker, or a mail program."""

from dataclasses import dataclass

from qualdesk_ui.desk import Desk


@dataclass(frozen=True, slots=True)
class Route:
    """Asked each time: a server is set up while the page is there."""

    desk: Desk

    def is_team(self) -> bool:
        """Whether a team's worker sends and reads mail."""
        return self.desk.is_open and self.desk.database.dialect != "sqlite"

    def has_server(self) -> bool:
        """Whether mail leaves by itself; which server a team's worker has no desk knows."""
        return self.is_team() or bool(self.desk.choices.settings.smtp.host)

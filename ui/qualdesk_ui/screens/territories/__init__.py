"""The territories: who has them, what waits there, and another rep for one."""

from qualdesk_ui.screens.territories.screen import TerritoriesScreen

__all__ = ["TerritoriesScreen"]

"""The window of QualDesk: Qt only; the core knows nothing of it."""

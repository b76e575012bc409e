"""What can be asked of the desk: one frozen dataclass of JSON-able values a command, by topic."""

"""The rules of the desk: pure functions and enums, no database, no window, `now` always an argument."""

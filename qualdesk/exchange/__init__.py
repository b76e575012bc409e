"""Files in and out: lists, appointments, calendars."""

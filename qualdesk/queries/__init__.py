"""Every read: functions take a session and return frozen rows."""

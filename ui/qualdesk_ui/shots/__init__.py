"""Takes a picture of every screen on the sample data: `python -m qualdesk_ui.shots FOLDER`."""

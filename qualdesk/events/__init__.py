"""What happened, in the past tense: one event a command, stored with its press; by topic."""

"""Follow-up: what was asked of each committee and how it went, counted by days, without a word of
anyone."""

"""The launcher: sets up whatever is missing, starts Lotsen and looks after it."""

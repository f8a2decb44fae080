"""The chat: what is said, in which state, and by whom; one bot turn for each message."""

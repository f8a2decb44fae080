"""What reaches us by e-mail: fetched from a mailbox, read, and cut down to what is new in it."""

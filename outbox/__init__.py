"""What is to reach someone outside: stored with what it tells of, sent until it has arrived."""

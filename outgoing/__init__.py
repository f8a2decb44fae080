"""What is asked of servers out on the internet."""

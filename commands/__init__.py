"""What can be done from the command line; `./lotsen help` tells of each."""

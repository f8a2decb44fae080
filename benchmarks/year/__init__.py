"""A year of questions: people who answer and who do not, who are away or leave; a process that is
down, is killed, and whose clock is wrong. Only people, the bot's part and the clock are made up."""

"""What the launcher says when it cannot go on."""


class LaunchError(Exception):
    """A problem in words, and what to do about it."""

    def __init__(self, problem: str, to_do: str = "", exit_code: int = 1) -> None:
        super().__init__(problem)
        self.problem = problem
        self.to_do = to_do
        self.exit_code = exit_code

    def __str__(self) -> str:
        return f"{self.problem}\n{self.to_do}" if self.to_do else self.problem

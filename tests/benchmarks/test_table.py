"""The table replaces what stood between the marks, and nothing else."""

from pathlib import Path

import pytest

from benchmarks.table import BEGIN, END, NoPlace, write_between_marks


def test_only_what_stands_between_the_marks_is_replaced(tmp_path: Path) -> None:
    readme = tmp_path / "README.md"
    readme.write_text(f"before\n{BEGIN}\n| old |\n{END}\nafter\n", encoding="utf-8")

    write_between_marks(readme, "| new |")
    write_between_marks(readme, "| newer |")

    assert readme.read_text(encoding="utf-8") == f"before\n{BEGIN}\n| newer |\n{END}\nafter\n"


@pytest.mark.parametrize("text", ["", BEGIN, END, f"{END}\n{BEGIN}"])
def test_a_file_without_both_marks_in_order_is_left_as_it_is(tmp_path: Path, text: str) -> None:
    readme = tmp_path / "README.md"
    readme.write_text(text, encoding="utf-8")

    with pytest.raises(NoPlace):
        write_between_marks(readme, "| new |")

    assert readme.read_text(encoding="utf-8") == text

"""What is said to a coordinator who looks something up in the notices."""

from __future__ import annotations


def found(notice: str, number: str, title: str, text: str) -> str:
    """A sentence with the notice and the section it stands in."""
    place = f"{number}{title}" if number else ""
    return f"《{notice}》{place}：“{text}”"


def nothing(words: str) -> str:
    """No sentence has anything of it."""
    return f"各份通知中都没有找到“{words}”。"

"""What is said of files on their way out of the house: in a chat, and by mail."""

from __future__ import annotations

NO_FILE = "文件没有生成成功，请稍后再试。"
NO_MAIL = "本系统没有启用邮件，请先“导出材料包”，再从办公邮箱发出。"
NOTHING_ACCEPTED = "还没有已认可的材料，未生成材料包。全部材料请发送“导出材料包”，待审核的请发送“待审核”。"
ONLY_ACCEPTED = "如只要已认可的，请发送“导出已认可材料包”。"
_FILES = {"ledger": "台账", "package": "材料包"}


def exporting(what: str, office: str) -> str:
    """The file is being made."""
    return f"正在生成{office}的{_FILES[what]}，约1分钟，完成后发到这里。"


def exported(what: str, office: str, volumes: int) -> str:
    """The file is there."""
    split = f"，共{volumes}卷" if volumes > 1 else ""
    return f"{office}的{_FILES[what]}已生成{split}，请查收。"


def mailing(what: str, office: str, to: str) -> str:
    """What would go to a mailbox."""
    return f"将把{office}的{_FILES[what]}发到邮箱{to}，请核对地址后确认："


def making_for_mail(what: str, office: str) -> str:
    """The file is being made for the mail."""
    return f"正在生成{office}的{_FILES[what]}，约1分钟，完成后发出邮件并告知。"


def mailed(what: str, office: str, to: str, mails: int) -> str:
    """The mails were handed over; whether they arrive is not known here."""
    split = f"，分{mails}封" if mails > 1 else ""
    return f"{office}的{_FILES[what]}已交邮件发送至{to}{split}。是否送达请与对方核对。"


def letter(what: str, office: str, number: int, mails: int) -> tuple[str, tuple[str, ...]]:
    """The title and the lines of one mail."""
    which = f"（第{number}封，共{mails}封）" if mails > 1 else ""
    return f"{office}报送{_FILES[what]}{which}", (
        f"附件为{office}的{_FILES[what]}{which}，请查收。",
        *(("各卷互不重复，均含目录和校验值。",) if mails > 1 else ()),
        "本邮件由报送助手发出，请勿直接回复。",
    )


def only_whole(unit: str) -> str:
    """A file of one unit was asked for."""
    return f"文件按处室整份导出：“导出台账”“导出材料包”。{unit}一家的材料可在看板的单位页查看、下载。"

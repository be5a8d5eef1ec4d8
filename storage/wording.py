"""Refusals of files, rosters, scripts and notices in words: what happened, where, what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storage.errors import Refused
from storage.figures import Figures
from storage.roster import Imported

if TYPE_CHECKING:
    from storage.exports.choice import Plan

_SENTENCES = {
    "empty": "文件是空的，没有读到任何文字。",
    "too_short": "文字太少，不像一份通知。",
    "no_notice": "没有在其中找到通知：缺少标题、主送单位、报送时间等内容。请确认文件。",
    "too_long": "内容过长（超过{most}），不像一份通知。请只发送通知正文和附件。",
    "too_large": "文件过大（上限{most}字节）。",
    "encoding": "文字编码无法识别。请另存为 UTF-8 文本后再试。",
    "no_text_layer": "这份 PDF 是扫描件，没有文字层。请发送 Word 版，或把文字粘贴过来。",
    "is_picture": "这是图片。请发送 Word、PDF 或文本，或把文字粘贴过来。",
    "nothing_seen": "没有从图片中认出文字。请拍得清楚些再发，或发送 Word 版，或把文字粘贴过来。",
    "scan_too_long": "扫描件或照片超过{most}页。请只发送通知正文和必要的附件，或发送 Word 版。",
    "old_format": "这是旧版 Word（.doc/.wps）格式。请另存为 .docx 后再发。",
    "not_opened": "这份旧版 Word 文件无法打开，可能已损坏或设有密码。请另存为 .docx 后再发。",
    "macros": "文件带有宏，未打开。请另存为不带宏的 .docx 后再发。",
    "unsafe": "文件的结构不正常，为安全起见未打开。请另存为 .docx 后再发，或把文字粘贴过来。",
    "not_docx": "Word 文件已损坏或不完整，无法打开。",
    "not_pdf": "PDF 文件已损坏或不完整，无法打开。",
    "locked": "文件设有密码，无法打开。请去掉密码后再发。",
    "wrong_ending": "文件内容与扩展名不符，无法打开。",
    "job_failed": "识别未成功，请稍后再发一次，或把文字粘贴过来。",
    "script_unreadable": "脚本 {name} 无法读取，应为 UTF-8 的 JSON Lines 文件。",
    "script_too_long": "脚本 {name} 过长。",
    "script_line": "脚本第{number}行有误：{why}",
    "question": "问题 {line} 有误：{why}",
    "roster_unreadable": "花名册 {name} 无法读取：{why}",
    "roster_rows": "花名册有{count}处需要修改，未导入任何单位：\n{rows}",
    "empty_file": "文件 {name} 是空的（0字节）。",
    "no_picture": "{name} 不是有效的图片或已损坏。",
    "picture_too_large": "{name} 像素过大，请缩小到4000万像素以内。",
    "secret": "该材料带有密级标志，未接收、未保存。",
    "examples": "目录 {folder} 中没有标注过的通知（同名的 .txt 与 .json）。",
    "example": "示例 {file} 有误：{why}",
    "forward": "聊天记录无法读取，请逐个直接发送。",
}


def refusal(error: Refused) -> str:
    """Word a refusal; a code that has no sentence is named, so that it can be found."""
    sentence = _SENTENCES.get(error.code)
    if sentence is None:
        return f"未能完成（{error.code}）。"
    return sentence.format_map(_Values(error.values))


class _Values(dict[str, object]):
    """Values for a sentence; one that is missing leaves a gap instead of a failure."""

    def __missing__(self, key: str) -> str:
        return ""


def roster_result(done: Imported) -> str:
    """What an import of the roster did."""
    left = f"；另有{len(done.absent)}家在库而不在文件中，未改动" if done.absent else ""
    counts = f"新增{len(done.added)}家，更新{len(done.changed)}家，未变{len(done.kept)}家"
    return f"花名册已导入：{counts}{left}。"


def planned(plan: Plan) -> str:
    """What a package will hold, before it is made: 材料包：12家单位，文件35份、照片和视频120份，约210MB."""
    size = f"约{plan.size / 1_000_000:.0f}MB" if plan.size >= 1_000_000 else "不到1MB"
    said = f"材料包：{plan.units}家单位，文件{plan.papers}份、照片和视频{plan.media}份，{size}"
    split = f"，分{plan.volumes}卷" if plan.volumes > 1 else ""
    waiting = f"；其中{plan.not_accepted}份尚未认可" if plan.not_accepted else ""
    return f"{said}{split}{waiting}。"


def in_words(figures: Figures) -> str:
    """Say what is drawn, for those who do not see it."""
    shares = "、".join(f"{one.name}{one.number}{f'（{one.change}）' if one.change else ''}" for one in figures.shown)
    since = f"（箭头为较{figures.since}的增减）" if any(one.change for one in figures.shown) else ""
    progress = "、".join(f"{name}{count}/{of}" for name, count, of in figures.progress)
    return "；".join(part for part in (f"{figures.whole}：{shares}{since}", progress) if part)

"""How papers are named where more is said of them, and what is filled in on a page."""

from __future__ import annotations

import pytest

from storage.notice.deadlines.reader import deadlines
from storage.notice.materials.reader import materials
from storage.notice.parts.structure import parts
from storage.notice.text.paragraphs import paragraphs


def asked(text: str):
    whole = f"东科协〔2024〕9号\n关于甲的通知\n各区科协：\n{text}\n东湖市科学技术协会\n2024年3月4日"
    part = parts(paragraphs(whole.split("\n")))[0]
    return [(m.name, m.kind.value) for m in materials(part, deadlines(part))]


def named(text: str):
    return [name for name, _ in asked(text)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "请于6月9日前将以正式公文形式出具的《推荐函》、《推荐汇总表》各一份报市科协学会部。",
            ["推荐函", "推荐汇总表"],
        ),
        ("请于6月9日前推荐1-2个优秀项目简介报送市科协学会部。", ["优秀项目简介"]),
        ("请于6月9日前将营业执照或法人证书复印件、申报书报市科协。", ["营业执照或法人证书复印件", "申报书"]),
        ("请于6月9日前将《申请书》(WORD格式，以姓名命名)电子版材料发至市科协邮箱。", ["申请书"]),
        ("请于6月9日前将拟举办的活动填写至附件1和附件2中，报市科协。", ["附件1", "附件2"]),
        ("把排查统计表于6月9日交学会部。", ["排查统计表"]),
        ("各校要将安全排查情况于6月9日前形成书面材料及统计表报市科协学会部。", ["安全排查情况", "统计表"]),
        ("请于6月9日前将汇总的数据报市科协。", ["汇总的数据"]),
        ("请于6月9日前将以上文字材料和相片报市科协。", ["文字材料", "相片"]),
        ("请于6月9日前将复核名单和原因报市科协学会部。", ["复核名单"]),
        ("请于6月9日前报送拟申报2024年科技奖的名单。", ["拟申报2024年科技奖的名单"]),
        ("请对照市局下发的《问题清单》认真核查，务必于6月9日前上报整改方案。", ["整改方案"]),
        ("下载《甲报告书》或《乙报告书》，6月9日前报送《年度报告书》。", ["年度报告书"]),
        ("各单位将普查成果按《数量统计表》和《情况统计表》汇总，于6月9日前报市科协。", ["数量统计表", "情况统计表"]),
        ("认真做好活动总结，请于6月9日前报送2", ["活动总结"]),
        ("编写报表数据说明，并向市科协学会部报送汇总表。", ["报表数据说明", "汇总表"]),
        ("请于6月9日前将调查表一式二份(各区同时报送电子统计数据)报市科协。", ["调查表", "电子统计数据"]),
        ("请于6月9日前将申请书报市科协。申报材料报送地址：东湖市学会部。", ["申请书"]),
        ("填报《推荐表》，事迹简介要真实精炼(300字以内)。", ["事迹简介", "推荐表"]),
        ("提交申报表，其中团支部申报材料不少于1000字。", ["申报表", "团支部申报材料"]),
        ("请于6月9日前报送整改方案。附注：《问题清单》已发各区邮箱。", ["整改方案"]),
    ],
)
def test_a_paper_is_called_by_its_own_name(text, names):
    assert sorted(named(text)) == sorted(names)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("请于6月9日前将纸质和电子文本各一份报至市科协学会部。", ["纸质文本", "电子文本"]),
        ("电子版和纸质材料一式三份于6月9日前报送市科协。", ["电子版", "纸质材料"]),
        (
            "推荐表于6月9日前交市科协，推荐材料电子版以校为单位建立文件夹压缩后报送学会部邮箱：a@b.cn",
            ["推荐表", "推荐材料电子版"],
        ),
    ],
)
def test_what_is_only_called_by_its_formats_comes_in_each(text, names):
    assert named(text) == names


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("请各校把排查情况于6月9日发布在中心网站上。", "排查情况（发布在中心网站）"),
        ("项目提名材料直接通过管理系统提交，截止时间为6月9日。", "项目提名材料（通过管理系统提交）"),
        ("申报单位登录“创新平台”，选择“需求征集”进行填报。", "需求征集"),
        ("请于6月9日前将总结报市科协，并同步录入“灌溉管理系统”。", "同步录入“灌溉管理系统”"),
        ("请于6月9日前将总结报市科协，并做好“绿色管理平台”报送工作。", "“绿色管理平台”报送"),
        ("各单位须于6月9日前在服务平台完成审核提交。", "审核提交"),
        ("网络提交材料截止时间为6月9日。", "网络提交材料"),
        ("本次采取网上申报方式。", "网上申报"),
        ("请限期组织各图书馆自行进行网上填报。", "网上填报"),
    ],
)
def test_what_is_filled_in_or_shown_on_a_page_is_an_upload(text, name):
    assert (name, "upload") in asked(text)

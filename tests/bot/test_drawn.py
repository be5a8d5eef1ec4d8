"""A digest's chart where nothing is uploaded: on pages within the message, in mails beside the words."""

from __future__ import annotations

import base64
import re
from datetime import UTC, datetime

from bot.mail import compose
from bot.platform import Outgoing
from bot.web import render
from bot.web.guard import HEADERS
from bot.web.history import Entry
from storage.chat import ChatAddress, DeliveryKind, Reply, ReplyKind, Room
from storage.exports.chart import png
from storage.figures import Figures
from storage.reach import MAIL

FIGURES = Figures("应报7家", (("已齐", 1), ("未报", 6)), (0, 7), "10月17日", (("“总结”<1>", 1, 7),))
DIGEST = Reply(ReplyKind.STATE, ("一、总体　应报7家",), title="【学会部 · 报送日报】10月18日", figures=FIGURES)


def test_a_page_shows_a_digests_chart_and_says_it():
    entry = Entry("1", datetime(2024, 10, 18, 1, tzinfo=UTC), "报送助手", own=False, kind="digest", reply=DIGEST)
    html = render.entry(render.environment(), entry, "/files")["html"]
    (picture,) = re.findall(r'<img class="drawn" src="data:image/png;base64,([^"]+)"', html)
    assert base64.b64decode(picture) == png(FIGURES, "")
    assert 'alt="应报7家：已齐1（↑1）、未报6（↓1）（箭头为较10月17日的增减）；“总结”&lt;1&gt;1/7"' in html
    policy = dict(part.split(" ", 1) for part in HEADERS["Content-Security-Policy"].split("; "))
    assert [name for name, sources in policy.items() if "data:" in sources] == ["img-src"]


def test_an_answer_with_the_same_figures_brings_no_picture():
    entry = Entry("1", datetime(2024, 10, 18, 1, tzinfo=UTC), "报送助手", own=False, kind="reply", reply=DIGEST)
    assert "<img" not in render.entry(render.environment(), entry, "/files")["html"]


def test_a_mail_brings_it_beside_its_words():
    about = {"key": "digest/1", "address": ChatAddress(MAIL, "1", "a@b.cn"), "room": Room.PRIVATE, "reply": DIGEST}
    mail = compose(Outgoing(**about, kind=DeliveryKind.DIGEST), "kx@example.invalid")
    text, picture = mail.iter_parts()
    assert "应报7家" in text.get_content()
    assert (picture.get_content_type(), picture.get_content()) == ("image/png", png(FIGURES, DIGEST.title))
    assert not compose(Outgoing(**about), "kx@example.invalid").is_multipart()

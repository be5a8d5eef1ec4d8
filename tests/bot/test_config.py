"""config.toml: what is wrong is named with its table, what is left out has a default."""

from __future__ import annotations

import itertools
import re
from datetime import date
from pathlib import Path

import pytest

from bot import config
from storage.errors import Misconfigured

EXAMPLE = Path(__file__).parents[2] / "config.example.toml"


def write(folder: Path, text: str | bytes) -> Path:
    path = folder / "config.toml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_the_example_says_just_what_the_defaults_are():
    assert config.load(EXAMPLE).model_copy(update={"data": config.DataSettings()}) == config.Settings()


def test_the_example_explains_every_key():
    text = EXAMPLE.read_text(encoding="utf-8")
    for name, table in config.Settings.model_fields.items():
        assert f"[{name}]" in text
        for key in table.default.__class__.model_fields:
            assert f"\n{key} = " in text or f"# [[{name}.{key}]]" in text, f"[{name}] {key}"


def shown_accounts() -> config.Settings:
    """What the example shows in comments, as if somebody had set it."""
    text = EXAMPLE.read_text(encoding="utf-8")
    shown = "\n".join(
        line.removeprefix("# ") for line in text.splitlines() if re.match(r"# (\[\[\w+\.|[a-z_]+ = )", line)
    )
    for key, value in (("aes_key", "k" * 43), ("secret", "s"), ("app_id", "cli_0")):
        shown = re.sub(rf'{key} = "[a-z_]*…"', f'{key} = "{value}"', shown)
    numbers = itertools.count()
    shown = re.sub(r'"cli_0"', lambda _: f'"cli_{next(numbers)}"', shown)
    return config.from_text(shown, source="示例")


def test_the_example_shows_every_kind_of_account_as_it_may_be_set():
    text, found = EXAMPLE.read_text(encoding="utf-8"), shown_accounts()
    assert [robot.is_called_back for robot in found.wecom.robots] == [False, True]
    assert [app.is_called_back for app in found.feishu.apps] == [False, True]
    for one in (*found.wecom.robots, *found.wecom.apps, *found.wecom.webhooks, *found.feishu.apps):
        for key in type(one).model_fields:
            assert f"# {key} = " in text, key
    assert found.wecom.robots[0].called == found.feishu.apps[0].called == ("报送助手",)


def test_a_name_in_groups_calls_the_bot_on_whichever_platform():
    text = '[[feishu.apps]]\nname = "a"\ncalled = ["小报"]\napp_id = "cli_1"\napp_secret = "s"\n'
    assert config.from_text(text, source="config.toml").called() == ("报送助手", "小报")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[[wecom.robots]]\nname = "a"\n', "不能混填或都不填"),
        ('[[wecom.robots]]\nname = "a"\nbot_id = "b"\nsecret = "s"\ntoken = "t"\n', "不能混填或都不填"),
        ('[[wecom.robots]]\nname = "a"\nbot_id = "b"\nsecret = "s"\napp = "c"\n', "某个账号的 name"),
        ('[[wecom.robots]]\nname = "甲"\nbot_id = "b"\nsecret = "s"\n', "格式不对"),
        ('[[wecom.robots]]\nname = "a"\ntoken = "t"\naes_key = "short"\n', "43 个字母和数字"),
        (
            "".join(f'[[wecom.robots]]\nname = "{name}"\nbot_id = "b"\nsecret = "s"\n' for name in "ac"),
            "互相顶掉",
        ),
        ('[[wecom.webhooks]]\nname = "a"\nkey = "k"\nroom = "unit"\n', "room 为 unit 时要填 unit"),
        ('[[wecom.webhooks]]\nname = "a"\nkey = "k"\nchat = "wr1"\n', "一起填"),
        (
            "".join(f'[[wecom.webhooks]]\nname = "{name}"\nkey = "k"\nrobot = "b"\nchat = "wr1"\n' for name in "ac"),
            "同一个群",
        ),
        ('[[wecom.webhooks]]\nname = "a"\nkey = "k"\nroom = "group"\n', "：shared、unit、coordinators"),
        ('[[wecom.webhooks]]\nname = "a"\nkey = "k"\nchat = "wr1"\nrobot = "b"\n', "某个账号的 name"),
        ('[[wecom.webhooks]]\nname = "a"\nkey = "k"\n[[wecom.webhooks]]\nname = "a"\nkey = "l"\n', "相同"),
    ],
)
def test_a_wecom_account_that_cannot_work_is_named_with_what_to_do(text, said):
    with pytest.raises(Misconfigured, match=said) as caught:
        config.from_text(text, source="config.toml")
    assert "wecom" in str(caught.value)


FEISHU = '[[feishu.apps]]\nname = "a"\napp_id = "cli_1"\napp_secret = "geheim"\n'


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (FEISHU + 'encrypt_key = "k"\n', "同时填 encrypt_key 和 verification_token"),
        (FEISHU + 'verification_token = "t"\n', "同时填 encrypt_key 和 verification_token"),
        (FEISHU.replace("cli_1", "wx1"), "app_id：格式不对"),
        (FEISHU.replace("geheim", ""), "app_secret：不能为空"),
        (FEISHU.replace('app_secret = "geheim"\n', ""), "app_secret：缺少这一项"),
        (FEISHU.replace('"a"', '"甲"'), "name：格式不对"),
        (FEISHU + FEISHU, "name 相同"),
        (FEISHU + FEISHU.replace('"a"', '"b"'), "随机分给其中一个"),
        (FEISHU + 'bot_id = "b"\n', "没有这一项"),
        ('[feishu]\napi = "open.feishu.cn"\n', "api：格式不对"),
    ],
)
def test_a_feishu_app_that_cannot_work_is_named_with_what_to_do(text, said):
    with pytest.raises(Misconfigured, match=said) as caught:
        config.from_text(text, source="config.toml")
    assert "[feishu]" in str(caught.value)
    assert "geheim" not in str(caught.value)


def test_a_feishu_app_is_called_back_just_where_key_and_token_are_set():
    both = FEISHU + 'encrypt_key = "k-e-y"\nverification_token = "t-o-k"\n'
    for text, is_called_back in ((FEISHU, False), (both, True)):
        settings = config.from_text(text, source="config.toml")
        assert settings.feishu.is_used
        assert settings.feishu.apps[0].is_called_back is is_called_back
        assert not [secret for secret in ("geheim", "k-e-y", "t-o-k") if secret in repr(settings)]
    assert not config.Settings().feishu.is_used


def test_relative_folders_are_taken_from_the_files_own_folder(tmp_path):
    settings = config.load(write(tmp_path, '[data]\nfolder = "kept"\n'))
    assert settings.data.folder == tmp_path / "kept"


def test_every_wrong_key_is_named_with_its_table(tmp_path):
    path = write(tmp_path, '[server]\nprot = 1\nport = "x"\n[nowhere]\na = 1\n[reminders]\nat = "9:3"\n')
    with pytest.raises(Misconfigured) as caught:
        config.load(path)
    said = str(caught.value)
    assert "[server] prot：没有这一项" in said
    assert "[server] port：应为整数" in said
    assert "[nowhere]：没有这一项" in said
    assert "[reminders] at：格式不对" in said


def test_a_missing_file_says_how_to_make_one(tmp_path):
    with pytest.raises(Misconfigured, match="baosong init"):
        config.load(tmp_path / "none.toml")


def test_broken_toml_and_a_broken_encoding_are_said(tmp_path):
    with pytest.raises(Misconfigured, match="格式有误"):
        config.load(write(tmp_path, "[server\n"))
    with pytest.raises(Misconfigured, match="UTF-8"):
        config.load(write(tmp_path, "[office]\nname = '市科协'".encode("gb18030")))
    with pytest.raises(Misconfigured, match="无法读取"):
        config.load(tmp_path)


def test_the_environment_goes_before_the_file(tmp_path, monkeypatch):
    monkeypatch.setenv("BAOSONG_SERVER__PORT", "9000")
    assert config.load(write(tmp_path, "[server]\nport = 8000\n")).server.port == 9000


def test_the_environment_names_the_file(tmp_path, monkeypatch):
    monkeypatch.setenv("BAOSONG_CONFIG", str(write(tmp_path, "[server]\nport = 8001\n")))
    assert config.load().server.port == 8001


def test_days_settled_by_hand_say_work_or_rest(tmp_path):
    settings = config.load(write(tmp_path, "[workdays]\nrest = [2027-02-08]\nwork = [2027-02-13]\n"))
    assert settings.day_overrides() == {date(2027, 2, 8): False, date(2027, 2, 13): True}


def test_a_mail_server_needs_a_sender_and_keeps_its_password_to_itself(tmp_path):
    with pytest.raises(Misconfigured, match=r"\[mail\].*sender"):
        config.load(write(tmp_path, '[mail]\nserver = "smtp.example.cn"\n'))
    with pytest.raises(Misconfigured, match="security"):
        config.load(write(tmp_path, '[mail]\nsecurity = "ssl"\n'))
    with pytest.raises(Misconfigured, match="sender"):
        config.load(write(tmp_path, '[mail]\nsender = "nobody"\n'))
    mail = '[mail]\nserver = "smtp.example.cn"\npassword = "geheim"\nsender = "科协 <kx@example.cn>"\n'
    settings = config.load(write(tmp_path, mail))
    assert settings.mail.password.get_secret_value() == "geheim"
    assert "geheim" not in repr(settings)

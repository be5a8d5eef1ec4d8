"""config.toml: what is wrong is named with its table, what is left out has a default."""

from __future__ import annotations

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
            assert f"\n{key} = " in text, f"[{name}] {key}"


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

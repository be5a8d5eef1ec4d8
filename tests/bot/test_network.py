"""What goes out: through the proxy and authority that are set; files only from where the platform keeps them."""

from __future__ import annotations

from ipaddress import ip_network

import aiohttp
import pytest
from aiohttp import web
from yarl import URL

from bot import config
from bot.config.tables import NetworkSettings
from bot.network import Network, Reach
from storage.errors import Misconfigured, PlatformError, Remedy

HERE = Reach(hosts=("127.0.0.1", "localhost"), networks=(ip_network("127.0.0.0/8"),), schemes=frozenset({"http"}))


@pytest.fixture
async def served(unused_tcp_port):
    """A server on this machine that counts who came: /file gives bytes, /away leads elsewhere."""
    came: list[str] = []

    async def answer(request: web.Request) -> web.StreamResponse:
        came.append(str(request.url))
        if request.path == "/away":
            raise web.HTTPFound("/file")
        return web.Response(body=b"bytes")

    app = web.Application()
    app.router.add_get("/{path:.*}", answer)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", unused_tcp_port).start()
    yield f"http://127.0.0.1:{unused_tcp_port}", came
    await runner.cleanup()


@pytest.mark.parametrize(
    "url",
    [
        "https://ww-aibot-img-1.cos.ap-guangzhou.myqcloud.com/a?sign=b",
        "https://imunion.weixin.qq.com/cgi-bin/mmae-bin/a",
        "https://X.MYQCLOUD.COM./a",
    ],
)
def test_the_platforms_own_addresses_are_allowed(url):
    assert Reach().allows(URL(url))


@pytest.mark.parametrize(
    "url",
    [
        "http://a.myqcloud.com/a",
        "https://myqcloud.com/a",
        "https://evilmyqcloud.com/a",
        "https://a.myqcloud.com.example.cn/a",
        "https://a.myqcloud.com@example.cn/a",
        "https://user@a.myqcloud.com/a",
        "https://example.cn/.myqcloud.com",
        "https://127.0.0.1/a",
        "https://[::1]/a",
        "file:///etc/passwd",
        "a.myqcloud.com/a",
        "",
    ],
)
def test_no_other_address_is(url):
    assert not Reach().allows(URL(url))


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.1", "224.0.0.1", "255.255.255.255",
        "::1", "::", "fe80::1%eth0", "fc00::1", "ff02::1", "::ffff:10.0.0.1", "::ffff:127.0.0.1", "2002:7f00:1::", "64:ff9b::7f00:1", "nonsense",
    ],
)  # fmt: skip
def test_no_connection_is_made_to_an_inner_address(address):
    assert not Reach().admits(address)


@pytest.mark.parametrize("address", ["203.205.254.1", "240e:97c:2f:1::1", "::ffff:203.205.254.1", "64:ff9b::cbcd:fe01"])
def test_a_public_address_is_connected_to(address):
    assert Reach().admits(address)


def test_an_inner_network_is_open_only_where_it_is_named():
    reach = Reach(networks=(ip_network("169.254.0.0/24"),))
    assert reach.admits("169.254.0.47")
    assert not reach.admits("169.254.1.47")
    assert not reach.admits("10.0.0.1")


async def test_a_file_comes_from_where_it_may(served):
    address, came = served
    async with Network(NetworkSettings()).file_session(HERE) as session, session.get(f"{address}/file") as response:
        assert await response.read() == b"bytes"
    assert len(came) == 1


@pytest.mark.parametrize(
    ("reach", "path", "comes"),
    [
        (Reach(), "/file", 0),
        (Reach(hosts=("127.0.0.1",), networks=HERE.networks), "/file", 0),
        (HERE, "/away", 1),
    ],
    ids=["host", "scheme", "redirect"],
)
async def test_an_address_that_is_not_the_platforms_is_not_asked_and_none_that_leads_away_followed(
    served, reach, path, comes
):
    address, came = served
    async with Network(NetworkSettings()).file_session(reach) as session:
        with pytest.raises(PlatformError) as caught:
            await session.get(f"{address}{path}")
    assert caught.value.remedy is Remedy.GIVE_UP
    assert len(came) == comes
    assert address not in str(caught.value)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
async def test_a_name_that_leads_to_an_inner_address_gets_no_connection(served, host, monkeypatch):
    address, came = served
    reach = Reach(hosts=HERE.hosts, schemes=HERE.schemes)
    async with Network(NetworkSettings()).file_session(reach) as session:
        with pytest.raises(aiohttp.ClientConnectorError):
            await session.get(address.replace("127.0.0.1", host))
    assert came == []


async def test_an_inner_network_that_is_set_is_open_to_every_platforms_hosts(served):
    address, came = served
    reach = Reach(hosts=HERE.hosts, schemes=HERE.schemes)
    network = Network(NetworkSettings(file_networks=HERE.networks))
    async with network.file_session(reach) as session, session.get(f"{address}/file") as response:
        assert await response.read() == b"bytes"
    assert len(came) == 1


async def test_every_session_goes_through_the_proxy_that_is_set(served):
    address, came = served
    network = Network(NetworkSettings(proxy=address))
    reach = Reach(schemes=frozenset({"http"}))
    async with network.file_session(reach) as session, session.get("http://a.myqcloud.com/file") as response:
        assert await response.read() == b"bytes"
    async with network.session() as session, session.get("http://qyapi.weixin.qq.com/file") as response:
        assert await response.read() == b"bytes"
    assert came == ["http://a.myqcloud.com/file", "http://qyapi.weixin.qq.com/file"]


async def test_a_file_of_certificates_is_read_and_a_wrong_one_named(tmp_path):
    with pytest.raises(Misconfigured, match="找不到文件"):
        Network(NetworkSettings(ca_file=str(tmp_path / "none.pem")))
    (tmp_path / "wrong.pem").write_text("no certificate")
    with pytest.raises(Misconfigured, match="不是有效的证书文件"):
        Network(NetworkSettings(ca_file=str(tmp_path / "wrong.pem")))


def test_the_file_of_certificates_is_sought_beside_the_configuration(tmp_path):
    path = tmp_path / "config.toml"
    path.write_text('[network]\nca_file = "ca.pem"\nfile_networks = ["10.0.0.0/8"]\n')
    settings = config.load(path).network
    assert settings.ca_file == str(tmp_path / "ca.pem")
    assert settings.file_networks == (ip_network("10.0.0.0/8"),)


def test_a_proxy_is_an_address_and_keeps_its_password_to_itself(tmp_path):
    settings = config.from_text('[network]\nproxy = "http://kx:geheim@10.0.0.1:3128"', source="x")
    assert "geheim" not in repr(settings)
    for wrong in ('proxy = "10.0.0.1"', 'proxy = "socks5://a:1"', 'file_networks = ["ten"]'):
        with pytest.raises(Misconfigured, match=r"\[network\].*：应为"):
            config.from_text(f"[network]\n{wrong}", source="x")

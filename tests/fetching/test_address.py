"""Which web addresses are asked for, and which machines may be reached."""

from ipaddress import ip_address

import pytest

from places.fetching import FetchError, fetch, is_public
from places.fetching.address import read_address
from places.fetching.connection import resolve

NOT_PUBLIC = """
    0.0.0.0 0.1.2.3 10.0.0.1 10.255.255.255 100.64.0.1 100.100.100.200 100.127.255.255 127.0.0.1 127.8.9.1
    168.63.129.16 169.254.0.1 169.254.169.254 172.16.0.1 172.31.255.255 192.0.0.1 192.0.0.170 192.0.2.1
    192.88.99.1 192.168.0.1 198.18.0.1 198.19.255.255 198.51.100.1 203.0.113.1 224.0.0.1 239.255.255.255
    240.0.0.1 255.255.255.255
    :: ::1 ::2 ::7f00:1 ::ffff:127.0.0.1 ::ffff:8.8.8.8 ::ffff:0:127.0.0.1 64:ff9b::7f00:1 64:ff9b::808:808
    64:ff9b:1::1 100::1 2001::1 2001:0:7f00:1:: 2001:2::1 2001:10::1 2001:20::1 2001:db8::1 2002:7f00:1::
    2002:a00:1:: 3fff::1 4000::1 5f00::1 fc00::1 fd00:ec2::254 fdff::1 fe80::1 fec0::1 ff02::1 ff0e::1
"""
PUBLIC = "1.1.1.1 8.8.8.8 9.9.9.9 93.184.216.34 172.32.0.1 100.128.0.1 2606:4700:4700::1111 2a00:1450::1"

SPELLINGS = """
    http://127.0.0.1/ http://127.1/ http://0x7f.1/ http://0x7f000001/ http://2130706433/ http://017700000001/
    http://0177.0.0.1/ http://127.0.0.1./ http://0/ http://0.0.0.0/ http://localhost/ http://localhost./
    http://LOCALHOST/ http://[::1]/ http://[0:0:0:0:0:0:0:1]/ http://[::ffff:127.0.0.1]/ http://[::ffff:7f00:1]/
    http://[::]/ http://[fe80::1]/ http://[fc00::1]/ http://[64:ff9b::7f00:1]/ http://[2002:7f00:1::]/
    http://169.254.169.254/latest/meta-data/ http://[fd00:ec2::254]/ http://192.168.1.1/ http://10.0.0.1/
    http://172.16.0.1/ http://100.64.0.1/ http://224.0.0.1/ http://255.255.255.255/ http://0.1/
    http://１２７.０.０.１/ http://①②⑦.⓪.⓪.①/ http://127。0。0。1/ https://127.0.0.1:8443/
    http://ip6-localhost/ http://0xA9FEA9FE/ http://2852039166/ http://256.0.0.1/ http://127.0.0.1.0/
"""

NONE = """
    file:///etc/passwd ftp://example.org/ gopher://example.org/ javascript:alert(1) data:text/html,x
    https://user@example.org/ https://user:word@example.org/ https://example.org@127.0.0.1/ https:///path
    https://exa_mple..org/ http:// https://example.org:99999/ https://example.org:x/ https://[::1/ https://-.org/
    https://[fe80::1%25eth0]/ https://example.org\\@127.0.0.1/ ldap://example.org
"""


@pytest.mark.parametrize("address", NOT_PUBLIC.split())
def test_a_machine_that_is_not_on_the_public_internet_is_not_reached(address: str) -> None:
    assert not is_public(ip_address(address))


@pytest.mark.parametrize("address", PUBLIC.split())
def test_a_machine_on_the_public_internet_may_be_reached(address: str) -> None:
    assert is_public(ip_address(address))


@pytest.mark.parametrize("url", SPELLINGS.split())
def test_no_spelling_of_an_address_leads_to_this_machine_or_its_neighbours(url: str) -> None:
    with pytest.raises(FetchError, match=r"no machine on the public internet|no such host|no web address"):
        fetch(url)


@pytest.mark.parametrize("url", NONE.split())
def test_what_is_no_web_address_is_not_fetched(url: str) -> None:
    with pytest.raises(FetchError, match=r"no web address|begin with|user name"):
        fetch(url)


@pytest.mark.parametrize(
    "text", ["", "   ", "a b", "https://exam\nple.org/", "https://example.org/a b", "x" * 3000]
)
def test_what_is_no_address_at_all_is_said(text: str) -> None:
    with pytest.raises(FetchError, match="no web address"):
        fetch(text)


@pytest.mark.parametrize("port", [22, 25, 3306, 6379, 9200, 11211])
def test_a_port_of_another_service_is_not_asked(port: int) -> None:
    with pytest.raises(FetchError, match=f"port {port}"):
        fetch(f"http://example.org:{port}/")


def test_the_scheme_may_be_left_out_and_a_host_may_have_any_letters() -> None:
    assert str(read_address("example.org/news?a=1&b=ü#part")) == "https://example.org/news?a=1&b=%C3%BC"
    assert str(read_address("example.org:8443/x")) == "https://example.org:8443/x"
    assert str(read_address("HTTP://Zürich.Example./Ä")) == "http://xn--zrich-kva.example/%C3%84"
    assert str(read_address("http://[2A00:1450::1]:8080/")) == "http://[2a00:1450::1]:8080/"


def test_the_resolver_of_the_system_gives_addresses_that_can_be_checked() -> None:
    found = resolve("localhost", 80)
    assert found
    assert not any(map(is_public, found))

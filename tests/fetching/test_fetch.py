"""Fetching from a real server on this machine, which only a test may allow."""

import gzip
import ssl
import threading
import zlib
from collections.abc import Sequence
from http.server import BaseHTTPRequestHandler, HTTPServer
from ipaddress import IPv4Address, IPv6Address, ip_address

import pytest
import trustme

from places.fetching import FetchError, Rules, fetch

from .conftest import HOST, PAGE, Site


def test_a_page_is_fetched_with_the_name_of_its_host_and_of_who_asks(site: Site) -> None:
    found = fetch(site.url("/news"), site.rules())
    assert found.body == PAGE.encode()
    assert (found.content_type, found.charset) == ("text/html", "utf-8")
    headers = {name.lower(): said for name, said in site.asked[-1][1].items()}
    assert headers["host"] == f"{HOST}:{site.port}"
    assert headers["user-agent"].startswith("places-dashboard/")
    assert "cookie" not in headers
    assert "authorization" not in headers


def test_this_server_is_not_reached_unless_a_test_allows_it(site: Site) -> None:
    for rules in (Rules(ports=(site.port,)), site.rules(is_allowed=Rules().is_allowed)):
        with pytest.raises(FetchError, match=r"no machine on the public internet"):
            fetch(f"http://127.0.0.1:{site.port}/news", rules)
    assert not site.asked


def test_a_server_on_this_machine_is_not_reached_by_a_public_address_either(site: Site) -> None:
    with pytest.raises(FetchError, match=r"no machine on the public internet"):
        fetch(site.url("/news"), site.rules(own_machine=False))
    assert not site.asked


def test_a_host_is_asked_for_once_a_connection_which_leads_where_it_was_checked(site: Site) -> None:
    resolved = []

    def counting(*_: object) -> Sequence[IPv4Address | IPv6Address]:
        resolved.append(_)
        return [ip_address("127.0.0.1")]

    assert fetch(site.url("/news"), site.rules(resolve=counting)).body == PAGE.encode()
    assert site.paths == ["/robots.txt", "/news"]
    assert len(resolved) == 2  # the server closes each connection


def test_a_host_that_leads_elsewhere_the_second_time_is_checked_the_second_time(site: Site) -> None:
    answers = [ip_address("10.0.0.1"), ip_address("127.0.0.1")]
    with pytest.raises(FetchError, match=r"no machine on the public internet"):
        fetch(site.url("/news"), site.rules(resolve=lambda *_: [answers.pop()]))
    assert site.paths == ["/robots.txt"]


def test_a_host_of_which_one_address_is_private_is_not_reached(site: Site) -> None:
    both = [ip_address("127.0.0.1"), ip_address("10.0.0.1")]
    with pytest.raises(FetchError, match=r"no machine on the public internet"):
        fetch(site.url("/news"), site.rules(resolve=lambda *_: both))
    assert not site.asked


def test_redirects_are_followed(site: Site) -> None:
    site.redirects("/old", "/older", 301)
    site.redirects("/older", f"//other.example:{site.port}/news", 307)
    found = fetch(site.url("/old"), site.rules())
    assert found.url == site.url("/news", "other.example")


@pytest.mark.parametrize(
    "target",
    [
        "http://inside.example:{port}/news",
        "http://10.0.0.1:{port}/",
        "http://[::1]:{port}/",
        "http://169.254.169.254:{port}/latest/meta-data/",
        "http://2130706434:{port}/",
    ],
)
def test_a_redirect_to_a_machine_that_is_not_public_is_not_followed(site: Site, target: str) -> None:
    """Here 127.0.0.1 stands for a public machine; every other one is what it is."""
    known = {HOST: "127.0.0.1", "inside.example": "192.168.0.7"}
    rules = site.rules(
        resolve=lambda host, _: [ip_address(known.get(host, host))],
        is_allowed=lambda address: address == ip_address("127.0.0.1"),
    )
    site.redirects("/out", target.format(port=site.port))
    with pytest.raises(FetchError, match=r"no machine on the public internet|no web address"):
        fetch(site.url("/out"), rules)
    assert "/news" not in site.paths


@pytest.mark.parametrize(
    "target", ["file:///etc/passwd", "ftp://paper.example/", "http://u:p@paper.example/"]
)
def test_a_redirect_to_what_is_not_fetched_is_not_followed(site: Site, target: str) -> None:
    site.redirects("/out", target)
    with pytest.raises(FetchError, match=r"begin with|user name"):
        fetch(site.url("/out"), site.rules())


def test_a_redirect_to_another_port_is_not_followed(site: Site) -> None:
    site.redirects("/out", "http://paper.example:22/")
    with pytest.raises(FetchError, match=r"port 22"):
        fetch(site.url("/out"), site.rules())


def test_a_circle_of_redirects_comes_to_an_end(site: Site) -> None:
    site.redirects("/round", "/round")
    with pytest.raises(FetchError, match=r"redirected more than 5 times"):
        fetch(site.url("/round"), site.rules())


def test_a_robots_txt_is_obeyed(site: Site) -> None:
    site.has("/robots.txt", "User-agent: *\nDisallow: /private/\nAllow: /\n")
    site.has("/private/page", PAGE, content_type="text/html")
    assert fetch(site.url("/news"), site.rules()).body
    with pytest.raises(FetchError, match=r"robots\.txt"):
        fetch(site.url("/private/page"), site.rules())
    assert "/private/page" not in site.paths


def test_a_robots_txt_that_names_this_program_is_obeyed_also_after_a_redirect(site: Site) -> None:
    site.has("/robots.txt", "User-agent: places-dashboard\nDisallow: /news\n")
    site.redirects("/old", "/news")
    with pytest.raises(FetchError, match=r"robots\.txt"):
        fetch(site.url("/old"), site.rules())


def test_a_server_whose_robots_txt_cannot_be_read_is_left_alone(site: Site) -> None:
    site.has("/robots.txt", status=503)
    with pytest.raises(FetchError, match=r"robots\.txt"):
        fetch(site.url("/news"), site.rules())


@pytest.mark.parametrize("path", ["/drips-head", "/drips-body"])
def test_a_server_that_sends_a_letter_at_a_time_is_left_when_time_is_up(site: Site, path: str) -> None:
    with pytest.raises(FetchError, match=r"longer than 0\.7 seconds|does not answer"):
        fetch(site.url(path), site.rules(seconds=0.7))


def test_a_resolver_that_does_not_answer_is_left_when_time_is_up(site: Site) -> None:
    released = threading.Event()

    def slow(*_: object) -> Sequence[IPv4Address | IPv6Address]:
        released.wait(10)
        return []

    with pytest.raises(FetchError, match=r"longer than 0\.3 seconds"):
        fetch(site.url("/news"), site.rules(seconds=0.3, resolve=slow))
    released.set()


def test_what_is_too_large_is_not_fetched_whatever_the_server_says(site: Site) -> None:
    site.has("/large", b"a" * 300_000, content_type="text/plain")
    for path in ("/large", "/endless"):
        with pytest.raises(FetchError, match=r"larger than 0\.2 MB"):
            fetch(site.url(path), site.rules(size=200_000))


@pytest.mark.parametrize(("encoding", "pack"), [("gzip", gzip.compress), ("deflate", zlib.compress)])
def test_what_is_packed_counts_by_what_it_unpacks_to(site: Site, encoding: str, pack) -> None:
    site.has("/small", pack(b"a" * 150_000), content_encoding=encoding)
    site.has("/bomb", pack(b"a" * 50_000_000), content_encoding=encoding)
    assert len(fetch(site.url("/small"), site.rules(size=200_000)).body) == 150_000
    with pytest.raises(FetchError, match=r"larger than 0\.2 MB"):
        fetch(site.url("/bomb"), site.rules(size=200_000))


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/nothing-there", "no page at this address"),
        ("/shut", "those who may see it"),
        ("/broken", "answers 500"),
        ("/nonsense", "makes no sense"),
        ("/odd-pack", "packs what it sends"),
        ("/not-packed", "makes no sense"),
    ],
)
def test_what_a_server_refuses_or_spoils_is_said_in_one_line(site: Site, path: str, said: str) -> None:
    site.has("/shut", status=403)
    site.has("/broken", status=500)
    site.has("/odd-pack", b"x", content_encoding="br")
    site.has("/not-packed", b"x" * 100, content_encoding="gzip")
    with pytest.raises(FetchError, match=said) as error:
        fetch(site.url(path), site.rules())
    assert "\n" not in str(error.value)


def test_a_host_that_there_is_not_and_a_server_that_is_shut_are_said(site: Site) -> None:
    def none(*_: object) -> Sequence[IPv4Address | IPv6Address]:
        raise OSError

    with pytest.raises(FetchError, match=r"no such host"):
        fetch(site.url("/news"), site.rules(resolve=none))
    with HTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler) as shut:
        port = shut.server_address[1]
    with pytest.raises(FetchError, match=r"cannot be reached"):
        fetch(f"http://paper.example:{port}/", site.rules(ports=(port,)))


def test_over_tls_the_certificate_has_to_be_that_of_the_host_though_an_address_was_connected_to() -> None:
    authority = trustme.CA()
    serving = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(HOST).configure_cert(serving)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"safe")

        def log_message(self, *_: object) -> None: ...

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        server.socket = serving.wrap_socket(server.socket, server_side=True)
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        trusting = ssl.create_default_context()
        authority.configure_trust(trusting)
        here = Site(port=server.server_address[1])
        rules = here.rules(ssl_context=trusting)
        assert fetch(here.url("/", scheme="https"), rules).body == b"safe"
        for host, context in (("other.example", trusting), (HOST, None)):
            with pytest.raises(FetchError, match=r"certificate"):
                fetch(here.url("/", host, "https"), here.rules(ssl_context=context))
        server.shutdown()

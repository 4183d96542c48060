"""Where webhooks may be sent to: the table of what is no public address, in every way of writing it."""

from ipaddress import ip_address

import pytest

from app.domain.telling.addresses import Forbidden, choose, networks_of, read_url

NOT_PUBLIC = {
    "loopback": "127.0.0.1",
    "loopback, another": "127.255.255.254",
    "unspecified": "0.0.0.0",
    "this network": "0.1.2.3",
    "private A": "10.0.0.1",
    "private B": "172.16.0.1",
    "private B, the last": "172.31.255.255",
    "private C": "192.168.1.1",
    "link-local": "169.254.1.1",
    "metadata of clouds": "169.254.169.254",
    "metadata of ECS": "169.254.170.2",
    "metadata of Alibaba": "100.100.100.200",
    "Azure's platform": "168.63.129.16",
    "metadata of Oracle": "192.0.0.192",
    "carrier-grade NAT": "100.64.0.1",
    "carrier-grade NAT, the last": "100.127.255.255",
    "IETF": "192.0.0.8",
    "documentation 1": "192.0.2.1",
    "documentation 2": "198.51.100.1",
    "documentation 3": "203.0.113.1",
    "6to4 relay": "192.88.99.1",
    "benchmarks": "198.18.0.1",
    "multicast": "224.0.0.1",
    "reserved": "240.0.0.1",
    "broadcast": "255.255.255.255",
    "loopback 6": "::1",
    "unspecified 6": "::",
    "mapped loopback": "::ffff:127.0.0.1",
    "mapped private": "::ffff:10.0.0.1",
    "mapped metadata, in hexadecimal": "::ffff:a9fe:a9fe",
    "compatible loopback": "::127.0.0.1",
    "translated loopback": "64:ff9b::7f00:1",
    "translated metadata": "64:ff9b::169.254.169.254",
    "locally translated": "64:ff9b:1::1",
    "6to4 of loopback": "2002:7f00:1::",
    "6to4 of private": "2002:a00:1::1",
    "Teredo": "2001::1",
    "documentation 6": "2001:db8::1",
    "documentation 6, the new one": "3fff::1",
    "unique local": "fd00::1",
    "unique local, c": "fc00::1",
    "metadata of EC2": "fd00:ec2::254",
    "link-local 6": "fe80::1",
    "site-local": "fec0::1",
    "multicast 6": "ff02::1",
    "discard": "100::1",
    "segment routing": "5f00::1",
}
PUBLIC = (
    "8.8.8.8",
    "100.63.255.255",
    "172.32.0.1",
    "192.0.1.1",
    "2606:4700::1111",
    "::ffff:8.8.8.8",
    "64:ff9b::808:808",
)


@pytest.mark.parametrize("address", NOT_PUBLIC.values(), ids=NOT_PUBLIC)
def test_nothing_but_public_addresses_is_connected_to(address: str) -> None:
    with pytest.raises(Forbidden):
        choose([ip_address(address)], (), plain=False)
    written = f"[{address}]" if ":" in address else address
    with pytest.raises(Forbidden):
        read_url(f"https://{written}/hooks", ())


@pytest.mark.parametrize("address", PUBLIC)
def test_public_addresses_are(address: str) -> None:
    found = ip_address(address)
    assert choose([found], (), plain=False) == found


WRITTEN = {
    "decimal": "2130706433",
    "decimal, with a dot": "2130706433.",
    "hexadecimal": "0x7f000001",
    "hexadecimal parts": "0x7f.0x0.0x0.0x1",
    "octal": "0177.0.0.01",
    "octal, whole": "017700000001",
    "short": "127.1",
    "shorter": "127.0.1",
    "zeros": "127.0.0.1.",
    "private, decimal": "167772161",
    "metadata, decimal": "2852039166",
    "metadata, octal": "0251.0376.0251.0376",
    "zero": "0",
    "no address": "256.0.0.1",
    "no number": "0x",
    "too large": "4294967296",
    "not octal": "09.1.1.1",
    "mapped": "[::ffff:7f00:1]",
    "mapped, in capitals": "[::FFFF:127.0.0.1]",
    "with a zone": "[fe80::1%25eth0]",
    "IPv6 without brackets": "::1",
    "future": "[v1.fe80]",
}


@pytest.mark.parametrize("host", WRITTEN.values(), ids=WRITTEN)
def test_no_way_of_writing_an_address_gets_past(host: str) -> None:
    for url in (f"https://{host}/", f"https://{host}:8443/hooks", f"https://{host}?a=b"):
        with pytest.raises(Forbidden):
            read_url(url, ())


def test_a_name_with_one_address_that_is_not_public_is_not_connected_to() -> None:
    public, private = ip_address("8.8.8.8"), ip_address("10.0.0.1")
    for found in ([public, private], [private, public], [public, ip_address("::ffff:10.0.0.1")], []):
        with pytest.raises(Forbidden):
            choose(found, (), plain=False)


def test_addresses_that_the_operator_allows_are_taken_first_and_no_others_with_them() -> None:
    networks = networks_of(["10.1.0.0/16", "127.0.0.0/8"])
    allowed, other, public = ip_address("10.1.2.3"), ip_address("10.2.0.1"), ip_address("8.8.8.8")
    assert choose([public, other, allowed], networks, plain=True) == allowed
    assert choose([ip_address("::ffff:127.0.0.1")], networks, plain=True) == ip_address("::ffff:127.0.0.1")
    for found in ([other], [public, other]):
        with pytest.raises(Forbidden):
            choose(found, networks, plain=False)


def test_http_is_for_networks_that_are_allowed() -> None:
    networks = networks_of(["127.0.0.0/8"])
    assert read_url("http://127.0.0.1:8080/hooks", networks).port == 8080
    assert read_url("http://receiver.internal/hooks", networks).plain
    with pytest.raises(Forbidden):
        read_url("http://receiver.internal/hooks", ())
    with pytest.raises(Forbidden):
        read_url("http://8.8.8.8/hooks", networks)
    with pytest.raises(Forbidden):
        choose([ip_address("8.8.8.8")], networks, plain=True)


def test_no_network_makes_a_cloud_s_metadata_reachable() -> None:
    with pytest.raises(Forbidden):
        choose([ip_address("169.254.169.254")], networks_of(["169.254.0.0/16", "0.0.0.0/0"]), plain=True)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "example.com",
        "//example.com",
        "ftp://example.com/",
        "file:///etc/passwd",
        "unix:///run/docker.sock",
        "https://",
        "https:///path",
        "https://user@example.com/",
        "https://user:password@example.com/",
        "https://example.com/#part",
        "https://example.com:0/",
        "https://example.com:65536/",
        "https://example.com:port/",
        "https://exa mple.com/",
        "https://example.com/\r\nHost: other",
        "https://example.com\\@127.0.0.1/",
        "https://127.0.0.1\\.example.com/",
        "https://ex\u00e4mple.com/",
        "https://[::1/",
        "https://-example.com/",
        "https://exa..mple.com/",
        f"https://example.com/{'a' * 2048}",
        "javascript:alert(1)",
    ],
)
def test_what_is_no_address_of_a_receiver(url: str) -> None:
    with pytest.raises(Forbidden):
        read_url(url, networks_of(["127.0.0.0/8"]))


@pytest.mark.parametrize(
    ("url", "host", "port"),
    [
        ("https://example.com", "example.com", 443),
        ("HTTPS://Hooks.Example.com:8443/a/b?token=x&y=z", "hooks.example.com", 8443),
        ("https://xn--exmple-cua.com./", "xn--exmple-cua.com.", 443),
        ("https://[2606:4700::1111]/x", "2606:4700::1111", 443),
        ("https://example.com?x=1@2", "example.com", 443),
    ],
)
def test_what_is_one(url: str, host: str, port: int) -> None:
    target = read_url(url, ())
    assert (target.host, target.port, target.plain) == (host, port, False)

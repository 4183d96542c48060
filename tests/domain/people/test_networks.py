"""Which addresses count as one client's."""

import pytest

from app.domain.people.networks import network_of


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("::FFFF:c000:201", "192.0.2.1"),
        ("2002:c000:201::1", "192.0.2.1"),
        ("2002:c000:201:ffff:1:2:3:4", "192.0.2.1"),
        ("2001:db8:1:2::1", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff:ffff:ffff:ffff", "2001:db8:1:2::/64"),
        ("2001:DB8:1:2:0:0:0:9", "2001:db8:1:2::/64"),
        ("2001:db8:1:3::1", "2001:db8:1:3::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("::1", "::/64"),
        ("unix:/run/refundry.sock", "unix:/run/refundry.sock"),
        ("", ""),
        ("1.2.3", "1.2.3"),
        ("1.2.3.4, 5.6.7.8", "1.2.3.4, 5.6.7.8"),
        (None, None),
    ],
)
def test_an_ipv4_address_is_one_and_ipv6_counts_by_64_bits(address: str | None, network: str | None) -> None:
    assert network_of(address) == network

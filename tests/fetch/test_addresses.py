# SPDX-License-Identifier: Apache-2.0
"""Which addresses may be dialled: the public internet, in whatever clothes an address comes."""

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dementi.fetch.addresses import is_global


@pytest.mark.parametrize(
    "address", ["93.184.215.14", "8.8.8.8", "2606:4700::1111", "64:ff9b::808:808", "::ffff:8.8.8.8", "2002:808:808::1"]
)
def test_a_public_address_may_be_dialled(address: str) -> None:
    assert is_global(address)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.1.2.3", "0.0.0.1", "192.0.0.8", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254",
        "100.64.0.1", "100.127.255.255",
        "192.0.2.1", "192.88.99.1", "198.18.0.1", "198.51.100.1", "203.0.113.1", "224.0.0.1", "239.255.255.250", "240.0.0.1",
        "255.255.255.255", "::", "::1", "::127.0.0.1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:0:127.0.0.1", "64:ff9b::7f00:1",
        "64:ff9b::a9fe:a9fe", "64:ff9b:1::7f00:1", "2002:7f00:1::", "2002:a00:1::1", "2001:0:4136:e378:8000:63bf:3fff:fdd2", "2001:db8::1",
        "3fff::1", "5f00::1", "fc00::1", "fd12:3456::1", "fe80::1", "fe80::1%eth0", "fec0::1", "ff02::1", "100::1", "4000::1",
    ],
)  # fmt: skip
def test_any_other_address_may_not(address: str) -> None:
    assert not is_global(address)


@pytest.mark.parametrize(
    "written", ["", "localhost", "127.1", "0x7f.0.0.1", "2130706433", "①②⑦.⓪.⓪.①", "1.2.3.4.5", "::g"]
)
def test_what_is_no_address_may_not(written: str) -> None:
    assert not is_global(written)


@given(st.ip_addresses(v=4))
def test_the_clothes_of_an_address_change_nothing(inner: ipaddress.IPv4Address) -> None:
    bits = int(inner)
    mapped, nat64, six = (0xFFFF << 32) | bits, (0x64FF9B << 96) | bits, (0x2002 << 112) | (bits << 80) | 1
    for wrapped in (mapped, nat64, six):
        assert is_global(str(ipaddress.IPv6Address(wrapped))) == is_global(str(inner))

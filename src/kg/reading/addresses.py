"""Which addresses may be fetched: public ones. Every spelling of an internal address is resolved, then judged."""

from __future__ import annotations

import ipaddress
import socket

from kg.errors import FetchError, ForbiddenError

_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


def resolve(host: str, port: int, *, allow_private: bool) -> str:
    """The address to connect to. ForbiddenError where any address of the host is internal, FetchError where none is."""
    try:
        answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as fault:
        raise FetchError(f"{host}: the name does not resolve", cure="check the address and the network") from fault
    addresses = [str(answer[4][0]) for answer in answers]
    if not allow_private:
        for address in addresses:
            if not is_public(address):
                raise ForbiddenError(
                    f"{host}: {address} is not a public address",
                    cure="only public addresses are fetched; save the page and give the file",
                )
    return addresses[0]


def is_public(address: str) -> bool:
    """Whether an IP address is global unicast, also where IPv6 wraps an IPv4 address."""
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        wrapped = _wrapped(ip)
        if wrapped is not None:
            return is_public(str(wrapped))
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_unspecified)


def _wrapped(ip: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    if ip.ipv4_mapped:
        return ip.ipv4_mapped
    if ip.sixtofour:
        return ip.sixtofour
    if ip.teredo:
        return ip.teredo[1]
    if ip in _NAT64 or int(ip) >> 32 == 0:
        return ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
    return None

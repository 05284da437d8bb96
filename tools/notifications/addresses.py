"""Can this address be notified? Mail addresses, webhooks, and the IP addresses a webhook may lead to."""

import ipaddress
import re
from typing import TYPE_CHECKING, TypeAlias

from tools.notifications.problems import TargetProblem

if TYPE_CHECKING:
    import httpx

IpAddress: TypeAlias = ipaddress.IPv4Address | ipaddress.IPv6Address

LONGEST_EMAIL = 254
LONGEST_LOCAL_PART = 64
LONGEST_URL = 2_000
HIGHEST_PORT = 65_535
LOCAL_PART = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
DOMAIN = re.compile(r"([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")
PLAIN = re.compile(r"[!-~\u00a1-\uffff]+")
# IPv6 addresses that lead to an IPv4 one through a translator.
TRANSLATED = (
    (ipaddress.ip_network("64:ff9b::/96"), 0),
    (ipaddress.ip_network("64:ff9b:1::/48"), 0),
    (ipaddress.ip_network("2002::/16"), 80),
    (ipaddress.ip_network("::/96"), 0),
)
BROADCAST = ipaddress.IPv4Address("255.255.255.255")
NOT_AN_EMAIL = "This is no e-mail address of the form name@example.com."
NOT_A_URL = "This is no address of the form https://example.com/path."
NEEDS_HTTPS = "A webhook's address begins with https://; http:// is for this machine only."
PRIVATE = (
    "This address leads to this machine or into a private network. "
    "If that is meant, set BACKOFFICE_PRIVATE_WEBHOOKS=true."
)
NEVER = "This address leads to no machine a webhook could be sent to."


def check_email(text: str) -> str:
    """Return a mail address as it is to be stored, its domain in ASCII; raise TargetProblem with the reason."""
    text = text.strip()
    local, separator, domain = text.rpartition("@")
    if not separator or len(text) > LONGEST_EMAIL or not PLAIN.fullmatch(text):
        raise TargetProblem(NOT_AN_EMAIL)
    if not local.isascii():
        raise TargetProblem("Before the @ of an e-mail address, only letters without accents can be used.")
    if len(local) > LONGEST_LOCAL_PART or not LOCAL_PART.fullmatch(local):
        raise TargetProblem(NOT_AN_EMAIL)
    try:
        ascii_domain = domain.encode("idna").decode("ascii").lower()
    except UnicodeError:
        raise TargetProblem(NOT_AN_EMAIL) from None
    if len(local) + 1 + len(ascii_domain) > LONGEST_EMAIL or not DOMAIN.fullmatch(ascii_domain):
        raise TargetProblem(NOT_AN_EMAIL)
    return f"{local}@{ascii_domain}"


def check_webhook(text: str, *, allow_private: bool) -> "httpx.URL":
    """Return a webhook's URL; raise TargetProblem with the reason. No name is looked up here.

    With `allow_private`, it may lead to this machine (there also by http://) and into private networks.
    """
    # It takes a while to load, and most commands need no address.
    import httpx

    text = text.strip()
    if len(text) > LONGEST_URL or not PLAIN.fullmatch(text) or "\\" in text:
        raise TargetProblem(NOT_A_URL)
    try:
        url = httpx.URL(text)
        # As it is sent: what people read may be a name nobody could decode.
        host = url.raw_host.decode("ascii")
    except (httpx.InvalidURL, ValueError):
        raise TargetProblem(NOT_A_URL) from None
    if url.port is not None and not 0 < url.port <= HIGHEST_PORT:
        raise TargetProblem(NOT_A_URL)
    if url.scheme not in {"http", "https"} or not host or "%" in host:
        raise TargetProblem(NOT_A_URL)
    if url.userinfo:
        raise TargetProblem("An address with a user name or password in it would show both to everyone here.")
    if url.fragment:
        raise TargetProblem("Leave out what follows the #: it is never sent.")
    address = find_ip(host)
    is_here = host == "localhost" or (address is not None and unwrap(address).is_loopback)
    if url.scheme == "http" and not is_here:
        raise TargetProblem(NEEDS_HTTPS)
    if address is not None:
        check_ip(address, allow_private=allow_private)
    elif is_here and not allow_private:
        raise TargetProblem(PRIVATE)
    return url


def check_ip(address: IpAddress, *, allow_private: bool) -> None:
    """Raise TargetProblem unless a webhook may go to this IP address.

    Link-local addresses are never allowed: clouds hand out their machines' credentials there.
    """
    real = unwrap(address)
    if real.is_unspecified or real.is_multicast or real.is_link_local or real == BROADCAST:
        raise TargetProblem(NEVER)
    if not real.is_global and not allow_private:
        raise TargetProblem(PRIVATE)


def find_ip(host: str) -> IpAddress | None:
    """Return the IP address that a host is written as, or None where it is a name."""
    try:
        return ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return None


def unwrap(address: IpAddress) -> IpAddress:
    """Return the IPv4 address inside an IPv6 address that only stands for one, else the address itself."""
    if not isinstance(address, ipaddress.IPv6Address):
        return address
    if address.ipv4_mapped is not None:
        return address.ipv4_mapped
    for network, shift in TRANSLATED:
        if address in network and int(address) > 1:
            return ipaddress.IPv4Address(int(address) >> shift & 0xFFFFFFFF)
    return address

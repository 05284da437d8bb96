"""To which IP address does a webhook go, this time? Looked up anew at every delivery, and checked before connecting."""

import asyncio
import ipaddress
import socket
from collections.abc import Awaitable, Callable, Sequence

from tools.notifications.addresses import check_ip, find_ip
from tools.notifications.problems import TargetProblem

Resolve = Callable[[str, int], Awaitable[Sequence[str]]]
"""Return the IP addresses of a host; raise OSError where it has none."""

MOST_ADDRESSES = 3


async def resolve(host: str, port: int) -> list[str]:
    """Ask the system for the IP addresses of `host`; raise OSError where there are none."""
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


async def find_addresses(host: str, port: int, resolve: Resolve, *, allow_private: bool) -> list[str]:
    """Return the IP addresses to try, in order.

    Raises:
        TargetProblem: One of them may not be called. All must be allowed: a name that mixes public and private
            addresses is no accident.
        OSError: The name is not known.
    """
    if find_ip(host) is not None:
        found: Sequence[str] = [host.strip("[]")]
    else:
        try:
            found = await resolve(host, port)
        except UnicodeError as error:
            raise OSError("The name cannot be looked up.") from error
    if not found:
        raise OSError("The name has no address.")
    for entry in found:
        try:
            # What follows a per cent sign is the interface.
            address = ipaddress.ip_address(entry.partition("%")[0])
        except ValueError:
            raise TargetProblem("This address leads to no machine a webhook could be sent to.") from None
        check_ip(address, allow_private=allow_private)
    return list(found[:MOST_ADDRESSES])

"""Only addresses that can be notified, and may be, get onto the list."""

import pytest

from tools.notifications.addresses import check_email, check_ip, check_webhook, find_ip
from tools.notifications.problems import TargetProblem
from tools.notifications.resolving import find_addresses


@pytest.mark.parametrize(
    ("given", "stored"),
    [
        ("naledi@example.com", "naledi@example.com"),
        ("  Naledi.Dube+alerts@Example.COM ", "Naledi.Dube+alerts@example.com"),
        ("o'brien@example.co.za", "o'brien@example.co.za"),
        ("info@bücher.example", "info@xn--bcher-kva.example"),
    ],
)
def test_a_mail_address_is_taken(given: str, stored: str) -> None:
    assert check_email(given) == stored


@pytest.mark.parametrize(
    "given",
    [
        "",
        "@",
        "naledi",
        "naledi@",
        "@example.com",
        "naledi@example",
        "naledi@-example.com",
        "naledi@exa mple.com",
        "na ledi@example.com",
        "naledi@example.com\r\nBcc: all@example.com",
        "naledi@example.com\nX: y",
        "naledi@example.com,thabo@example.com",
        "<naledi@example.com>",
        "Naledi <naledi@example.com>",
        '"a b"@example.com',
        ".naledi@example.com",
        "na..ledi@example.com",
        "naledí@example.com",
        "naledi@example.com\u202e",
        "naledi@example..com",
        "naledi@[127.0.0.1]",
        "a" * 65 + "@example.com",
        "a@" + "b" * 64 + ".com",
        "a@" + "b." * 200 + "com",
        "x" * 100_000,
        "naledi@" + "ü" * 70 + ".example",
    ],
)
def test_what_is_no_mail_address_is_refused_with_a_sentence(given: str) -> None:
    with pytest.raises(TargetProblem) as refused:
        check_email(given)

    assert refused.value.sentence.endswith(".")


@pytest.mark.parametrize(
    "given",
    [
        "https://example.com",
        "https://example.com:8443/hooks?key=value",
        "https://93.184.215.14/",
        "https://bücher.example/",
    ],
)
def test_a_public_webhook_is_taken(given: str) -> None:
    assert check_webhook(given, allow_private=False).scheme == "https"


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ("http://example.com/hook", "begins with https://"),
        ("http://10.0.0.5/hook", "begins with https://"),
        ("ftp://example.com/", "no address of the form"),
        ("example.com", "no address of the form"),
        ("https://", "no address of the form"),
        ("https://exa mple.com/", "no address of the form"),
        ("https://example.com/\r\nHost: other", "no address of the form"),
        ("https://example.com\\@10.0.0.1/", "no address of the form"),
        ("https://example.com:0/", "no address of the form"),
        ("https://example.com:99999999/", "no address of the form"),
        ("https://[::1/", "no address of the form"),
        ("https://exa%20mple.com/", "no address of the form"),
        ("https://user:password@example.com/", "user name or password"),
        ("https://example.com/#part", "follows the #"),
        ("https://" + "a" * 3000 + ".com", "no address of the form"),
    ],
)
def test_what_is_no_webhook_is_refused_with_the_reason(given: str, reason: str) -> None:
    with pytest.raises(TargetProblem, match=reason):
        check_webhook(given, allow_private=True)


PRIVATE = [
    "127.0.0.1", "127.8.8.8", "10.0.0.1", "172.16.0.1", "192.168.1.1", "100.64.0.1", "[::1]", "[fc00::1]",
    "[::ffff:10.0.0.1]", "[64:ff9b::10.0.0.1]", "[2002:a00:1::]", "[::ffff:127.0.0.1]", "[::10.0.0.1]",
]  # fmt: skip
NEVER = [
    "169.254.169.254", "0.0.0.0", "224.0.0.1", "255.255.255.255", "[fe80::1]", "[::]", "[ff02::1]",
    "[::ffff:169.254.169.254]", "[64:ff9b::169.254.169.254]", "[2002:a9fe:a9fe::]",
]  # fmt: skip


@pytest.mark.parametrize("host", PRIVATE)
def test_a_private_address_is_refused_unless_the_installation_allows_it(host: str) -> None:
    with pytest.raises(TargetProblem, match="BACKOFFICE_PRIVATE_WEBHOOKS"):
        check_webhook(f"https://{host}/hook", allow_private=False)

    assert check_webhook(f"https://{host}/hook", allow_private=True)


@pytest.mark.parametrize("host", NEVER)
def test_some_addresses_are_never_called(host: str) -> None:
    with pytest.raises(TargetProblem, match="no machine"):
        check_webhook(f"https://{host}/hook", allow_private=True)


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "[::1]"])
def test_this_machine_may_be_called_without_encryption_where_it_is_allowed(host: str) -> None:
    assert check_webhook(f"http://{host}:9000/hook", allow_private=True).port == 9000
    with pytest.raises(TargetProblem, match="BACKOFFICE_PRIVATE_WEBHOOKS"):
        check_webhook(f"http://{host}:9000/hook", allow_private=False)


@pytest.mark.parametrize(
    ("found", "allowed"),
    [
        (["93.184.215.14"], True),
        (["93.184.215.14", "10.0.0.1"], False),
        (["10.0.0.1"], False),
        (["fe80::1%eth0"], False),
        (["2606:2800:21f:cb07:6820:80da:af6b:8b2c"], True),
        (["nonsense"], False),
    ],
)
async def test_a_name_may_be_called_only_if_all_it_leads_to_may(found: list[str], allowed: bool) -> None:
    async def resolve(host: str, port: int) -> list[str]:
        return found

    if allowed:
        assert await find_addresses("example.com", 443, resolve, allow_private=False) == found
    else:
        with pytest.raises(TargetProblem):
            await find_addresses("example.com", 443, resolve, allow_private=False)


async def test_other_ways_to_write_an_address_are_seen_through_by_looking_them_up() -> None:
    async def resolve(host: str, port: int) -> list[str]:
        return {"2130706433": ["127.0.0.1"], "0x7f.1": ["127.0.0.1"]}[host]

    for host in ("2130706433", "0x7f.1"):
        assert find_ip(host) is None
        with pytest.raises(TargetProblem):
            await find_addresses(host, 443, resolve, allow_private=False)


async def test_a_name_without_an_address_is_not_known() -> None:
    async def resolve(host: str, port: int) -> list[str]:
        return []

    with pytest.raises(OSError, match="no address"):
        await find_addresses("example.com", 443, resolve, allow_private=False)


def test_a_public_address_may_be_called() -> None:
    address = find_ip("93.184.215.14")
    assert address is not None

    check_ip(address, allow_private=False)

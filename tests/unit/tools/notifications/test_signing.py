"""Webhooks carry the signature that Standard Webhooks describes."""

import base64
from datetime import UTC, datetime

import pytest
from standardwebhooks import Webhook, WebhookVerificationError

from tools.notifications.port import Recipient
from tools.notifications.signing import make_secret, sign


def test_secrets_are_long_and_never_the_same() -> None:
    secrets = {make_secret() for _ in range(50)}

    assert len(secrets) == 50
    assert all(len(base64.b64decode(secret.removeprefix("whsec_"))) == 32 for secret in secrets)
    assert all(secret.startswith("whsec_") for secret in secrets)


def test_the_signature_is_the_one_of_the_specification() -> None:
    # The example of the specification's own libraries.
    secret, at = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", datetime.fromtimestamp(1614265330, UTC)

    headers = sign(secret, "msg_p5jXN8AQM9LWM0D4loKWxJek", at, '{"test": 2432232314}')

    assert headers["webhook-signature"] == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
    assert headers["webhook-timestamp"] == "1614265330"


def test_a_receiver_believes_what_is_ours_and_nothing_else() -> None:
    secret, now = make_secret(), datetime.now(UTC)
    headers = sign(secret, "msg_1", now, '{"a":1}')

    assert Webhook(secret).verify('{"a":1}', headers) == {"a": 1}
    for body, other in (('{"a":2}', secret), ('{"a":1}', make_secret())):
        with pytest.raises(WebhookVerificationError):
            Webhook(other).verify(body, headers)


def test_a_secret_shows_in_no_description() -> None:
    assert "whsec_" not in repr(Recipient("https://example.com", "whsec_abc"))

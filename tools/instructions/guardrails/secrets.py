"""Does the new text have callers tell secrets that the project never asked for: passwords, PINs, card numbers?"""

import re

from memory.drafts import Refusal
from tools.instructions.guardrails.plain_text import plain
from tools.instructions.guardrails.proposal import Proposal

_ELSEWHERE = "|".join(
    map(
        plain,
        "contraseña clave|secreta tarjeta|de|crédito mot|de|passe code|secret numéro|de|carte|bancaire kennwort"
        " passwort"
        " geheimzahl kreditkarte kartennummer kontonummer wagwoord wachtwoord kaartnommer kaartnummer senha cartão|de"
        " parola|d'ordine carta|di|credito пароль номер|карты пин-код hasło numer|karty şifre kart|numarası kata"
        "|sandi"
        " 密码 密碼 验证码 银行卡 信用卡 パスワード 暗証番号 クレジットカード كلمة|المرور الرقم|السري بطاقة"
        "|الائتمان पासवर्ड ओटीपी"
        " 비밀번호 카드|번호 인증번호".replace("|", r"\s").split(),
    )
)
_SECRET = re.compile(
    r"\b(?:pass ?(?:words?|codes?|phrases?)|pin(?: (?:code|number))?s?|cvv2?|cvc|security (?:code|number)s?"
    r"|secret (?:code|word"
    r"|answer)s?|one[- ]time (?:code|pin|password)s?|otps?|(?:verification|confirmation|authentication) codes?"
    r"|(?:credit|debit|bank|payment) cards?(?: (?:number|detail)s?)?|card (?:number|detail)s?|bank (?:account"
    r"|detail|login)s?"
    r"|iban|(?:account|identity|passport) numbers?|id numbers?|mother'?s (?:maiden )?name|codes? (?:they|you)"
    r" (?:got|received)"
    r"|sort code|routing number|social security|ssn|maiden name|log-?in details?|credentials)\b"
    rf"|(?:{_ELSEWHERE})"
)
_FORBIDS = re.compile(
    r"\b(?:do not|don't|never|not)\s+(?:\w+\s+){0,2}?(?:ask|collect|take|request|record|accept|repeat|read|store"
    r"|note)"
    r"(?:\s+(?:for|down|out|back))?\s+(?:\w+\s+){0,3}?\Z"
)
_LONGEST_LEAD = 80


def refuse_new_secrets(proposal: Proposal) -> Refusal | None:
    """What opens accounts may be asked for only where instructions or settings speak of it; forbidding it is fine."""
    if not proposal.find_new(_find_asked_secrets):
        return None
    return Refusal(
        "new_secret", "The new text speaks of a password, card or account that the instructions do not have."
    )


def _find_asked_secrets(text: str) -> set[str]:
    text = plain(text)
    return {
        match[0]
        for match in _SECRET.finditer(text)
        if not _FORBIDS.search(text[max(0, match.start() - _LONGEST_LEAD) : match.start()])
    }

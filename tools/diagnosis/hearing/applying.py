"""What do the recording's readings change in the findings of a call?

* A field that was not captured and whose value the live transcript has wrong was misheard, whatever the rules made
  of the transcript: they saw only the wrong words. One exception: where the rules found the value given and not
  recorded, and the recording shows that the live transcript has it right in another turn, then it was there to be
  recorded, and stays `given_not_recorded`.
* A captured field stays captured; where the wrong reading is what was captured, the finding carries both readings.
* A field that the rules call misheard while both sides have the same value was not misheard as far as anybody can
  hear. When the value is whole and the agent went on with it, it was given and not recorded. When the agent disputed
  it or cannot be heard, it stays `misheard` with less confidence: two recognisers can err alike.
* Every other finding stays as it is.
"""

from collections.abc import Sequence
from dataclasses import replace

from memory.spoken import Mishearing
from memory.vocabulary import Cause, Finding, FindingSource
from tools.diagnosis.hearing.comparison import Agreement
from tools.diagnosis.hearing.sorts import alike

_AGREED_ONCE, _AGREED_TWICE = 0.6, 0.7
_HEARD_AGAIN = 0.05
_MOST_SURE = 0.95
_BOTH_HEARD_IT = 0.6


def apply_readings(
    findings: Sequence[Finding], mishearings: Sequence[Mishearing], agreements: Sequence[Agreement] = ()
) -> list[Finding]:
    """The findings of one call as they are once its recording was heard, in the same order."""
    return [
        _apply(
            finding,
            [one for one in mishearings if one.field == finding.field],
            [one for one in agreements if one.field == finding.field],
        )
        for finding in findings
    ]


def _apply(finding: Finding, misheard: list[Mishearing], agreed: list[Agreement]) -> Finding:
    if finding.captured:
        taken = [one for one in misheard if one.captured]
        return replace(finding, readings=_surest(taken).readings) if taken else finding
    if misheard:
        return _misheard(finding, misheard, agreed)
    if finding.cause is Cause.MISHEARD and agreed:
        return _agreed(finding, agreed)
    return finding


def _surest(mishearings: list[Mishearing]) -> Mishearing:
    return max(mishearings, key=lambda one: one.confidence)


def _misheard(finding: Finding, misheard: list[Mishearing], agreed: list[Agreement]) -> Finding:
    best = _surest(misheard)
    right = {alike(one.value) for one in agreed if one.whole}
    if finding.cause is Cause.GIVEN_NOT_RECORDED and right & {alike(one.readings.recording.value) for one in misheard}:
        return finding
    confidence = min(_MOST_SURE, best.confidence + _HEARD_AGAIN * (len(misheard) - 1))
    return replace(
        finding,
        cause=Cause.MISHEARD,
        turn=best.turn,
        quote=best.quote,
        confidence=round(confidence, 3),
        source=FindingSource.RECORDING,
        readings=best.readings,
    )


def _agreed(finding: Finding, agreed: list[Agreement]) -> Finding:
    settled = [one for one in agreed if one.whole and one.accepted]
    if settled and len({alike(one.value) for one in agreed}) == 1:
        first = settled[0]
        return replace(
            finding,
            cause=Cause.GIVEN_NOT_RECORDED,
            turn=first.turn,
            quote=first.quote,
            confidence=_AGREED_TWICE if len(settled) > 1 else _AGREED_ONCE,
            source=FindingSource.RECORDING,
        )
    return replace(finding, confidence=round(finding.confidence * _BOTH_HEARD_IT, 3))

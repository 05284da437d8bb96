"""How do analyses, recordings and referrals look to a program? As the contract has them, whoever asks."""

from typing import Any

from graphs.analysing import RULES, Analysis
from memory.repositories.recordings import RecordingRecord
from memory.repositories.referrals import ReferralRecord
from memory.spoken import Mishearing, SpeakerSource, Transcription
from memory.vocabulary import Finding, Reading, Readings
from tools.diagnosis.summary import summarise

Shape = dict[str, Any]

NO_MODEL = "Found without a model: none was asked."


def analysis_shape(project_key: str, analysis: Analysis) -> Shape:
    """Return an analysis as plain JSON values; turns and quotes refer to its `transcript`."""
    record, call = analysis.record, analysis.call
    by_rules = record.analyser == RULES
    return {
        "call_id": call.call_id,
        "project": project_key,
        "transcript": [
            {"speaker": turn.speaker.value, "text": turn.text, "start_s": turn.start_s, "end_s": turn.end_s}
            for turn in call.transcript
        ],
        "transcript_from": "recording" if analysis.is_from_recording else "live",
        "fields": [finding_shape(finding) for finding in record.findings],
        "summary": summarise(record.findings),
        "analysed_by": "rules" if by_rules else "model",
        "analyser": record.analyser,
        "note": record.note or (NO_MODEL if by_rules else None),
        "instruction_version": record.version,
        "misheard": [_mishearing_shape(one) for one in record.misheard],
        "recording": None if analysis.recording is None else recording_shape(analysis.recording),
        "heard": None if analysis.heard is None else heard_shape(analysis.heard),
    }


def finding_shape(finding: Finding) -> Shape:
    """Return what happened to one field; `confidence` is a share."""
    return {
        "name": finding.field,
        "captured": finding.captured,
        "cause": None if finding.cause is None else finding.cause.value,
        "turn": finding.turn,
        "quote": finding.quote,
        "confidence": round(finding.confidence, 3),
        "found_by": finding.source.value,
        "readings": None if finding.readings is None else _readings_shape(finding.readings),
    }


def recording_shape(recording: RecordingRecord) -> Shape:
    """Return a recording without what was heard on it; `progress` is a share."""
    return {
        "id": str(recording.id),
        "project": recording.project_key,
        "call_id": recording.call_id,
        "file_name": recording.file_name,
        "bytes": recording.size,
        "duration_s": recording.duration_s,
        "channels": recording.channels,
        "status": recording.status.value,
        "progress": round(recording.progress, 3),
        "problem": recording.problem,
        "transcriber": recording.transcriber,
        "created_at": recording.created_at.isoformat(),
        "finished_at": None if recording.finished_at is None else recording.finished_at.isoformat(),
    }


def heard_shape(heard: Transcription) -> Shape:
    """Return what was heard on a recording, each word with its times in seconds and its probability."""
    return {
        "transcriber": heard.transcriber,
        "language": heard.language,
        "duration_s": heard.duration_s,
        "speakers": heard.speakers.value,
        "speakers_are_guessed": heard.speakers is SpeakerSource.GUESSED,
        "remarks": list(heard.remarks),
        "turns": [
            {
                "speaker": turn.speaker.value,
                "text": turn.text,
                "words": [
                    {"text": w.text.strip(), "start_s": w.start_s, "end_s": w.end_s, "probability": w.probability}
                    for w in turn.words
                ],
            }
            for turn in heard.turns
        ],
    }


def referral_shape(referral: ReferralRecord) -> Shape:
    """Return what others have to mend; `low` and `high` are the ends of the share's 90 % interval."""
    return {
        "id": str(referral.id),
        "project": referral.project_key,
        "issue_id": str(referral.issue_id),
        "field": referral.field or None,
        "cause": referral.cause,
        "owner": referral.owner,
        "calls": referral.calls,
        "missed": referral.missed,
        "low": referral.low,
        "high": referral.high,
        "status": referral.status,
        "created_at": referral.created_at.isoformat(),
        "handled_at": None if referral.handled_at is None else referral.handled_at.isoformat(),
        "handled_by": None if referral.handled_by is None else str(referral.handled_by),
    }


def _mishearing_shape(one: Mishearing) -> Shape:
    return {
        "field": one.field,
        "turn": one.turn,
        "quote": one.quote,
        "confidence": round(one.confidence, 3),
        "readings": _readings_shape(one.readings),
    }


def _readings_shape(readings: Readings) -> Shape:
    return {"live": _reading_shape(readings.live), "recording": _reading_shape(readings.recording)}


def _reading_shape(reading: Reading) -> Shape:
    return {
        "text": reading.text,
        "value": reading.value,
        "start_s": reading.start_s,
        "end_s": reading.end_s,
        "probability": reading.probability,
    }

"""Why was a field not captured, call by call and over an issue's calls? By rule, without a model."""

from tools.diagnosis.absences import find_absence_quotes
from tools.diagnosis.diagnosis import (
    CauseCount,
    Diagnosis,
    FieldCount,
    Owner,
    diagnose,
    diagnose_failed_calls,
    diagnose_hang_ups,
)
from tools.diagnosis.findings import Heard, find_fields, find_given, hear_values

__all__ = [
    "CauseCount",
    "Diagnosis",
    "FieldCount",
    "Heard",
    "Owner",
    "diagnose",
    "diagnose_failed_calls",
    "diagnose_hang_ups",
    "find_absence_quotes",
    "find_fields",
    "find_given",
    "hear_values",
]

"""Short invented calls and fields, written as lines, for the tests of the diagnosis."""

from collections.abc import Mapping
from datetime import UTC, datetime

from memory.vocabulary import Call, CallStatus, Field, FieldType, Speaker, Turn
from tools.diagnosis import find_fields

WHEN = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
SPEAKERS = {"agent": Speaker.AGENT, "caller": Speaker.CALLER}


def call(
    *lines: str,
    captured: Mapping[str, str] | None = None,
    status: CallStatus = CallStatus.COMPLETED,
    reason: str | None = None,
    call_id: str = "c-1",
) -> Call:
    """A call from lines such as `agent: What is your name?`."""
    said = [line.partition(": ") for line in lines]
    return Call(
        call_id=call_id,
        started_at=WHEN,
        status=status,
        ended_reason=reason,
        captured=captured or {},
        transcript=tuple(Turn(SPEAKERS[speaker], text) for speaker, _, text in said),
    )


def cause_and_turn(fields: tuple[Field, ...], said: Call, instructions: str = "") -> dict[str, tuple[str, int | None]]:
    """The cause and the turn of every field that was missed."""
    findings = find_fields(said, fields, instructions)
    return {one.field: (one.cause.value, one.turn) for one in findings if one.cause is not None}


NAME = Field("full_name", "First name and surname", FieldType.NAME)
SURNAME = Field("surname", "", FieldType.NAME)
EMAIL = Field("email", "E-mail address for the statement", FieldType.EMAIL)
PHONE = Field("mobile", "Mobile number", FieldType.PHONE)
BORN = Field("date_of_birth", "Patient's date of birth", FieldType.DATE)
DAY = Field("visit_date", "Day of the visit", FieldType.DATE)
TIME = Field("visit_time", "Time of the visit", FieldType.TIME)
ADDRESS = Field("delivery_address", "Where the parcel must go", FieldType.ADDRESS)
WEIGHT = Field("parcel_weight", "Weight of the parcel in kilograms", FieldType.NUMBER)
INSURE = Field("wants_insurance", "Whether the sender wants to insure the parcel", FieldType.BOOLEAN)
MEDICAL_AID = Field("medical_aid", "Whether the patient has medical aid", FieldType.BOOLEAN)
SPEED = Field("service_level", "Express or economy", FieldType.CHOICE, choices=("express", "economy"))
ACCOUNT = Field("account_number", "Account number at the bank")
IDENTITY = Field("id_number", "Thirteen-digit identity number of the caller")
TRACKING = Field("tracking_number", "Number on the slip")
AMOUNT = Field("transfer_amount", "Amount to be transferred", FieldType.MONEY)
INCOME = Field("monthly_income", "Income per month", FieldType.MONEY)
REASON = Field("reason_for_visit", "Why the patient wants to see the doctor")
ALLERGIES = Field("allergies", "Allergies of the patient")
DOCTOR = Field("doctor_name", "Doctor the patient wants to see")
POSTCODE = Field("postal_code", "Postal code")
ARRIVAL = Field("arrival_date", "", FieldType.DATE)
DEPARTURE = Field("departure_date", "", FieldType.DATE)
PICKUP = Field("pickup_point", "Where the passenger is collected")
DESTINATION = Field("destination", "Where the passenger goes")
PASSENGERS = Field("passengers", "Number of passengers", FieldType.NUMBER)
METER = Field("meter_reading", "Reading of the electricity meter", FieldType.NUMBER)

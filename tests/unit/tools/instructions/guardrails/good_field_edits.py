"""What a careful consultant writes so that a field is captured: none of it may be refused as a draft for that field."""

from dataclasses import dataclass

from memory.vocabulary import Field, FieldType


@dataclass(frozen=True, slots=True)
class FieldEdits:
    """A project in a few lines, a field its calls miss, and good additions below its last question."""

    instructions: str
    field: Field
    texts: tuple[str, ...]


GOOD_FIELD_EDITS = (
    FieldEdits(
        "You answer the phone for a garage.\nAsk for the full name.\nAsk which car it is about.\nSay goodbye.\n",
        Field("license_plate", "Registration plate of the car"),
        (
            "Ask for the registration plate of the car, and read it back character by character.",
            "Ask for the licence plate. If the caller does not have it at hand, wait while they look it up.",
            "After the car is named, ask for its plate. Repeat each letter and digit slowly and ask if that is right.",
            "Always get the registration plate before you end the call.",
            "Ask: “What is the registration plate of your car?” Let the caller finish, then repeat it.",
            "If the plate is unclear, ask the caller to spell it with words for the letters.",
        ),
    ),
    FieldEdits(
        "You book tables for a restaurant.\n1. Greet the guest.\n2. Ask for the date and the time.\n3. Thank them.\n",
        Field("party_size", "How many guests will come", FieldType.NUMBER),
        (
            "Ask how many guests will come, and confirm the number.",
            "Ask for the number of guests. If the guest is not sure yet, ask for a rough number.",
            "Then ask how many people the table is for, including children.",
            "If the guest gives a range for the party size, ask which number to note.",
            "Do not ask for the party size again if the guest has already said it.",
            "Ask for the party size in one short question, wait for the answer and repeat it.",
        ),
    ),
    FieldEdits(
        "You take calls for a dental practice.\n- Ask for the full name.\n- Ask for the reason.\n- Close politely.\n",
        Field("date_of_birth", "Patient's date of birth", FieldType.DATE),
        (
            "Ask for the patient's date of birth with day, month and year.",
            "Ask for the date of birth. Read it back and ask the caller to confirm it.",
            "If only the day and month are given, ask for the year of birth too.",
            "When the call is for a child, ask for the child's date of birth.",
            "Explain briefly that the date of birth helps to find the right file, then ask for it.",
            "If the caller hesitates, say that you need the date of birth to find them and ask once more.",
        ),
    ),
    FieldEdits(
        "You are the agent of a removal firm.\nGreet the caller. Ask for the name and the moving day.\nSay goodbye.\n",
        Field("floor", "Floor of the old flat and whether there is a lift"),
        (
            "Ask on which floor the old flat is and whether there is a lift.",
            "Ask about the floor first. Once that is clear, ask about the lift.",
            "If the caller only names the floor, ask whether the building has a lift.",
            "Ask for the floor before the moving day, because many callers forget to mention it.",
            "Please ask whether the flat is on the ground floor or higher up.",
            "Repeat the floor and the lift answer together, and let the caller correct you.",
        ),
    ),
    FieldEdits(
        "You handle warranty claims for washing machines.\nAsk for the name.\nAsk what is wrong.\nThank the caller.\n",
        Field("serial_number", "Serial number on the back of the machine"),
        (
            "Ask for the serial number. Tell the caller that it stands on the back of the machine.",
            "Have the caller read the serial number out slowly, in groups of two or three characters.",
            "Read the serial number back and ask whether every character is correct.",
            "If the caller cannot find the serial number, offer to wait while they look for it.",
            "Give the caller time to walk to the machine before you ask for the serial number a second time.",
            "Ask for the serial number early in the call, right after the name.",
        ),
    ),
    FieldEdits(
        "You book lessons for a music school.\nAsk for the name of the pupil.\nAsk for a day.\nClose kindly.\n",
        Field(
            "instrument", "Instrument the pupil wants to learn", FieldType.CHOICE, choices=("piano", "violin", "flute")
        ),
        (
            "Ask which instrument the pupil wants to learn: piano, violin or flute.",
            "If the instrument is not one of these, name the choices and ask again: piano, violin, flute.",
            "Ask about the instrument as a separate question, and do not combine it with the day.",
            "Before closing, make sure that you have the instrument; if not, ask for it.",
            "If the caller has not decided on an instrument, ask which one they are leaning towards.",
            "Ask for the instrument right after the name of the pupil, even if the caller sounds hurried.",
        ),
    ),
    FieldEdits(
        "You plan visits for a heating engineer.\nAsk for the full name.\nAsk what the problem is.\nSay goodbye.\n",
        Field("callback_number", "Phone number for a call back", FieldType.PHONE),
        (
            "Ask for a phone number on which the caller can be reached.",
            "Ask for the best number to call back. Repeat it in pairs of digits.",
            "Ask whether the number they are calling from is the best one for a call back.",
            "If digits are missing, ask for the full phone number again.",
            "Take down the callback number, read it back digit by digit, and wait for a clear yes.",
            "If the caller would rather not share a phone number, accept that politely and continue.",
        ),
    ),
    FieldEdits(
        "You register people for a language course.\nAsk for the name.\nAsk for the language.\nSay goodbye.\n",
        Field("level", "Level of the learner", FieldType.CHOICE, choices=("beginner", "intermediate", "advanced")),
        (
            "Ask whether they are a beginner, intermediate or advanced.",
            "Ask how well they already speak the language, and match the answer to a level.",
            "If the learner is unsure of the level, ask how long they have been learning.",
            "Ask for the level in simple words. Offer the three choices one after the other.",
            "Confirm the level by repeating it in a full sentence.",
            "When the answer fits two levels, ask which of the two is closer.",
        ),
    ),
    FieldEdits(
        "You take orders for a bakery.\n* Ask for the name.\n* Ask what they would like.\n* Thank them.\n",
        Field("delivery_address", "Address to which the order goes", FieldType.ADDRESS),
        (
            "Ask for the delivery address: street, house number and town.",
            "Ask for the street first, then for the house number, and read the whole address back.",
            "If the street name is hard to understand, ask the caller to spell it.",
            "Also ask for the postcode of the delivery address if it was left out.",
            "Ask where the order should be delivered, and note the answer exactly as the caller says it.",
            "Confirm the delivery address at the end of the order.",
        ),
    ),
    FieldEdits(
        "You note enquiries for a travel agent.\nAsk for the name.\nAsk where the trip goes.\nEnd with thanks.\n",
        Field("budget", "Budget for the trip", FieldType.MONEY),
        (
            "Ask roughly how much the caller wants to spend on the trip.",
            "Ask for the budget for the trip. A rough figure is fine.",
            "If the caller does not want to name a budget, ask for a range instead.",
            "Ask whether the budget is per person or for the whole group.",
            "Ask gently about the budget once; if the caller declines, thank them and move on.",
            "Ask for the budget, then say it back in a short sentence so the caller can correct it.",
        ),
    ),
)

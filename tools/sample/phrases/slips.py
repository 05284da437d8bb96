"""What callers say in place of a value: vague, unwilling, or not knowing, by the kind of field."""

from memory.vocabulary import FieldType

VAGUE: dict[FieldType, tuple[str, ...]] = {
    FieldType.NAME: (
        "just put it under the office.",
        "it's for my mother, actually.",
        "the usual one, they know me there.",
        "we're the people from last time.",
        "I'm phoning for my boss.",
        "you must ask my husband, I'm just phoning for him.",
        "just say the family from next door.",
    ),
    FieldType.PHONE: (
        "oh eight two, uh, no, that's my old one, wait.",
        "let me just find it, it's a new SIM.",
        "you must rather call my husband, I'll get his number now now.",
        "it should come up on your side, hey.",
        "sorry, my battery, one second, let me plug in.",
        "I've got two phones, which one do you want?",
        "wait, I always mix up the last four.",
    ),
    FieldType.EMAIL: (
        "I've got two, the work one and the other one, let me see which one works.",
        "it's my name and then, uh, hang on, let me look.",
        "you've got it from last time, I think.",
    ),
    FieldType.DATE: (
        "some time next week, I suppose.",
        "whenever you've got space.",
        "maybe the weekend, or so.",
        "end of the month, once I've been paid.",
        "as soon as possible, hey.",
        "not this week, maybe the one after.",
    ),
    FieldType.TIME: (
        "whenever suits you.",
        "after work some time.",
        "not too early, hey.",
        "when the traffic is done.",
        "it depends when my husband knocks off.",
        "any time, I'm easy.",
    ),
    FieldType.NUMBER: ("a few.", "it depends who comes.", "quite a lot, hey.", "the normal amount."),
    FieldType.MONEY: ("as little as possible.", "it depends what we get for it.", "we're flexible."),
    FieldType.BOOLEAN: ("it depends.", "more or less.", "how do you mean, now or before?"),
    FieldType.CHOICE: ("whatever is best.", "the same as my neighbour's.", "it depends on the price, hey."),
    FieldType.ADDRESS: (
        "it's here by the robots, everyone knows it.",
        "close to the garage, you can't miss it.",
        "by the clinic, on the left hand side.",
        "just by the taxi rank, the blue wall.",
        "two streets behind the mosque.",
        "you know where the old bakery was? There.",
        "next to the school, ask anybody.",
        "it's the third house after the speed bump.",
        "just put our street, they'll see it.",
        "up the hill, past the tuck shop.",
    ),
    FieldType.TEXT: ("the normal one.", "let me go and look, one second.", "it's the same as last time."),
}

REFUSALS: dict[FieldType, tuple[str, ...]] = {
    FieldType.NAME: (
        "I'd rather not give my name, if that's okay.",
        "is a name necessary? I don't want to give it.",
        "I want to stay anonymous, please.",
    ),
    FieldType.PHONE: (
        "no, I don't give out my number, sorry.",
        "I'd rather not, I get too many spam calls.",
        "no number please, I'll phone you people.",
    ),
    FieldType.EMAIL: (
        "I'd rather not give my email, sorry.",
        "no email please, I get too much junk.",
        "I don't want to give that out.",
    ),
    FieldType.MONEY: ("I'd rather not say, to be honest.", "no, we want to keep that to ourselves."),
    FieldType.ADDRESS: (
        "I'm not comfortable giving the address over the phone.",
        "no, I'd rather not say where I stay.",
    ),
}
REFUSALS_OF_ANYTHING = ("I'd rather not say, if that's okay.", "no, sorry, I don't want to give that out.")

UNKNOWN: dict[FieldType, tuple[str, ...]] = {
    FieldType.NAME: ("I don't know whose name it's under, sorry.",),
    FieldType.PHONE: (
        "I don't know my number by heart, it's a new phone.",
        "no idea, it's the company's phone, I don't know the number.",
    ),
    FieldType.EMAIL: (
        "I don't have an email address, my girl.",
        "I don't know it, my son set it up for me.",
        "hey, I honestly can't remember it.",
    ),
    FieldType.DATE: (
        "I don't know the day yet, I must first ask my sister.",
        "we haven't decided, I don't know yet.",
    ),
    FieldType.TIME: ("I don't know yet what time, sorry.", "I really can't say what time yet."),
    FieldType.NUMBER: ("I honestly don't know yet.", "I couldn't tell you, we're still counting."),
    FieldType.MONEY: ("we don't know yet, we've just started looking.", "no idea, hey, what do people spend?"),
    FieldType.BOOLEAN: ("I don't know, sorry.", "I can't tell from here."),
    FieldType.CHOICE: ("I don't know, hey.", "I have no idea, honestly."),
    FieldType.ADDRESS: (
        "I don't know the name of the street, I'm just driving past.",
        "I don't know the address, I'm new here.",
    ),
    FieldType.TEXT: ("I don't know off the top of my head.", "no idea, hey, I'm not with it now."),
}

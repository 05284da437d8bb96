"""Does the agent know what to do when a call does not go as planned?"""

import re
from collections.abc import Iterator

from memory.vocabulary import Severity
from tools.review.findings import Fix, Remark
from tools.review.placing import add_rule, name_people
from tools.review.reading import Project, Reading
from tools.review.signs import GOAL_OUTBOUND, INBOUND, NEGATES, OUTBOUND


def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


_SILENCE = _compile(
    r"\bsilen(?:t|ce)\b|\b(?:is|goes|stays?|stayed|falls?|remains?|quiet) quiet\b|\bquiet (?:line|caller)"
    r"|\bline (?:is|goes|stays?)"
    r" (?:quiet|dead)|\b(?:no|without (?:a|any)) (?:reply|response|answer|sound|voice|reaction)\b"
    r"|\b(?:no one|nobody|no-one) (?:speaks|answers|says|responds|replies|is there|talks)"
    r"|\b(?:say|says|said|hear|heard|hears|hearing)s? (?:nothing|no one|nobody)\b|\bnothing (?:is |was "
    r"|can be )?(?:heard|said)"
    r"|\bdead air\b|\b(?:do|does|did)(?: not|n't) (?:answer|respond|reply|react|say anything)\b|\bnot responding\b"
    r"|\bstill (?:there|on the line|with me)\b|\bcan (?:you|they) hear (?:me|you|us)\b|\bare (?:you|they) there\b"
    r"|\bunresponsive\b|\bdoes not (?:speak|talk)\b"
    r"|\bhush\w*|\bno (?:one|body) (?:is )?there\b|\bnobody (?:is )?there\b|\bhello\?|\bno reaction\b"
    r"|\b(?:any(?:one|body)) there\b|\bstill here\b|\bhear(?:s)? nothing\b"
)
_REFUSAL = _compile(
    r"\brefus\w*|\bdeclin\w*|\b(?:do|does|did|would|may|might|will)(?: not|n't) (?:want|wish|like|care|know"
    r"|remember|have"
    r"|share|give|tell|say|answer|recall|feel)|\b(?:rather|prefers? to) not\b|\bprefers? not\b|\b(?:unwilling"
    r"|reluctant|hesita\w+)"
    r"|\bno wish\b|\bnot (?:wish|want|willing|comfortable|have|know|sure of)\b|\b(?:can|could)(?:not|n't"
    r"| not) (?:give|find"
    r"|tell|say|answer|decide|provide|remember|read|name)|\b(?:won't|will not"
    r"|cannot or will not)\b[^.;]{0,30}\b(?:share|give"
    r"|answer|say|tell|provide)|\bwon't share|\bkeep\b[^.;]{0,30}\b(?:private|to themselves)|\bnot interested\b"
    r"|\b(?:says?|saying) no\b|\bunknown\b|\bno idea\b|\bwithholds?\b|\bskip (?:it|this|that|the (?:question|field))"
    r"|\bobjects?\b(?= to)|\bdon't press\b"
    r"|\b(?:sooner|rather) not\b|\bhesitant\b|\breluctan\w+|\bleave it at that\b|\bkeeps? (?:it|them|that) to\b"
    r"|\b(?:has|have) no \w+|\bwithout (?:it|one)\b|\bdo without\b|\bdoes(?: not|n't)\b[^.;]{0,12}\b(?:know|want)\b"
)
_UNCLEAR = _compile(
    r"\b(?:not|n't|never|hard to|could not|cannot|can't|unable to|too noisy to) (?:\w+ )?(?:understand|understood"
    r"|catch|hear"
    r"|heard|make out|follow|clear|get)\b|\bunclear\b|\bunintelligible\b|\binaudible\b|\bgarbled\b|\bmis-?hear\w*"
    r"|\bmumbl\w*"
    r"|\bnois[ey]\w*|\b(?:bad|poor) (?:line|connection)\b|\bhard to hear\b|\bambiguous\b|\brephrase\b"
    r"|\b(?:say|repeat|hear|ask)\b(?: \w+){0,3} (?:again|once more)\b|\bask\b[^.;]{0,25}\bto repeat\b|\brepetition\b"
    r"|\brepeat what you missed\b|\bin other words\b|\bcould not follow\b|\bnot make out\b"
    r"|\bonce more\b|\b(?:not|n't) (?:quite |fully )?(?:certain|sure)\b|\bunsure\b|\bhalf[- ]heard\b"
    r"|\bdid you say\b|\bwords? (?:got|were|was|is|are) lost\b|\bget them to say\b|\bswallow\w*|\bunclearly\b"
    r"|\bin doubt\b"
)
_VOICEMAIL = _compile(
    r"\bvoice ?-?mail\b|\banswer(?:ing)?[- ](?:machine|phone|service)\b|\bmachine (?:answers|picks up)\b"
    r"|\bmailbox\b|\bleave (?:a|no) message\b"
)
_WRONG_PERSON = _compile(
    r"\b(?:a|an) (?!voice|machine|caller)\w+(?: member)? picks? up\b|\brelatives?\b|"
    r"\bwrong (?:person|number|party)\b|\b(?:someone|somebody|anyone|another) (?:else|person)\b|\banother (?:person"
    r"|member)\b"
    r"|\b(?:is|are) not (?:the (?:right )?\w+ who|available|there|in)\b|\bnot (?:the|that) (?:\w+ )?(?:person"
    r"|\w+) (?:who|we|you)\b"
    r"|\bdifferent person\b|\bthird part(?:y|ies)\b|\bnot (?:\{|\[|<)"
)
_PERSON = _compile(
    r"\btransfer\w*|\bhand(?:s|ed)? (?:\w+ ){0,2}over\b|\bhuman\b|\b(?:real|live) (?:person|agent)\b|\bin person\b"
    r"|\bcolleague\w*"
    r"|\bsupervisor\b|\bmanager\b|\b(?:call|calls|phone|phones|ring|rings|called|phoned)\b(?: \w+){0,2} back\b"
    r"|\bcall-?backs?\b"
    r"|\bput\b[^.;]{0,40}\bthrough\b|\bconnect(?:s|ed)? (?:\w+ )*(?:to|with)\b|\bescalat\w*|\bfront desk\b|\boperator\b"
    r"|\btake a message\b|\b(?:will|someone will|have)\b[^.;]{0,30}\b(?:call|phone|ring|contact)\b(?! (?:the call"
    r"|number))"
    r"|\boffer a call\b|\bspecialist\b|\bteam member\b|\brepresentative\b|\blive chat\b"
    r"|\bin touch\b|\bget back to\b|\bforward(?:ed)? (?:\w+ )*to\b|\bon-call\b"
)
_NUMBER = _compile(r"\bnumber\b")
_PRESSES = _compile(
    r"\b(?:keep|go on|continue|carry on) (?:on )?(?:asking|insisting|pressing|repeating)\b(?! (?:once|twice|one))"
    r"|\b(?:repeat|ask|asking|repeating)\b[^.;]{0,40}\b(?:until|till) (?:they|the \w+|he|she|you|it|you have|someone)\b"
    r"|\b(?:do not|don't|never) (?:accept (?:a |any )?(?:refusal|no\b)|take no|let (?:them|him|her|the \w+) (?:go"
    r"|off|hang up)"
    r"|let up|give up|stop asking|end (?:the|a) call)\b[^.;]{0,40}\b(?:until|unless|before|without|:|answer)"
    r"|\b(?:do not|don't|never)"
    r" (?:accept (?:a |any )?(?:refusal|no\b)|take no|let up|give up|stop asking)"
    r"|(?<!they )(?<!who )(?<!caller )(?<!customer )(?<!guest )(?<!client )(?<!patient )\binsist (?:on|that"
    r"|until)\b|\bno matter"
    r" (?:what|how (?:often|many|long))\b|\bhowever (?:often|long|many)\b|\bas (?:often|long|many times) as it takes\b"
    r"|\b(?:pressure|pester|nag) (?:them|the \w+)|\bpush (?:them|the \w+|hard)\b|\bdemand (?:an|the|that)\b"
)
_HOLDS_BACK = _compile(r"\b(?:do not|don't|never|not|no need to|avoid|without|n't)\s+(?:\w+\s+)?\Z")


def find_unhandled_silence(reading: Reading, _project: Project) -> Iterator[Remark]:
    """V08: without a rule the agent talks on into the silence, or hangs up on a slow caller."""
    if not reading.has(_SILENCE):
        people = name_people(reading)
        yield Remark(
            Severity.MEDIUM,
            f"Nothing says what to do when {people} is silent.",
            fix=add_rule(
                reading,
                f"if {people} is silent, ask whether they are still there; after a second silence, "
                "say goodbye and end the call",
            ),
        )


def find_unhandled_refusal(reading: Reading, _project: Project) -> Iterator[Remark]:
    """V09: who will not or cannot answer one question may gladly answer the next."""
    if not reading.has(_REFUSAL):
        people = name_people(reading)
        yield Remark(
            Severity.MEDIUM,
            f"Nothing says what to do when {people} does not want to answer a question, or does not know the answer.",
            fix=add_rule(
                reading,
                f"if {people} does not want to answer or does not know, accept it and go on to the next question",
            ),
        )


def find_unhandled_noise(reading: Reading, _project: Project) -> Iterator[Remark]:
    """V10: what was not understood must be asked again, or it is made up."""
    if not reading.has(_UNCLEAR):
        yield Remark(
            Severity.LOW,
            "Nothing says what to do when an answer was not understood.",
            fix=add_rule(reading, "if an answer was unclear, say so and ask for it again once"),
        )


def find_pressing(reading: Reading, _project: Project) -> Iterator[Remark]:
    """V11: who is asked again and again hangs up."""
    for sentence, match in reading.find(_PRESSES):
        if _HOLDS_BACK.search(sentence.text[: match.start()]):
            continue
        order = "ask at most twice, and then go on without the answer"
        start, end = sentence.start + match.start(), sentence.end
        ending = "." if sentence.text.endswith(".") else ""
        text = order if match.start() else order[0].upper() + order[1:]
        yield Remark(
            Severity.HIGH,
            "Asking again and again annoys people until they hang up, and the rest of the call is lost. "
            "Let the agent ask at most twice and then go on.",
            sentence.start,
            sentence.end,
            None if reading.is_closed(sentence) else Fix(start, end, text + ending),
        )


def find_unhandled_voicemail(reading: Reading, project: Project) -> Iterator[Remark]:
    """V12: a call that is placed reaches a machine about as often as a person."""
    if reading.has(_VOICEMAIL):
        return
    outbound = is_outbound(reading, project)
    if outbound or not reading.has(INBOUND):
        condition = "" if outbound else " Leave this out if the agent only answers calls."
        yield Remark(
            Severity.MEDIUM if outbound else Severity.LOW,
            f"Nothing says what to do when a voicemail answers.{condition}",
            fix=add_rule(
                reading, "if a voicemail answers, say only who called and that you will try again, then hang up"
            ),
        )


def find_unhandled_wrong_person(reading: Reading, project: Project) -> Iterator[Remark]:
    """V13: what is told to the wrong person cannot be taken back."""
    if is_outbound(reading, project) and not reading.has(_WRONG_PERSON):
        yield Remark(
            Severity.MEDIUM,
            "Nothing says what to do when somebody else answers, or the number is wrong.",
            fix=add_rule(
                reading, "if somebody else answers, apologise, do not say what the call is about, and end it politely"
            ),
        )


def find_no_way_out(reading: Reading, _project: Project) -> Iterator[Remark]:
    """V14: people want to know that they can reach people."""
    if not reading.has(_PERSON, unless=_NUMBER):
        people = name_people(reading)
        yield Remark(
            Severity.LOW,
            f"Nothing says what to do when {people} asks for a person, or for something the agent cannot do.",
            fix=add_rule(
                reading, f"if {people} asks for a person or for other help, say that a colleague will call back"
            ),
        )


def is_outbound(reading: Reading, project: Project) -> bool:
    """Say whether the agent plainly places the calls rather than answers them."""
    return bool(GOAL_OUTBOUND.search(project.goal)) or any(
        not NEGATES.search(sentence.text[: match.start()]) for sentence, match in reading.find(OUTBOUND)
    )

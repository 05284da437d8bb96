"""Does a sentence say no more than how to ask for a value? English forms of orders, conditions and statements.

Sentences are given as plain words with single spaces, a comma as a word, and the field's own phrases as "FIELD".
"""

import re

_WHEN = (
    r"(?:if|when|whenever|where|until|unless|once|because|since|as|so that|in case|even if|whether|why|what|who|that)"
)
_GIVEN = r"(?:already|given|gave|gives|said|told|answered|named|mentioned|provided|confirmed)"
_END = (
    r"(?:end|ends|ending|ended|close|closes|closing|finish|finishes|finishing|hang up|hanging up|goodbye|stop|stopping"
    r"|over)"
)
_GOING = r"(?:move on|moving on|go on|going on|continue|proceed|carry on|goodbye|end|ending|finish|close|hang up|stop)"
_NOT = r"(?:do not|dont|never)"
_GENTLE = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_NOT} (?:guess|assume|interrupt|rush|hurry|press|push|insist|argue|worry)\b[^,]*",
        rf"{_NOT} (?:ask|repeat)\b[^,]*\b(?:again|twice|more than once|second time)\b(?=.*\b{_GIVEN}\b)",
        rf"{_NOT} (?:ask|repeat)\b(?=.*\b(?:if|when|once|unless)\b.*\b{_GIVEN}\b)",
        rf"{_NOT} (?:skip|leave out|miss|forget)(?: to ask(?: for)?)? (?:this|it|the|question|FIELD)\b",
        rf"{_NOT} leave [^,]*\bout\b",
        rf"{_NOT} (?:say )?{_GOING}\b[^,]*?(?=\b(?:until|before|without|unless)\b|after the first try)",
        rf"{_NOT} (?:combine|mix)\b[^,]*",
        rf"{_NOT} (?:accept|settle for)\b[^,]*\b(?:vague|unclear|partial|half|incomplete|only|just)\b[^,]*",
        r"without (?:rushing|pressing|pushing|hurrying|guessing|interrupting|pressure)\b",
        r"(?:yes or no|no or yes)\b",
        r"\b(?:says?|is|a|clear) no\b",
        (
            r"no (?:clear |full |direct |complete )?(?:answer|number|reply|response|rush|hurry|matter how"
            r"|date|time|name)\b"
        ),
        r"\bif not\b|\bor not\b|\bnot (?:just|only|sure|clear|know|known)\b",
        r"instead of (?:guessing|assuming)\b",
        r"\binstead$",
        r"\b(?:if|when) [^,]*\binstead(?= ,)",
        r"\b(?:if|whether) there (?:is|are) (?:none|no)\b",
        (
            r"\b(?:if|when) you (?:do not|did not|dont|didnt|could not|couldnt) (?:yet )?"
            r"(?:have|know|hear|catch|understand)\b"
        ),
        rf"\bunless (?:the |they |it )?(?:\w+ )?(?:has |have |was |is )?(?:been )?(?:already )?{_GIVEN}\b[^,]*",
        r"skip (?:this|the|that) question (?:if|when) [^,]*\balready\b[^,]*",
    )
)
_SUBJECT = r"(?:they|caller|callers|guest|customer|client|patient|person|people|who|it|he|she|NOUN|LENT|FIELD)"
_INDICATIVE = re.compile(
    rf"\b{_WHEN}\b(?: (?!do\b|dont\b|never\b|,)\w+)*? (?:{_SUBJECT} (?:do not|dont|does not|doesnt"
    rf"|never|have not|has not"
    r"|cannot|can not|cant|did not|didnt|would not|wouldnt|will not|wont)"
    r"|(?:is|are|was|were|has|have|had|could|can|did|does|would) not|isnt|arent|wasnt|hasnt|havent|couldnt|cannot"
    r"|no one|nobody|refuses?|refused|declines?|declined|would rather not|would rather|rather not|skips?|has no"
    r"|gives no|have no|forgets?|forget to|forgot|not)\b"
)
_FORBIDDING = re.compile(
    r"\b(?:no|not|dont|never|none|nobody|nor|neither|without|cannot|cant|isnt|arent|doesnt|didnt|wont|wouldnt|shouldnt"
    r"|wasnt|hasnt|havent|couldnt|skip|skips|stop|refuse|reject|avoid|forget|omit|ignore|drop|remove|delete|replace"
    r"|unless|instead|except|quit|cease|lose|leave|leaving|less|least|rather than|other than|hide"
    r"|again and again|over and over|only (?:say|speak|answer|if|when|after|for|on|at|with|in)"
    r"|(?:say|speak|answer|reply|talk|respond) only|as little|any (?:more|longer)|forever|for ever|from now)\b"
)
_HARMLESS = re.compile(
    r"\bonly (?:if|when) (?:the |a )?(?:\w+ ){0,3}(?:unclear|missing)\b|\bat least\b|\brather than an? (?!LENT)\w+"
    r"|\bif only\b|\bleaves? (?:it|one|this|that|something|FIELD|a part) out\b|\bleft out\b|\bleave (?:a )?pause\b"
    r"|\bleave (?:room|time)\b|\bif (?:\w+ )?only\b|\b(?:if|when) (?:the )?\w+ only\b"
)
_CLOSING = re.compile(rf"\b{_END}\b")
_BEFORE_CLOSING = re.compile(
    rf"\b(?:before|until|towards?|near|at) (?:you |they |the (?:call |caller )?|a )?(?:can |may )?(?:saying |say )?"
    rf"(?:call )?{_END}\b(?: (?:of )?(?:the |this )?(?:call|conversation|order|FIELD|NOUN))?"
    rf"|\b(?:let|until|wait|has|have|had)\b[^,]{{0,30}}\b(?:finish|finishes|finished|stop|stops)\b"
    rf"|\b(?:the|an) (?:end|ending)\b|\bend (?:with|on) (?:a )?(?:question|FIELD)\b|{_NOT} (?:say )?{_GOING}\b"
)
_SAYING = re.compile(
    r"\b(?:say(?! goodbye\b)|tell|explain|(?<!to )mention|state|assure|remind|suggest|let (?:them|the \w+) know"
    r"|make (?:it )?clear)\b(.*)"
    r"|(?:\A|, |\b(?:and|then|or|to|also|please|always) )(?:reply|respond|answer|acknowledge|give|share|offer)\b(.*)"
)
_PURPOSE = re.compile(
    r"\b(?:need|needs|needed|helps?|fine|ok|okay|enough|sorry|catch|hear|heard|understand|understood|rough|roughly"
    r"|estimate|approximate|why|reason|such as|example|back|at|dot|again|stands|printed|found|choices?|options?|time"
    r"|slowly|each|briefly|digits?|letters?|wait|words?|clear|clearly|way|examples?|range|moment|one after the other"
    r"|politely|repeat|correct)\b|\bunless\b|\bit\b|\bup\b"
)
_FORM = re.compile(
    r"\b(?:why|how many|how to|example|examples|choices?|options?|back|because|such as|which one|where)\b"
)
_TELLING = re.compile(r"\b(?:tell|mention|state|assure|remind|suggest|let (?:them|the \w+) know)\b")
_TELLS_REASON = re.compile(
    r"\bthat (?:you|we|it|this|the FIELD|FIELD|a|any|they|yes|an)\b(?: \w+)*? (?:need|needs|needed|helps?|fine|ok|okay"
    r"|enough|catch|hear|understand|stands|printed|found|did not)\b"
    r"|\bthat the LENT needs (?:it|one)\b|\bwhy (?:you|we|it|this|the FIELD|FIELD)\b"
)
_FINITE = re.compile(
    r"\b(?:is|are|was|were|am|has|have|had|will|(?<!of )may|might|must|can|should|would|could|shall"
    r"|do|does|did|isnt|gets?"
    r"|wants?|knows?|needs?|means?|comes?|goes|says?|said|counts?|costs?)\b"
)
_IS_FINE = re.compile(r"\b(?:is|are) (?:fine|enough|ok|okay|needed|helpful|important|required|useful|necessary)\b")
_OPENS_ASKING = re.compile(
    r"\A(?:(?:and|also|then|please|first|next|finally|so|for the caller|always|lastly|once again) )*"
    r"(?:what|which|when|where|who|how|whether|could|can|may|would|will|is|are|do|does|did|have|has|at what|on which"
    r"|in which|at which|to which|for which|from which|by when|on what|for how|and)\b"
)
_RECORDS_AS = re.compile(
    r"\b(?:note|record|write|put|mark|treat|count|save|log|set|take|use|enter|keep|read|repeat|name"
    r"|accept)\b[^,]*\bas\b"
    r"(?! (?:the caller|they|it|he|she|soon|well|a (?:separate|single|short|question|full|whole|range|number|group)"
    r"|one|described|said|heard|given|spelled|spelt|exactly|clearly|precisely|in\b"
    r"|(?:a )?(?:words?|letters?|digits?)\b(?! (?:of|from|for|in|that|which)\b)))"
)
_MISUSES = re.compile(
    r"\bother (?:people|callers|customers|guests|clients|patients|person)\b|\b(?:of|with|to|for) others\b"
    r"|, which\b|\bwe\b(?! (?:need|can find))|\beven if\b[^,]*\b(?:not|no|never|refuses?|declines?"
    r"|says?|rather|dont|doesnt)\b"
    r"|\b(?:tell|ask|have|let|remind|suggest|invite) (?:the )?(?:caller|callers|them|people|guests?|customers?|clients?"
    r"|patients?|person|LENT|NOUN)\b(?: that they)? (?:to|should|can|may|must) (?:call|come|go|leave|think)\b"
    r"|\bcall (?:back|again)\b(?=.*\b(?:tomorrow|later|time)\b)|\b(?:live|lives) alone\b"
    r"|\b(?:accept|take|note|believe|use) (?:any|every|all|whatever|no)\b|\b(?:say|agree|answer) (?:yes|no)\b"
    r"|\bin (?:the|a|this) (?:manner|style|name|voice|tone) of\b|\blike an?\b|\bcall them\b"
    r"|\b(?:before|until|unless|without) [^,]*\bagree[ds]?\b(?! (?:that|with)\b)"
    r"|\bname them\b|\bkeep (?:the )?"
    r"(?:callers?|them|people|customers?|everyone)\b|\bmake (?:the )?(?:callers?|them|people"
    r"|customers?) (?!spell|repeat)"
    r"|\bgive (?:the )?(?:callers?|them|people|customers?|everyone)\b(?! (?:time|the choices|the options|an example"
    r"|a moment|two|a range|some time|enough time|a choice|the chance|a chance|one))"
)


def forbids(words: str) -> bool:
    """Say whether a sentence forbids, removes or promises less in a form that is no gentler asking."""
    rest = words
    for pattern in _GENTLE:
        rest = pattern.sub(" ", rest)
    rest = _HARMLESS.sub(" ", rest)
    while True:
        match = _INDICATIVE.search(rest)
        if match is None:
            break
        rest = f"{rest[: match.start()]} {rest[match.end() :]}"
    if _FORBIDDING.search(rest):
        return True
    return bool(_CLOSING.search(_BEFORE_CLOSING.sub(" ", words)))


def tells(words: str) -> bool:
    """Say whether a sentence has the agent tell callers more than why, or in which form, it asks."""
    match = _SAYING.search(words)
    if match is None:
        return False
    said = match[1] or match[2] or ""
    if re.search(r"\bthat\b", said) and not re.search(r"\A(?: \w+){0,3} (?:that|which) (?:is|was)\b", said):
        return not _TELLS_REASON.search(said)
    wanted = _FORM if _TELLING.match(match[0].lstrip(", ")) else _PURPOSE
    return not wanted.search(said) and len(said.split()) > 0


def states(words: str) -> bool:
    """Say whether a sentence neither orders nor asks but states something."""
    return bool(_FINITE.search(words)) and not _OPENS_ASKING.match(words) and not _IS_FINE.search(words)


def misuses(words: str) -> bool:
    """Say whether a sentence has an answer taken for granted, or callers handled, in some other way than asking."""
    return bool(_RECORDS_AS.search(words) or _MISUSES.search(words))

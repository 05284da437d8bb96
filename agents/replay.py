"""What would the phone agent have said under other instructions, in a past call stopped where it was decided?

A model plays the agent: it gets the instructions, the call as it was heard, and speaks the next turn. What it says has
no effect but to be judged: it has no tools, and its turn goes nowhere.
"""

import asyncio
import re

from agents.frozen_calls import FrozenCall, Judgement
from agents.judge import judge_pair
from agents.judge_rules import judge_by_code
from agents.model_line import ModelLine
from agents.models import Message, ModelProblem, ProblemKind
from agents.prompting import as_one_line, render
from agents.replay_view import ShownReplay
from memory.replays import CallGroup, JudgedBy, ReplayedCall

LONGEST_INSTRUCTIONS = 60_000
"""Characters of instructions that a model still plays by; longer ones are not replayed."""

LONGEST_TURN = 600
_MOST_READ = 8_000
_NO_TURN = frozenset({ProblemKind.BAD_ANSWER, ProblemKind.REFUSED})
_THOUGHTS = re.compile(r"<(think|thinking|reasoning)>.*?(?:</\1>|\Z)", re.DOTALL | re.IGNORECASE)
_MARKUP = re.compile(r"```\w*|\*\*|__|`|^\s{0,3}(?:#{1,6}|[-*•>])\s+", re.MULTILINE)
_DATA = re.compile(r"\s*(?:```\w*\s*)?(?:\{\s*[\"'}]|\[\s*[\"'{\]])")
_OWN_LABEL = re.compile(
    r"\s*[\"'“]?(?:the )?(?:phone |voice |ai )*(?:agent|assistant)(?:'s (?:next )?turn)?\s*:\s*", re.IGNORECASE
)
_NEXT_SPEAKER = re.compile(
    r"(?:^|\s)[\[(<|]{0,2}(?:caller|user|customer|client|human|agent|assistant|system)[\])>|]{0,2}\s*:(?=\s|$)",
    re.IGNORECASE | re.MULTILINE,
)
_STAGE = re.compile(
    r"(?<!\w)\*[^*\n]{1,80}\*(?!\w)|\((?:pause|silence|waits?|waiting|end of (?:call|turn))[^)\n]{0,40}\)"
)


def find_obstacle(instructions: str) -> str | None:
    """Return why calls cannot be replayed under these instructions, in a sentence, or None."""
    if not instructions.strip():
        return "The instructions are empty, so that there is nothing to replay under."
    if len(instructions) > LONGEST_INSTRUCTIONS:
        return f"The instructions are longer than {LONGEST_INSTRUCTIONS:,} characters, so that calls are not replayed."
    return None


async def speak(line: ModelLine, instructions: str, shown: ShownReplay) -> str:
    """Return the agent's next turn at the decision point, as a model speaks it; empty where it says nothing usable.

    Personal data in it stands behind the placeholders of `shown`.

    Raises:
        ModelProblem: The model cannot be reached, or is not asked any more.
    """
    messages = build_messages(instructions, shown)

    async def take_turn() -> str:
        try:
            reply = await line.take_step(messages, purpose="replay")
        except ModelProblem as problem:
            # An answer that is no turn is what these instructions lead to, not a fault of the line.
            if problem.kind in _NO_TURN:
                return ""
            raise
        return clean_turn(reply.text)

    return await line.converse(take_turn)


def build_messages(instructions: str, shown: ShownReplay) -> list[Message]:
    """Return what a model is told that plays the agent: the instructions first, alike for all calls."""
    system = f"{instructions[:LONGEST_INSTRUCTIONS]}\n\n{render('replay_frame')}"
    return [("system", system), *shown.write_messages()]


def clean_turn(reply: str) -> str:
    """Return the one spoken turn of a reply: without labels, markup and notes, cut where others begin to speak.

    What nobody could speak, such as JSON, is no turn.
    """
    text = _THOUGHTS.sub(" ", reply[:_MOST_READ])
    if _DATA.match(text):
        return ""
    text = _STAGE.sub(" ", _MARKUP.sub(" ", text))
    label = _OWN_LABEL.match(text)
    text = text[label.end() :] if label else text
    other = _NEXT_SPEAKER.search(text)
    return as_one_line(text[: other.start()] if other else text, LONGEST_TURN).strip("\"'“”*_ ")


async def replay_one(
    line: ModelLine,
    frozen: FrozenCall,
    *,
    old_instructions: str,
    new_instructions: str,
    old_text: str | None = None,
    old_judgement: Judgement | None = None,
    swap: bool = False,
    shown: ShownReplay | None = None,
) -> ReplayedCall:
    """Return one call replayed under the old and the new instructions, with both turns judged.

    Code judges first; a model is asked only about what code leaves open, at most once. A turn that is given is not
    spoken again: one that was kept from a replay of this call under these very `old_instructions`.

    Args:
        line: The way to the model.
        frozen: The call at its decision point.
        old_instructions: Those the call ran under.
        new_instructions: Those under test.
        old_text: The turn under the old ones, from an earlier replay.
        old_judgement: What was said of it then; it is not judged again.
        swap: Whether the judge reads the new turn first.
        shown: The call without personal data, made with the old instructions, if somebody has it already.

    Raises:
        ModelProblem: The model cannot be reached, is not asked any more, or gives no usable judgement.
    """
    shown = shown or await show(frozen, old_instructions)
    old = await speak(line, old_instructions, shown) if old_text is None else old_text
    new = await speak(line, new_instructions, shown)
    first, second = await asyncio.to_thread(_judge_both, frozen, shown, old, new)
    first = old_judgement or first
    if old == new:
        second = second or first
    if first is None or second is None:
        said_first, said_second = await judge_pair(line, frozen, old, new, swap=swap, shown=shown)
        first, second = first or said_first, second or said_second
    return _put_together(frozen, shown, (old, first), (new, second))


async def show(frozen: FrozenCall, instructions: str) -> ShownReplay:
    """Return a stopped call without personal data; `instructions` are those it ran under."""
    # Redaction of hours of speech takes long enough to be noticed by others on the loop.
    return await asyncio.to_thread(ShownReplay, frozen, instructions)


async def replay_old(
    line: ModelLine,
    frozen: FrozenCall,
    instructions: str,
    *,
    text: str | None = None,
    shown: ShownReplay | None = None,
) -> tuple[str, Judgement]:
    """Return the agent's turn under one text alone with its judgement, as the test for headroom needs it.

    Raises:
        ModelProblem: As in `replay_one`.
    """
    shown = shown or await show(frozen, instructions)
    said = await speak(line, instructions, shown) if text is None else text
    judged, _ = await asyncio.to_thread(_judge_both, frozen, shown, said, said)
    if judged is None:
        judged, _ = await judge_pair(line, frozen, said, said, swap=False, shown=shown)
    return shown.hide(said), judged


def replay_real_turn(
    frozen: FrozenCall, instructions: str, *, shown: ShownReplay | None = None
) -> tuple[str, Judgement | None]:
    """Return what the agent really said there, without personal data, and what code says of it, if it can tell.

    In a good call this is what happened under the old text: known without a call of a model.
    """
    shown = shown or ShownReplay(frozen, instructions)
    judged = judge_by_code(frozen, frozen.real_turn)
    if frozen.group is CallGroup.GOOD and (judged is None or not judged.right):
        judged = Judgement(right=True, reason="It is what the agent really said, and the call went well.")
    return shown.real_turn, judged


def _judge_both(
    frozen: FrozenCall, shown: ShownReplay, old: str, new: str
) -> tuple[Judgement | None, Judgement | None]:
    first = judge_by_code(frozen, shown.restore(old))
    return first, (first if old == new else judge_by_code(frozen, shown.restore(new)))


def _put_together(
    frozen: FrozenCall, shown: ShownReplay, old: tuple[str, Judgement], new: tuple[str, Judgement]
) -> ReplayedCall:
    judged_by = {old[1].judged_by, new[1].judged_by}
    return ReplayedCall(
        call_id=frozen.call.call_id,
        group=frozen.group,
        field=frozen.field.name,
        turn=frozen.turn,
        old_text=shown.hide(old[0]),
        new_text=shown.hide(new[0]),
        old_is_right=old[1].right,
        new_is_right=new[1].right,
        judged_by=JudgedBy.MODEL if JudgedBy.MODEL in judged_by else JudgedBy.CODE,
        reason=f"Before: {_lower(old[1].reason)} After: {_lower(new[1].reason)}",
    )


def _lower(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]

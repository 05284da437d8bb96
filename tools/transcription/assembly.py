"""Makes one transcription of the words heard on each channel, and says what is doubtful about it."""

from collections.abc import Sequence

from memory.spoken import SpeakerSource, Transcription, Word
from memory.vocabulary import Speaker
from tools.transcription.doubt import Doubts, without_silence
from tools.transcription.sound import Sound
from tools.transcription.spans import Span, audible_frames
from tools.transcription.speakers import agent_channel, guess_speakers
from tools.transcription.turns import merged_turns

SURE_LANGUAGE = 0.5
NOTHING = "No words were heard on the recording."
GUESSED = "Both speakers are on one channel; who said what is a guess."
ONE_VOICE = "Only one voice seems to be on the recording; it is taken for the caller's."
SWAPPED = "By what is said, the agent is on the right channel and the caller on the left; that is a guess."


def assemble(
    sound: Sound,
    channels: Sequence[Sequence[Word]],
    *,
    language: str,
    language_probability: float = 1.0,
    transcriber: str,
    doubts: Doubts | None = None,
    voiced: Sequence[Sequence[Span] | None] | None = None,
    remarks: Sequence[str] = (),
) -> Transcription:
    """Put the words of one or two channels together.

    Args:
        sound: The recording.
        channels: The words of each of its channels, in order, with times in the recording.
        language: What was heard.
        language_probability: How sure that is.
        transcriber: Which program and model it was.
        doubts: What was left out before.
        voiced: For each channel where the voice filter found speech, if it was asked and not believed.
        remarks: What else a person should know.
    """
    doubts = doubts or Doubts()
    kept = [
        without_silence(words, audible_frames(sound.levels_db(channel)), voiced[channel] if voiced else None, doubts)
        for channel, words in enumerate(channels)
    ]
    said: list[str] = [*sound.remarks, *remarks, *_about_language(language, language_probability)]
    if len(kept) == 2:
        agent, swapped = agent_channel(kept)
        turns = merged_turns({Speaker.AGENT: kept[agent], Speaker.CALLER: kept[1 - agent]})
        source = SpeakerSource.CHANNELS
        if swapped:
            said.append(SWAPPED)
    else:
        turns, source = guess_speakers(kept[0])
        if turns:
            said.append(GUESSED if source is SpeakerSource.GUESSED else ONE_VOICE)
    said.extend(doubts.as_remarks())
    if not turns:
        said.append(NOTHING)
    return Transcription(turns, sound.duration_s, language, source, transcriber, tuple(said))


def _about_language(language: str, probability: float) -> list[str]:
    if probability < SURE_LANGUAGE:
        return [f"It is not sure which language is spoken; the likeliest is `{language}` ({probability:.0%})."]
    if language != "en":
        return [f"The language is `{language}`; fields and causes are looked for in English."]
    return []

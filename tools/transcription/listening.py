"""Lets a Whisper model hear pieces of sound, several at once, and gives back words with times and probabilities.

It uses the parts of faster-whisper below its `transcribe()`: that one finds out the language with an extra pass over
the first half minute, hears one piece after the other, and starts a piece anew where the one before was cut off. Pieces
that are cut at pauses need none of this, which makes room for two channels in the time of one. The text of one piece is
never given to the next: what was misheard once would otherwise be misheard again.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any

import numpy as np
from numpy.typing import NDArray

from memory.spoken import Word
from tools.transcription.heard import REPETITIVE, SILENCE, UNSURE, Heard, compression_ratio

BEAM = 5
MOST_TOKENS = 448
WARMER = (0.2, 0.4, 0.6, 0.8, 1.0)
BEST_OF = 5
_BEFORE = "\"'“¿([{-"
_AFTER = "\"'.。,，!！?？:：”)]}、"


@dataclass(frozen=True, slots=True)
class _Text:
    tokens: list[int]
    text: str
    log_probability: float
    no_speech: float

    @property
    def repetition(self) -> float:
        return compression_ratio(self.text)

    @property
    def is_doubtful(self) -> bool:
        silence = self.no_speech > SILENCE and self.log_probability < UNSURE
        return not silence and (self.repetition > REPETITIVE or self.log_probability < UNSURE)


class Listener:
    """One hearing of one recording: remembers the language that was found in its first pieces."""

    def __init__(self, model: Any, language: str | None) -> None:  # noqa: ANN401 - an optional package without types
        self._model = model
        self.language = language if model.model.is_multilingual else "en"
        self.language_probability = 1.0
        self._tokenizer: Any = None
        self._suppressed: list[int] = []

    def listen(self, pieces: Sequence[NDArray[np.float32]]) -> list[Heard]:
        """Hear pieces of at most 30 seconds together. Samples come at 16,000 a second."""
        encoded = self._encode(pieces)
        if self._tokenizer is None:
            self._decide_language(encoded, pieces)
        prompt = self._model.get_prompt(self._tokenizer, [], without_timestamps=True)
        results = self._generate(encoded, [prompt] * len(pieces), beam_size=BEAM)
        texts = [self._read(result) for result in results]
        doubtful = [index for index, text in enumerate(texts) if text.is_doubtful]
        for index in doubtful:
            texts[index] = self._hear_again(pieces[index], texts[index], prompt)
        return self._with_times(texts, encoded, pieces)

    def _encode(self, pieces: Sequence[NDArray[np.float32]]) -> Any:  # noqa: ANN401 - see above
        pad_or_trim = import_module("faster_whisper.audio").pad_or_trim
        extract = self._model.feature_extractor
        features = [pad_or_trim(extract(piece)[..., :-1], extract.nb_max_frames) for piece in pieces]
        return self._model.encode(np.stack(features))

    def _decide_language(self, encoded: Any, pieces: Sequence[NDArray[np.float32]]) -> None:  # noqa: ANN401 - see above
        if self.language is None:
            weights = np.array([len(piece) for piece in pieces], dtype=float)
            totals: dict[str, float] = {}
            for weight, found in zip(weights / weights.sum(), self._model.model.detect_language(encoded), strict=True):
                for token, probability in found:
                    totals[token] = totals.get(token, 0.0) + weight * probability
            best = max(totals, key=lambda token: totals[token])
            self.language, self.language_probability = best[2:-2], totals[best]
        self._tokenizer = import_module("faster_whisper.tokenizer").Tokenizer(
            self._model.hf_tokenizer, self._model.model.is_multilingual, task="transcribe", language=self.language
        )
        special = ("transcribe", "translate", "sot", "sot_prev", "sot_lm", "no_speech")
        self._suppressed = sorted(
            {*self._tokenizer.non_speech_tokens, *(getattr(self._tokenizer, name) for name in special)}
        )

    def _generate(self, encoded: Any, prompts: list[list[int]], **how: Any) -> Any:  # noqa: ANN401 - see above
        return self._model.model.generate(
            encoded,
            prompts,
            max_length=MOST_TOKENS,
            return_scores=True,
            return_no_speech_prob=True,
            suppress_blank=True,
            suppress_tokens=self._suppressed,
            **how,
        )

    def _read(self, result: Any) -> _Text:  # noqa: ANN401 - see above
        tokens = [token for token in result.sequences_ids[0] if token < self._tokenizer.eot]
        length = len(result.sequences_ids[0])
        return _Text(
            tokens=tokens,
            text=self._tokenizer.decode(tokens).strip(),
            log_probability=result.scores[0] * length / (length + 1),
            no_speech=result.no_speech_prob,
        )

    def _hear_again(self, piece: NDArray[np.float32], first: _Text, prompt: list[int]) -> _Text:
        """Try less probable words where the most probable ones go in circles or are hardly believed."""
        encoded = self._encode([piece])
        tried = [first]
        for temperature in WARMER:
            result = self._generate(
                encoded,
                [prompt],
                beam_size=1,
                num_hypotheses=BEST_OF,
                sampling_topk=0,
                sampling_temperature=temperature,
            )[0]
            tried.append(self._read(result))
            if not tried[-1].is_doubtful:
                return tried[-1]
        straight = [text for text in tried if text.repetition <= REPETITIVE]
        return max(straight or tried, key=lambda text: text.log_probability)

    def _with_times(self, texts: list[_Text], encoded: Any, pieces: Sequence[NDArray[np.float32]]) -> list[Heard]:  # noqa: ANN401 - see above
        hop = self._model.feature_extractor.hop_length
        segments: list[list[dict[str, Any]]] = [
            [{"tokens": text.tokens, "seek": 0, "start": 0.0, "end": len(piece) / 16_000}]
            for text, piece in zip(texts, pieces, strict=True)
        ]
        frames = [-(-len(piece) // hop) for piece in pieces]
        self._model.add_word_timestamps(segments, self._tokenizer, encoded, frames, _BEFORE, _AFTER, 0.0)
        return [
            Heard(
                words=tuple(
                    Word(word["word"], float(word["start"]), float(word["end"]), float(word["probability"]))
                    for word in segment[0]["words"]
                ),
                log_probability=text.log_probability,
                no_speech=text.no_speech,
                repetition=text.repetition,
            )
            for text, segment in zip(texts, segments, strict=True)
        ]

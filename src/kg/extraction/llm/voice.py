"""The component `sante_llm`: puts an article before a language model, piece by piece, and checks what it says."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from functools import cache
from importlib import resources

from spacy.language import Language
from spacy.tokens import Doc

from kg import settings
from kg.errors import KgError, ModelError
from kg.extraction.llm.answers import Answers
from kg.extraction.llm.chat import Chat, CutError, Llm, Message, read_json
from kg.extraction.zones import SPOKEN, zones_of
from kg.model import Article

_SMALLEST = 1500
"""Characters of a piece that is not divided again when the model's answer breaks off."""
_KNOWN = 80
"""Entities of earlier pieces that are named to the model."""
Piece = tuple[int, int]


@Language.factory("sante_llm", assigns=["doc._.entities", "doc._.facts"])
def create(nlp: Language, name: str) -> Voice:  # noqa: ARG001
    """The factory that the config names; `speak_with` says whom to ask."""
    return Voice()


class Voice:
    """Fills `doc._.entities` and `doc._.facts`. `refused` counts what the model said and was not kept, by reason."""

    def __init__(self) -> None:
        self.chat: Chat | None = None
        self.refused: Counter[str] = Counter()

    def speak_with(self, llm: Llm) -> str:
        """Ask this model from now on; its name."""
        self.chat = Chat(llm)
        return self.chat.model

    def __call__(self, doc: Doc) -> Doc:
        article: Article = doc._.article or Article("text", doc.text)
        answers = Answers(article)
        for piece in pieces(article, settings.LLM_CHARACTERS):
            self.hear(article, piece, answers)
        doc._.entities, doc._.facts = answers.extracted()
        self.refused += answers.refused
        return doc

    def hear(self, article: Article, piece: Piece, answers: Answers) -> None:
        """What the model says of one piece; of its halves where the answer grows too long."""
        try:
            answers.take(self.answer(article, piece, answers), *piece)
        except CutError:
            if piece[1] - piece[0] <= _SMALLEST:
                raise
            for half in pieces(article, (piece[1] - piece[0]) // 2 + 1, piece):
                self.hear(article, half, answers)

    def answer(self, article: Article, piece: Piece, answers: Answers) -> dict[str, object]:
        """The model's answer as JSON; one that is none is sent back once."""
        if self.chat is None:
            raise KgError("no language model was named", cure="load the pipeline with one")
        messages = question(article, piece, answers)
        for last in (False, True):
            said = self.chat.ask(messages)
            try:
                return read_json(said)
            except ValueError as fault:
                if last:
                    raise ModelError(
                        f"{article.name}: the model {self.chat.model} answers with no JSON ({fault})",
                        cure="try another model",
                    ) from None
                self.refused["json"] += 1
                again = f"This is not one JSON object ({fault}). Answer again, with the JSON object alone."
                messages = [
                    *messages,
                    {"role": "assistant", "content": said[:4000]},
                    {"role": "user", "content": again},
                ]
        raise AssertionError


def pieces(article: Article, size: int, within: Piece | None = None) -> Iterator[Piece]:
    """Stretches of the text of at most `size` characters, parted between lines where lines are short enough."""
    text = article.text
    at, end = within or (0, len(text))
    while at < end:
        cut = min(at + size, end)
        if cut < end:
            for mark in ("\n", ". ", " "):
                found = text.rfind(mark, at + size // 3, cut)
                if found > 0:
                    cut = found + len(mark)
                    break
        if text[at:cut].strip():
            yield at, cut
        at = cut


def question(article: Article, piece: Piece, answers: Answers) -> list[Message]:
    """What the model is asked about one piece."""
    told = [f"Title: {article.title}"] if article.title else []
    told += [f"{'Published' if article.published else 'Last changed'}: {article.said_on}"] if article.said_on else []
    known = answers.known()[:_KNOWN]
    if known:
        told.append(
            "Entities of earlier parts of the article, whose ids hold here too; list one again only to name it:"
        )
        told.append(
            json.dumps([dict(zip(("id", "type", "name"), each, strict=True)) for each in known], ensure_ascii=False)
        )
    told += ["The text follows.", "", spoken(article, piece)]
    return [{"role": "system", "content": prompt()}, {"role": "user", "content": "\n".join(told)}]


def spoken(article: Article, piece: Piece) -> str:
    """The lines of a piece that are the article's own."""
    start, end = piece
    lines = (
        article.text[max(zone.start, start) : min(zone.end, end)]
        for zone in zones_of(article, article.text)
        if zone.kind in SPOKEN and zone.start < end and zone.end > start
    )
    return "\n".join(line for line in lines if line.strip())


@cache
def prompt() -> str:
    """The contract in short, as the model is told it."""
    return resources.files("kg.extraction.llm").joinpath("prompt.md").read_text(encoding="utf-8")

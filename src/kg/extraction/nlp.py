"""The extraction pipeline, assembled from `config.cfg`, and the one call that turns an article into an extraction."""

from __future__ import annotations

import importlib
import os
from collections import Counter
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language

from kg.errors import MissingToolError
from kg.extraction import edges
from kg.extraction.guest import is_pipeline
from kg.extraction.llm import Llm
from kg.model import Article, Extraction

CONFIG = Path(__file__).with_name("config.cfg")
MODEL = Path(__file__).with_name("model")
RULES = "rules"
NET = "net"
LLM = "llm"

_COMPONENTS = {
    "sante_zones": "zones",
    "sante_values": "values",
    "sante_mentions": "mentions",
    "sante_relations": "relations",
    "sante_net": "net_voice",
    "sante_llm": "llm.voice",
    "sante_entities": "entities",
    "sante_facts": "facts",
    "sante_confidence": "confidence",
}
"""Factory → the module of this package that registers it."""


def load_pipeline(model: str | None = None, llm: Llm | None = None) -> Language:
    """The pipeline with the net's voice where its weights are there, else with the rules'.

    `model` is a folder with other weights, several of them with colons between (`net`: the one shipped) to be read
    together, the name or folder of a spaCy pipeline whose persons and places are proposed to the net, or `rules` for
    the rules; `llm` is a language model that speaks instead. Raises MissingToolError when a folder or a package that a
    component needs is not there, ModelError and InputError when the language model cannot be asked or nets do not fit
    together.
    """
    if llm is not None:
        return _with_llm(llm)
    voice = RULES if model == RULES or (model is None and not _has_weights(MODEL)) else NET
    config = spacy.util.load_config(CONFIG)
    names = [
        *config["shared"]["before"],
        *config["voices"][voice],
        *config["shared"]["after"],
        *config["closing"][voice],
    ]
    if voice == RULES or model is None:
        return _assemble(config, names, voice)
    folders = nets(model)
    lacking = [folder for folder in folders if not _has_weights(folder)]
    guest = bool(lacking) and is_pipeline(model)
    if lacking and not guest:
        raise MissingToolError(
            f"no trained net in {lacking[0]}",
            cure="give a folder with weights, an installed spaCy pipeline, or `rules`",
        )
    chosen = {"guest": model} if guest else {"model": str(folders[0]), "beside": [str(f) for f in folders[1:]]}
    for part in config["components"].values():
        part.update({key: value for key, value in chosen.items() if key in part})
    nlp = _assemble(config, names, voice)
    if guest:
        nlp.meta["name"] = f"{voice} {Path(model).name}"
    elif len(folders) > 1:
        nlp.meta["name"] = f"{len(folders)} nets"
    return nlp


def nets(model: str) -> list[Path]:
    """The folders that `--model` names."""
    return [MODEL if part == NET else Path(part) for part in model.split(os.pathsep)]


def _with_llm(llm: Llm) -> Language:
    """The pipeline in which a language model speaks; its name stands in the provenance of all that it says."""
    config = spacy.util.load_config(CONFIG)
    nlp = _assemble(config, [*config["shared"]["before"], *config["voices"][LLM]], LLM)
    voice: Any = nlp.get_pipe("sante_llm")
    nlp.meta["name"] = f"{LLM} {voice.speak_with(llm)}"
    return nlp


def refusals(nlp: Language) -> dict[str, int]:
    """How much of what a language model said was refused since this was last asked, by reason."""
    if not nlp.has_pipe("sante_llm"):
        return {}
    voice: Any = nlp.get_pipe("sante_llm")
    told, voice.refused = dict(sorted(voice.refused.items())), Counter()
    return {reason: number for reason, number in told.items() if number}


def _has_weights(folder: Path) -> bool:
    return folder.is_dir() and any(folder.glob("*.onnx"))


def _assemble(config: dict[str, Any], names: list[str], voice: str) -> Language:
    parts = {name: dict(config["components"][name]) for name in names}
    for part in parts.values():
        importlib.import_module(f"kg.extraction.{_COMPONENTS[part['factory']]}")
    chosen = {"nlp": {**config["nlp"], "pipeline": names}, "components": parts}
    try:
        nlp = spacy.util.load_model_from_config(chosen, auto_fill=True)
    except OSError as error:
        raise MissingToolError(f"the {voice} pipeline cannot be loaded: {error}", cure="reinstall sante-kg") from error
    nlp.max_length = 100_000_000  # no component builds what grows faster than the text
    nlp.meta["name"] = voice
    return nlp


def extract(article: Article, nlp: Language) -> Extraction:
    """Entities and facts of one article. The same article and pipeline give the same extraction."""
    edges.register()
    doc = nlp.make_doc(article.text)
    doc._.article = article
    doc = nlp(doc)
    return Extraction(tuple(doc._.entities), tuple(doc._.facts), extractor_of(nlp))


def extractor_of(nlp: Language) -> str:
    """Name and version of the pipeline, for provenance: `sante-kg/0.1.0 rules`."""
    return f"sante-kg/{_version()} {nlp.meta['name']}"


@cache
def _version() -> str:
    try:
        return metadata.version("sante-kg")
    except metadata.PackageNotFoundError:
        return "0"

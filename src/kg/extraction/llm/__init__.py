"""A third voice, never needed: a language model behind an OpenAI-compatible server. What it says is checked.

`chat` asks the server, `voice` is the component that puts the article before the model piece by piece, `answers` keeps
of what it says only what stands in the text and fits the contract.
"""

from kg.extraction.llm.chat import Llm

__all__ = ["Llm"]

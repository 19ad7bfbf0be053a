"""Asks a language model: an OpenAI-compatible chat completions server, with deadline, size limit and retries."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import httpx

from kg import settings
from kg.errors import DeadlineError, InputError, KgError, ModelError

Message = dict[str, str]
_BYTES = 8 * 1024 * 1024
"""The longest answer that is read."""
_TRANSIENT = frozenset({408, 409, 425, 429, 500, 502, 503, 504})
_LONGEST_PAUSE = 60.0
_OPTIONAL = ("response_format", "seed")
"""What servers may refuse; the question is then asked without it."""
_THOUGHT = re.compile(r"<think>.*?</think>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Llm:
    """Which language model to ask, where, and how long to wait. The key is never shown."""

    url: str
    model: str = ""
    key: str = field(default="", repr=False)
    seconds: float = settings.LLM_SECONDS
    tries: int = 4


class CutError(ModelError):
    """An answer that broke off because it grew too long."""


class Chat:
    """A server and a model, asked one question at a time."""

    def __init__(self, llm: Llm, sleep: Callable[[float], None] = time.sleep) -> None:
        self.base = _base(llm.url)
        self.llm = llm
        self.sleep = sleep
        self.left_out: set[str] = set()
        self.is_down = False

    @property
    def model(self) -> str:
        """The name of the model: the one asked for, else the only one that the server has."""
        if not self.llm.model:
            said = self._request("GET", "models", None)
            listed = said.get("data")
            names = (
                [str(each.get("id")) for each in listed if isinstance(each, dict)] if isinstance(listed, list) else []
            )
            if len(names) != 1:
                raise InputError(
                    f"{self.base} has {len(names)} models: {', '.join(names[:8])}", cure="name one with --llm-model"
                )
            self.llm = replace(self.llm, model=names[0])
        return self.llm.model

    def ask(self, messages: Sequence[Message]) -> str:
        """What the model answers. ModelError, CutError, DeadlineError."""
        question: dict[str, Any] = {
            "model": self.model,
            "messages": list(messages),
            "temperature": 0,
            "seed": 0,
            "response_format": {"type": "json_object"},
        }
        said = self._request("POST", "chat/completions", question)
        try:
            choice = said["choices"][0]
            content = choice["message"]["content"]
        except (KeyError, IndexError, TypeError):
            raise ModelError(f"{self.base}: the answer is no chat completion", cure="check --llm") from None
        if choice.get("finish_reason") == "length":
            raise CutError(f"{self.base}: the model's answer broke off at its limit", cure="raise the server's limit")
        return content if isinstance(content, str) else ""

    def _request(self, method: str, path: str, question: dict[str, Any] | None) -> dict[str, Any]:
        """The answer as JSON; what may pass is tried again, after the pause that the server asks for."""
        number = 0
        while True:
            try:
                said = self._once(method, path, question)
            except _AgainError as again:
                number += not again.at_once
                if self.is_down or number >= self.llm.tries:
                    self.is_down = True  # the next article is not to wait as long for a server that is gone
                    raise again.error from None
                if not again.at_once:
                    self.sleep(min(again.seconds or 2.0**number, _LONGEST_PAUSE))
            else:
                self.is_down = False
                return said

    def _once(self, method: str, path: str, question: dict[str, Any] | None) -> dict[str, Any]:
        place = f"{self.base}/{path}"
        headers = {"Authorization": f"Bearer {self.llm.key}"} if self.llm.key else {}
        body = {name: value for name, value in (question or {}).items() if name not in self.left_out}
        deadline = time.monotonic() + self.llm.seconds
        late = DeadlineError(f"{place}: no answer within {self.llm.seconds:g} s", cure="raise KG_LLM_SECONDS")
        try:
            with (
                httpx.Client(trust_env=False, timeout=self.llm.seconds, follow_redirects=False) as client,
                client.stream(method, place, headers=headers, json=body if question else None) as response,
            ):
                data = bytearray()
                for chunk in response.iter_bytes():
                    data += chunk
                    if len(data) > _BYTES:
                        raise ModelError(f"{place}: an answer of more than {_BYTES} bytes")
                    if time.monotonic() > deadline:
                        raise _AgainError(late)
        except httpx.TimeoutException:
            raise _AgainError(late) from None
        except (httpx.HTTPError, httpx.InvalidURL) as fault:
            told = " ".join(str(fault).split())[:160] or type(fault).__name__
            raise _AgainError(ModelError(f"{place}: no answer: {told}", cure="check --llm and the server")) from None
        return self._read(place, response, bytes(data), question is not None)

    def _read(self, place: str, response: httpx.Response, data: bytes, asked: bool) -> dict[str, Any]:
        status, words = response.status_code, " ".join(data[:2000].decode("utf-8", "replace").split())
        if status in (400, 422) and asked:
            refused = [name for name in _OPTIONAL if name in words and name not in self.left_out]
            if refused:
                self.left_out.update(refused)
                raise _AgainError(ModelError(""), at_once=True)
        if status in _TRANSIENT:
            error = ModelError(f"{place}: answers {status} {response.reason_phrase}", cure="try again later")
            raise _AgainError(error, _seconds(response.headers.get("retry-after", "")))
        if status != httpx.codes.OK:
            cure = "check the key: KG_LLM_KEY" if status in (401, 403) else "check --llm and --llm-model"
            raise ModelError(f"{place}: answers {status} {response.reason_phrase}: {words[:160]}", cure=cure)
        try:
            said = json.loads(data)
        except (ValueError, RecursionError):
            said = None
        if not isinstance(said, dict):
            raise ModelError(
                f"{place}: the answer is no JSON object", cure="check --llm: the base of the API, with /v1"
            )
        return said


class _AgainError(Exception):
    """A fault that may pass; `error` is what it is if it does not."""

    def __init__(self, error: KgError, seconds: float = 0.0, *, at_once: bool = False) -> None:
        super().__init__(str(error))
        self.error, self.seconds, self.at_once = error, seconds, at_once


def read_json(content: str) -> dict[str, Any]:
    """The JSON object in what a model said, without thoughts before and fences around it. ValueError where none is."""
    text = _THOUGHT.sub("", content)
    start, end = text.find("{"), text.rfind("}")
    if start < 0 or end < start:
        raise ValueError("no JSON object in the answer")
    try:
        said = json.loads(text[start : end + 1])
    except RecursionError:
        raise ValueError("nested too deep") from None
    if not isinstance(said, dict):
        raise ValueError("the answer is no JSON object")
    return said


def _base(url: str) -> str:
    """The base of the API: as given, with `/v1` where the address has no path."""
    try:
        target = httpx.URL(url.strip())
    except (httpx.InvalidURL, ValueError) as fault:
        raise InputError(f"{url}: not an address ({fault})", cure="give --llm http://HOST:PORT/v1") from fault
    if target.scheme not in ("http", "https") or not target.host:
        raise InputError(f"{url}: no http or https address", cure="give --llm http://HOST:PORT/v1")
    if target.userinfo:
        raise InputError(f"{target.host}: an address with a user name is not asked", cure="give the key in KG_LLM_KEY")
    path = target.path.rstrip("/").removesuffix("/chat/completions")
    return str(target.copy_with(path=path or "/v1", query=None, fragment=None)).rstrip("/")


def _seconds(said: str) -> float:
    return float(said) if said.strip().isdigit() else 0.0

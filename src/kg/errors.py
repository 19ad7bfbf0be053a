"""The one tree of errors: each carries the exit code of the command line and the HTTP status of the endpoint.

```
KgError                     1   500
├── InputError              2   400   what the user gave cannot be used
│   ├── NotFoundError       3   404   a path, a query, a resource that is not there
│   ├── UnreadableError     4   422   a document that cannot be read (empty, binary, too large, …)
│   ├── QueryError          5   400   SPARQL that does not parse, a missing or ill-typed parameter
│   ├── ForbiddenError      6   403   an address or an operation that is refused
│   └── NotAcceptableError 14   406   an answer that the format asked for cannot tell
├── FetchError              7   502   a URL that does not answer as it should
│   └── SiteBusyError      15   503   a site that asks to be left in peace for a while
├── ModelError             16   502   a language model that does not answer as it should
├── StoreError              8   503   the store cannot be opened, read or written
│   └── StoreBusyError      9   503   another process owns the embedded store
├── DeadlineError          10   504   a query or a fetch ran past its time
├── MemoryBoundError       11   507   a query ran past its memory
├── IntegrityError         12   500   the store and its journal do not agree
└── MissingToolError       13   501   an optional tool (Java, a model, …) is not installed
PartialError               20   207   the rest of a batch is done, some of it failed (exit status of a batch)
```
"""

from __future__ import annotations


class KgError(Exception):
    """Base of every error that kg raises on purpose.

    `str(error)` is one line that names the place and the fault; `cure` says what to do about it.
    """

    exit_code = 1
    http_status = 500

    def __init__(self, message: str, *, cure: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.cure = cure

    def __str__(self) -> str:
        return f"{self.message} ({self.cure})" if self.cure else self.message


class InputError(KgError):
    """What the user gave cannot be used."""

    exit_code = 2
    http_status = 400


class NotFoundError(InputError):
    """A path, a query name or a resource that does not exist."""

    exit_code = 3
    http_status = 404


class UnreadableError(InputError):
    """A document that cannot be read as an article: empty, binary, too large, no text."""

    exit_code = 4
    http_status = 422


class QueryError(InputError):
    """SPARQL that does not parse, or a parameter that is missing or has the wrong type."""

    exit_code = 5
    http_status = 400


class ForbiddenError(InputError):
    """An address or an operation that is refused (private address, update on a read-only endpoint)."""

    exit_code = 6
    http_status = 403


class NotAcceptableError(InputError):
    """An answer that the format asked for cannot tell, or a format that is not offered."""

    exit_code = 14
    http_status = 406


class FetchError(KgError):
    """A URL that does not answer, or answers with something that is not a document.

    `status` is the HTTP status that it answered, None where it gave none.
    """

    exit_code = 7
    http_status = 502

    def __init__(self, message: str, *, cure: str = "", status: int | None = None) -> None:
        super().__init__(message, cure=cure)
        self.status = status


class SiteBusyError(FetchError):
    """A site that asks to be left in peace for a while (429, 503).

    `seconds` is how long, 0 where it does not say.
    """

    exit_code = 15
    http_status = 503

    def __init__(self, message: str, *, cure: str = "", status: int | None = None, seconds: float = 0.0) -> None:
        super().__init__(message, cure=cure, status=status)
        self.seconds = seconds


class ModelError(KgError):
    """A language model (`--llm`) that does not answer, or not as it should."""

    exit_code = 16
    http_status = 502


class StoreError(KgError):
    """The store cannot be opened, read or written."""

    exit_code = 8
    http_status = 503


class StoreBusyError(StoreError):
    """Another process owns the embedded store."""

    exit_code = 9


class DeadlineError(KgError):
    """Work ran past its deadline and was stopped."""

    exit_code = 10
    http_status = 504


class MemoryBoundError(KgError):
    """Work ran past its memory bound and was stopped."""

    exit_code = 11
    http_status = 507


class IntegrityError(KgError):
    """The store and its journal do not agree."""

    exit_code = 12


class MissingToolError(KgError):
    """An optional tool is not installed; the message names it, the cure says how to get it."""

    exit_code = 13
    http_status = 501


class PartialError(KgError):
    """A batch of which a part failed; what could be done is done."""

    exit_code = 20
    http_status = 207

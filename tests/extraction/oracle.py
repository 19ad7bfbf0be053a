"""An imitation of an OpenAI-compatible server on loopback: it says what it is told to say, good or bad, in order."""

from __future__ import annotations

import http.server
import json
import threading
import time
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Reply:
    """One answer of the server: words of the model, or a body as it is."""

    says: str = ""
    status: int = 200
    body: bytes | None = None
    headers: dict[str, str] = field(default_factory=dict)
    finish: str = "stop"
    wait: float = 0.0


def facts(entities: list[dict[str, Any]], facts: list[dict[str, Any]]) -> Reply:
    """An answer as the prompt asks for it."""
    return Reply(json.dumps({"entities": entities, "facts": facts}, ensure_ascii=False))


class Oracle:
    """The server; `replies` are given in order, the last one for ever."""

    def __init__(self, *replies: Reply, models: tuple[str, ...] = ("petit-modele",)) -> None:
        self.replies = list(replies)
        self.asked: list[dict[str, Any]] = []
        self.keys: list[str] = []
        oracle = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.send(Reply(body=json.dumps({"data": [{"id": name} for name in models]}).encode()))

            def do_POST(self) -> None:
                question = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                oracle.asked.append(question | {"path": self.path})
                oracle.keys.append(self.headers.get("Authorization", ""))
                self.send(oracle.replies.pop(0) if len(oracle.replies) > 1 else oracle.replies[0])

            def send(self, reply: Reply) -> None:
                time.sleep(reply.wait)
                choice = {"message": {"role": "assistant", "content": reply.says}, "finish_reason": reply.finish}
                body = reply.body if reply.body is not None else json.dumps({"choices": [choice]}).encode()
                try:
                    self.send_response(reply.status)
                    for name, value in {"Content-Type": "application/json", **reply.headers}.items():
                        self.send_header(name, value)
                    self.send_header("Content-Length", str(len(body)))
                    self.end_headers()
                    self.wfile.write(body)
                except OSError:
                    return

            def log_message(self, *_: object) -> None:
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.url = f"http://127.0.0.1:{self.server.server_port}/v1"

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()

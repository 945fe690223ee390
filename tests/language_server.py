"""A small client of yaml-language-server: what an author sees in an editor, asked for over stdio."""

import json
import subprocess
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from queue import Empty, Queue
from threading import Thread
from typing import IO, Any, NamedTuple

PATIENCE = 60.0  # seconds: a cold start of Node on a busy machine
Message = dict[str, Any]


class Underlined(NamedTuple):
    """The words that the editor underlines, their line from 1, and what it says of them."""

    line: int
    words: str
    message: str


class LanguageServer:
    """A running server with one folder open; documents are opened as they are on disk, or as a text."""

    def __init__(
        self, process: "subprocess.Popen[bytes]", folder: Path, settings: Mapping[str, object]
    ) -> None:
        assert process.stdin is not None
        assert process.stdout is not None
        self._to, self._settings = process.stdin, settings
        self._numbers = count(1)
        self._texts: dict[str, str] = {}
        self._came: Queue[Message] = Queue()
        self._listener = Thread(target=self._listen, args=(process.stdout,), daemon=True)
        self._listener.start()
        workspace = [{"uri": folder.as_uri(), "name": folder.name}]
        capabilities = {"workspace": {"configuration": True, "workspaceFolders": True}}
        self._ask(
            "initialize",
            {
                "processId": None,
                "rootUri": folder.as_uri(),
                "workspaceFolders": workspace,
                "capabilities": capabilities,
            },
        )
        self._say("initialized", {})
        self._say("workspace/didChangeConfiguration", {"settings": settings})

    def underlined(self, file: Path, text: str | None = None) -> list[Underlined]:
        """Opens a document, and gives all that is underlined in it."""
        uri = file.as_uri()
        if self._texts.pop(uri, None) is not None:  # which takes away what was underlined, and says so
            self._say("textDocument/didClose", {"textDocument": {"uri": uri}})
            self._wait(lambda message: _is_about(message, uri))
        self._texts[uri] = file.read_text("utf-8") if text is None else text
        # The server remembers what it made of a version, after the document was closed as well.
        document = {"uri": uri, "languageId": "yaml", "version": next(self._numbers)}
        self._say("textDocument/didOpen", {"textDocument": {**document, "text": self._texts[uri]}})
        lines = [*self._texts[uri].split("\n"), ""]
        found = self._wait(lambda message: _is_about(message, uri))
        return sorted(
            Underlined(start["line"] + 1, lines[start["line"]][start["character"] : last], one["message"])
            for one in found["params"]["diagnostics"]
            for start, end in [(one["range"]["start"], one["range"]["end"])]
            for last in [end["character"] if end["line"] == start["line"] else None]
        )

    def offered(self, file: Path, behind: str) -> list[str]:
        """The words that are offered behind some words of an opened document."""
        answer = self._ask("textDocument/completion", self._at(file, behind))
        return [item["label"] for item in (answer["items"] if isinstance(answer, dict) else answer or [])]

    def shown(self, file: Path, on: str) -> str:
        """What is shown while the pointer rests on some words of an opened document."""
        answer = self._ask("textDocument/hover", self._at(file, on, 1))
        return str(answer["contents"]["value"]) if answer else ""

    def say_goodbye(self) -> None:
        """Lets the server end by itself."""
        self._ask("shutdown", {})
        self._say("exit", {})
        self._listener.join(PATIENCE)

    def _at(self, file: Path, words: str, back: int = 0) -> Message:
        text = self._texts[file.as_uri()]
        assert text.count(words) == 1, f"{words!r} stands there {text.count(words)} times"
        before = text[: text.index(words) + len(words) - back]
        place = {"line": before.count("\n"), "character": len(before) - before.rfind("\n") - 1}
        return {"textDocument": {"uri": file.as_uri()}, "position": place}

    def _ask(self, method: str, parameters: Mapping[str, object]) -> Any:  # noqa: ANN401 - any JSON
        number = next(self._numbers)
        self._send({"id": number, "method": method, "params": parameters})
        answer = self._wait(lambda message: message.get("id") == number and "method" not in message)
        assert "error" not in answer, answer
        return answer["result"]

    def _say(self, method: str, parameters: Mapping[str, object]) -> None:
        self._send({"method": method, "params": parameters})

    def _send(self, message: Message) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self._to.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self._to.flush()

    def _wait(self, is_wanted: Callable[[Message], bool]) -> Message:
        """The next message of a sort; what the server asks on the way is answered."""
        while True:
            try:
                message = self._came.get(timeout=PATIENCE)
            except Empty:
                raise AssertionError("the language server says nothing") from None
            if "method" in message and "id" in message:
                self._send({"id": message["id"], "result": self._answer(message)})
            elif is_wanted(message):
                return message

    def _answer(self, message: Message) -> object:
        if message["method"] != "workspace/configuration":
            return None
        return [self._settings.get(item["section"].strip("[]")) for item in message["params"]["items"]]

    def _listen(self, stream: IO[bytes]) -> None:
        while header := stream.readline():
            if header.startswith(b"Content-Length:"):
                length = int(header.partition(b":")[2])
                while stream.readline().strip():
                    pass
                self._came.put(json.loads(stream.read(length)))


def _is_about(message: Message, uri: str) -> bool:
    """Whether a message says what is wrong in a document."""
    is_said = message.get("method") == "textDocument/publishDiagnostics"
    return is_said and bool(message["params"]["uri"] == uri)


@contextmanager
def language_server(program: str, folder: Path, settings: Mapping[str, object]) -> Iterator[LanguageServer]:
    """A server that has a folder open, with the settings of an editor by their sections."""
    command = [program, "--stdio"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=folder) as process:
        try:
            server = LanguageServer(process, folder, settings)
            yield server
            server.say_goodbye()
        finally:
            process.kill()

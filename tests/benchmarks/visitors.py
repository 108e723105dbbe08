"""A visitor without a browser: speaks Streamlit's own protocol, so that many fit on one machine.

``python tests/benchmarks/visitors.py URL --places ID…`` lets some of them do what people do and prints
how long they waited; it ends with status 1 where a page failed or no server answers.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import threading
import time
from urllib.parse import urlencode

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import WebSocketException
from websockets.sync.client import ClientConnection, connect

WORDS = ("hafen", "nachricht", "gestern", "rakete", "zug")
KINDS = ("country", "region", "city", "water", "terrain", "site")


class Visitor:
    """A session that chooses places, searches, filters and opens pages.

    Attributes
    ----------
    times : list of float
        Seconds from each step to the end of the run that answers it.
    errors : int
        Exceptions and errors on the page, answers that did not come, connections that were refused.
    """

    def __init__(
        self, url: str, places: tuple[str, ...] = (), seed: int = 0, words: tuple[str, ...] = WORDS
    ) -> None:
        self.address = url.replace("http://", "ws://") + "_stcore/stream"
        self.times: list[float] = []
        self.errors = 0
        self._places = places
        self._words = words
        self._chance = random.Random(seed)

    def run(self, steps: int, pause: float = 1.0) -> None:
        """Open the map and take so many steps, with about so many seconds between two of them.

        From half to one and a half times as many: people who came at once do not go on in step.
        """
        try:
            with connect(self.address, subprotocols=["streamlit"], max_size=None, open_timeout=60) as channel:
                self._look(channel, {}, "")
                for _ in range(steps):
                    time.sleep(pause * self._chance.uniform(0.5, 1.5))
                    began = time.perf_counter()
                    self._look(channel, *self._step())
                    self.times.append(time.perf_counter() - began)
        except (OSError, WebSocketException):  # nobody answers, or not to the end
            self.errors += 1

    def _step(self) -> tuple[dict[str, str], str]:
        """Decide what to do next: the address that follows, and its page."""
        chance = self._chance
        query: dict[str, str] = {}
        if self._places and chance.random() < 0.5:
            query["place"] = chance.choice(self._places)
        if self._words and chance.random() < 0.3:
            query["q"] = chance.choice(self._words)
        if chance.random() < 0.3:
            query["kinds"] = ",".join(chance.sample(KINDS, 3))
        if chance.random() < 0.2:
            query["undated"] = "0"
        return query, chance.choices(("", "places", "articles"), (6, 2, 2))[0]

    def _look(self, channel: ClientConnection, query: dict[str, str], page: str) -> None:
        message = BackMsg()
        message.rerun_script.query_string = urlencode(query)
        message.rerun_script.page_name = page
        channel.send(message.SerializeToString())
        try:
            self._read_to_the_end(channel)
        except TimeoutError:
            self.errors += 1

    def _read_to_the_end(self, channel: ClientConnection) -> None:
        while True:
            answer = ForwardMsg()
            answer.ParseFromString(channel.recv(timeout=60))
            element = answer.delta.new_element
            if element.HasField("exception") or (
                element.HasField("alert") and element.alert.format == element.alert.ERROR
            ):
                self.errors += 1
            if (
                answer.WhichOneof("type") == "script_finished"
                and answer.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN
            ):
                return


def visit(
    url: str,
    number: int,
    steps: int,
    pause: float,
    places: tuple[str, ...],
    words: tuple[str, ...] = WORDS,
) -> list[Visitor]:
    """Let visitors come at once, and wait until all have gone."""
    visitors = [Visitor(url, places, seed, words) for seed in range(number)]
    threads = [threading.Thread(target=visitor.run, args=(steps, pause)) for visitor in visitors]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return visitors


def main() -> int:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("url", help="of a running dashboard, with a slash at its end")
    options.add_argument("--visitors", type=int, default=20)
    options.add_argument("--steps", type=int, default=10)
    options.add_argument("--pause", type=float, default=5.0, help="seconds between two steps, on average (5)")
    options.add_argument("--places", nargs="*", default=(), help="ids of places to choose")
    asked = options.parse_args()
    visitors = visit(asked.url, asked.visitors, asked.steps, asked.pause, tuple(asked.places))
    times = [seconds for visitor in visitors for seconds in visitor.times]
    errors = sum(visitor.errors for visitor in visitors)
    if len(times) > 1:
        late = statistics.quantiles(times, n=20)[18]
        print(f"{len(times)} steps, median {statistics.median(times):.2f} s, 95th percentile {late:.2f} s")
    print(f"{errors} errors")
    return 1 if errors or not times else 0


if __name__ == "__main__":
    sys.exit(main())

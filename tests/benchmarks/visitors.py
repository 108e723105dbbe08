"""A visitor without a browser: speaks Streamlit's own protocol, so that twenty fit on one machine."""

from __future__ import annotations

import time

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect


class Visitor:
    """A session that ticks and unticks the box for undated articles.

    Attributes
    ----------
    times : list of float
        Seconds from each change to the end of the run that answers it.
    errors : int
        Exceptions on the page, and answers that did not come.
    """

    def __init__(self, url: str) -> None:
        self.address = url.replace("http://", "ws://") + "_stcore/stream"
        self.times: list[float] = []
        self.errors = 0
        self._box = ""

    def run(self, changes: int) -> None:
        """Open the page and change the filter so many times, a second between two changes."""
        with connect(self.address, subprotocols=["streamlit"], max_size=None) as socket:
            self._rerun(socket, ticked=None)
            for change in range(changes):
                time.sleep(1)
                began = time.perf_counter()
                self._rerun(socket, ticked=bool(change % 2))
                self.times.append(time.perf_counter() - began)

    def _rerun(self, socket: ClientConnection, *, ticked: bool | None) -> None:
        message = BackMsg()
        message.rerun_script.query_string = ""
        if ticked is not None:
            state = message.rerun_script.widget_states.widgets.add()
            state.id = self._box
            state.bool_value = ticked
        socket.send(message.SerializeToString())
        try:
            self._read_to_the_end(socket)
        except TimeoutError:
            self.errors += 1

    def _read_to_the_end(self, socket: ClientConnection) -> None:
        while True:
            answer = ForwardMsg()
            answer.ParseFromString(socket.recv(timeout=60))
            element = answer.delta.new_element
            if element.HasField("exception"):
                self.errors += 1
            if element.HasField("checkbox") and element.checkbox.id.endswith("undated"):
                self._box = element.checkbox.id
            if answer.WhichOneof("type") == "script_finished":
                return

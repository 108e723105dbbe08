"""Measure how soon the first map is painted: ``python tests/benchmarks/first_map.py``.

From the start of the server: the dashboard on the sample, and a plain streamlit-folium page with one GeoJson
of the same places, by turns in one run, each in a browser with an empty profile.
"""

from __future__ import annotations

import argparse
import functools
import http.server
import json
import statistics
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from chromium import unwatched_browser
from sample_speed import ROOT, print_table, server, wait_for_answer
from tables import write_table

from places import sample
from places.dataset import open_dataset
from places.maps import LEAFLET
from places.query import select_places
from places.selection import Selection

PLAIN = Path(__file__).with_name("geojson_page.py")


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--pairs", type=int, default=7, help="how often both are started (7)")
    options.add_argument(
        "--write", type=Path, metavar="PAGE", help="put the table into this page of the docs"
    )
    asked = options.parse_args()
    pairs = asked.pairs
    with tempfile.TemporaryDirectory() as folder, leaflet_server() as leaflet:
        places = Path(folder) / "places.geojson"
        write_places(places)
        ours, plain = [], []
        for pair in range(-1, pairs):  # the first pair warms the machine's caches
            measured = [
                seconds_to_first_map(ROOT / "dashboard.py", str(sample.DATASET)),
                seconds_to_first_map(PLAIN, str(places), leaflet),
            ]
            if pair >= 0:
                ours.append(measured[0])
                plain.append(measured[1])
    ratios = [a / b for a, b in zip(ours, plain, strict=True)]
    rows = [
        ("dashboard, start to first painted map", f"{statistics.median(ours):.2f} s", spread(ours)),
        ("plain page with one GeoJson", f"{statistics.median(plain):.2f} s", spread(plain)),
        ("ratio of a pair", f"{statistics.median(ratios):.2f}", f"{spread(ratios)}; aim 1.4"),
    ]
    print_table(rows)
    if asked.write:
        write_table(asked.write, "first map", [("what", "measured", "spread"), *rows])


def spread(values: list[float]) -> str:
    """Say how far measurements lie apart."""
    return f"median of {len(values)}; {min(values):.2f} to {max(values):.2f}"


def seconds_to_first_map(script: Path, *arguments: str) -> float:
    """Start a server, open its page as soon as it answers, and time the painted map from that start."""
    with unwatched_browser() as browser, server(script, *arguments) as (url, _, started):
        wait_for_answer(url)
        browser.open(url)
        return browser.places_painted() - started


def write_places(file: Path) -> None:
    """Write the places of the sample as GeoJSON."""
    features = [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [place.longitude, place.latitude]},
            "properties": {"name": place.name, "mentions": mentions},
        }
        for place, mentions, _, _ in select_places(open_dataset(sample.DATASET), Selection())
    ]
    file.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def leaflet_server() -> Iterator[str]:
    """Serve Leaflet to the plain page, as its usual host would on a very near network."""
    handler = functools.partial(_Quiet, directory=str(LEAFLET))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as host:
        threading.Thread(target=host.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{host.server_port}"
        host.shutdown()


if __name__ == "__main__":
    main()

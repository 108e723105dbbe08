"""French: nothing but its words."""

from __future__ import annotations

from places.geoparsing.languages.language import load

LANGUAGE = load("fr", compounds_count=True, conjunctions=frozenset([" et ", ", ", " ou "]))

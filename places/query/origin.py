"""What a dataset tells of where it comes from; its manifest may have been written by another program."""

from __future__ import annotations

from collections.abc import Mapping

from places.dataset import Dataset


def credits_of(dataset: Dataset) -> tuple[str, ...]:
    """List whose data are in a dataset, under which licence, one line each."""
    told = dataset.manifest.get("credits")
    if isinstance(told, Mapping):
        told = list(told.values())
    lines = told if isinstance(told, list) else [told]
    return tuple(line for line in lines if isinstance(line, str) and line)


def versions_of(dataset: Dataset) -> dict[str, str]:
    """Give the versions of the gazetteer's sources with which a dataset was built, by their names."""
    told = dataset.manifest.get("versions")
    return {name: str(version) for name, version in told.items()} if isinstance(told, Mapping) else {}

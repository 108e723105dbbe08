from __future__ import annotations

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def _named(requirement: str) -> str:
    return re.split(r"[ <>=;\[]", requirement, maxsplit=1)[0]


def test_every_library_is_credited_with_its_licence() -> None:
    credited = (ROOT / "docs" / "credits.md").read_text(encoding="utf-8").casefold()
    wanted = [*PROJECT["project"]["dependencies"], *PROJECT["project"]["optional-dependencies"]["files"]]
    assert [one for one in map(_named, wanted) if one.casefold() not in credited] == []


def test_the_readme_is_read_in_five_minutes() -> None:
    assert (ROOT / "README.md").stat().st_size <= 5_000


def test_every_page_that_the_readme_and_the_docs_link_to_is_there() -> None:
    missing = []
    for page in (ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").glob("*.md")):
        for target in re.findall(r"\]\((?!https?://|#)([^)#]+)", page.read_text(encoding="utf-8")):
            if not (page.parent / target).exists():
                missing.append(f"{page.name}: {target}")
    assert missing == []


def test_a_hosted_instance_gets_every_library_pinned() -> None:
    pinned = (ROOT / "requirements.txt").read_text(encoding="utf-8").casefold().replace("_", "-")
    wanted = [*PROJECT["project"]["dependencies"], *PROJECT["project"]["optional-dependencies"]["files"]]
    lacking = [one for one in map(_named, wanted) if f"\n{one.casefold()}==" not in f"\n{pinned}"]
    assert lacking == []


def test_the_rooms_are_listed_in_the_order_that_is_checked() -> None:
    contract = PROJECT["tool"]["importlinter"]["contracts"][0]
    checked = [room.strip() for layer in reversed(contract["layers"]) for room in layer.split(":")]
    listed = re.findall(r"^\| `places/(\w+)(?:/|\.py)`", (ROOT / "CONTRIBUTING.md").read_text("utf-8"), re.M)
    assert sorted(listed) == sorted(checked)
    assert all(abs(listed.index(room) - checked.index(room)) <= 1 for room in checked), (
        "one of two rooms on a floor may come first"
    )


def test_the_linters_know_every_room() -> None:
    contract = PROJECT["tool"]["importlinter"]["contracts"][0]
    checked = {room.strip() for layer in contract["layers"] for room in layer.split(":")}
    rooms = {
        path.stem
        for path in (ROOT / "places").iterdir()
        if (path.is_dir() and any(path.glob("*.py"))) or (path.suffix == ".py" and path.stem[0] != "_")
    }
    assert rooms == checked

"""Compile the modules that a build spends its time in, where there is a C compiler.

mypyc makes C of typed Python as it stands, so that the code is the same either way. Where it cannot,
the package is installed as it is, and takes a third longer for each article. An editable
installation is never compiled: what is edited there is to be what runs.
"""

from __future__ import annotations

from contextlib import chdir
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

_MODULES: Final = (
    "places/geoparsing/__init__.py",
    "places/geoparsing/excerpts.py",
    "places/geoparsing/languages/language.py",
    "places/geoparsing/recognise.py",
    "places/geoparsing/resolve.py",
    "places/reading/articles.py",
    "places/reading/json_lines.py",
    "places/reading/record.py",
    "places/reading/titles.py",
)
_CHECKING: Final = (
    "--config-file=",
    "--no-site-packages",  # of other packages nothing is known here, whichever are installed
    "--ignore-missing-imports",
    "--follow-imports=silent",
)


class CompileHook(BuildHookInterface):
    """Adds the compiled modules to a wheel, beside their sources."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile, unless the installation is editable; whatever fails, the wheel is made."""
        if version == "editable":
            return
        self._work = TemporaryDirectory()
        try:
            compiled = _compile(Path(self.root), Path(self._work.name))
        except (Exception, SystemExit) as error:  # mypyc ends the program where it fails
            self.app.display_warning(f"places is installed without being compiled, so it is slower: {error}")
            return
        build_data["force_include"].update(compiled)
        build_data["pure_python"] = False
        build_data["infer_tag"] = True

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002
        """Clear up, once the wheel is made."""
        if version != "editable":
            self._work.cleanup()


def _compile(root: Path, work: Path) -> dict[str, str]:
    """Compile the modules; return where each result lies, and what it is called in the wheel."""
    from mypyc.build import mypycify
    from setuptools import Distribution
    from setuptools.command.build_ext import build_ext

    with chdir(root):
        extensions = mypycify(
            [*_CHECKING, f"--cache-dir={work / 'cache'}", *_MODULES],
            group_name="places",
            target_dir=str(work / "c"),
            opt_level="1",  # higher ones take longer and gain nothing that was measured
            debug_level="0",
        )
        command = build_ext(Distribution({"name": "places", "ext_modules": extensions}))
        command.build_lib = str(work / "lib")
        command.build_temp = str(work / "temp")
        command.ensure_finalized()
        command.run()
    results = [path for path in (work / "lib").rglob("*") if path.is_file()]
    return {str(path): path.relative_to(work / "lib").as_posix() for path in results}

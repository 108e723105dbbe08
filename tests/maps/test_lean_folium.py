import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module

import pytest

from places.maps.lean_folium import out_of_sight


@pytest.fixture
def newcomer(tmp_path, monkeypatch):
    (tmp_path / "newcomer_of_a_test.py").write_text("here = True\n")
    monkeypatch.syspath_prepend(tmp_path)
    yield "newcomer_of_a_test"
    sys.modules.pop("newcomer_of_a_test", None)


def test_a_module_out_of_sight_is_as_if_it_were_not_installed_and_is_there_again_afterwards(newcomer):
    with out_of_sight(newcomer), pytest.raises(ImportError, match=newcomer):
        import_module(newcomer)
    assert import_module(newcomer).here


def test_another_thread_imports_the_module_meanwhile(newcomer):
    with ThreadPoolExecutor(1) as other, out_of_sight(newcomer):
        assert other.submit(import_module, newcomer).result().here


def test_a_module_comes_into_sight_again_after_an_error(newcomer):
    with pytest.raises(ZeroDivisionError), out_of_sight(newcomer):
        raise ZeroDivisionError
    assert import_module(newcomer).here


FOLIUM = """
import sys
from places.maps.lean_folium import folium
without = "pandas" not in sys.modules
import pandas
page = folium.Map((47.66, 9.18)).get_root().render()
print(without, pandas.DataFrame({"a": [1]}).shape, "L.map(" in page)
"""


def test_folium_comes_without_pandas_and_pandas_can_still_be_had():
    told = subprocess.run([sys.executable, "-c", FOLIUM], capture_output=True, text=True, check=True).stdout
    assert told.strip() == "True (1, 1) True"

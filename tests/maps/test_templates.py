"""Templates that are compiled when they are used."""

import subprocess
import sys

import pytest
from jinja2 import Environment, Template, TemplateSyntaxError, UndefinedError

from places.maps.templates import compiled_when_used

SOURCE = "{% macro greet(name) %}Guten Tag, {{ name }}!{% endmacro %}{{ greet(who) }}"


class Louder(Template):
    """A template of a class of its own, as folium has."""


@pytest.mark.parametrize("made_by", [Template, Louder, Environment(autoescape=True).from_string])
def test_a_template_that_is_compiled_late_is_what_it_would_have_been(made_by):
    now = made_by(SOURCE)
    with compiled_when_used():
        later = made_by(SOURCE)
    assert isinstance(later, type(now))
    assert later.render(who="<Vilnius>") == now.render(who="<Vilnius>")
    assert later.module.greet("Riga") == now.module.greet("Riga") == "Guten Tag, Riga!"


def test_what_is_wrong_with_a_template_is_said_when_it_is_used():
    with compiled_when_used():
        broken = Template("{% macro %}")
        stern = Template("{{ nobody.name }}")
    with pytest.raises(TemplateSyntaxError):
        broken.render()
    with pytest.raises(UndefinedError):
        stern.render()
    with pytest.raises(AttributeError, match="no_such_thing"):
        _ = stern.no_such_thing


def test_templates_are_compiled_at_once_again_afterwards():
    with pytest.raises(ZeroDivisionError), compiled_when_used():
        raise ZeroDivisionError
    with pytest.raises(TemplateSyntaxError):
        Template("{% macro %}")


FOLIUM = """
from jinja2 import Environment
from places.maps.templates import compiled_when_used

compiled = []
compile_one = Environment.compile
Environment.compile = lambda self, source, *rest: compiled.append(source) or compile_one(self, source, *rest)
with compiled_when_used():
    import folium.plugins
at_once = len(compiled)
world = folium.Map((47.66, 9.18))
folium.Marker((47.5, 9.75), tooltip="Bregenz").add_to(world)
folium.plugins.MiniMap().add_to(world)
page = world.get_root().render()
drawn = "L.map(" in page, "Bregenz" in page, "L.Control.MiniMap" in page
print(at_once < 5, at_once < len(compiled) < 40, *drawn)
"""


def test_folium_compiles_only_what_a_map_is_drawn_with():
    told = subprocess.run([sys.executable, "-c", FOLIUM], capture_output=True, text=True, check=True).stdout
    assert told.split() == ["True"] * 5

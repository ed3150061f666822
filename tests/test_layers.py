"""Modules import only from the layers below their own; neighbors in a layer do not know each other.

Imports inside functions count too: a lazy import is still a dependency.
"""

import ast
from graphlib import TopologicalSorter
from importlib.util import resolve_name
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent / "pipeline"
LAYERS = [
    {"version", "errors"},
    {"model", "files", "display", "supervise"},
    {"normalize"},
    {"config"},
    {"extract", "split", "emit"},
    {"convert", "duplicates", "pictures"},
    {"archive"},
    {"ingest"},
    {"browse"},
    {"cli", ""},
    {"__main__"},
]
RANK = {name: rank for rank, names in enumerate(LAYERS) for name in names}


def layer(module):
    """The part of `pipeline` that a module belongs to; "" is the package itself."""
    return module.partition(".")[2].partition(".")[0]


def imports(path):
    package = ".".join(path.relative_to(ROOT.parent).parent.parts)
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom):
            module = resolve_name("." * node.level + (node.module or ""), package)
            yield from (f"{module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


@pytest.mark.parametrize("path", sorted(ROOT.rglob("*.py")), ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_point_down(path):
    mine = path.relative_to(ROOT).with_suffix("").parts[0].removesuffix("__init__")
    for module in imports(path):
        if module.partition(".")[0] == "pipeline":
            theirs = layer(module)
            assert mine == theirs or RANK[theirs] < RANK[mine], f"{mine or 'pipeline'} imports {module}"


def test_every_part_of_the_package_has_a_layer():
    parts = {path.stem for path in ROOT.iterdir() if path.suffix == ".py" or (path / "__init__.py").is_file()}
    assert {part.removesuffix("__init__") for part in parts} <= set(RANK)


def module_of(path):
    """The name of a module by its file."""
    return ".".join(path.relative_to(ROOT.parent).with_suffix("").parts).removesuffix(".__init__")


def test_no_modules_import_each_other_in_a_circle():
    modules = {module_of(path): path for path in ROOT.rglob("*.py")}
    needs = {
        name: {
            # "from package import name" needs the module that defines the name, if it is none itself
            target if target in modules else target.rpartition(".")[0]
            for target in imports(path)
        }
        & modules.keys() - {name}
        for name, path in modules.items()
    }
    TopologicalSorter(needs).prepare()  # CycleError names the circle

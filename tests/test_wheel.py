"""The wheel, in an empty environment and from another directory, is the whole program.

A library that only the development tools bring, or a file that the wheel leaves out, shows nowhere else.
"""

import json
import os
import subprocess
import sys
import venv
from pathlib import Path

import pytest

from tests.conftest import ROOT


def run(*command, **options):
    clean = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    done = subprocess.run(
        [str(part) for part in command], capture_output=True, text=True, env=clean, **options
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture
def wheel(request, tmp_path):
    """The wheel given by --wheel, or a fresh one."""
    if given := request.config.getoption("--wheel"):
        return given.absolute()
    run(sys.executable, "-m", "build", "--wheel", "--outdir", tmp_path / "dist", ROOT)
    [built] = (tmp_path / "dist").glob("*.whl")
    return built


def test_the_wheel_converts_a_file_without_the_development_tools(wheel, tmp_path, sample):
    venv.create(tmp_path / "venv")
    python = tmp_path / "venv" / "bin" / "python"
    run(sys.executable, "-m", "pip", "--python", python, "install", "--quiet", "--no-compile", wheel)
    baygan = python.with_name("baygan")
    away = tmp_path / "away"
    away.mkdir()
    assert run(baygan, "--version", cwd=away).startswith("baygan 0.")
    for name in ("word-fa-saffron", "html-modern-mixed-ai"):
        path = sample(name)
        record = json.loads(run(baygan, "convert", path, cwd=away))
        expected = json.loads((path.parent / "expected.json").read_text("utf-8"))
        assert record["body"] == expected["body"]
        assert record["conversion"]["profile"] == "afgazad"
    assert "pip install 'baygan[cluster]' brings it" in run(baygan, "doctor", cwd=away)
    run(baygan, "ingest", path.parent, "archive", "--include", "*.html", cwd=away)
    assert run(baygan, "search", "archive", "--count", cwd=away) == "1\n"
    package = Path(run(python, "-c", "import pipeline; print(pipeline.__file__)", cwd=away).strip()).parent
    assert package.is_relative_to(tmp_path)
    assert {
        "py.typed",
        "emit/article.schema.json",
        "config/default.toml",
        "browse/templates/base.html",
        "browse/static/browse.css",
    } <= {str(path.relative_to(package)) for path in package.rglob("*")}

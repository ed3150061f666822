"""The units in the documentation can be used as they are."""

import configparser
import shlex

import click
import pytest

from pipeline.cli import cli
from tests.conftest import ROOT

UNITS = sorted((ROOT / "docs" / "systemd").iterdir())


def parsed(path):
    unit = configparser.ConfigParser(strict=True, interpolation=None)
    unit.optionxform = str
    unit.read_string(path.read_text("utf-8"))
    return unit


def test_there_are_a_timer_and_services():
    assert [path.name for path in UNITS] == ["baygan-watch.service", "baygan.service", "baygan.timer"]


@pytest.mark.parametrize("path", UNITS[:2], ids=lambda path: path.name)
def test_a_service_runs_a_command_that_there_is_bounded_and_hardened(path):
    service = parsed(path)["Service"]
    program, *arguments = shlex.split(service["ExecStart"])
    assert program.endswith("/baygan")
    command = cli.get_command(click.Context(cli), arguments[0])
    command.make_context(arguments[0], arguments[1:])
    assert {"MemoryMax", "User", "ProtectSystem", "NoNewPrivileges", "PrivateNetwork"} <= set(service)


def test_the_timer_has_its_service():
    timer = parsed(UNITS[2])
    assert {"OnCalendar", "Persistent"} <= set(timer["Timer"])
    assert UNITS[2].with_suffix(".service").exists()

import tomllib
from pathlib import Path

from msgspec.structs import asdict

from pipeline.normalize import NormalizeSettings

DEFAULTS = Path(__file__).parent.parent.parent / "config" / "default.toml"


def test_the_settings_file_names_every_key_with_its_default():
    assert tomllib.loads(DEFAULTS.read_text("utf-8"))["normalize"] == asdict(NormalizeSettings())

"""`baygan browse`: an archive in the browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from pipeline.cli._archive import to_read
from pipeline.cli._console import complain
from pipeline.cli._options import PATH, config_option

if TYPE_CHECKING:
    from pathlib import Path

PORT = 8642


@click.command(name="browse")
@click.argument("archive")
@click.option(
    "--port",
    default=PORT,
    show_default=True,
    type=click.IntRange(0, 65535),
    metavar="N",
    help="Port to listen on; 0: any.",
)
@click.option("--open", "show", is_flag=True, help="Open the page in your browser.")
@click.option(
    "--edit", is_flag=True, help="Allow decisions on doubtful articles; without it nothing can be changed."
)
@click.option(
    "--as", "editor", metavar="NAME", help="Who decides, as the decisions say; your login unless told."
)
@click.option("--sources", metavar="DIR", type=PATH, help="Where ingest --move moved the sources.")
@config_option
def command(
    archive: str,
    port: int,
    show: bool,
    edit: bool,
    editor: str | None,
    sources: Path | None,
    directory: Path | None,
) -> int:
    """Show ARCHIVE in the browser: search it, read each article beside its source, settle what is doubtful.

    The page is served to this machine alone until Ctrl-C. Needs the extra: pip install 'baygan[browse]'.
    """
    import getpass

    from pipeline.archive.store import is_remote
    from pipeline.errors import ConfigError

    if edit and is_remote(archive):
        raise click.UsageError("--edit needs an archive that is a directory.")

    try:
        from pipeline.browse.serving import serving
    except ModuleNotFoundError as error:
        raise ConfigError(f"{error.name} is not installed; pip install 'baygan[browse]' brings it") from error
    place = to_read(archive)
    name = (editor or getpass.getuser()) if edit else ""
    with serving(place, port=port, editor=name, config=directory, sources=sources) as (address, server):
        complain(f"{archive}: {address} (Ctrl-C ends it)")
        if show:
            click.launch(address)
        server.run()
    return 0

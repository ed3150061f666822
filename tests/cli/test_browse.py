"""`baygan browse`: what it says before it serves."""


def test_a_directory_without_an_archive_is_told_how_to_get_one(baygan, tmp_path):
    code, out, err = baygan("browse", tmp_path)
    assert (code, out) == (4, "")
    assert "baygan ingest makes an archive" in err

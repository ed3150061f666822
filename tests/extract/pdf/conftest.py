import pytest

from tests.extract.pdf.build import Book


@pytest.fixture
def book():
    return Book()

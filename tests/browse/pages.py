"""A page of the application as a browser would take it."""

from html.parser import HTMLParser


class Page(HTMLParser):
    """Start tags with their attributes, and the text."""

    def __init__(self, response):
        super().__init__()
        self.status = response.status_code
        self.tags, self.text = [], ""
        self.feed(response.get_data(as_text=True))
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.text += data

    def all(self, tag):
        return [attributes for name, attributes in self.tags if name == tag]

    @property
    def articles(self):
        """The digests of the articles that the page links to, each once."""
        found = (link.get("href", "").partition("/article/")[2].partition("?")[0] for link in self.all("a"))
        return list(dict.fromkeys(digest for digest in found if len(digest) == 64))

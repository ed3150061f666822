"""Search over an archive: words in any spelling, filters, snippets of the text as it is printed.

`query` is what is asked, `terms` what its words can look like in the index, `filters` the rest of it as SQL, `finding` the
answer, `snippets` the places in the texts, `facets` how many documents a further filter would leave.
"""

from pipeline.archive.search.facets import Facet, facets
from pipeline.archive.search.finding import Hit, Hits, search
from pipeline.archive.search.query import Query, QueryError
from pipeline.archive.search.snippets import Marker, Snippet

__all__ = ["Facet", "Hit", "Hits", "Marker", "Query", "QueryError", "Snippet", "facets", "search"]

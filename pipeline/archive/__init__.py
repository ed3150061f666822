"""An archive: the articles that were made, what is known of each source, and what people decided.

`local` and `remote` write it into a directory or an object store, each article as files (`layout`) or many in `shards`;
`catalogue` remembers, `reindex` makes the catalogue anew from the files, `reader`, `search` and `export` read it. Nothing here
knows how an article comes to be; that is `pipeline.ingest`.
"""

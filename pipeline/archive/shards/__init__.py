"""Many articles in one file, for archives of millions: JSON Lines or Parquet, compressed with Zstandard.

    ARCHIVE/shards/00000012-3fa9c1d20b7e.jsonl.zst       up to 1,000 articles, each a row: name, record, Markdown
    ARCHIVE/shards/00000012-3fa9c1d20b7e.jsonl.zst.json  its index: which article is where in it, made of which source

A shard is written once and never changed; an article that is made again stands in a later one, which counts. A shard
without its index is not finished. `packing` writes them, `lines` and `columns` are the two forms, `index` says what
is where.
"""

"""Tables as people publish them to typed rows: CSV, workbooks, JSON, Parquet, and SQL over them."""

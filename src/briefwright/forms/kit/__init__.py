"""What several forms share: fitted texts, tables, labels, the parts of charts."""

"""From a document to a draft: formats, tables, phrases, implementers, checks."""

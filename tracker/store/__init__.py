"""The record: tables, connections, queries, the audit chain and the migrations."""

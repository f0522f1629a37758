# SPDX-License-Identifier: Apache-2.0
"""How does the desk stand on PostgreSQL? As it does on SQLite: one writer at a time, no character refused, a replica to read from."""

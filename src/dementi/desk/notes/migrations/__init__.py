# SPDX-License-Identifier: Apache-2.0
"""How the tables of notes came to their present form."""

# SPDX-License-Identifier: Apache-2.0
"""The steps that brought the tables of matters to their present form."""

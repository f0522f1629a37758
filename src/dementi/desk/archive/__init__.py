# SPDX-License-Identifier: Apache-2.0
"""The whole desk in one file that any tool can read, and a desk made of it again: see docs/archive.md."""

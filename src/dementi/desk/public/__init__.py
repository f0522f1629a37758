# SPDX-License-Identifier: Apache-2.0
"""The public site, beside the desk: excerpts with links to the source, readable without a login where the setting opens it."""

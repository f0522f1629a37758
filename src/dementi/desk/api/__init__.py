# SPDX-License-Identifier: Apache-2.0
"""The desk for programs: under /api/v1/ the same record, the same search and the same deeds as on its pages."""

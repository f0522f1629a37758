# SPDX-License-Identifier: Apache-2.0
"""The doors that stand in modules of their own: proofs, batch."""

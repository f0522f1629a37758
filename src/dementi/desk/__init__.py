# SPDX-License-Identifier: Apache-2.0
"""The desk: a Django project over one folder of data."""

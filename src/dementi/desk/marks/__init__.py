# SPDX-License-Identifier: Apache-2.0
"""What people say of what the machine found: kept, set aside, another speaker, a statement that it missed. Beside it, never over it."""

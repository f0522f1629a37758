# SPDX-License-Identifier: Apache-2.0
"""How is the manual set? Sphinx on the Markdown of docs/, in one language at a time; see quality/manual.py."""

import os

LANGUAGE = os.environ.get("MANUAL_LANGUAGE", "en")
NAMES = {"en": "English", "fr": "Français"}
TITLES = {"en": "Démenti, the manual", "fr": "Démenti, le manuel"}

project = "Démenti"
copyright = "Démenti"  # noqa: A001 (Sphinx's own name)
language = LANGUAGE
extensions = ["myst_parser"]
source_suffix = {".md": "markdown"}
root_doc = "index"
myst_heading_anchors = 4
myst_enable_extensions = ["colon_fence"]

html_theme = "furo"
html_title = TITLES[LANGUAGE]
templates_path = ["_templates"]
html_static_path = ["_static"]
html_css_files = ["manual.css"]
html_copy_source = False
html_show_copyright = False
html_context = {"others": [(code, NAMES[code]) for code in NAMES if code != LANGUAGE]}
html_sidebars = {
    "**": [
        "sidebar/brand.html",
        "sidebar/languages.html",
        "sidebar/search.html",
        "sidebar/scroll-start.html",
        "sidebar/navigation.html",
        "sidebar/scroll-end.html",
    ]
}
html_theme_options = {
    "light_css_variables": {"color-brand-primary": "#1b4b86", "color-brand-content": "#1b4b86"},
    "dark_css_variables": {"color-brand-primary": "#9dc3f2", "color-brand-content": "#9dc3f2"},
}

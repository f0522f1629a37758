# SPDX-License-Identifier: Apache-2.0
"""Where is each page? One flat table."""

from __future__ import annotations

from django.urls import path

from dementi.desk.pages import add, article, examples, language, latest, people, person, search

urlpatterns = [
    path("", latest.latest, name="latest"),
    path("depeches/<str:dispatch>", article.article, name="article"),
    path("rechercher", search.search, name="search"),
    path("personnes", people.people, name="people"),
    path("personnes/<str:speaker>", person.person, name="person"),
    path("ajouter", add.add, name="add"),
    path("exemples/retirer", examples.remove, name="remove-examples"),
    path("langue", language.choose, name="language"),
]

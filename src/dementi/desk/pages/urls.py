# SPDX-License-Identifier: Apache-2.0
"""Where is each page? One flat table."""

from __future__ import annotations

from django.urls import path

from dementi.desk.pages import (
    add,
    article,
    examples,
    exporting,
    language,
    latest,
    live,
    people,
    person,
    search,
    statement,
    syndication,
)

urlpatterns = [
    path("", latest.latest, name="latest"),
    path("depeches/<str:dispatch>", article.article, name="article"),
    path("depeches/<str:dispatch>/texte", statement.text, name="text"),
    path("depeches/<str:dispatch>/declarations/<str:statement>", statement.statement, name="statement"),
    path("depeches/<str:dispatch>/declarations/<str:statement>/<str:form>", statement.cite, name="cite"),
    path("rechercher", search.search, name="search"),
    path("rechercher/export.<str:form>", exporting.export, name="search-export"),
    path("rechercher/flux.<str:form>", syndication.searched, name="search-feed"),
    path("direct", live.live, name="live"),
    path("flux.<str:form>", syndication.latest, name="feed"),
    path("personnes", people.people, name="people"),
    path("personnes/<str:speaker>", person.person, name="person"),
    path("ajouter", add.add, name="add"),
    path("exemples/retirer", examples.remove, name="remove-examples"),
    path("langue", language.choose, name="language"),
]

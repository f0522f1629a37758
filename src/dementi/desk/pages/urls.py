# SPDX-License-Identifier: Apache-2.0
"""Where is each page? One flat table."""

from __future__ import annotations

from django.urls import path

from dementi.desk.pages import (
    add,
    article,
    contested,
    examples,
    exporting,
    language,
    latest,
    live,
    marking,
    people,
    person,
    search,
    series,
    sources,
    statement,
    story,
    syndication,
    versions,
)

urlpatterns = [
    path("", latest.latest, name="latest"),
    path("depeches/<str:dispatch>", article.article, name="article"),
    path("depeches/<str:dispatch>/texte", statement.text, name="text"),
    path("depeches/<str:dispatch>/versions", versions.versions, name="versions"),
    path("depeches/<str:dispatch>/declarations", marking.add_statement, name="add-statement"),
    path("depeches/<str:dispatch>/declarations/<str:statement>/marque", marking.mark, name="mark"),
    path("marques/<int:number>/annuler", marking.undo, name="undo-mark"),
    path("depeches/<str:dispatch>/declarations/<str:statement>", statement.statement, name="statement"),
    path("depeches/<str:dispatch>/declarations/<str:statement>/<str:form>", statement.cite, name="cite"),
    path("rechercher", search.search, name="search"),
    path("rechercher/export.<str:form>", exporting.export, name="search-export"),
    path("rechercher/flux.<str:form>", syndication.searched, name="search-feed"),
    path("direct", live.live, name="live"),
    path("flux.<str:form>", syndication.latest, name="feed"),
    path("face-a-face", contested.contested, name="stories"),
    path("face-a-face/<str:story>", story.story, name="story"),
    path("face-a-face/<str:story>/chiffres/<int:place>", series.series, name="series"),
    path("chiffres", series.all_series, name="all-series"),
    path("personnes", people.people, name="people"),
    path("personnes/<str:speaker>", person.person, name="person"),
    path("sources", sources.sources, name="sources"),
    path("sources/suivre", sources.follow, name="follow"),
    path("sources/liste.opml", sources.export, name="sources-export"),
    path("sources/<int:source>/<str:deed>", sources.act, name="source-act"),
    path("ajouter", add.add, name="add"),
    path("exemples/retirer", examples.remove, name="remove-examples"),
    path("langue", language.choose, name="language"),
]

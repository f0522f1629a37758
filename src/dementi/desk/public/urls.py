# SPDX-License-Identifier: Apache-2.0
"""Where is each page of the public site? Under an address of its own, so that a proxy can open it and nothing else."""

from __future__ import annotations

from django.urls import path

from dementi.desk.public import dispatch, feeds, language, lists, personal, reply

urlpatterns = [
    path("public/", lists.latest, name="public-latest"),
    path("public/flux.<str:form>", feeds.feed, name="public-feed"),
    path("public/face-a-face", lists.stories, name="public-stories"),
    path("public/face-a-face/<str:story>", dispatch.story, name="public-story"),
    path("public/personnes", lists.people, name="public-people"),
    path("public/personnes/<str:speaker>", dispatch.person, name="public-person"),
    path("public/rechercher", lists.search, name="public-search"),
    path("public/depeches/<str:dispatch>", dispatch.dispatch, name="public-dispatch"),
    path("public/depeches/<str:dispatch>/reponse", reply.reply, name="public-reply-dispatch"),
    path("public/depeches/<str:dispatch>/declarations/<str:statement>", dispatch.statement, name="public-statement"),
    path(
        "public/depeches/<str:dispatch>/declarations/<str:statement>/declaration.jsonld",
        dispatch.json_ld,
        name="public-cite",
    ),
    path("public/depeches/<str:dispatch>/declarations/<str:statement>/reponse", reply.reply, name="public-reply"),
    path("public/langue", language.choose, name="public-language"),
    path("donnees-personnelles", personal.personal, name="personal"),
    path("robots.txt", feeds.robots, name="robots"),
]

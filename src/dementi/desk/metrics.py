# SPDX-License-Identifier: Apache-2.0
"""Which figures does a watcher of machines (Prometheus) get? Requests as they come; the record as it stands when it asks."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

from django.conf import settings
from django.db import DatabaseError, InterfaceError
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from prometheus_client import CollectorRegistry, Counter, Histogram
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from dementi.desk.database import reads_only
from dementi.desk.doctor.place import free_of
from dementi.errors import RecordError

__all__ = ["REGISTRY", "MeasureMiddleware"]

REGISTRY = CollectorRegistry()
#: By the route's name, not by the address: nobody's search stands in a figure, and their number stays small.
REQUESTS = Counter("dementi_requests", "Requests answered.", ("route", "method", "status"), registry=REGISTRY)
SECONDS = Histogram(
    "dementi_request_seconds",
    "Seconds from a request to the start of its answer.",
    ("route",),
    buckets=(0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30),
    registry=REGISTRY,
)
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})


class MeasureMiddleware:
    """Count each request and how long it took."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep the next in line."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer as the next does."""
        begun = time.perf_counter()
        response = self.get_response(request)
        route = (request.resolver_match.view_name if request.resolver_match else "") or "none"
        method = request.method if request.method in METHODS else "other"
        REQUESTS.labels(route, method, str(response.status_code)).inc()
        SECONDS.labels(route).observe(time.perf_counter() - begun)
        return response


class _Record(Collector):
    """What the record has and how far what follows it has come; without the database only that it does not answer."""

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """Yield the figures."""
        yield _gauge("disk_free_bytes", "Bytes free where the folder of data is.", free_of(settings.FOLDER))
        try:
            # All of them or none: a figure that is missing is not a zero.
            found = list(_of_record())
        except (DatabaseError, InterfaceError, RecordError):
            found = [_gauge("database_up", "1 where the database answers.", 0)]
        yield from found


def _of_record() -> Iterator[GaugeMetricFamily]:
    from dementi.desk.matters.models import Tie
    from dementi.desk.record.models import Statement, Version
    from dementi.desk.record.store import ON_RECORD
    from dementi.desk.standing import index_standing, joiner_lag, queue

    yield _gauge("database_up", "1 where the database answers.", 1)
    yield _gauge("database_read_only", "1 where a replica answers in the place of the primary.", reads_only())
    yield _gauge("dispatches", "Dispatches on record.", ON_RECORD.count())
    yield _gauge("earlier_versions", "Earlier versions of them.", Version.objects.count())
    yield _gauge("statements", "Statements on record.", Statement.objects.count())
    yield _gauge("links", "Links between statements of different dispatches.", Tie.objects.count())
    index = index_standing(settings.FOLDER)
    yield _gauge("index_up", "1 where the search index can be read.", index is not None)
    if index is not None:
        yield _gauge("index_lag_changes", "Changes of the record that the index has not taken in.", index.lag)
    yield _gauge("joiner_lag_changes", "Changes of the record that are not joined.", joiner_lag())
    now = timezone.now()
    waits = queue(now)
    late = (now - waits.since).total_seconds() if waits.since else 0
    yield _gauge("queue_due", "Feeds and articles that are due to be asked.", waits.due)
    yield _gauge("queue_late_seconds", "How long the first of them has been due.", late)
    yield _gauge("sources", "Sources that are followed.", waits.followed)
    yield _gauge("sources_failing", "Of these, those whose last visit failed.", waits.failing)


def _gauge(name: str, words: str, value: float) -> GaugeMetricFamily:
    return GaugeMetricFamily(f"dementi_{name}", words, value=float(value))


REGISTRY.register(_Record())

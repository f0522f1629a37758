# SPDX-License-Identifier: Apache-2.0
"""What the API does is what its description says: every operation is asked with what fits and with what does not (schemathesis)."""

from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.config import (
    ChecksConfig,
    GenerationConfig,
    PositiveDataAcceptanceConfig,
    ProjectConfig,
    ProjectsConfig,
    SchemathesisConfig,
)

pytestmark = [
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    # What is streamed is served asynchronously; here it is asked without a server.
    pytest.mark.filterwarnings("ignore:StreamingHttpResponse must consume asynchronous iterators"),
    # A server closes a file that it has sent; here nobody does.
    pytest.mark.filterwarnings("ignore:Unclosed file:ResourceWarning"),
]

#: Requests for each operation, of those that fit and of those that do not.
EXAMPLES = 3
QUICK = settings(
    max_examples=EXAMPLES,
    derandomize=True,
    deadline=None,
    database=None,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=list(HealthCheck),
)
#: Where an operation stands in the description, in the order of their paths.
OPERATIONS = [
    "GET /",
    "GET /copies",
    "GET /copies/{group}",
    "GET /dispatches",
    "POST /dispatches",
    "GET /dispatches/{dispatch}",
    "GET /dispatches/{dispatch}/marks",
    "GET /dispatches/{dispatch}/statements",
    "POST /dispatches/{dispatch}/statements",
    "GET /dispatches/{dispatch}/statements/{statement}",
    "POST /dispatches/{dispatch}/statements/{statement}/marks",
    "GET /dispatches/{dispatch}/text",
    "GET /dispatches/{dispatch}/versions",
    "GET /dispatches/{dispatch}/versions/{number}",
    "GET /links",
    "DELETE /marks/{number}",
    "GET /search",
    "GET /search/export.{form}",
    "GET /sources",
    "POST /sources",
    "DELETE /sources/{number}",
    "GET /sources/{number}",
    "POST /sources/{number}/{deed}",
    "GET /speakers",
    "GET /speakers/{speaker}",
    "GET /speakers/{speaker}/statements",
    "GET /statements",
    "GET /stories",
    "GET /stories/{story}",
]


@pytest.fixture(scope="module")
def described(desk: Path, key: Any) -> Any:
    """Give the API as its own description has it, asked in this process."""
    return described_by(key())


def described_by(secret: str, change: Any = None) -> Any:
    from django.core.handlers.wsgi import WSGIHandler
    from django.test import Client

    described = Client(SERVER_NAME="localhost").get("/api/v1/openapi.json").json()
    if change is not None:
        change(described)
    generation = GenerationConfig(deterministic=True, allow_x00=False, database="none", with_security_parameters=False)
    # What fits the description may still be refused: a cursor of another list, base64 that is none, a text of blanks.
    refusals = ["2xx", "400", "401", "403", "404", "409", "429"]
    project = ProjectConfig(
        base_url="http://localhost",
        headers={"Authorization": f"Bearer {secret}"},
        generation=generation,
        checks=ChecksConfig(positive_data_acceptance=PositiveDataAcceptanceConfig(expected_statuses=refusals)),
    )
    schema = schemathesis.openapi.from_dict(
        described, config=SchemathesisConfig(projects=ProjectsConfig(default=project))
    )
    schema.app = WSGIHandler()
    return schema


@pytest.fixture(scope="module")
def real(desk: Path) -> dict[str, str]:
    """Give parts of addresses that lead somewhere."""
    from dementi.desk.matters.models import Group
    from dementi.desk.record.models import Statement

    said = Statement.objects.exclude(speaker_key="").first()
    return {
        "dispatch": said.dispatch_id,
        "statement": said.statement,
        "speaker": said.speaker_key,
        "group": Group.objects.get(kind="copies").pk,
        "story": Group.objects.get(kind="story").pk,
        "number": "1",
    }


def ask(schema: Any, label: str, real: dict[str, str]) -> set[int]:
    """Ask an operation with what fits, there and nowhere, and with what does not; return the statuses that it answered."""
    method, path = label.split()
    operation = schema[f"/api/v1{path}"][method]
    names = {parameter.name for parameter in operation.path_parameters}
    there = {name: real[name] for name in names & real.keys()} or None
    statuses = set()

    def asked(mode: GenerationMode, **parts: Any) -> None:
        @QUICK
        @given(case=operation.as_strategy(generation_mode=mode, **parts))
        def one(case: Any) -> None:
            statuses.add(case.call_and_validate().status_code)

        one()

    asked(GenerationMode.POSITIVE)
    if there:
        asked(GenerationMode.POSITIVE, path_parameters=there)
    if there or names or operation.query or operation.body:
        asked(GenerationMode.NEGATIVE)
    return statuses


@pytest.mark.parametrize("label", OPERATIONS)
def test_an_operation_does_what_is_written_of_it(described: Any, real: dict[str, str], label: str) -> None:
    assert any(status < 500 for status in ask(described, label, real))


def test_every_operation_is_asked(described: Any) -> None:
    labels = [found.ok().label.replace("/api/v1", "") for found in described.get_all_operations()]
    assert sorted(labels) == sorted(OPERATIONS)


def test_a_description_that_is_not_kept_is_seen(desk: Path, key: Any, real: dict[str, str]) -> None:
    def say_otherwise(described: dict[str, Any]) -> None:
        described["components"]["schemas"]["DispatchList"]["properties"]["count"] = {"type": "string"}

    with pytest.raises(schemathesis.core.failures.FailureGroup) as seen:
        ask(described_by(key(), say_otherwise), "GET /dispatches", real)
    assert any("violates schema" in str(failure) for failure in seen.value.exceptions)

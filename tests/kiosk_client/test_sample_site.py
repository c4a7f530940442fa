"""The sample site's office takes what its pages take: both are held to `tests/support/sample_site.json`."""

import json
from datetime import date
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from kiosk_client.samples.applications import SERVICES, judge
from kiosk_client.samples.rules import fault
from kiosk_client.samples.site import MAX_BODY, sample_site

TABLE = json.loads((Path(__file__).parents[1] / "support/sample_site.json").read_text(encoding="utf-8"))
TODAY = date.fromisoformat(TABLE["today"])
WHOLE = {"name": "张桂芳", "id_number": "310104195803120011", "book": "full", "mobile": "13800138000"}
BOOK = "medical-record-book"


@pytest.fixture
def client():
    with TestClient(sample_site(today=lambda: TODAY)) as client:
        yield client


@pytest.mark.parametrize(("field", "value", "code"), TABLE["cases"])
def test_the_office_judges_what_is_entered_as_the_pages_do(field, value, code):
    assert fault(field, value, TODAY) == code


@pytest.mark.parametrize(
    ("application", "field", "code"),
    [
        ([], "service", "unknown"),
        ({"service": ["x"], "fields": {}}, "service", "unknown"),
        ({"service": "passport", "fields": {}}, "service", "unknown"),
        ({"service": BOOK}, "fields", "form"),
        ({"service": BOOK, "fields": WHOLE | {"name": 3}}, "fields", "form"),
        ({"service": BOOK, "fields": {}}, "name", "empty"),
        ({"service": BOOK, "fields": WHOLE | {"id_number": "1"}}, "id_number", "length"),
        ({"service": BOOK, "fields": WHOLE | {"password": "x"}}, "password", "unknown"),
    ],
)
def test_the_first_thing_that_is_wrong_is_named(application, field, code):
    assert judge(application, TODAY) == (field, code)


def test_a_field_that_no_choice_asked_for_is_not_taken(client):
    values = WHOLE | {"account": "social_card", "signature": "data:image/png;base64,iVBORw0KGgo="}
    del values["book"]
    assert judge({"service": "elderly-card", "fields": values}, TODAY) is None
    values |= {"bank_card": "4111111111111111"}
    assert judge({"service": "elderly-card", "fields": values}, TODAY) == ("bank_card", "unknown")


def test_what_is_right_gets_a_number_and_what_is_wrong_is_sent_back(client):
    taken = client.post("/applications", json={"service": BOOK, "fields": WHOLE})
    assert taken.status_code == 201
    assert taken.json()["number"].startswith("20261126")
    refused = client.post("/applications", json={"service": BOOK, "fields": WHOLE | {"mobile": "138"}})
    assert (refused.status_code, refused.json()) == (422, {"field": "mobile", "code": "length"})


@pytest.mark.parametrize(("body", "status"), [(b"{", 400), (b"[" * 50_000, 400), (b" " * (MAX_BODY + 1), 413)])
def test_what_is_no_application_is_refused(client, body, status):
    assert client.post("/applications", content=body).status_code == status


def test_every_step_has_a_page_and_nothing_else_has(client):
    for code, service in SERVICES.items():
        assert (
            client.get(f"/{code}", follow_redirects=False).headers["location"]
            == f"/{code}/{service['steps'][0]['code']}"
        )
        for step in (*(step["code"] for step in service["steps"]), "result"):
            assert client.get(f"/{code}/{step}").status_code == 200
    for path in ("/passport", "/passport/terms", f"/{BOOK}/photo", "/assets/../site.py"):
        assert client.get(path).status_code == 404


def test_every_answer_says_what_its_page_may_load_and_use(client):
    for answer in (
        client.get("/"),
        client.get("/assets/main.js"),
        client.get("/nothing"),
        client.post("/applications"),
    ):
        assert "unsafe" not in answer.headers["content-security-policy"]
        assert "default-src 'none'" in answer.headers["content-security-policy"]
        assert "camera=(self)" in answer.headers["permissions-policy"]

"""The sample site is what a community service centre's machine is: six services from the first page to a number, read and
reached by everybody, and nothing kept when it is over."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, expect

from kiosk_client.samples.applications import SERVICES
from signaling.service.first_start import SHIPPED_GUIDES
from signaling.service.guide_file import read_guide
from tests.browser.conftest import Launch
from tests.browser.sample_visitor import LANDSCAPE, Visitor, a_sample_site
from tests.browser.test_kiosk_accessibility import AXE

pytestmark = pytest.mark.browser

AUDIT = (Path(__file__).parent / "sample_audit.js").read_text(encoding="utf-8")
CARD, INSURANCE, BOOK = "social-security-card-reissue", "resident-medical-insurance", "medical-record-book"
GUIDES = {service: read_guide((SHIPPED_GUIDES / f"{service}.yaml").read_text(encoding="utf-8")) for service in SERVICES}
KEPT = "Object.keys(sessionStorage)"


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    with a_sample_site() as url:
        yield url


@pytest.fixture
def visitor(browser: Browser, site: str) -> Iterator[Visitor]:
    person = Visitor(browser, site)
    yield person
    person.context.close()
    assert person.complaints == []


@pytest.mark.parametrize("service", SERVICES)
def test_a_service_leads_from_the_first_page_to_a_number(visitor: Visitor, service: str) -> None:
    faults = []
    guided = {step.code: step for step in GUIDES[service].steps}
    for step in visitor.steps(service):
        if step in guided:
            points_at(visitor, service, guided.pop(step).anchor or "")
        if step.endswith("answered") or step in ("photo", "review"):
            faults += [f"{step}: {fault}" for fault in looked_at(visitor)]
    assert not guided, "the guide has steps that the site has not"
    visitor.submit()
    visitor.at("result")
    faults += looked_at(visitor)
    assert not faults, "\n".join(faults)
    expect(visitor.page.locator("#application-number")).to_have_text(re.compile(r"^\d{14}$"))
    assert "entries" not in visitor.page.evaluate(KEPT)
    visitor.page.locator("#finish").click()
    visitor.at("start")
    assert visitor.page.evaluate(KEPT) == []


def points_at(visitor: Visitor, service: str, name: str) -> None:
    """What the guide's anchor names, in each way in which it does, is there to be seen."""
    anchor = GUIDES[service].anchors[name]
    if anchor.selector:
        expect(visitor.page.locator(anchor.selector)).to_be_visible()
    if anchor.role and anchor.name:
        role: Any = anchor.role
        expect(visitor.page.get_by_role(role, name=anchor.name.zh_CN)).to_be_visible()


def test_the_first_page_and_one_that_is_not_there_can_be_read_by_everybody(browser: Browser, site: str) -> None:
    visitor = Visitor(browser, site)
    visitor.page.goto(site)
    assert looked_at(visitor) == []
    visitor.page.goto(f"{site}/passport/terms")
    visitor.at("missing")
    assert looked_at(visitor) == []
    visitor.context.close()


WRONG = [
    (f"{CARD}/terms", {}, "terms-checkbox", "请先看完说明"),
    (f"{CARD}/identity", {}, "name", "请填写姓名"),
    (f"{CARD}/identity", {"name": "张桂芳", "id-number": "310104195803120012"}, "id-number", "有一位不对"),
    (f"{CARD}/identity", {"name": "张桂芳", "id-number": "3101041958"}, "id-number", "现在有 10 位"),
    ("elderly-card/identity", {"name": "张桂芳", "id-number": "310110198202290016"}, "id-number", "出生日期"),
    ("elderly-card/identity", {"name": "张桂芳", "id-number": "310101199901010018"}, "id-number", "年满 65 周岁"),
    (f"{CARD}/contact", {"mobile": "12800138000"}, "mobile", "13 到 19 开头"),
    (f"{CARD}/reason", {}, "reason-lost-radio", "请点选一项"),
    (f"{CARD}/photo", {}, "photo-take", "请先拍照"),
    (f"{INSURANCE}/payment", {"bank-card": "6222021001116245703"}, "bank-card", "卡号有一位不对"),
    ("residence-permit-renewal/address", {"address": "杨浦区政通路小区里面"}, "address", "门牌号"),
    ("residence-permit-renewal/signature", {}, "signature-canvas", "请签名"),
]


@pytest.mark.parametrize(("path", "entered", "field", "told"), WRONG)
def test_what_is_wrong_is_told_at_its_field(
    visitor: Visitor, path: str, entered: dict[str, str], field: str, told: str
) -> None:
    visitor.page.goto(f"{visitor.url}/{path}")
    for name, value in entered.items():
        visitor.page.locator(f"#{name}").fill(value)
    visitor.go_on()
    here = visitor.page.locator(f"#{field}")
    expect(here).to_be_focused()
    expect(here).to_have_accessible_description(re.compile(told))
    expect(visitor.page.get_by_role("alert").filter(has_text=told)).to_be_visible()
    assert visitor.page.url == f"{visitor.url}/{path}"


def test_what_was_entered_is_there_after_a_reload_and_on_the_way_back_and_gone_at_home(visitor: Visitor) -> None:
    page = visitor.page
    for step in visitor.steps("elderly-card"):
        if step == "signature, answered":
            break
    page.reload()
    expect(page.locator(".sheet")).to_have_attribute("data-state", "confirmed")
    page.go_back()
    visitor.at("account")
    expect(page.locator("#account-bank-radio")).to_be_checked()
    expect(page.locator("#bank-card")).to_have_value("6222 0210 0111 6245 702")
    page.locator("#home").click()
    visitor.at("start")
    assert page.evaluate(KEPT) == []
    page.go_back()
    visitor.at("account")
    expect(page.locator("#bank-card")).to_be_hidden()


def test_what_is_changed_from_the_review_leads_back_to_it(visitor: Visitor) -> None:
    list(visitor.steps(BOOK))
    visitor.page.locator("#edit-contact").click()
    visitor.at("contact")
    visitor.page.locator("#key-clear").click()
    visitor.type_with_keypad("mobile", "15921234567")
    visitor.page.locator("#key-delete").click()
    visitor.page.locator("#key-8").click()
    visitor.go_on()
    visitor.at("review")
    expect(visitor.page.locator("#review-mobile")).to_have_text("159 2123 4568")


def test_what_the_office_refuses_is_told_at_its_field_and_what_fails_at_the_button(visitor: Visitor) -> None:
    list(visitor.steps(BOOK))
    visitor.page.route("**/applications", lambda route: route.fulfill(status=500, body="out of order"))
    visitor.submit()
    expect(visitor.page.locator("#submit-said")).to_contain_text("没有提交成功")
    visitor.page.unroute_all()
    visitor.page.evaluate(
        "sessionStorage.setItem('entries', sessionStorage.getItem('entries').replace('13800138000', '138'))"
    )
    visitor.submit()
    visitor.at("contact")
    expect(visitor.page.locator("#mobile-fault")).to_contain_text("现在有 3 位")
    visitor.complaints = [said for said in visitor.complaints if "status of" not in said]


def test_a_machine_without_a_camera_draws_what_stands_in(launch: Launch, site: str) -> None:
    visitor = Visitor(launch(), site)
    visitor.page.goto(f"{site}/{CARD}/photo")
    expect(visitor.page.get_by_text("这台机器没有摄像头")).to_be_visible()
    visitor.answer({"kind": "photo", "name": "photo"})
    expect(visitor.page.locator("#photo-picture")).to_have_attribute("src", re.compile("^data:image/jpeg"))
    visitor.go_on()
    visitor.at("delivery")
    visitor.context.close()


def test_a_page_says_what_is_private_and_what_only_its_owner_may_do(visitor: Visitor) -> None:
    for step in visitor.steps("long-term-care-assessment"):
        if step.endswith("answered"):
            assert visitor.page.locator(UNMASKED).count() == 0, step
    assert visitor.page.locator("dd:not([data-bangban-mask])").count() == 0
    assert visitor.page.locator("#submit[data-bangban-protected]").count() == 1


UNMASKED = ":is(input[type=text], textarea, canvas, video, main img):not([data-bangban-mask])"


def looked_at(visitor: Visitor) -> list[str]:
    page, faults = visitor.page, []
    for form in visitor.every_form():
        found = page.evaluate(AUDIT)
        if page.viewport_size and page.viewport_size["width"] != LANDSCAPE[0]:
            if not page.evaluate("'axe' in window"):
                page.evaluate(AXE_SCRIPT)
            found += page.evaluate(AXE)
        faults += [f"{form}: {fault}" for fault in found]
    return faults

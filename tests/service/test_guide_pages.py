"""What of a guide's anchors is on a page, as far as its HTML tells."""

import pytest

from signaling.protocol.guides import Guide
from signaling.service.guide_page import page_faults

TEXT = {"zh-CN": "字", "en": "word"}
STEP = {"code": "one", "title": TEXT, "instruction": TEXT, "card": TEXT}


def found(html: str, **anchor: object) -> list[tuple[str, str]]:
    guide = {"service": "card", "title": TEXT, "steps": [STEP], "anchors": {"place": anchor}}
    return [(fault.field, fault.code) for fault in page_faults(Guide.model_validate(guide), [html])]


@pytest.mark.parametrize(
    ("html", "selector", "faults"),
    [
        ("<button id=next>", "#next", []),
        ("<form><button class='go far'></form>", "form > .go:not(.near)", []),
        ("<button id=next>", "#back", ["not_on_page"]),
        ("<button id=next>", "#next >", ["not_a_selector"]),
        ("", "#next", ["not_on_page"]),
    ],
)
def test_a_selector_is_on_the_page_or_not(html: str, selector: str, faults: list[str]) -> None:
    assert found(html, selector=selector) == [("anchors.place.selector", code) for code in faults]


@pytest.mark.parametrize(
    ("role", "html"),
    [
        ("button", "<button> 下 一步 </button>"),
        ("button", "<button>NEXT <svg aria-hidden=true><title>arrow</title></svg></button>"),
        ("button", "<button><img src=next.png alt=Next></button>"),
        ("button", "<button aria-label=Next>→</button>"),
        ("button", "<input type=submit value=下一步>"),
        ("button", "<div role=button>下<b>一</b>步<span hidden>!</span></div>"),
        ("link", "<a href=/next>Next</a>"),
        ("heading", "<h2>Next<!-- step --></h2>"),
        ("textbox", "<label>Next <input></label>"),
        ("textbox", "<label for=a>Next</label><textarea id=a></textarea>"),
        ("textbox", "<span id=a>Next</span><input type=tel aria-labelledby=a>"),
        ("searchbox", "<input type=search placeholder=Next>"),
        ("radio", "<input type=radio title=Next>"),
        ("region", "<section role=region aria-label=Next></section>"),
    ],
)
def test_a_role_and_name_are_found_however_the_page_says_them(role: str, html: str) -> None:
    assert found(html, role=role, name={"zh-CN": "下一步", "en": "Next"}) == []


@pytest.mark.parametrize(
    ("role", "html", "code"),
    [
        ("button", "<button>Back</button>", "not_on_page"),
        ("button", "<a href=/next>Next</a>", "not_on_page"),
        ("button", "<button role=link>Next</button>", "not_on_page"),
        ("link", "<a>Next</a>", "not_on_page"),
        ("button", "<button>Back</button><button></button>", "cannot_tell"),
        ("textbox", "<input value=Next>", "cannot_tell"),
        ("region", "<section aria-label=Next></section>", "cannot_tell"),
    ],
)
def test_what_is_not_there_is_told_from_what_cannot_be_told(role: str, html: str, code: str) -> None:
    assert found(html, role=role, name={"zh-CN": "下一步", "en": "Next"}) == [("anchors.place.role", code)]


def test_a_rectangle_is_on_every_page_and_an_anchor_on_any_of_several() -> None:
    assert found("", rectangle={"x": 0, "y": 0, "width": 1, "height": 1}) == []
    anchors = {"a": {"selector": "#a"}, "b": {"selector": "#b"}}
    guide = Guide.model_validate({"service": "card", "title": TEXT, "steps": [STEP], "anchors": anchors})
    assert page_faults(guide, ["<p id=a>", b"<p id=b>"]) == []

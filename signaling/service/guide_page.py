"""What of a guide's anchors is on a page, as far as its HTML tells: no style sheet is read and no script is run."""

from collections.abc import Iterator, Sequence

from bs4 import BeautifulSoup
from bs4.element import NavigableString, Tag
from soupsieve import SelectorSyntaxError

from signaling.protocol.fields import ShortText
from signaling.protocol.guides import Guide

from .faults import CANNOT_TELL, Fault

IMPLICIT = {
    "button": "button, summary, input:is([type=button i], [type=submit i], [type=reset i], [type=image i])",
    "checkbox": "input[type=checkbox i]",
    "combobox": "select:not([multiple], [size]), input[list]",
    "heading": "h1, h2, h3, h4, h5, h6",
    "img": "img",
    "link": "a[href], area[href]",
    "listbox": "select:is([multiple], [size])",
    "option": "option",
    "radio": "input[type=radio i]",
    "searchbox": "input[type=search i]:not([list])",
    "slider": "input[type=range i]",
    "spinbutton": "input[type=number i]",
    "textbox": "textarea, input:is(:not([type]), [type=text i], [type=email i], [type=tel i], [type=url i]):not([list])",
}
"""Elements that have a role without saying so (HTML-AAM); of other roles only those that say so are known."""
NAMED_BY_CONTENT = {"button", "checkbox", "heading", "link", "menuitem", "option", "radio", "switch", "tab"}
"""Roles whose name may be what is in the element (ARIA in HTML)."""


def page_faults(guide: Guide, pages: Sequence[bytes | str]) -> list[Fault]:
    """A selector, or a role and name, is found if it is on any of the pages. A rectangle is on every page."""
    parsed = [BeautifulSoup(page, "html.parser") for page in pages]
    return list(_faults(guide, parsed))


def _faults(guide: Guide, pages: Sequence[BeautifulSoup]) -> Iterator[Fault]:
    for name, anchor in guide.anchors.items():
        field = f"anchors.{name}"
        if anchor.selector is not None:
            yield from _selector_faults(f"{field}.selector", anchor.selector, pages)
        if anchor.role is not None and anchor.name is not None:
            yield from _role_faults(f"{field}.role", anchor.role, anchor.name, pages)


def _selector_faults(field: str, selector: str, pages: Sequence[BeautifulSoup]) -> Iterator[Fault]:
    try:
        if not any(page.select_one(selector) for page in pages):
            yield Fault(field, f"finds nothing on the page: {selector}", "not_on_page")
    except SelectorSyntaxError:
        yield Fault(field, f"is not a CSS selector, or none for files: {selector}", "not_a_selector")


def _role_faults(field: str, role: str, name: ShortText, pages: Sequence[BeautifulSoup]) -> Iterator[Fault]:
    wanted = {_plain(said) for said in (name.zh_CN, name.en)}
    names = [_name(element, role, page) for page in pages for element in _having(role, page)]
    if any(said is not None and _plain(said) in wanted for said in names):
        return
    what = f"{role} “{name.zh_CN}” or “{name.en}”"
    if role in IMPLICIT and None not in names:
        yield Fault(field, f"finds nothing on the page: {what}", "not_on_page")
    else:
        yield Fault(field, f"cannot be told from a file: {what}", CANNOT_TELL)


def _having(role: str, page: BeautifulSoup) -> list[Tag]:
    implicit = f", :is({IMPLICIT[role]}):not([role])" if role in IMPLICIT else ""
    return list(page.select(f"[role~={role}]{implicit}"))


def _name(element: Tag, role: str, page: BeautifulSoup) -> str | None:
    """The accessible name (accname), None where it is not said in the HTML."""
    for said in (_labelled_by(element, page), _attribute(element, "aria-label"), _label(element, page)):
        if said:
            return said
    own = _attribute(element, "value" if _attribute(element, "type") in {"button", "submit", "reset"} else "alt")
    content = _content(element) if role in NAMED_BY_CONTENT else ""
    return own or content or _attribute(element, "title") or _attribute(element, "placeholder") or None


def _labelled_by(element: Tag, page: BeautifulSoup) -> str:
    labels = [page.find(id=one) for one in _attribute(element, "aria-labelledby").split()]
    return " ".join(_content(label) for label in labels if isinstance(label, Tag))


def _label(element: Tag, page: BeautifulSoup) -> str:
    if element.name not in {"input", "select", "textarea", "button"}:
        return ""
    own = _attribute(element, "id")
    label = (page.find("label", attrs={"for": own}) if own else None) or element.find_parent("label")
    return _content(label) if isinstance(label, Tag) else ""


def _content(element: Tag) -> str:
    """What is read of it."""
    parts: list[str] = []
    for child in element.children:
        if type(child) is NavigableString:
            parts.append(child)
        elif isinstance(child, Tag) and not child.has_attr("hidden") and _attribute(child, "aria-hidden") != "true":
            parts.append(_attribute(child, "aria-label") or _attribute(child, "alt") or _content(child))
    return "".join(parts).strip()


def _attribute(element: Tag, name: str) -> str:
    value = element.get(name, "")
    return " ".join(value) if isinstance(value, list) else str(value)


def _plain(said: str) -> str:
    """Blanks and capitals make no other name."""
    return "".join(said.split()).casefold()

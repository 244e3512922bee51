"""Lists in pages."""

from typing import Any

from django.core.paginator import Page, Paginator
from django.http import QueryDict

PAGE_SIZE = 50


def page_of(items: Any, query: QueryDict) -> Page:
    """Return the page of `items`, a list or an ordered queryset, that `?page=` asks for; otherwise the first."""
    paginator = Paginator(items, PAGE_SIZE)
    wanted = query.get("page", "1")
    is_there = wanted.isdecimal() and len(wanted) < 10 and int(wanted) in paginator.page_range
    return paginator.page(int(wanted) if is_there else 1)


def pagination(page: Page, query: QueryDict) -> dict[str, Any] | None:
    """Return the options of the component pagination, keeping the rest of the query; None where there is one page."""
    if page.paginator.num_pages == 1:
        return None

    def link(number: int) -> dict[str, Any]:
        parameters = query.copy()
        parameters["page"] = str(number)
        return {"href": f"?{parameters.urlencode()}"}

    items = [
        {"ellipsis": True}
        if number == Paginator.ELLIPSIS
        else {"number": number, "current": number == page.number, **link(int(number))}
        for number in page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    ]
    return {
        "items": items,
        "previous": link(page.previous_page_number()) if page.has_previous() else None,
        "next": link(page.next_page_number()) if page.has_next() else None,
    }

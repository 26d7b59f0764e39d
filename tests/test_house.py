"""The rules of the house, read off the code itself."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
APPS = ("content", "workflow", "archive")
MAY_IMPORT = {
    "content": {"content"},
    "workflow": {"workflow", "content"},
    "archive": {"archive", "workflow", "content"},
    "kecamatan_web": {"kecamatan_web", "archive", "workflow", "content"},
}
# The columns that say where a revision stands; and the modules that may write them.
ENGINE_COLUMNS = {
    "state",
    "state_since",
    "digest",
    "frozen_at",
    "approved_at",
    "approved_as",
    "approval_number",
    "visible_from",
    "visible_until",
    "published_at",
    "withdrawal_reason",
    "by_exception",
}
ENGINE = {"workflow/engine.py", "workflow/opening.py", "workflow/visibility.py"}
LONGEST_MODULE = 300


def modules(*folders: str) -> Iterator[tuple[str, ast.Module]]:
    for folder in folders:
        for path in sorted((ROOT / folder).rglob("*.py")):
            if "migrations" not in path.parts:
                yield str(path.relative_to(ROOT)), ast.parse(path.read_text())


def imported(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def templates() -> Iterator[tuple[str, str]]:
    for path in sorted((ROOT / "templates").rglob("*.html")):
        yield str(path.relative_to(ROOT)), path.read_text()


def test_imports_go_one_way() -> None:
    wrong = []
    for app, allowed in MAY_IMPORT.items():
        for name, tree in modules(app):
            for module in imported(tree):
                top = module.partition(".")[0]
                if top in MAY_IMPORT and top not in allowed:
                    wrong.append(f"{name} imports {module}")
    assert wrong == []


def test_nobody_imports_inside_functions() -> None:
    wrong = [
        f"{name}:{inner.lineno}"
        for name, tree in modules(*MAY_IMPORT)
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        for inner in ast.walk(node)
        if isinstance(inner, ast.Import | ast.ImportFrom)
    ]
    assert wrong == []


def test_no_module_is_longer_than_a_reader_can_hold() -> None:
    lengths = {
        str(path.relative_to(ROOT)): len(path.read_text().splitlines())
        for folder in (*MAY_IMPORT, "tests", "script")
        for path in (ROOT / folder).rglob("*.py")
        if "migrations" not in path.parts
    }
    own = {name: n for name, n in lengths.items() if not name.startswith("tests/")}
    assert {name: n for name, n in own.items() if n > LONGEST_MODULE} == {}


def test_every_module_and_public_thing_says_what_it_is() -> None:
    silent = []
    for name, tree in modules(*MAY_IMPORT):
        if tree.body and not ast.get_docstring(tree):
            silent.append(name)
        for node in tree.body:
            if (
                isinstance(node, ast.FunctionDef | ast.ClassDef)
                and not node.name.startswith("_")
                and not ast.get_docstring(node)
            ):
                silent.append(f"{name}: {node.name}")
    assert silent == []


def written_columns(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Attributes that are assigned, and keywords of update(), with their lines."""
    updates = ("update", "bulk_update", "update_or_create")
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
            yield node.lineno, node.attr
        elif isinstance(node, ast.Call) and getattr(node.func, "attr", "") in updates:
            yield from ((node.lineno, k.arg) for k in node.keywords if k.arg)


def test_only_the_engine_writes_where_a_revision_stands() -> None:
    wrong = [
        f"{name}:{line} writes {column}"
        for name, tree in modules(*APPS)
        if name not in ENGINE
        for line, column in written_columns(tree)
        if column in ENGINE_COLUMNS
    ]
    assert wrong == []


def test_public_views_reach_revisions_through_public_alone() -> None:
    """Every ``Revision.objects`` in a public view goes on with ``.public(``."""
    wrong = []
    for path in sorted((ROOT / "content/views").glob("*.py")):
        text = path.read_text()
        for match in re.finditer(r"Revision\.objects(\.\w+)?", text):
            if match.group(1) not in (".public", ".gone"):
                wrong.append(f"{path.name}: {match.group(0)}")
        if re.search(r"\.revisions\.(?!public|gone)\w+", text):
            wrong.append(f"{path.name}: item.revisions without public()")
    assert wrong == []


def test_every_view_of_the_desk_stands_behind_the_door() -> None:
    """Functions with a request in desk view modules carry @desk(…); public ones are named."""
    public = {"suara_public.py", "site_health.py", "link_door.py"}
    wrong = []
    for name, tree in modules("workflow/views", "archive/views"):
        for node in tree.body:
            if isinstance(node, ast.FunctionDef) and Path(name).name not in public:
                decorators = {ast.unparse(d).partition("(")[0] for d in node.decorator_list}
                takes_methods = any(d.startswith("require_") for d in decorators)
                if takes_methods and "desk" not in decorators:
                    wrong.append(f"{name}: {node.name}")
    assert wrong == []


def test_templates_hold_no_inline_script_style_or_unsafe_html() -> None:
    patterns = {
        r"<script(?![^>]*\bsrc=)(?![^>]*application/(ld\+)?json)": "inline script",
        r"<style": "inline style",
        r"\sstyle=": "style attribute",
        r"\son[a-z]+=\"": "event handler",
        r"\|safe\b": "|safe",
        r"autoescape off": "autoescape off",
        r"\.state\s*==": "state comparison",
    }
    wrong = [
        f"{name}: {what}"
        for name, text in templates()
        for pattern, what in patterns.items()
        if re.search(pattern, text)
    ]
    assert wrong == []


def test_no_page_asks_another_host_for_anything() -> None:
    pattern = re.compile(
        r"""(?:src|srcset|action|data-src)=["'](?:https?:)?//|url\(["']?(?:https?:)?//"""
    )
    links = re.compile(r"<link[^>]+href=[\"'](?:https?:)?//")
    wrong = [name for name, text in templates() if pattern.search(text) or links.search(text)]
    for path in (ROOT / "static").rglob("*"):
        if path.suffix in (".css", ".js") and (
            pattern.search(path.read_text()) or "sourceMappingURL" in path.read_text()
        ):
            wrong.append(str(path.relative_to(ROOT)))
    assert wrong == []


def test_style_sheets_carry_no_data_pictures() -> None:
    """``img-src 'self'`` would block them."""
    wrong = [p.name for p in (ROOT / "static").rglob("*.css") if "data:" in p.read_text()]
    assert wrong == []


@pytest.mark.parametrize("word", ["TODO", "FIXME", "XXX", "raise NotImplementedError"])
def test_nothing_unfinished_is_left_behind(word: str) -> None:
    wrong = [
        str(path.relative_to(ROOT))
        for folder in (*MAY_IMPORT, "templates", "static/js", "static/css")
        for path in (ROOT / folder).rglob("*")
        if path.suffix in (".py", ".html", ".js", ".css") and word in path.read_text()
    ]
    assert wrong == []

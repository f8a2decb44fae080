"""A script with all the modules it imports, as one file.

Each module becomes a function that is called once, before those that import it. Only what our
modules use is understood: named imports and exports at the beginning of a line. Any other form is
refused, rather than joined into something that does not work.
"""

import re
from collections.abc import Mapping
from posixpath import dirname, normpath

IMPORT = re.compile(r'^import \{([^}]*)\} from "([^"]+)";\n', re.MULTILINE)
EXPORT = re.compile(r"^export (?=(?:async )?(?:function\*?|class|const) (\w+))", re.MULTILINE)
LISTED = re.compile(r"^export \{\s*(\w+(?:,\s*\w+)*),?\s*\};\n", re.MULTILINE)
LEFT = re.compile(r"^[^\S\n]*(?:import|export)\b.*|\bimport\(|\bimport\.meta\b", re.MULTILINE)


class CannotJoin(Exception):
    """A module that is not there, imports itself, or is written in a form not understood."""


def joined(main: str, sources: Mapping[str, str], root: str) -> str:
    """The text of `main` and what it imports. `root` begins the absolute addresses."""
    order = _in_order(main, sources, root, ())
    variables = {name: f"m{number}" for number, name in enumerate(order)}
    return "\n".join(_as_function(name, sources[name], root, variables) for name in order)


def _in_order(
    name: str, sources: Mapping[str, str], root: str, above: tuple[str, ...]
) -> list[str]:
    """What a module imports before the module itself, each once."""
    if name in above or name not in sources:
        raise CannotJoin(" imports ".join((*above, name)))
    order: list[str] = []
    for found in IMPORT.finditer(sources[name]):
        needed = _in_order(_named(found[2], name, root), sources, root, (*above, name))
        order += [one for one in needed if one not in order]
    return [*order, name]


def _named(address: str, importer: str, root: str) -> str:
    if address.startswith(root):
        return address.removeprefix(root)
    return normpath(f"{dirname(importer)}/{address}")


def _as_function(name: str, source: str, root: str, variables: Mapping[str, str]) -> str:
    def taken(found: re.Match[str]) -> str:
        names = found[1].replace(" as ", ": ")
        return f"const {{{names}}} = {variables[_named(found[2], name, root)]};\n"

    given = ", ".join(found[1] for form in (EXPORT, LISTED) for found in form.finditer(source))
    body = LISTED.sub("", EXPORT.sub("", IMPORT.sub(taken, source)))
    if left := LEFT.search(body):
        raise CannotJoin(f"{name}: {left[0].strip()}")
    return (
        f"// {name}\nconst {variables[name]} = (() => {{\n{body}\nreturn {{ {given} }};\n}})();\n"
    )

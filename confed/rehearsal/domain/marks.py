"""Reads YAML into plain values and remembers the line of every key."""

from dataclasses import dataclass, field
from typing import Any

import yaml

from confed.rehearsal.domain.mistakes import Fault, Mistake, Path, key_text

MOST_CHARACTERS = 2_000_000


@dataclass(slots=True)
class Marked:
    """A YAML document as plain values (every scalar a text), with the line of each path."""

    value: Any = None
    lines: dict[Path, int] = field(default_factory=dict)
    mistakes: list[Mistake] = field(default_factory=list)


def read_marked(text: str) -> Marked:
    """Return the values and lines of a YAML text.

    Every scalar stays a text: YAML would make 18:30 the number 1110 and `no` a false.
    """
    marked = Marked()
    if len(text) > MOST_CHARACTERS:
        marked.mistakes.append(Mistake(1, "", Fault.TOO_LONG, {"most": str(MOST_CHARACTERS)}))
        return marked
    try:
        root = yaml.compose(text, Loader=yaml.BaseLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        marked.mistakes.append(Mistake(line, "", Fault.NOT_YAML, {"problem": error.problem or ""}))
        return marked
    except (yaml.YAMLError, RecursionError) as error:
        marked.mistakes.append(Mistake(1, "", Fault.NOT_YAML, {"problem": str(error).split("\n")[0][:200]}))
        return marked
    if not isinstance(root, yaml.MappingNode):
        marked.mistakes.append(Mistake(1, "", Fault.NOT_A_MAPPING))
        return marked
    marked.value = _plain(root, (), marked, set())
    return marked


def _plain(node: yaml.Node, path: Path, marked: Marked, seen: set[int]) -> Any:
    """Return the plain value of a node and note its line; an alias is refused (a file could explode)."""
    if id(node) in seen:
        # Its mark is that of the anchor: the line of the key around it is meant.
        line = next(marked.lines[path[:end]] for end in range(len(path), -1, -1) if path[:end] in marked.lines)
        marked.mistakes.append(Mistake(line, key_text(path), Fault.ALIAS))
        return None
    marked.lines.setdefault(path, node.start_mark.line + 1)
    if isinstance(node, yaml.ScalarNode):
        return str(node.value)
    seen.add(id(node))
    if isinstance(node, yaml.SequenceNode):
        return [_plain(child, (*path, place), marked, seen) for place, child in enumerate(node.value)]
    values: dict[str, Any] = {}
    for key_node, value_node in node.value:
        key, line = str(key_node.value), key_node.start_mark.line + 1
        below = (*path, key)
        if key in values:
            mistake = Mistake(line, key_text(below), Fault.TWICE, {"first": str(marked.lines[below])})
            marked.mistakes.append(mistake)
            continue
        marked.lines[below] = line
        values[key] = _plain(value_node, below, marked, seen)
    return values

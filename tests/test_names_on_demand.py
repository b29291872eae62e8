"""Packages whose names are imported when they are first asked for."""

import ast
import importlib
from pathlib import Path

import pytest

ON_DEMAND = ("rehearse.practice.ports", "rehearse.tui.screens")


@pytest.mark.parametrize("package", ON_DEMAND)
def test_what_a_type_checker_sees_is_what_there_is(package: str) -> None:
    module = importlib.import_module(package)
    seen = {
        alias.name: node.module
        for node in ast.walk(ast.parse(Path(str(module.__file__)).read_text()))
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith(package)
        for alias in node.names
    }
    assert seen == {name: f"{package}.{where}" for name, where in module._MODULES.items()}
    for name in seen:
        assert getattr(module, name).__module__.startswith(package)
    with pytest.raises(AttributeError, match="no attribute 'Nobody'"):
        module.Nobody  # noqa: B018

"""`rehearse questions`: the bank, and a person's own packs."""

import argparse
from pathlib import Path

from rehearse.cli.furnish import Furniture
from rehearse.cli.output import complain, say
from rehearse.interview.errors import InputError
from rehearse.interview.question import Question
from rehearse.practice.crib import CRIB, Topic, called_for
from rehearse.render.json import line


def run(arguments: argparse.Namespace) -> int:
    """List the bank; packs with mistakes are named on standard error and left out."""
    bank = Furniture.of_environment().bank()
    for problem in bank.problems:
        complain(InputError(problem))
    width = max((len(question.id) for question in bank), default=0)
    for question in bank:
        say(line(_record(question)) if arguments.json else f"{question.id:<{width}}  {question.title}")
    return 0


def show(arguments: argparse.Namespace) -> int:
    """One question with all that helps to prepare it."""
    question = Furniture.of_environment().bank().get(arguments.question)
    say("\n".join(_page(question)))
    return 0


def check(arguments: argparse.Namespace) -> int:
    """Name every mistake in a pack."""
    from rehearse.storage.question_pack import check_pack

    mistakes = check_pack(Path(arguments.file), Furniture.of_environment().bank())
    for mistake in mistakes:
        complain(InputError(str(mistake)))
    if mistakes:
        return InputError.exit_code
    say(f"{arguments.file}: no mistakes")
    return 0


def add(arguments: argparse.Namespace) -> int:
    """Put a pack beside the others."""
    furniture = Furniture.of_environment()
    added = furniture.add_pack(Path(arguments.file))
    say(f"{len(added)} questions added: {', '.join(question.id for question in added)}")
    return 0


def _record(question: Question) -> dict[str, object]:
    return {
        "id": question.id,
        "title": question.title,
        "prompt": question.prompt,
        "principles": list(map(str, question.principles)),
        "pack": question.pack,
        "examples": question.examples,
        "target": question.target_s,
    }


def _page(question: Question) -> list[str]:
    page = [question.title, question.prompt, "", " · ".join(question.principles), ""]
    page += ["A strong answer", *(f"  {step}" for step in question.shape), ""]
    page += ["Often asked next", *(f"  {follow_up}" for follow_up in question.follow_ups), ""]
    page += ["Mind", *(f"  {pitfall}" for pitfall in question.pitfalls)]
    if topics := called_for(question):
        page += ["", "At hand", *(f"  {topic}: {_terms(topic)}" for topic in topics)]
    if question.sample:
        page += ["", "For example", *(f"  {part.part.letter}  {part.text}" for part in question.sample)]
    return page


def _terms(topic: Topic) -> str:
    return " · ".join(entry.term for entry in CRIB[topic])

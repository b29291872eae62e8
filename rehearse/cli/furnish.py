"""Puts the real parts together: the only module that knows all of them."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from rehearse import config, resources
from rehearse.cli.later import later
from rehearse.cli.output import showing_progress
from rehearse.interview.errors import StorageError
from rehearse.storage.data_folder import DataFolder

if TYPE_CHECKING:
    from rehearse.analysis.rubric import Rubric
    from rehearse.interview.question import Question, QuestionBank
    from rehearse.practice.checkup import Check
    from rehearse.practice.day_before import Sheet
    from rehearse.practice.desk import Desk
    from rehearse.practice.exporting import Export
    from rehearse.practice.ports import (
        Cue,
        Microphone,
        ModelShelf,
        QuestionShelf,
        SessionKeeper,
        SoundDevices,
        SoundReader,
        Speaker,
        StoryFiles,
        StoryShelf,
        TakeArchive,
        Transcriber,
        Voice,
    )
    from rehearse.practice.settings import Settings
    from rehearse.storage.backup import BackupFile
    from rehearse.storage.pace_file import PaceFile
    from rehearse.storage.repair import Repaired
    from rehearse.storage.sqlite_archive import SqliteArchive


@dataclass(frozen=True, slots=True)
class Furniture:
    """Everything that stands on one data folder; each part is made when it is asked for."""

    folder: DataFolder
    input_file: Path | None = None
    """A sound file in the microphone's place."""
    real_time: bool = True
    """Whether that file is heard as slowly as it was spoken."""

    target_s: float | None = None
    """The length that this run aims at, whatever the questions and the settings say."""

    @classmethod
    def of_environment(
        cls, input_file: Path | None = None, real_time: bool = True, target_s: float | None = None
    ) -> "Furniture":
        """On the folder that the environment names, else the platform's own."""
        return cls(DataFolder.find(), input_file, real_time, target_s)

    def settings(self) -> "Settings":
        """What the person has set.

        Raises:
            MalformedFile: the settings file has mistakes.
        """
        return config.load(self.folder.settings)

    def bank(self) -> "QuestionBank":
        """All questions."""
        from rehearse.storage.question_pack import load_bank

        bank = load_bank(resources.questions_folder(), self.folder.questions)
        if self.target_s is None:
            return bank
        return replace(bank, questions=tuple(replace(one, target_s=self.target_s) for one in bank))

    def add_pack(self, path: Path) -> tuple["Question", ...]:
        """Keep a copy of a pack among the person's own; gives the questions it offers.

        Raises:
            InputError: it has mistakes, or its ids are taken.
        """
        from rehearse.storage.question_pack import add_pack

        return add_pack(path, self.folder.questions, self.bank())

    def stories(self) -> "StoryShelf":
        """The person's stories."""
        from rehearse.storage.story_shelf import TomlStoryShelf

        return TomlStoryShelf(self.folder.stories, _today)

    def archive(self) -> "SqliteArchive":
        """What was rehearsed."""
        from rehearse.speech.recording import mend
        from rehearse.storage.sqlite_archive import SqliteArchive

        return SqliteArchive(self.folder, mend)

    def count(self) -> None:
        """Judge anew the takes whose counts were lost with a database or made by other rules.

        What can't be written down now is the next time: a list is shown, whatever the disk takes.
        """
        from rehearse.analysis.report import ANALYSIS_VERSION

        archive = self.archive()
        if not archive.uncounted(ANALYSIS_VERSION):
            return
        from rehearse.practice.recounting import count_what_is_uncounted

        bank, rubric = self.bank(), self.rubric(self.settings())
        with suppress(StorageError), showing_progress("Judging takes anew") as progress:
            count_what_is_uncounted(archive, bank, rubric, progress)

    def repair(self) -> "Repaired":
        """Make a damaged database anew from the folders of the takes.

        Raises:
            StorageError: that can't be done; says why.
        """
        with showing_progress("Finding takes again") as progress:
            repaired = self.archive().repair(progress)
        self.count()
        return repaired

    def backup(self) -> "BackupFile":
        """What writes everything that is kept to one file, and reads it back."""
        from rehearse.storage.backup import BackupFile

        return BackupFile(self.folder)

    def models(self) -> "ModelShelf":
        """The Whisper models."""
        from rehearse.speech.models import HubModelShelf

        return HubModelShelf(self.folder.models)

    def rubric(self, settings: "Settings") -> "Rubric":
        """What answers are held against, moved by the person's settings."""
        from rehearse.practice.settings import rubric_of

        return rubric_of(settings)

    def checkup(self) -> Iterator["Check"]:
        """Check everything a spoken rehearsal needs."""
        yield from self.desk(self.settings()).checkup()

    def desk(self, settings: "Settings", before: "Desk | None" = None) -> "Desk":
        """All parts together, by these settings; a recogniser that stays the same is taken over."""
        from rehearse.practice.desk import Desk
        from rehearse.speech.engines import choose, require_known

        # What Home doesn't show is made when it is first used. A setting that leads nowhere is told at once.
        models_folder = self.folder.models
        require_known(settings.engine, settings.model, models_folder)
        transcriber = later(lambda: choose(settings.engine, settings.model, models_folder))
        if before is not None and _same_recogniser(before, settings, transcriber):
            transcriber = before.transcriber  # its model may be in memory already
        reader = later(_reader)
        speaker = later(partial(_speaker, settings.speaker))
        pace = later(self._pace)
        archive = later(self.archive)
        desk = Desk(
            settings=settings,
            rubric=self.rubric(settings),
            bank=self.bank(),
            voice=later(partial(self._voice, settings)),
            speaker=speaker,
            cue=later(partial(self._cues, settings, speaker)),
            microphone=later(partial(self._microphone, settings, reader)),
            transcriber=transcriber,
            reader=reader,
            archive=archive,
            questions=later(self._packs),
            stories=later(self.stories),
            story_files=later(_story_files),
            sessions=later(self._session),
            devices=later(_devices),
            models=later(self.models),
            now=partial(datetime.now, UTC),
            window_s=lambda: pace.window_s(),
            checkup=lambda: _check(desk, pace.anew, self._try_data_folder),
            file_microphone=partial(_file_microphone, reader),
            export=later(partial(_exporter, archive)),
            write_sheet=_write_sheet,
            furnish=lambda changed: self._refurnish(changed, desk),
        )
        return desk

    def _voice(self, settings: "Settings") -> "Voice":
        from rehearse.speech.pyttsx3_voice import Pyttsx3Voice

        return Pyttsx3Voice(self.folder.voice, settings.voice, settings.voice_wpm)

    def _pace(self) -> "PaceFile":
        from rehearse.speech.pace import measure_window
        from rehearse.storage.pace_file import PaceFile

        return PaceFile(self.folder.pace, measure_window)

    def _packs(self) -> "QuestionShelf":
        from rehearse.storage.pack_shelf import PackShelf

        return PackShelf(resources.questions_folder(), self.folder.questions)

    def _session(self) -> "SessionKeeper":
        from rehearse.storage.session_file import SessionFile

        return SessionFile(self.folder.session)

    def _microphone(self, settings: "Settings", reader: "SoundReader") -> "Microphone":
        if self.input_file is not None:
            return _file_microphone(reader, self.input_file, real_time=self.real_time)
        from rehearse.speech.microphone import SoundDeviceMicrophone

        return SoundDeviceMicrophone(settings.microphone)

    def _cues(self, settings: "Settings", speaker: "Speaker") -> "Callable[[Cue], None]":
        from rehearse.practice.ports import no_cue
        from rehearse.speech.cues import PlayedCues

        if self.input_file is not None:
            return no_cue  # a file waits for no sign
        return PlayedCues(resources.cues_folder(), speaker, with_start_and_stop=settings.cues)

    def _refurnish(self, settings: "Settings", before: "Desk") -> "Desk":
        # Settings that lead to no desk are not kept: the next start would fail on them.
        desk = self.desk(settings, before)
        config.save(self.folder.settings, settings)
        return desk

    def _try_data_folder(self) -> str:
        self.folder.check()
        self.archive().check()
        return str(self.folder.root)


def _reader() -> "SoundReader":
    from rehearse.speech.audio_file import PyAvReader

    return PyAvReader()


def _speaker(name: str | None) -> "Speaker":
    from rehearse.speech.speaker import SoundDeviceSpeaker

    return SoundDeviceSpeaker(name)


def _devices() -> "SoundDevices":
    from rehearse.speech.devices import SoundDeviceCatalogue

    return SoundDeviceCatalogue()


def _story_files() -> "StoryFiles":
    from rehearse.storage.story_files import TomlStoryFiles

    return TomlStoryFiles(resources.templates_folder())


def _exporter(archive: "TakeArchive") -> "Export":
    from rehearse.cli.exporting import Exporter

    return Exporter(archive)


def _file_microphone(reader: "SoundReader", path: Path, real_time: bool = False) -> "Microphone":
    from rehearse.speech.file_microphone import FileMicrophone

    return FileMicrophone(path, reader, real_time)


def _check(
    desk: "Desk", measure: Callable[[], float], try_data_folder: Callable[[], str]
) -> Iterator["Check"]:
    from rehearse.practice.checkup import Checkup

    settings = desk.settings
    parts = desk.devices, settings.microphone, settings.speaker, desk.voice, desk.transcriber, desk.models
    return Checkup(*parts, measure, try_data_folder).run()


def _same_recogniser(before: "Desk", settings: "Settings", transcriber: "Transcriber") -> bool:
    asked = (settings.engine, settings.model)
    return (
        asked == (before.settings.engine, before.settings.model)
        and transcriber.engine == before.transcriber.engine
    )


def _write_sheet(sheet: "Sheet", path: Path) -> None:
    from rehearse.durable import deliver
    from rehearse.render.day_before import sheet_text

    deliver(path, [sheet_text(sheet, _today()).encode()])


def _today() -> date:
    return datetime.now().astimezone().date()

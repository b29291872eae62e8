"""The HTML report in a real browser: opened from disk, listened to with the mouse and with the keyboard."""

import socket
from dataclasses import replace
from pathlib import Path

import pytest

from rehearse.render.html import Audio, Page, report_html
from rehearse.speech.compressed import MIME, compress
from tests import fakes
from tests.browser.webdriver import DOWN, ENTER, HOME, LEFT, RIGHT, SPACE, Browser, until
from tests.render.answers import bare, heard, page

SAID = (
    "So <script>document.title='broken'</script> "
    "<img src=http://127.0.0.1:9/x onerror=document.title='broken'> "
    "and [red]this[/red] \"quoted' عربي \x1b[31m "
    "then plain words go on for a while until the answer has its end."
)
WORD_INDEX = 9


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Audio:
    """Twenty seconds in which nothing is heard."""
    path = tmp_path_factory.mktemp("sound") / "answer.wav"
    fakes.write_silence(path, 20.0)
    return Audio(compress(path), MIME)


def opened(browser: Browser, folder: Path, *pages: Page) -> None:
    """Open a report of these pages from disk."""
    path = folder / "report.html"
    path.write_text(report_html(pages), encoding="utf-8")
    browser.open(path)
    until(lambda: not browser.run(_UNREADY), "all sound is ready")


_UNREADY = "return [...document.querySelectorAll('audio')].some(each => each.readyState < 4)"


@pytest.fixture
def hostile(browser: Browser, tmp_path: Path, sound: Audio) -> Page:
    """The report of an answer whose words are markup, open in the browser."""
    whole = Page(bare(heard(SAID), 20.0), audio=sound)
    opened(browser, tmp_path, whole)
    return whole


def position_s(browser: Browser) -> float:
    return float(browser.run("return document.querySelector('audio').currentTime"))


def playing(browser: Browser) -> bool:
    return bool(browser.run("return !document.querySelector('audio').paused"))


def focused(browser: Browser) -> str:
    return str(browser.run("return document.activeElement.textContent"))


def word(browser: Browser, index: int) -> object:
    return browser.run("return document.querySelectorAll('.w')[arguments[0]]", index)


def focus_on(browser: Browser, index: int) -> None:
    browser.run("document.querySelectorAll('.w')[arguments[0]].focus()", index)


def test_markup_in_the_words_is_shown_runs_nothing_and_fetches_nothing(
    browser: Browser, hostile: Page
) -> None:
    shown = browser.run("return document.querySelector('.said').textContent")
    assert shown == SAID.replace("\x1b", "␛")
    assert browser.run("return document.title") != "broken"
    assert browser.run("return document.scripts.length") == 1
    assert browser.run("return document.images.length") == 0
    asked_for = [address for address in browser.requests() if not address.startswith("data:")]
    assert [Path(address).name for address in asked_for] == ["report.html"]
    assert asked_for[0].startswith("file:///")
    assert browser.console() == []


def test_the_policy_stops_what_a_mistake_would_let_through(browser: Browser, hostile: Page) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.setblocking(False)
        browser.run(
            """
            const picture = `<img src="${arguments[0]}" onerror="document.title = 1">`;
            document.body.insertAdjacentHTML("beforeend", picture);
            const script = document.createElement("script");
            script.textContent = "document.title = 2";
            document.body.append(script);
            """,
            f"http://127.0.0.1:{listening.getsockname()[1]}/x.png",
        )
        refused: list[str] = []

        def all_refused() -> bool:
            refused.extend(entry for entry in browser.console() if "Content Security Policy" in entry)
            return len(refused) >= 3

        until(all_refused, "the policy refused picture, handler and script")
        with pytest.raises(BlockingIOError):
            listening.accept()
    assert "Rehearse" in browser.run("return document.title")


def test_a_click_on_a_word_plays_from_there(browser: Browser, hostile: Page) -> None:
    start_s = hostile.report.transcript.words[WORD_INDEX].start_s
    browser.click(word(browser, WORD_INDEX))
    until(lambda: position_s(browser) > start_s, "the sound plays on from the word")
    assert playing(browser)
    assert start_s <= position_s(browser) < start_s + 3
    assert browser.run("return document.querySelector('.toggle').getAttribute('aria-label')") == "Stop"


def test_the_word_that_sounds_is_lit_and_the_light_moves_on(browser: Browser, hostile: Page) -> None:
    browser.click(word(browser, WORD_INDEX))
    lit = "return [...document.querySelectorAll('.w')].findIndex(each => each.matches('.-now'))"
    until(lambda: browser.run(lit) == WORD_INDEX, "the word is lit")
    until(lambda: browser.run(lit) > WORD_INDEX, "the light moves on")
    browser.press(SPACE)
    words, at_s = hostile.report.transcript.words, position_s(browser)
    begun = [index for index, each in enumerate(words) if each.start_s <= at_s + 0.02]
    assert browser.run(lit) == begun[-1]
    assert browser.run("return document.querySelectorAll('.-now').length") == 1


def test_arrows_move_from_word_to_word_enter_plays_and_space_stops(browser: Browser, hostile: Page) -> None:
    words = hostile.report.transcript.words
    focus_on(browser, 0)
    browser.press(RIGHT, RIGHT, RIGHT, LEFT)
    assert focused(browser) == words[2].text
    assert browser.run("return document.querySelectorAll('.w[tabindex=\"0\"]').length") == 1
    assert not playing(browser)
    browser.press(ENTER)
    until(lambda: position_s(browser) > words[2].start_s, "the sound plays from the word")
    browser.press(SPACE)
    assert not playing(browser)
    assert position_s(browser) < words[2].start_s + 3
    browser.press(SPACE)
    assert playing(browser)
    browser.press(HOME)
    assert focused(browser) == words[0].text


def test_down_goes_to_the_word_below_and_a_focused_word_is_seen(browser: Browser, hostile: Page) -> None:
    browser.resize(390, 800)
    try:
        focus_on(browser, 0)
        browser.press(DOWN)
        above, below = browser.run(
            "return [document.querySelector('.w'), document.activeElement]"
            ".map(each => each.getBoundingClientRect().top)"
        )
        assert below > above
        outline = browser.run("return getComputedStyle(document.activeElement).outlineWidth")
        assert float(outline.removesuffix("px")) >= 2
    finally:
        browser.devtools("Emulation.clearDeviceMetricsOverride")


def test_the_speed_can_be_chosen(browser: Browser, hostile: Page) -> None:
    browser.click(browser.find("input[value='1.25']"))
    assert browser.run("return document.querySelector('audio').playbackRate") == 1.25
    browser.press(LEFT, LEFT)
    assert browser.run("return document.querySelector('audio').playbackRate") == 0.75


def test_one_answer_falls_silent_when_another_is_played(
    browser: Browser, tmp_path: Path, sound: Audio
) -> None:
    opened(browser, tmp_path, page(0, 20.0, audio=sound), page(1, 20.0, audio=sound))
    first, second = browser.run("return [...document.querySelectorAll('.toggle')]")
    sounding = "return [...document.querySelectorAll('audio')].map(each => !each.paused)"
    browser.click(first)
    until(lambda: browser.run(sounding) == [True, False], "the first plays")
    browser.click(second)
    until(lambda: browser.run(sounding) == [False, True], "only the second plays")


@pytest.mark.parametrize("width", [320, 390, 768, 1280])
def test_the_page_is_no_wider_than_its_window(
    browser: Browser, tmp_path: Path, sound: Audio, width: int
) -> None:
    long = replace(page(0, audio=sound), report=bare(heard("unbroken" * 40 + " end")))
    opened(browser, tmp_path, long, page(1), page(2))
    browser.resize(width, 900)
    try:
        assert browser.run("return document.documentElement.scrollWidth") <= width
    finally:
        browser.devtools("Emulation.clearDeviceMetricsOverride")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_stands_out_from_its_ground(
    browser: Browser, tmp_path: Path, sound: Audio, scheme: str
) -> None:
    opened(browser, tmp_path, page(0, 120.0, audio=sound), page(1, 60.0))
    feature = {"name": "prefers-color-scheme", "value": scheme}
    browser.devtools("Emulation.setEmulatedMedia", features=[feature])
    try:
        assert browser.run("return matchMedia('(prefers-color-scheme: dark)').matches") == (scheme == "dark")
        assert browser.run(_FAINT_TEXTS) == []
    finally:
        browser.devtools("Emulation.setEmulatedMedia", features=[])


_FAINT_TEXTS = """
const channels = (colour) => (colour.match(/[\\d.]+/g) ?? []).map(Number);
const light = (colour) => channels(colour).slice(0, 3)
  .map((value) => value / 255)
  .map((value) => value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4)
  .reduce((sum, value, index) => sum + value * [0.2126, 0.7152, 0.0722][index], 0);
const ground = (element) => {
  for (let each = element; each; each = each.parentElement) {
    const colour = getComputedStyle(each).backgroundColor;
    if (channels(colour)[3] !== 0) return colour;
  }
  return "rgb(255, 255, 255)";
};
const faint = [];
for (const element of document.querySelectorAll("main *")) {
  const drawn = element.closest("svg");
  const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
  const unseen = element.closest(".hidden, title, audio, [hidden]") || element.getClientRects().length === 0;
  if (!own || unseen) continue;
  const ink = drawn ? getComputedStyle(element).fill : getComputedStyle(element).color;
  const behind = drawn?.matches(".parts")
    ? getComputedStyle(element.previousElementSibling).fill : ground(drawn ?? element);
  const [dark, bright] = [light(ink), light(behind)].sort((one, other) => one - other);
  const contrast = (bright + 0.05) / (dark + 0.05);
  if (contrast < 4.5) faint.push(`${element.textContent}: ${ink} on ${behind}, ${contrast.toFixed(2)}`);
}
return faint;
"""


def test_printed_it_leaves_out_what_paper_can_not_do(browser: Browser, tmp_path: Path, sound: Audio) -> None:
    opened(browser, tmp_path, page(0, audio=sound), page(1))
    browser.devtools("Emulation.setEmulatedMedia", media="print")
    try:
        shown = "return [...document.querySelectorAll(arguments[0])].some(each => each.offsetParent !== null)"
        assert not browser.run(shown, ".player, .hint")
        assert browser.run(shown, ".said")
    finally:
        browser.devtools("Emulation.setEmulatedMedia", media="")

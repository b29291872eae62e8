"use strict";

class Player {
  static all = [];

  constructor(take, audio) {
    this.take = take;
    this.audio = audio;
    this.words = [...take.querySelectorAll(".w")];
    this.starts = this.words.map((word) => Number(word.dataset.at));
    this.toggleButton = take.querySelector(".toggle");
    this.seek = take.querySelector(".seek");
    this.clock = take.querySelector(".clock");
    this.now = null;
    this.tabStop = null;
    Player.all.push(this);
    this.showControls();
    this.followAudio();
    this.followWords();
  }

  showControls() {
    this.audio.controls = false;
    this.take.querySelector(".controls").hidden = false;
    this.take.classList.add("-playable");
    const hint = this.take.querySelector(".hint");
    if (hint) hint.hidden = false;
    this.toggleButton.addEventListener("click", () => this.toggle());
    this.seek.addEventListener("input", () => { this.audio.currentTime = Number(this.seek.value); this.show(); });
    for (const speed of this.take.querySelectorAll(".speeds input")) {
      speed.addEventListener("change", () => { this.audio.playbackRate = Number(speed.value); });
    }
    for (const from of this.take.querySelectorAll("button.from")) {
      from.addEventListener("click", () => this.playFrom(Number(from.dataset.at)));
    }
  }

  followAudio() {
    const { audio } = this;
    audio.addEventListener("loadedmetadata", () => {
      if (Number.isFinite(audio.duration)) this.seek.max = audio.duration;
    });
    audio.addEventListener("play", () => {
      for (const other of Player.all) if (other !== this) other.audio.pause();
      this.showState();
      this.tick();
    });
    audio.addEventListener("pause", () => this.showState());
    audio.addEventListener("seeked", () => this.show());
    audio.addEventListener("ended", () => { this.showState(); this.highlight(null); });
    audio.addEventListener("error", () => this.complain());
  }

  followWords() {
    if (!this.words.length) return;
    for (const word of this.words) word.tabIndex = -1;
    this.makeTabStop(this.words[0]);
    const list = this.take.querySelector(".sentences");
    list.addEventListener("click", (event) => {
      const word = event.target.closest(".w");
      const reading = !getSelection().isCollapsed;
      if (word && !reading) this.playWord(word);
    });
    list.addEventListener("focusin", (event) => {
      if (event.target.matches(".w")) this.makeTabStop(event.target);
    });
    list.addEventListener("keydown", (event) => this.key(event));
  }

  key(event) {
    if (!event.target.matches(".w") || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
    const index = this.words.indexOf(event.target);
    const onward = getComputedStyle(event.target).direction === "rtl" ? -1 : 1;
    const moves = {
      ArrowRight: () => this.words[index + onward],
      ArrowLeft: () => this.words[index - onward],
      ArrowDown: () => this.nearest(index, 1),
      ArrowUp: () => this.nearest(index, -1),
      Home: () => event.target.closest("li").querySelector(".w"),
      End: () => [...event.target.closest("li").querySelectorAll(".w")].at(-1),
    };
    if (event.key in moves) moves[event.key]()?.focus();
    else if (event.key === "Enter") this.playWord(event.target);
    else if (event.key === " ") this.toggle();
    else return;
    event.preventDefault();
  }

  // The word above or below, as a text cursor would find it.
  nearest(index, step) {
    const here = this.words[index].getBoundingClientRect();
    const middle = (box) => box.left + box.width / 2;
    let line = null;
    let best = null;
    for (let at = index + step; at in this.words; at += step) {
      const box = this.words[at].getBoundingClientRect();
      if (step > 0 ? box.top < here.bottom - 2 : box.bottom > here.top + 2) continue;
      line ??= box;
      if (step > 0 ? box.top > line.bottom - 2 : box.bottom < line.top + 2) break;
      const far = Math.abs(middle(box) - middle(here));
      if (!best || far < best.far) best = { far, word: this.words[at] };
    }
    return best?.word;
  }

  makeTabStop(word) {
    if (this.tabStop) this.tabStop.tabIndex = -1;
    this.tabStop = word;
    word.tabIndex = 0;
  }

  playWord(word) {
    this.playFrom(Number(word.dataset.at));
  }

  playFrom(second) {
    this.audio.currentTime = second;
    this.play();
  }

  toggle() {
    if (this.audio.paused) this.play();
    else this.audio.pause();
  }

  play() {
    this.audio.play().catch((error) => { if (error.name !== "AbortError") this.complain(); });
  }

  complain() {
    this.take.querySelector(".trouble").textContent = "This browser can't play the sound of this answer.";
  }

  tick() {
    this.show();
    if (!this.audio.paused && !this.audio.ended) requestAnimationFrame(() => this.tick());
  }

  show() {
    const second = this.audio.currentTime;
    const told = `${Math.floor(second / 60)}:${String(Math.floor(second % 60)).padStart(2, "0")}`;
    if (this.clock.textContent !== told) {
      this.clock.textContent = told;
      this.seek.setAttribute("aria-valuetext", told);
    }
    this.seek.value = second;
    this.highlight(this.wordAt(second));
  }

  // The last word that has begun; a frame may fall just before the moment that was asked for.
  wordAt(second) {
    let low = 0;
    let high = this.starts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.starts[middle] <= second + 0.02) low = middle + 1;
      else high = middle;
    }
    return this.words[low - 1] ?? null;
  }

  highlight(word) {
    if (word === this.now) return;
    this.now?.classList.remove("-now");
    this.now = word;
    if (!word) return;
    word.classList.add("-now");
    const box = word.getBoundingClientRect();
    const covered = this.take.querySelector(".player").getBoundingClientRect().bottom;
    const away = box.bottom > innerHeight || box.top < covered;
    if (away && !this.audio.paused) word.scrollIntoView({ block: "center" });
  }

  showState() {
    const playing = !this.audio.paused && !this.audio.ended;
    this.take.classList.toggle("-playing", playing);
    this.toggleButton.setAttribute("aria-label", playing ? "Stop" : "Play");
  }
}

for (const take of document.querySelectorAll(".take")) {
  const audio = take.querySelector("audio");
  if (audio) new Player(take, audio);
}

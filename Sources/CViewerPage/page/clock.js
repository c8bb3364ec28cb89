// Which frame is shown, and what moves it on: playing at an even pace, steps, keys.

class Clock {
  /** `show` is called with the number of the shown frame; it answers whether that was possible. */
  constructor(count, show) {
    this.count = count;
    this.show = show;
    this.k = 0;
    this.speed = 1;
    this.loops = true;
    this.isPlaying = false;
    this.due = 0;
    this.changed = () => {};
  }

  /** Frames a second at speed 1. */
  static pace = 20;

  go(k) {
    this.k = Math.min(this.count - 1, Math.max(0, Math.round(k)));
    this.show(this.k);
  }

  step(by) {
    this.pause();
    this.go(this.k + by);
  }

  play() {
    if (this.count < 2 || this.isPlaying) return;
    if (this.k >= this.count - 1) this.go(0);
    this.isPlaying = true;
    this.before = performance.now();
    this.due = 0;
    this.changed();
    requestAnimationFrame((now) => this.tick(now));
  }

  pause() {
    if (!this.isPlaying) return;
    this.isPlaying = false;
    this.changed();
    this.show(this.k);
  }

  toggle() {
    if (this.isPlaying) this.pause();
    else this.play();
  }

  tick(now) {
    if (!this.isPlaying) return;
    // Time that was lost while nothing could be drawn is not caught up.
    this.due += (Math.min(500, Math.max(0, now - this.before)) * this.speed * Clock.pace) / 1000;
    this.before = now;
    const steps = Math.floor(this.due);
    if (steps > 0 && !this.isWaiting?.()) {
      this.due -= steps;
      let next = this.k + steps;
      if (next > this.count - 1) {
        if (this.loops) next %= this.count;
        else next = this.count - 1;
      }
      this.go(next);
      if (next === this.count - 1 && !this.loops) this.pause();
    }
    requestAnimationFrame((later) => this.tick(later));
  }

  /** The speed one step of the scale, from 1/16 to 16, slower or faster. */
  hurry(steps) {
    this.speed = Math.min(16, Math.max(1 / 16, this.speed * 2 ** steps));
    this.changed();
  }

  /** What a key does; returns whether it does anything. */
  key(key) {
    const actions = {
      " ": () => this.toggle(),
      ",": () => this.step(-1),
      ".": () => this.step(1),
      Home: () => this.step(-this.count),
      End: () => this.step(this.count),
      PageUp: () => this.step(-Math.max(1, Math.round(this.count / 10))),
      PageDown: () => this.step(Math.max(1, Math.round(this.count / 10))),
      "[": () => this.hurry(-1),
      "]": () => this.hurry(1),
      l: () => {
        this.loops = !this.loops;
        this.changed();
      },
    };
    actions[key]?.();
    return key in actions;
  }
}

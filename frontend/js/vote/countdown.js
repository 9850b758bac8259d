// Counts down the seconds that the server says are left. The device's own clock may be wrong: only how far it moves is
// used, and every look at the server sets it right.
export const inWords = (seconds) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;

export class Countdown {
  constructor(onSecond) {
    this.end = null;
    window.setInterval(() => this.end !== null && onSecond(this.left), 500);
  }

  set(seconds) {
    this.end = seconds === null ? null : Date.now() + seconds * 1000;
  }

  get left() {
    return this.end === null ? null : Math.max(0, Math.ceil((this.end - Date.now()) / 1000));
  }
}

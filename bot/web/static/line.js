// The line to the server: a stream of what is new, and asking from time to time where no stream holds.

const QUIET = 40000; // a stream without a sign of life for so long is dead
const ANSWER_WITHIN = 15000;
const POLL_EVERY = 5000;
const STREAM_AGAIN = 60000;
const MOST_BREAKS = 3; // after so many streams that brought nothing, asking takes over for a while

export class Line {
  // `take` hears what is new; `changed` hears "up", "down", and "lost": nothing will come here any more. `query` is what
  // of the page is looked at.
  constructor(base, cursor, { take, changed, query = "" }) {
    this.base = base;
    this.query = query ? query + "&" : "";
    this.cursor = cursor;
    this.take = take;
    this.changed = changed;
    this.state = "up";
    this.breaks = 0;
    this.tries = 0;
    this.streamAt = 0;
    this.heardAt = Date.now();
    this.wake = () => undefined;
    window.addEventListener("online", () => this.wake());
    window.addEventListener("offline", () => this.turn("down"));
    window.addEventListener("pageshow", (event) => event.persisted && this.wake());
    document.addEventListener("visibilitychange", () => {
      if (!document.hidden && Date.now() - this.heardAt > QUIET / 2) {
        this.wake();
      }
    });
    this.run();
  }

  async run() {
    while (this.state !== "lost") {
      if (this.mayStream()) {
        await this.stream();
      }
      if (this.state !== "lost") {
        await this.ask();
        await this.pause();
      }
    }
  }

  mayStream() {
    return Boolean(window.EventSource) && (this.breaks < MOST_BREAKS || Date.now() > this.streamAt);
  }

  // Follow the stream until it breaks.
  stream() {
    return new Promise((resolve) => {
      const stream = new EventSource(this.base + "/events?" + this.query + "after=" + encodeURIComponent(this.cursor));
      let silence = 0;
      const end = () => {
        clearTimeout(silence);
        stream.close();
        this.breaks += 1;
        this.streamAt = Date.now() + STREAM_AGAIN;
        resolve();
      };
      const heard = (news) => {
        clearTimeout(silence);
        silence = setTimeout(end, QUIET);
        this.breaks = 0;
        this.hear(news);
        if (news.renew || news.lost) {
          end();
        }
      };
      silence = setTimeout(end, QUIET);
      stream.onmessage = (event) => heard(JSON.parse(event.data));
      stream.addEventListener("alive", () => heard({}));
      stream.addEventListener("crowded", () => {
        this.breaks = MOST_BREAKS;
        end();
      });
      stream.onerror = end;
      this.wake = end;
    });
  }

  // Ask once; that says, too, whether anybody is there.
  async ask() {
    const limit = new AbortController();
    const timer = setTimeout(() => limit.abort(), ANSWER_WITHIN);
    try {
      const address = this.base + "/news?" + this.query + "after=" + encodeURIComponent(this.cursor);
      const answer = await fetch(address, { cache: "no-store", signal: limit.signal });
      if (answer.status === 404) {
        this.turn("lost");
      } else if (answer.ok) {
        const news = await answer.json();
        this.breaks = this.state === "down" ? 0 : this.breaks;
        this.tries = 0;
        this.hear(news);
      } else {
        throw new Error(String(answer.status));
      }
    } catch (error) {
      this.tries += 1;
      this.turn("down");
    } finally {
      clearTimeout(timer);
    }
  }

  pause() {
    const short = Math.min(10000, 250 * 2 ** (this.tries + this.breaks));
    const length = this.state === "down" || this.mayStream() ? short : POLL_EVERY;
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, length);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  hear(news) {
    this.heardAt = Date.now();
    this.turn(news.lost ? "lost" : "up");
    if (news.renew) {
      this.cursor = "";
    } else if (news.cursor && news.cursor > this.cursor) {
      this.cursor = news.cursor;
    }
    this.take(news);
  }

  turn(state) {
    if (this.state !== state && this.state !== "lost") {
      this.state = state;
      this.changed(state);
    }
  }
}

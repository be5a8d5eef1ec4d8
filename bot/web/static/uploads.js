// Files on their way in: a few at a time, in pieces, taken up again where they broke off.

const PIECE = 512 * 1024;
const SAMPLE = 64 * 1024;
const AT_ONCE = 3;
const SLOWEST = 90000;
const NOT_LET_IN = "这个链接已停用，未能上传。";

// A number that the same file always gets, so that choosing it again after a break goes on where it stopped.
async function numberOf(file) {
  const head = new Uint8Array(await bytesOf(file.slice(0, SAMPLE)));
  const tail = new Uint8Array(await bytesOf(file.slice(Math.max(0, file.size - SAMPLE))));
  const about = new TextEncoder().encode([file.name, file.size, file.type].join("|"));
  return [1, 2, 3, 4].map((seed) => fold([about, head, tail], seed)).join("");
}

function bytesOf(blob) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result);
    reader.onerror = () => reject(reader.error);
    reader.readAsArrayBuffer(blob);
  });
}

// FNV-1a over 32 bits; only tells files of one person apart.
function fold(parts, seed) {
  let value = (0x811c9dc5 ^ Math.imul(seed, 0x9e3779b1)) >>> 0;
  for (const part of parts) {
    for (let at = 0; at < part.length; at += 1) {
      value = Math.imul(value ^ part[at], 0x01000193) >>> 0;
    }
  }
  return value.toString(16).padStart(8, "0");
}

// Wait, but no longer than until the network is back.
function wait(milliseconds) {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      window.removeEventListener("online", done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    window.addEventListener("online", done);
  });
}

const queue = [];
let busy = 0;

async function takePlace() {
  if (busy < AT_ONCE) {
    busy += 1;
  } else {
    await new Promise((resolve) => queue.push(resolve));
  }
}

function leavePlace() {
  const next = queue.shift();
  if (next) {
    next();
  } else {
    busy -= 1;
  }
}

export class Upload {
  // `base` is the address of the conversation; `changed` is called whenever there is something new to show.
  constructor(file, base, changed) {
    this.file = file;
    this.base = base;
    this.changed = changed;
    this.sent = 0;
    this.state = "waiting"; // waiting, sending, paused, done, refused
    this.why = "";
    this.number = "";
    this.dropped = false;
    this.request = null;
  }

  get share() {
    return this.file.size ? this.sent / this.file.size : 0;
  }

  async run() {
    await takePlace();
    try {
      await this.sendAll();
    } finally {
      leavePlace();
    }
  }

  // It was here once; whatever is not here any more is sent again.
  async again() {
    this.state = "paused";
    await this.run();
    if (this.state !== "done") {
      throw new Error(this.why);
    }
  }

  async sendAll() {
    let tries = 0;
    this.number = this.number || (await numberOf(this.file).catch(() => ""));
    if (!this.number) {
      this.turn("refused", "这个文件读不出来，请重新选择。");
    }
    while (!this.dropped && this.state !== "done" && this.state !== "refused") {
      try {
        if (this.state !== "sending") {
          this.sent = await this.received();
        }
        if (this.state !== "refused") {
          this.turn("sending");
          await this.piece();
          tries = 0;
        }
      } catch (error) {
        tries += 1;
        this.turn("paused", "网络中断，正在重试");
        await wait(Math.min(15000, 500 * 2 ** tries));
      }
    }
  }

  drop() {
    this.dropped = true;
    if (this.request) {
      this.request.abort();
    }
    if (this.number) {
      fetch(this.address(), { method: "DELETE", headers: { "X-Baosong": "page" } }).catch(() => undefined);
    }
  }

  turn(state, why) {
    this.state = state;
    this.why = why || "";
    this.changed();
  }

  address() {
    return this.base + "/uploads/" + this.number;
  }

  async received() {
    const answer = await fetch(this.address(), { method: "HEAD", cache: "no-store" });
    if (answer.status === 404) {
      this.turn("refused", NOT_LET_IN);
    } else if (!answer.ok) {
      throw new Error(String(answer.status));
    }
    return Number(answer.headers.get("Upload-Offset")) || 0;
  }

  // Send one piece; XMLHttpRequest because it tells how far it is.
  piece() {
    const from = this.sent;
    if (from === this.file.size && from > 0) {
      this.turn("done");
      return Promise.resolve();
    }
    const query = new URLSearchParams({ offset: from, size: this.file.size, name: this.file.name });
    return new Promise((resolve, reject) => {
      const request = new XMLHttpRequest();
      this.request = request;
      request.open("PUT", this.address() + "?" + query);
      request.setRequestHeader("X-Baosong", "page");
      request.timeout = SLOWEST;
      request.upload.onprogress = (event) => {
        this.sent = from + event.loaded;
        this.changed();
      };
      request.onload = () => {
        this.request = null;
        this.answered(request, from, resolve, reject);
      };
      request.onerror = request.ontimeout = request.onabort = () => {
        this.request = null;
        reject(new Error("network"));
      };
      request.send(this.file.slice(from, from + PIECE));
    });
  }

  answered(request, from, resolve, reject) {
    const offset = Number(request.getResponseHeader("Upload-Offset"));
    if (request.status === 200 || (request.status === 409 && offset !== from)) {
      this.sent = offset || 0;
      if (request.status === 200 && this.sent === this.file.size) {
        this.turn("done");
      }
      resolve();
    } else if (request.status === 404) {
      this.turn("refused", NOT_LET_IN);
      resolve();
    } else if (request.status >= 400 && request.status < 500 && ![408, 409, 429].includes(request.status)) {
      this.turn("refused", request.responseText.slice(0, 100) || "未能上传。");
      resolve();
    } else {
      reject(new Error(String(request.status)));
    }
  }
}

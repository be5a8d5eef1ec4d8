// The conversation: shows what is said as it is said, and says what one says; on a bad line, once and not twice.

import { Line } from "./line.js";

const $ = (id) => document.getElementById(id);
const TOAST = 6000;
const MOST_SHOWN = 6; // files of one message; more are folded up

export function element(tag, className, text) {
  const made = document.createElement(tag);
  made.className = className || "";
  made.textContent = text || "";
  return made;
}

function makeNumber() {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

// What a server says in words is shown; what anything else on the way says is not.
async function wordsOf(answer) {
  const isPlain = (answer.headers.get("Content-Type") || "").startsWith("text/plain");
  return (isPlain ? await answer.text() : "").slice(0, 120) || "没有发出去。";
}

export class Talk {
  // `base` is the address of the conversation; `extra` gives further fields of a message; `heard` takes further events.
  constructor(base, { extra = () => ({}), heard = {} } = {}) {
    this.base = base;
    this.extra = extra;
    this.heard = heard;
    this.log = $("log");
    this.entries = $("entries");
    this.signs = new Map();
    this.markDays();
    this.toEnd();
    this.line = new Line(base, $("talk").dataset.cursor, {
      take: (news) => this.take(news),
      changed: (state) => this.tellLine(state),
    });
    $("earlier").onclick = () => this.earlier();
    $("newest").onclick = () => this.toEnd();
    document.addEventListener("click", (event) => this.press(event.target.closest("[data-says]")));
    window.addEventListener("beforeunload", (event) => {
      if (this.entries.querySelector(".echo.failed")) {
        event.preventDefault();
      }
    });
  }

  tellLine(state) {
    $("line").textContent = $("line").dataset[state] || "";
    $("line").hidden = state === "up";
    if (state === "lost") {
      $("composer").inert = true;
    }
  }

  // ---- what is said -------------------------------------------------------------------------------------------------

  take(news) {
    if (news.renew) {
      this.entries.querySelectorAll("[data-key]").forEach((entry) => entry.remove());
      $("earlier").hidden = false;
      return;
    }
    const wasAtEnd = this.isAtEnd();
    const added = (news.entries || []).filter((entry) => this.show(entry, "fresh")).length;
    this.markDays();
    for (const name of Object.keys(news)) {
      if (this.heard[name]) {
        this.heard[name](news[name]);
      }
    }
    if (wasAtEnd) {
      this.toEnd();
    } else if (added) {
      $("newest").hidden = false;
    }
  }

  // Put an entry where it belongs; return whether it is a new one.
  show(entry, className) {
    const holder = document.createElement("template");
    holder.innerHTML = entry.html;
    const made = holder.content.querySelector(".entry");
    this.sign(made, entry.client);
    const echo = entry.client && this.echoOf(entry.client);
    if (echo) {
      echo.remove();
    }
    let after = null;
    for (const other of Array.from(this.entries.children).reverse()) {
      if (other.dataset.key === entry.key) {
        if (other.dataset.version !== entry.version) {
          other.replaceWith(made);
        }
        return false;
      }
      if (other.dataset.key && other.dataset.key < entry.key) {
        after = other;
        break;
      }
    }
    if (className && !echo) {
      made.classList.add(className);
    }
    this.entries.insertBefore(made, after ? after.nextSibling : this.entries.firstChild);
    this.endGreeting();
    return true;
  }

  endGreeting() {
    if ($("greeting")) {
      $("greeting").hidden = true;
    }
  }

  // The small pictures that were drawn when the files were chosen stay with what was sent.
  sign(article, client) {
    const signs = this.signs.get(client);
    if (signs) {
      article.querySelectorAll("[data-file]").forEach((file) => file.prepend(signs[file.dataset.file] || ""));
    }
  }

  // Above the first entry of each day stands the day.
  markDays() {
    let last = "";
    for (const entry of this.entries.querySelectorAll("[data-day]")) {
      entry.classList.toggle("newday", entry.dataset.day !== last);
      last = entry.dataset.day;
    }
  }

  async earlier() {
    const first = this.entries.querySelector("[data-key]");
    if (!first) {
      $("earlier").hidden = true;
      return;
    }
    const height = this.log.scrollHeight;
    try {
      const answer = await fetch(this.base + "/news?before=" + encodeURIComponent(first.dataset.key), { cache: "no-store" });
      const news = await answer.json();
      this.log.setAttribute("aria-busy", "true");
      news.entries.forEach((entry) => this.show(entry));
      this.markDays();
      $("earlier").hidden = !news.earlier;
      this.log.scrollTop += this.log.scrollHeight - height;
    } catch (error) {
      this.toast("没有取到，请稍候再试。");
    } finally {
      this.log.removeAttribute("aria-busy");
    }
  }

  isAtEnd() {
    return this.log.scrollHeight - this.log.scrollTop - this.log.clientHeight < 120;
  }

  // What was said last is in sight; of something long, its beginning.
  toEnd() {
    const last = this.entries.lastElementChild;
    const isLong = last && !last.classList.contains("own") && last.clientHeight > this.log.clientHeight;
    this.log.scrollTop = isLong ? last.offsetTop - this.log.offsetTop - 8 : this.log.scrollHeight;
    $("newest").hidden = true;
  }

  // ---- what one says ------------------------------------------------------------------------------------------------

  // A button says a sentence; pressed twice in a hurry, it says it once.
  press(button) {
    if (button && !button.disabled) {
      button.disabled = true;
      setTimeout(() => {
        button.disabled = false;
      }, 1500);
      this.say(button.dataset.says);
    }
  }

  // Say something, with files that are uploaded; whatever was lost of them on the way is sent again first.
  async say(text, uploads = []) {
    const message = Object.assign({ id: makeNumber(), text, uploads: [] }, this.extra());
    this.signs.set(message.id, uploads.map((one) => one.sign));
    await this.send(message, uploads);
  }

  async send(message, uploads) {
    const echo = this.echo(message, uploads);
    this.toEnd();
    try {
      message.uploads = uploads.map((one) => one.number);
      let answer = await this.post(message);
      if (answer.status === 409) {
        await Promise.all(uploads.map((one) => one.again()));
        answer = await this.post(message);
      }
      if (answer.status === 404) {
        this.line.turn("lost");
      }
      if (!answer.ok) {
        throw new Error(await wordsOf(answer));
      }
      const said = await answer.json();
      echo.classList.toggle("unheard", !said.stored);
      echo.querySelector(".mark").textContent = said.stored ? "已发送" : said.note;
    } catch (error) {
      this.failed(echo, error instanceof TypeError ? "没有发出去。" : error.message, () => this.send(message, uploads));
    }
  }

  post(message) {
    return fetch(this.base + "/messages", {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-Baosong": "page" },
      body: JSON.stringify(message),
    });
  }

  echoOf(client) {
    return this.entries.querySelector('.echo[data-client="' + client + '"]');
  }

  echo(message, uploads) {
    const old = this.echoOf(message.id);
    const echo = element("article", "entry own echo");
    echo.dataset.client = message.id;
    echo.setAttribute("aria-live", "off");
    const bubble = element("div", "bubble");
    if (message.text) {
      bubble.append(element("p", "said", message.text));
    }
    const list = uploads.length > MOST_SHOWN ? element("details", "many") : bubble;
    if (list !== bubble) {
      list.append(element("summary", "", uploads.length + "个文件"));
      bubble.append(list);
    }
    uploads.forEach((upload, at) => {
      const file = element("span", "file waiting");
      file.dataset.file = String(at);
      file.append(element("span", "name", upload.file.name), element("span", "state", "发送中"));
      list.append(file);
    });
    echo.append(bubble, element("p", "mark", "发送中"));
    this.sign(echo, message.id);
    if (old) {
      old.replaceWith(echo);
    } else {
      this.entries.append(echo);
    }
    this.endGreeting();
    return echo;
  }

  failed(echo, why, retry) {
    const mark = echo.querySelector(".mark");
    const again = element("button", "again", "重发");
    again.type = "button";
    again.onclick = retry;
    mark.textContent = why;
    mark.setAttribute("role", "alert");
    mark.append(again);
    echo.classList.add("failed");
    this.toEnd();
  }

  toast(text) {
    $("toast").textContent = text;
    $("toast").hidden = false;
    clearTimeout(this.toasting);
    this.toasting = setTimeout(() => {
      $("toast").hidden = true;
    }, TOAST);
  }
}

// The conversation: shows what is said as it is said, sends words and files, survives a bad line.

import { Upload } from "./uploads.js";

const $ = (id) => document.getElementById(id);
const MOST_FAILURES = 3;
const POLL_EVERY = 5000;

function makeNumber() {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function element(tag, className, text) {
  const made = document.createElement(tag);
  made.className = className || "";
  made.textContent = text || "";
  return made;
}

export class Talk {
  // `base` is the address of the conversation; `extra` gives further fields of a message; `heard` takes further events.
  constructor(base, { extra = () => ({}), heard = {}, limits = {} } = {}) {
    this.base = base;
    this.extra = extra;
    this.heard = heard;
    this.mostBytes = limits.bytes || Infinity;
    this.mostFiles = limits.files || Infinity;
    this.log = $("log");
    this.entries = $("entries");
    this.cursor = $("talk").dataset.cursor;
    this.placeholder = $("words").placeholder;
    this.uploads = [];
    this.failures = 0;
    this.submitting = false;
    this.listen();
    this.bind();
    this.toEnd();
  }

  // ---- what is said -------------------------------------------------------------------------------------------------

  listen() {
    if (this.stream) {
      this.stream.close();
    }
    clearTimeout(this.timer);
    if (!window.EventSource || this.failures >= MOST_FAILURES) {
      this.poll();
      return;
    }
    this.stream = new EventSource(this.base + "/events?after=" + encodeURIComponent(this.cursor));
    this.stream.onopen = () => {
      this.failures = 0;
    };
    this.stream.onmessage = (event) => this.take(JSON.parse(event.data));
    this.stream.onerror = () => {
      this.failures += 1;
      this.stream.close();
      this.timer = setTimeout(() => this.listen(), 1000 * this.failures);
    };
  }

  async poll() {
    try {
      const answer = await fetch(this.base + "/news?after=" + encodeURIComponent(this.cursor), { cache: "no-store" });
      if (answer.ok) {
        this.take(await answer.json());
        this.failures = 0;
      }
    } catch (error) {
      // the line is down; the next round tries again
    }
    this.timer = setTimeout(() => this.poll(), POLL_EVERY);
  }

  take(news) {
    if (news.reload) {
      location.reload();
      return;
    }
    const wasAtEnd = this.isAtEnd();
    let added = 0;
    for (const entry of news.entries || []) {
      added += this.show(entry) ? 1 : 0;
    }
    if (news.cursor && news.cursor > this.cursor) {
      this.cursor = news.cursor;
    }
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
  show(entry) {
    const holder = document.createElement("template");
    holder.innerHTML = entry.html;
    const made = holder.content.querySelector(".entry");
    if (entry.client) {
      const echo = this.entries.querySelector('.echo[data-client="' + entry.client + '"]');
      if (echo) {
        echo.remove();
      }
    }
    let after = null;
    for (const other of Array.from(this.entries.children).reverse()) {
      if (other.dataset.key === entry.key) {
        if (other.dataset.version !== entry.version) {
          other.replaceWith(made);
        }
        return false;
      }
      if (!other.classList.contains("echo") && other.dataset.key < entry.key) {
        after = other;
        break;
      }
    }
    this.entries.insertBefore(made, after ? after.nextSibling : this.entries.firstChild);
    const greeting = $("greeting");
    if (greeting) {
      greeting.classList.add("past");
    }
    return true;
  }

  async earlier() {
    const first = this.entries.querySelector("[data-key]");
    if (!first) {
      return;
    }
    const height = this.log.scrollHeight;
    const answer = await fetch(this.base + "/news?before=" + encodeURIComponent(first.dataset.key), { cache: "no-store" });
    const news = await answer.json();
    news.entries.forEach((entry) => this.show(entry));
    $("earlier").hidden = !news.earlier;
    this.log.scrollTop += this.log.scrollHeight - height;
  }

  isAtEnd() {
    return this.log.scrollHeight - this.log.scrollTop - this.log.clientHeight < 120;
  }

  toEnd() {
    this.log.scrollTop = this.log.scrollHeight;
    $("newest").hidden = true;
  }

  // ---- what one says ------------------------------------------------------------------------------------------------

  async say(text, uploads, number) {
    const message = Object.assign({ id: number || makeNumber(), text, uploads: uploads || [] }, this.extra());
    const echo = this.echo(message);
    this.toEnd();
    try {
      const answer = await fetch(this.base + "/messages", {
        method: "POST",
        headers: { "Content-Type": "application/json", "X-Baosong": "page" },
        body: JSON.stringify(message),
      });
      if (!answer.ok) {
        throw new Error(answer.status < 500 ? await answer.text() : "");
      }
      const said = await answer.json();
      if (!said.stored) {
        echo.classList.add("unheard");
        echo.querySelector(".mark").textContent = said.note;
      }
      return true;
    } catch (error) {
      this.failed(echo, message, error);
      return false;
    }
  }

  echo(message) {
    const old = this.entries.querySelector('.echo[data-client="' + message.id + '"]');
    if (old) {
      old.remove();
    }
    const echo = element("article", "entry own echo");
    echo.dataset.client = message.id;
    const bubble = element("div", "bubble");
    if (message.text) {
      bubble.append(element("p", "said", message.text));
    }
    for (const upload of this.uploads.filter((one) => message.uploads.includes(one.number))) {
      const file = element("span", "file waiting");
      file.append(element("span", "name", upload.file.name), element("span", "state", "发送中"));
      bubble.append(file);
    }
    echo.append(bubble, element("p", "mark", "发送中"));
    this.entries.append(echo);
    return echo;
  }

  failed(echo, message, error) {
    const why = error instanceof TypeError ? "" : error.message;
    echo.querySelector(".mark").textContent = (why || "没有发出去。") + " ";
    const again = element("button", "again", "重发");
    again.type = "button";
    again.onclick = () => this.say(message.text, message.uploads, message.id);
    echo.querySelector(".mark").append(again);
  }

  // ---- files --------------------------------------------------------------------------------------------------------

  add(files) {
    for (const file of files) {
      if (this.uploads.length >= this.mostFiles) {
        this.toast("一次最多提交" + this.mostFiles + "个文件，请分几次提交。");
        break;
      }
      if (file.size > this.mostBytes) {
        this.toast("“" + file.name + "”超过" + Math.floor(this.mostBytes / 1e6) + "MB，请改用邮箱报送。");
        continue;
      }
      const upload = new Upload(file, this.base, () => this.drawTray());
      upload.row = this.trayRow(upload);
      this.uploads.push(upload);
      upload.run();
    }
    this.drawTray();
  }

  trayRow(upload) {
    const row = element("li", "upload");
    const bar = document.createElement("progress");
    bar.max = 1;
    bar.setAttribute("aria-label", "“" + upload.file.name + "”的上传进度");
    const away = element("button", "away", "移除");
    away.type = "button";
    away.setAttribute("aria-label", "移除“" + upload.file.name + "”");
    away.onclick = () => {
      upload.drop();
      this.uploads = this.uploads.filter((one) => one !== upload);
      row.remove();
      this.drawTray();
    };
    const words = element("div", "words");
    words.append(element("span", "name", upload.file.name), element("span", "state"), bar);
    row.append(this.picture(upload.file), words, away);
    $("tray-files").append(row);
    return row;
  }

  // A small picture drawn here, so that nothing needs to be fetched; other files show their ending.
  picture(file) {
    const ending = (file.name.split(".").pop() || "").slice(0, 4).toUpperCase();
    const sign = element("span", "sign", ending);
    if (file.type.startsWith("image/") && window.createImageBitmap) {
      createImageBitmap(file)
        .then((bitmap) => {
          const canvas = document.createElement("canvas");
          const side = Math.min(bitmap.width, bitmap.height);
          canvas.width = canvas.height = 96;
          const left = (bitmap.width - side) / 2;
          const top = (bitmap.height - side) / 2;
          canvas.getContext("2d").drawImage(bitmap, left, top, side, side, 0, 0, 96, 96);
          bitmap.close();
          sign.textContent = "";
          sign.append(canvas);
        })
        .catch(() => undefined);
    }
    return sign;
  }

  drawTray() {
    const words = { waiting: "等待上传", paused: "", refused: "", done: "已上传" };
    for (const upload of this.uploads) {
      const percent = Math.floor(upload.share * 100) + "%";
      upload.row.className = "upload " + upload.state;
      upload.row.querySelector("progress").value = upload.share;
      upload.row.querySelector(".state").textContent =
        upload.why || (upload.state === "sending" ? "正在上传 " + percent : words[upload.state]);
    }
    const good = this.uploads.filter((one) => one.state !== "refused");
    const done = good.filter((one) => one.state === "done").length;
    const chosen = this.uploads.length > 0;
    $("tray").hidden = !chosen;
    $("choose").textContent = chosen ? "再加几个" : "交照片/文件";
    $("choose").classList.toggle("main", !chosen);
    $("words").placeholder = chosen ? "可写一句说明，不写也行" : this.placeholder;
    $("submit-files").hidden = good.length === 0;
    $("submit-files").disabled = this.submitting;
    $("submit-files").textContent = this.submitting
      ? "正在上传（" + done + "/" + good.length + "）"
      : "提交这" + good.length + "个文件";
    $("tray-note").textContent = this.submitting ? "传完后自动提交，请勿关闭页面" : "";
    if (this.submitting && done === good.length) {
      this.submit();
    }
  }

  // Hand in what has been chosen; what is still on its way is waited for, and all of it is one message.
  async submit() {
    const good = this.uploads.filter((one) => one.state !== "refused");
    if (!good.length) {
      this.submitting = false;
      return;
    }
    if (good.some((one) => one.state !== "done")) {
      this.submitting = true;
      this.drawTray();
      return;
    }
    this.submitting = false;
    const words = $("words").value.trim();
    $("words").value = "";
    const sending = this.say(words, good.map((one) => one.number));
    good.forEach((one) => {
      one.state = "handed";
    });
    this.uploads = [];
    $("tray-files").textContent = "";
    this.drawTray();
    this.grow();
    await sending;
  }

  toast(text) {
    $("toast").textContent = text;
    $("toast").hidden = false;
    clearTimeout(this.toasting);
    this.toasting = setTimeout(() => {
      $("toast").hidden = true;
    }, 5000);
  }

  // ---- hands on keys, mouse and glass -------------------------------------------------------------------------------

  grow() {
    const words = $("words");
    words.style.height = "auto";
    words.style.height = Math.min(words.scrollHeight + 2, 160) + "px";
  }

  send() {
    const text = $("words").value.trim();
    if (this.uploads.length) {
      this.submit();
    } else if (text) {
      $("words").value = "";
      this.grow();
      this.say(text);
    }
  }

  bind() {
    const words = $("words");
    $("composer").addEventListener("submit", (event) => {
      event.preventDefault();
      this.send();
    });
    words.addEventListener("input", () => this.grow());
    words.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.shiftKey && !event.isComposing && event.keyCode !== 229) {
        event.preventDefault();
        this.send();
      }
    });
    $("choose").onclick = () => $("files").click();
    $("shoot").onclick = () => $("camera").click();
    for (const chooser of [$("files"), $("camera")]) {
      chooser.onchange = () => {
        this.add(Array.from(chooser.files));
        chooser.value = "";
      };
    }
    $("submit-files").onclick = () => this.submit();
    $("earlier").onclick = () => this.earlier();
    $("newest").onclick = () => this.toEnd();
    document.addEventListener("click", (event) => {
      const button = event.target.closest("[data-says]");
      if (button) {
        this.say(button.dataset.says);
      }
    });
    this.bindDrop();
    document.addEventListener("visibilitychange", () => {
      if (!document.hidden && (!this.stream || this.stream.readyState === 2)) {
        this.failures = 0;
        this.listen();
      }
    });
    window.addEventListener("beforeunload", (event) => {
      if (this.uploads.length) {
        event.preventDefault();
        event.returnValue = "";
      }
    });
  }

  bindDrop() {
    let depth = 0;
    const over = (event) => event.dataTransfer && Array.from(event.dataTransfer.types).includes("Files");
    const turn = (by) => {
      depth = by === 0 ? 0 : Math.max(0, depth + by);
      $("drop").hidden = depth === 0;
    };
    document.addEventListener("dragenter", (event) => over(event) && turn(1));
    document.addEventListener("dragleave", (event) => over(event) && turn(-1));
    document.addEventListener("dragover", (event) => over(event) && event.preventDefault());
    document.addEventListener("drop", (event) => {
      if (over(event)) {
        event.preventDefault();
        turn(0);
        this.add(Array.from(event.dataTransfer.files));
      }
    });
    document.addEventListener("paste", (event) => {
      const files = event.clipboardData ? Array.from(event.clipboardData.files) : [];
      if (files.length) {
        event.preventDefault();
        this.add(files);
      }
    });
  }
}

// What one writes and hands in: words, and a tray of files that are uploaded while one still chooses.

import { element } from "./talk.js";
import { Upload } from "./uploads.js";

const $ = (id) => document.getElementById(id);
const TALLEST = 160;
const SIDE = 96;

let drawing = Promise.resolve();

// A small picture drawn here, so that nothing needs to be fetched; one after the other, for the memory of a phone.
function signOf(file) {
  const sign = element("span", "sign", (file.name.split(".").pop() || "").slice(0, 4).toUpperCase());
  sign.setAttribute("aria-hidden", "true");
  if (file.type.startsWith("image/") && window.createImageBitmap) {
    drawing = drawing.then(() => draw(file, sign)).catch(() => undefined);
  }
  return sign;
}

async function draw(file, sign) {
  const bitmap = await createImageBitmap(file);
  const canvas = document.createElement("canvas");
  const side = Math.min(bitmap.width, bitmap.height);
  canvas.width = canvas.height = SIDE;
  const left = (bitmap.width - side) / 2;
  const top = (bitmap.height - side) / 2;
  canvas.getContext("2d").drawImage(bitmap, left, top, side, side, 0, 0, SIDE, SIDE);
  bitmap.close();
  sign.textContent = "";
  sign.append(canvas);
}

export class Composer {
  // `limits` are `bytes` of one file and how many `files` one message takes.
  constructor(talk, limits) {
    this.talk = talk;
    this.limits = limits;
    this.placeholder = $("words").placeholder;
    this.choose = $("choose").textContent;
    this.uploads = [];
    this.isSubmitting = false;
    this.bindWords();
    this.bindFiles();
    this.bindDrop();
    window.addEventListener("beforeunload", (event) => {
      if (this.good.length) {
        event.preventDefault();
      }
    });
  }

  // What has been chosen and may be handed in.
  get good() {
    return this.uploads.filter((one) => one.state !== "refused");
  }

  // ---- files --------------------------------------------------------------------------------------------------------

  add(files) {
    const notes = [];
    for (const file of files) {
      const why = this.whyNot(file);
      if (why) {
        notes.push(why);
      } else {
        const upload = new Upload(file, this.talk.base, () => this.drawTray());
        upload.sign = signOf(file);
        upload.row = this.row(upload);
        this.uploads.push(upload);
        upload.run();
      }
    }
    if (notes.length) {
      this.talk.toast(Array.from(new Set(notes)).slice(0, 3).join(""));
    }
    this.drawTray();
  }

  whyNot(file) {
    const isSame = (one) => one.name === file.name && one.size === file.size && one.lastModified === file.lastModified;
    if (this.uploads.some((one) => isSame(one.file))) {
      return "“" + file.name + "”已经选过。";
    }
    if (file.size > this.limits.bytes) {
      return "“" + file.name + "”超过" + Math.floor(this.limits.bytes / 1e6) + "MB，请改用邮箱报送。";
    }
    return this.uploads.length < this.limits.files ? "" : "一次最多提交" + this.limits.files + "个文件，其余请分次提交。";
  }

  row(upload) {
    const row = element("li", "upload");
    const bar = document.createElement("progress");
    bar.max = 1;
    bar.setAttribute("aria-label", "“" + upload.file.name + "”的上传进度");
    const away = element("button", "remove", "移除");
    away.type = "button";
    away.setAttribute("aria-label", "移除“" + upload.file.name + "”");
    away.onclick = () => this.remove(upload);
    const words = element("div", "words");
    words.append(element("span", "name", upload.file.name), element("span", "state"), bar);
    row.append(upload.sign, words, away);
    $("tray-files").append(row);
    return row;
  }

  remove(upload) {
    const next = upload.row.nextElementSibling || upload.row.previousElementSibling;
    upload.drop();
    this.uploads = this.uploads.filter((one) => one !== upload);
    upload.row.remove();
    this.drawTray();
    (next ? next.querySelector(".remove") : $("choose")).focus();
  }

  drawTray() {
    const words = { waiting: "等待上传", sending: "正在上传", paused: "", refused: "", done: "已上传" };
    for (const upload of this.uploads) {
      const percent = upload.state === "sending" ? " " + Math.floor(upload.share * 100) + "%" : "";
      upload.row.className = "upload " + upload.state;
      upload.row.querySelector("progress").value = upload.share;
      upload.row.querySelector(".state").textContent = upload.why || words[upload.state] + percent;
    }
    const good = this.good;
    const done = good.filter((one) => one.state === "done").length;
    const chosen = this.uploads.length > 0;
    $("tray").hidden = !chosen;
    $("choose").textContent = chosen ? "再加几个" : this.choose;
    $("choose").classList.toggle("main", !chosen);
    $("words").placeholder = good.length ? "可写一句说明，不写也行" : this.placeholder;
    $("submit-files").hidden = good.length === 0;
    $("submit-files").disabled = this.isSubmitting;
    $("submit-files").textContent = this.isSubmitting
      ? "正在上传（" + done + "/" + good.length + "）"
      : "提交这" + good.length + "个文件";
    $("tray-note").textContent = this.note(good.length);
    if (this.isSubmitting && done === good.length) {
      this.submit();
    }
  }

  note(good) {
    const bad = this.uploads.length - good;
    if (this.isSubmitting) {
      return "传完后自动提交，请勿关闭页面。";
    }
    return bad ? bad + "个文件未能上传，不会提交。" : "";
  }

  // Hand in what has been chosen; what is still on its way is waited for, and all of it is one message.
  submit() {
    const good = this.good;
    this.isSubmitting = good.some((one) => one.state !== "done");
    if (this.isSubmitting || !good.length) {
      this.drawTray();
      return;
    }
    const words = this.takeWords();
    this.uploads = this.uploads.filter((one) => one.state === "refused");
    good.forEach((one) => one.row.remove());
    this.drawTray();
    $("choose").focus();
    this.talk.say(words, good);
  }

  // ---- words --------------------------------------------------------------------------------------------------------

  takeWords() {
    const words = $("words").value.trim();
    $("words").value = "";
    this.grow();
    return words;
  }

  grow() {
    const words = $("words");
    words.style.height = "auto";
    words.style.height = Math.min(words.scrollHeight + 2, TALLEST) + "px";
  }

  send() {
    if (this.good.length) {
      this.submit();
    } else if ($("words").value.trim()) {
      this.talk.say(this.takeWords());
    }
  }

  // ---- hands on keys, mouse and glass -------------------------------------------------------------------------------

  bindWords() {
    $("composer").addEventListener("submit", (event) => {
      event.preventDefault();
      this.send();
    });
    $("words").addEventListener("input", () => this.grow());
    $("words").addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.shiftKey && !event.isComposing && event.keyCode !== 229) {
        event.preventDefault();
        this.send();
      }
    });
  }

  bindFiles() {
    $("choose").onclick = () => $("files").click();
    $("shoot").onclick = () => $("camera").click();
    for (const chooser of [$("files"), $("camera")]) {
      chooser.onchange = () => {
        this.add(Array.from(chooser.files));
        chooser.value = "";
      };
    }
    $("submit-files").onclick = () => this.submit();
    // Copied words often bring a picture of themselves: where there are words, they are meant.
    document.addEventListener("paste", (event) => {
      const pasted = event.clipboardData;
      if (pasted && pasted.files.length && !Array.from(pasted.types).includes("text/plain")) {
        event.preventDefault();
        this.add(Array.from(pasted.files));
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
  }
}

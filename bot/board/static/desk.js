// What the coordinators' pages share: saying one thing, hearing the answer, putting what is new in its place.

import { Line } from "/static/web/line.js";

export const $ = (id) => document.getElementById(id);
export const base = document.body.dataset.base;
const since = document.body.dataset.cursor;
const seen = new Set();
const html = {};

function number() {
  return [...crypto.getRandomValues(new Uint8Array(12))].map((value) => value.toString(16).padStart(2, "0")).join("");
}

export async function say(text) {
  try {
    const answer = await fetch(base + "/messages", {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-Baosong": "page" },
      body: JSON.stringify({ id: number(), text }),
    });
    if (!answer.ok) {
      const isPlain = (answer.headers.get("Content-Type") || "").startsWith("text/plain");
      toast((isPlain ? await answer.text() : "").slice(0, 120) || "没有保存，请刷新页面后重试。");
    }
    return answer.ok;
  } catch (error) {
    toast("网络中断，没有保存。请稍候再试。");
    return false;
  }
}

// Say to whoever listens rather than looks.
function announce(words) {
  $("heard").textContent = "";
  setTimeout(() => {
    $("heard").textContent = words;
  }, 50);
}

export function toast(words) {
  announce(words);
  const box = $("toast");
  box.textContent = words;
  box.hidden = false;
  clearTimeout(toast.timer);
  toast.timer = setTimeout(() => {
    box.hidden = true;
  }, 6000);
}

// An answer: a short line passes by; what asks something back, is long or is to be handed on stays until it is closed.
function hear(entry) {
  if (entry.key <= since || seen.has(entry.key)) {
    return;
  }
  const box = document.createElement("template");
  box.innerHTML = entry.html;
  const bubble = box.content.querySelector(".entry.bot .bubble");
  if (!bubble) {
    return;
  }
  seen.add(entry.key);
  const asks = bubble.querySelector(".buttons button");
  if (asks || bubble.querySelector("table, .code, a[href]") || bubble.querySelectorAll("p").length > 2) {
    $("answer-words").replaceChildren(...bubble.childNodes);
    if ($("copy")) {
      $("copy").hidden = Boolean(asks);
    }
    if (!$("answer").open) {
      $("answer").showModal();
    }
  } else {
    toast(bubble.innerText || bubble.textContent.trim());
  }
}

// Put new parts in place; what somebody is filling in stays as it is, and so does what is open and where one is.
function put(name) {
  const box = $(name);
  const fresh = document.createElement("template");
  fresh.innerHTML = html[name];
  for (const form of box.querySelectorAll("form.editing")) {
    const card = form.closest(".card");
    const other = fresh.content.getElementById(card.id);
    if (other) {
      other.replaceWith(card);
    }
  }
  for (const open of box.querySelectorAll("details[open]")) {
    const other = fresh.content.getElementById(open.id);
    if (other) {
      other.replaceWith(open);
    }
  }
  box.replaceChildren(fresh.content);
}

// Where one is, to be found again: ids from the inside to the outside, and what the button says.
function whereOneIs(at) {
  const ids = [];
  for (let box = at; box && box !== document.body; box = box.parentElement) {
    if (box.id) {
      ids.push(box.id);
    }
  }
  return { at, ids, says: at && at.dataset && at.dataset.says };
}

// Go back there; where that is gone, to the nearest that is left, so that a keyboard does not start anew from the top.
function goBack({ at, ids, says }) {
  if (!at || at === document.body || at.isConnected) {
    at && at !== document.body && at.focus({ preventScroll: true });
    return;
  }
  const box = ids.map($).find(Boolean);
  const same = says && box && [...box.querySelectorAll("[data-says]")].find((one) => one.dataset.says === says);
  const to = same || (box && box.matches("details") && box.querySelector("summary")) || box;
  if (!to) {
    return;
  }
  if (!to.matches("a[href], button, input, select, textarea, summary, [tabindex]")) {
    to.tabIndex = -1;
  }
  to.focus({ preventScroll: true });
}

export function refresh() {
  const place = whereOneIs(document.activeElement);
  const lit = [...document.querySelectorAll(".lit")].map((one) => one.id);
  for (const name of Object.keys(html)) {
    put(name);
  }
  lit.forEach((one) => $(one) && $(one).classList.add("lit"));
  goBack(place);
}

// Keep the parts of these names up to date; `heard` takes whatever else is told, and whether a part has changed.
export function follow(names, heard) {
  new Line(base, since, {
    query: document.body.dataset.query,
    take(news) {
      (news.entries || []).forEach(hear);
      const changed = names.filter((name) => news[name] !== undefined && news[name] !== html[name]);
      const isFirst = Object.keys(html).length === 0;
      changed.forEach((name) => {
        html[name] = news[name];
      });
      const isNew = changed.length > 0 && (!isFirst || String(news.version) !== document.body.dataset.version);
      document.body.dataset.version = news.version || document.body.dataset.version;
      if (isNew) {
        refresh();
        if ($("toast").hidden) {
          announce("本页内容已更新。");
        }
      }
      heard(news, isNew);
    },
    changed(state) {
      $("line").hidden = state === "up";
      if (state === "lost") {
        $("line").textContent = $("line").dataset.lost;
      }
    },
  });
}

// What is copied is what is to be handed on: a first line that only leads to it is left out.
async function copy() {
  const lines = [...$("answer-words").querySelectorAll("p")].map((line) => line.textContent.trim());
  const words = (lines[0].endsWith("：") ? lines.slice(1) : lines).join("\n");
  try {
    await navigator.clipboard.writeText(words);
    toast("已复制。");
  } catch (error) {
    window.getSelection().selectAllChildren($("answer-words"));
    toast("请按 Ctrl+C 复制选中的内容。");
  }
}

document.addEventListener("click", (event) => {
  if (event.target.id === "copy") {
    copy();
  }
  const button = event.target.closest("button[data-says]");
  if (button && $("answer").open) {
    $("answer").close();
  }
});

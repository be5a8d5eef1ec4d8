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

export function toast(words) {
  const box = $("toast");
  box.textContent = words;
  box.hidden = false;
  clearTimeout(toast.timer);
  toast.timer = setTimeout(() => {
    box.hidden = true;
  }, 6000);
}

// An answer: a short line passes by; what asks something back stays until it is answered.
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
  if (bubble.querySelector("table, .buttons button")) {
    $("answer-words").replaceChildren(...bubble.childNodes);
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

export function refresh() {
  const at = document.activeElement;
  const lit = [...document.querySelectorAll(".lit")].map((one) => one.id);
  const id = at && at.id;
  for (const name of Object.keys(html)) {
    put(name);
  }
  lit.forEach((one) => $(one) && $(one).classList.add("lit"));
  if (at && at.isConnected) {
    at.focus({ preventScroll: true });
  } else if (id && $(id)) {
    $(id).focus({ preventScroll: true });
  }
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

document.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-says]");
  if (button && $("answer").open) {
    $("answer").close();
  }
});

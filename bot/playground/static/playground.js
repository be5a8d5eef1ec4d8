// The playground: the conversation, the chats beside it, and a clock that one turns.

import { Composer } from "/static/web/composer.js";
import { Talk } from "/static/web/talk.js";

const $ = (id) => document.getElementById(id);

const body = document.body.dataset;
const talk = new Talk(location.pathname.replace(/\/$/, ""), {
  extra: () => ({ addressed: $("addressed") ? $("addressed").checked : true }),
  heard: {
    chats(html) {
      $("chats").innerHTML = html;
      countUnread();
    },
    now(text) {
      $("now").textContent = text;
    },
    until(value) {
      if (document.activeElement !== $("until")) {
        $("until").value = value;
      }
    },
  },
});
new Composer(talk, { bytes: Number(body.mostBytes), files: Number(body.mostFiles) });

// ---- the clock ------------------------------------------------------------------------------------------------------

async function turn(how, until) {
  const buttons = Array.from($("turn").querySelectorAll("button"));
  const pressed = document.activeElement;
  buttons.forEach((button) => {
    button.disabled = true;
  });
  $("turn").setAttribute("aria-busy", "true");
  try {
    const answer = await fetch("/clock", {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-Baosong": "page" },
      body: JSON.stringify({ turn: how, until }),
    });
    talk.toast(answer.ok ? (await answer.json()).note : await answer.text());
  } catch (error) {
    talk.toast("演练程序没有响应，请查看终端。");
  } finally {
    $("turn").removeAttribute("aria-busy");
    buttons.forEach((button) => {
      button.disabled = false;
    });
    if (buttons.includes(pressed)) {
      pressed.focus();
    }
  }
}

document.querySelectorAll("[data-turn]").forEach((button) => {
  button.onclick = () => turn(button.dataset.turn);
});
$("turn").addEventListener("submit", (event) => {
  event.preventDefault();
  turn("to", $("until").value);
});
$("dated").onclick = () => {
  const open = $("turn").classList.toggle("dated");
  $("dated").setAttribute("aria-expanded", String(open));
};

// ---- chats and people -----------------------------------------------------------------------------------------------

function countUnread() {
  const count = Array.from($("chats").querySelectorAll(".unread")).reduce((sum, one) => sum + Number(one.textContent), 0);
  $("unread").textContent = String(count);
  $("unread").setAttribute("aria-label", count + "条未读");
  $("unread").hidden = count === 0;
}

function list(open) {
  $("chats").classList.toggle("open", open);
  $("list").setAttribute("aria-expanded", String(open));
  if (open) {
    $("chats").querySelector("[aria-current]").focus();
  }
}

countUnread();
if ($("speaker")) {
  $("speaker").onchange = () => location.assign($("speaker").value);
}
$("list").onclick = () => list(!$("chats").classList.contains("open"));
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && $("chats").classList.contains("open")) {
    list(false);
    $("list").focus();
  }
});

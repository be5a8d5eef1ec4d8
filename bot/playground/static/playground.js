// The playground: the conversation, the chats beside it, and a clock that one turns.

import { Talk } from "/static/web/talk.js";

const $ = (id) => document.getElementById(id);
const QUIET = 2500;

const body = document.body.dataset;
const talk = new Talk(location.pathname.replace(/\/$/, ""), {
  limits: { bytes: Number(body.mostBytes), files: Number(body.mostFiles) },
  extra: () => ({ addressed: $("addressed") ? $("addressed").checked : true }),
  heard: {
    chats(html) {
      $("chats").innerHTML = html;
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

// ---- the clock ------------------------------------------------------------------------------------------------------

let last = Promise.resolve();

// One turn after the other; none that was asked for is lost.
function turn(how, until) {
  last = last.then(() => turnNow(how, until));
  return last;
}

async function turnNow(how, until) {
  const buttons = Array.from($("turn").querySelectorAll("button"));
  buttons.forEach((button) => {
    button.disabled = how !== "moment";
  });
  try {
    const answer = await fetch("/clock", {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-Baosong": "page" },
      body: JSON.stringify({ turn: how, until }),
    });
    const said = answer.ok ? await answer.json() : { note: await answer.text() };
    if (said.note) {
      talk.toast(said.note);
    }
  } catch (error) {
    talk.toast("演练程序没有响应，请查看终端。");
  } finally {
    buttons.forEach((button) => {
      button.disabled = false;
    });
  }
}

document.querySelectorAll("[data-turn]").forEach((button) => {
  button.onclick = () => turn(button.dataset.turn);
});
$("turn").addEventListener("submit", (event) => {
  event.preventDefault();
  turn("to", $("until").value);
});

// When a conversation pauses, so does the talk in it: the few seconds after which a receipt is said go by alone.
let pause = 0;
const say = talk.say.bind(talk);
talk.say = async (...words) => {
  clearTimeout(pause);
  const taken = await say(...words);
  pause = setTimeout(() => turn("moment"), QUIET);
  return taken;
};

// ---- chats and people -----------------------------------------------------------------------------------------------

if ($("speaker")) {
  $("speaker").onchange = () => location.assign($("speaker").value);
}
$("list").onclick = () => {
  const open = $("chats").classList.toggle("open");
  $("list").setAttribute("aria-expanded", String(open));
};

// The unit page: the conversation, and beside it what is owed, kept up to date.

import { Composer } from "/static/web/composer.js";
import { Talk } from "/static/web/talk.js";

const wide = window.matchMedia("(min-width: 900px)");
const status = document.getElementById("status");

const body = document.body.dataset;
const talk = new Talk(location.pathname.replace(/\/$/, ""), {
  heard: {
    campaign(text) {
      document.getElementById("campaign").textContent = text;
    },
    status(html) {
      document.getElementById("status-full").innerHTML = html;
    },
    line(html) {
      document.getElementById("status-line").innerHTML = html;
    },
  },
});
new Composer(talk, { bytes: Number(body.mostBytes), files: Number(body.mostFiles) });

// On a wide screen what is owed always stands beside the conversation.
function unfold() {
  if (wide.matches) {
    status.open = true;
  }
}
unfold();
if (wide.addEventListener) {
  wide.addEventListener("change", unfold);
}

// On a phone it stands in place of the conversation, and makes way as soon as somebody asks or hands in.
function fold() {
  if (!wide.matches) {
    status.open = false;
  }
}
for (const begun of ["click", "change", "dragenter"]) {
  document.querySelector(".middle").addEventListener(begun, fold);
}
document.getElementById("words").addEventListener("input", fold);
document.addEventListener("paste", fold);
status.addEventListener("toggle", () => status.open || talk.toEnd());

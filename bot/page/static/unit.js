// The unit page: the conversation, and beside it what is owed, kept up to date.

import { Talk } from "/static/web/talk.js";

const wide = window.matchMedia("(min-width: 900px)");
const status = document.getElementById("status");

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

// On a phone it makes way as soon as somebody begins to ask or to hand in.
function fold() {
  if (!wide.matches) {
    status.open = false;
  }
}
for (const begun of ["focusin", "change", "dragenter"]) {
  document.querySelector(".middle").addEventListener(begun, fold);
}

const body = document.body.dataset;
new Talk(location.pathname.replace(/\/$/, ""), {
  limits: { bytes: Number(body.mostBytes), files: Number(body.mostFiles) },
  heard: {
    status(html) {
      document.getElementById("status-full").innerHTML = html;
    },
    line(html) {
      document.getElementById("status-line").innerHTML = html;
    },
  },
});

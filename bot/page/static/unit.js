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

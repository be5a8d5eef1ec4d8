// A page of the board: what is done on it is said by the sentence that does the same in a chat.

import { $, follow, say } from "/static/board/desk.js";

const parts = document.body.dataset.parts.split(" ").filter(Boolean);

// A form's sentence: the names in braces stand for what was filled in.
function sentence(form) {
  return form.dataset.says.replace(/\{(\w+)\}/g, (whole, name) => form.elements[name].value.trim());
}

document.addEventListener("submit", async (event) => {
  const form = event.target.closest("form[data-says]");
  if (!form) {
    return;
  }
  event.preventDefault();
  if (await say(sentence(form))) {
    form.reset();
    const around = form.closest("details");
    if (around && around.isConnected) {
      around.querySelector("summary").focus({ preventScroll: true });
      around.open = false;
    }
  }
});

document.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-says]");
  if (button && (!button.dataset.sure || window.confirm(button.dataset.sure))) {
    say(button.dataset.says);
  }
});

// A filter takes effect as soon as it is chosen.
document.addEventListener("change", (event) => {
  const form = event.target.closest("form.filter");
  if (form && event.target.matches("select")) {
    form.requestSubmit();
  }
});

// On a narrow screen the page one is on may stand beyond the edge of the row of pages.
const current = document.querySelector(".sheets [aria-current]");
if (current) {
  current.scrollIntoView({ block: "nearest", inline: "center" });
}

follow(parts, () => undefined);
$("line").hidden = true;

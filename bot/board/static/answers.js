// The page of answers: each is worded anew, withdrawn or given by the sentence that does the same in a chat.

import { $, follow, say } from "/static/board/desk.js";

document.addEventListener("submit", async (event) => {
  const form = event.target.closest("form[data-says]");
  if (!form) {
    return;
  }
  event.preventDefault();
  if (await say(form.dataset.says + form.querySelector("textarea").value.trim())) {
    form.closest("details").open = false;
  }
});

document.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-says]");
  if (button && (!button.dataset.sure || window.confirm(button.dataset.sure))) {
    say(button.dataset.says);
  }
});

follow(["open", "taught"], () => undefined);
$("line").hidden = true;

// The page of a draft: a field and its lines light up together; every correction is one small message.

import { $, base, follow, refresh, say, toast } from "/static/board/desk.js";

const body = document.body;
const wide = window.matchMedia("(min-width: 1000px)");
const TYPES = { day: "date", hour: "time", mails: "text", phones: "text" };

// ---- lighting up ---------------------------------------------------------------------------------------------------

function light(cards, lines) {
  for (const old of document.querySelectorAll(".lit")) {
    old.classList.remove("lit");
  }
  for (const one of [...cards, ...lines]) {
    one.classList.add("lit");
  }
}

function linesOf(card) {
  return (card.dataset.lines || "").split(" ").map((number) => $("l" + number)).filter(Boolean);
}

function cardsOf(line) {
  const ids = [...line.querySelectorAll(".reads a")].flatMap((link) => link.dataset.ids.split(" "));
  return ids.map($).filter(Boolean);
}

// Light what belongs to an element; where both stand side by side, bring the other side into view.
function lightFor(target, follow) {
  const card = target.closest(".card[data-lines]");
  const line = target.closest(".text.read");
  if (card) {
    const lines = linesOf(card);
    light([card], lines);
    if (follow && wide.matches && lines.length) {
      inView(lines[0]);
    }
  } else if (line) {
    const cards = cardsOf(line);
    light(cards, [line]);
    if (follow && wide.matches && cards.length) {
      inView(cards[0]);
    }
  }
}

function inView(element) {
  const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  element.scrollIntoView({ block: "center", behavior: still ? "auto" : "smooth" });
}

document.addEventListener("pointerover", (event) => event.pointerType === "mouse" && lightFor(event.target, false));
document.addEventListener("focusin", (event) => lightFor(event.target, event.target.matches(":focus-visible")));

// ---- one part at a time on a phone ---------------------------------------------------------------------------------

function show(tab) {
  body.dataset.tab = tab;
  for (const one of document.querySelectorAll(".tabs button")) {
    one.setAttribute("aria-pressed", String(one.dataset.tab === tab));
  }
}

function go(id, from) {
  const target = $(id);
  if (!target) {
    return;
  }
  if (!wide.matches) {
    show(target.closest(".paper") ? "paper" : "check");
    $("back").hidden = !target.closest(".paper");
    $("back").dataset.to = from ? from.id : "";
  }
  target.tabIndex = target.tabIndex < 0 ? -1 : target.tabIndex;
  if (!target.hasAttribute("tabindex")) {
    target.setAttribute("tabindex", "-1");
  }
  target.focus({ preventScroll: true });
  inView(target);
  lightFor(target, false);
}

// ---- correcting ----------------------------------------------------------------------------------------------------

function operate(act, version) {
  return say("草稿" + body.dataset.draft + "第" + (version || body.dataset.version) + "版：" + act);
}

// Turn a field into a form in its place; what it says goes out on the version that was seen when it was opened.
function edit(field) {
  const form = document.createElement("form");
  form.className = "editing";
  form.dataset.version = body.dataset.version;
  let input;
  if (field.dataset.form === "kind") {
    input = document.createElement("select");
    input.append($("kinds").content.cloneNode(true));
  } else {
    input = document.createElement("input");
    input.type = TYPES[field.dataset.form] || "text";
    input.maxLength = 200;
    input.autocomplete = "off";
  }
  input.value = field.dataset.value;
  input.setAttribute("aria-label", field.dataset.field);
  const save = document.createElement("button");
  save.className = "main";
  save.textContent = "保存";
  const cancel = document.createElement("button");
  cancel.type = "button";
  cancel.textContent = "取消";
  form.append(input, save, cancel);
  if (field.dataset.form === "names" || field.dataset.form === "phones") {
    const hint = document.createElement("small");
    hint.textContent = "多个用“、”分开";
    form.append(hint);
  }
  const place = field.querySelector("dd") || field;
  const opener = field.querySelector("button.edit");
  const before = [...place.childNodes];
  place.replaceChildren(form);
  input.focus();
  if (input.select) {
    input.select();
  }
  const close = () => {
    place.replaceChildren(...before);
    opener.focus();
    refresh();
  };
  cancel.addEventListener("click", close);
  form.addEventListener("keydown", (event) => event.key === "Escape" && close());
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const name = field.dataset.act || field.closest(".card").dataset.name + "的" + field.dataset.field + "改为";
    save.disabled = true;
    if (await operate(name + "：" + input.value, form.dataset.version)) {
      close();
    }
    save.disabled = false;
  });
}

document.addEventListener("submit", async (event) => {
  const form = event.target.closest("form[data-add]");
  if (!form) {
    return;
  }
  event.preventDefault();
  const said = [...new FormData(form)].filter(([, value]) => value.trim()).map(([name, value]) => name + "：" + value);
  if (await operate("增加" + form.dataset.add + "：" + said.join("；"))) {
    form.reset();
    form.closest("details").open = false;
  }
});

document.addEventListener("click", (event) => {
  const link = event.target.closest('a[href^="#"]');
  const button = event.target.closest("button");
  if (link && !link.classList.contains("skip")) {
    event.preventDefault();
    go(link.hash.slice(1), link.closest(".card"));
  } else if (button && button.classList.contains("edit")) {
    edit(button.closest(".field"));
  } else if (button && button.dataset.act) {
    operate(button.dataset.act);
  } else if (button && button.dataset.says) {
    say(button.dataset.says);
  } else if (button && button.dataset.tab) {
    show(button.dataset.tab);
    $("back").hidden = true;
    window.scrollTo(0, 0);
  } else if (!button) {
    lightFor(event.target, true);
  }
});

$("back").addEventListener("click", () => {
  $("back").hidden = true;
  show("check");
  go($("back").dataset.to || "check", null);
});

// ---- what is new ---------------------------------------------------------------------------------------------------

follow(["head", "paper", "doubts", "cards", "told"], (news, isNew) => {
  if (isNew) {
    $("rehearsal").replaceChildren();
  }
  if (news.ended !== undefined) {
    $("publish").hidden = news.ended;
  }
});

$("rehearse").addEventListener("click", async () => {
  const button = $("rehearse");
  button.disabled = true;
  $("rehearsal").textContent = "正在推演，请稍候。";
  try {
    const answer = await fetch(base + "/rehearsal", { cache: "no-store" });
    const words = await answer.text();
    if (answer.ok) {
      $("rehearsal").innerHTML = words;
    } else {
      $("rehearsal").textContent = "推演没有完成，请稍后重试。";
    }
  } catch (error) {
    $("rehearsal").textContent = "网络中断，请稍后重试。";
  } finally {
    button.disabled = false;
  }
});

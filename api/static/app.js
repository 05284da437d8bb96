// What a page does beyond plain HTML: it hears of news, guards against double clicks, checks a file's size, plays.
"use strict";

const main = document.querySelector("main[data-last-event]");
const TELLING = ["notification", "decision", "import", "scan", "recording"];
let stream = null;
let lastEvent = main ? main.dataset.lastEvent : null;

function listen() {
  if (!main || stream || document.hidden) return;
  stream = new EventSource(`/events?after=${encodeURIComponent(lastEvent)}`);
  for (const kind of TELLING) stream.addEventListener(kind, (event) => hear(kind, event));
}

// A browser allows few open connections to one server: a hidden tab gives its own back.
function rest() {
  if (stream) stream.close();
  stream = null;
}

function hear(kind, event) {
  lastEvent = event.lastEventId;
  htmx.ajax("GET", "/notifications/badge", { target: "#badge", swap: "innerHTML" });
  const news = document.getElementById("news");
  // The page of an import or of a recording follows it by itself.
  if (kind === "import" || (kind === "recording" && document.getElementById("recording"))) return;
  document.getElementById("news-text").textContent = JSON.parse(event.data).title;
  news.hidden = false;
}

document.addEventListener("visibilitychange", () => (document.hidden ? rest() : listen()));
window.addEventListener("pagehide", rest);

// A second click while the first is on its way would only confuse.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  if (form.method === "get") return;
  form.dataset.sent = "yes";
  for (const button of form.querySelectorAll("button")) button.setAttribute("aria-disabled", "true");
});

// A page that comes back from the browser's memory can be used again.
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) {
    delete form.dataset.sent;
    for (const button of form.querySelectorAll("button")) button.removeAttribute("aria-disabled");
  }
  listen();
});

const file = document.getElementById("file");
if (file) {
  file.addEventListener("change", () => {
    const problem = document.getElementById("file-problem");
    const isTooLarge = file.files.length > 0 && file.files[0].size > Number(file.dataset.largest);
    problem.hidden = !isTooLarge;
    problem.textContent = isTooLarge ? file.dataset.tooLarge : "";
    file.setCustomValidity(problem.textContent);
  });
}

// Without a script these links open the sound itself at that second.
document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-seek]");
  const player = document.getElementById("player");
  if (!link || !player || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  player.currentTime = Number(link.dataset.seek);
  player.play().catch(() => {}); // the player itself shows that it cannot
});

// Counts the minutes down by the server's clock. Without this the page tells how long was left when it was opened.

const TOLD_AT = new Set([60, 15, 5]); // minutes at which a screen reader hears it

const box = document.getElementById("time-left");
const left = box.querySelector("[data-left]");
const told = document.getElementById("time-left-told");
const ahead = Number(box.dataset.now) * 1000 - Date.now(); // of this device's clock
const closes = Number(box.dataset.closes) * 1000;

function words(minutes) {
  const parts = [];
  if (minutes >= 60) parts.push([Math.floor(minutes / 60), "hour"]);
  parts.push([minutes % 60, "minute"]);
  return parts.map(([number, unit]) => `${number} ${unit}${number === 1 ? "" : "s"}`).join(" ");
}

function count() {
  const rest = closes - (Date.now() + ahead); // milliseconds
  const minutes = Math.floor(rest / 60000);
  const ended = minutes < 0;
  left.textContent = ended ? "no time" : words(minutes);
  if (TOLD_AT.has(minutes)) told.textContent = `You have ${words(minutes)} left to send your application.`;
  if (!ended) setTimeout(count, (rest % 60000) + 1);
}

count();

// Levels by number key, and the score before and after by arrow key. Everything works without this.

const SWITCH = "scoring-keys"; // where the browser remembers that somebody does not want the keys

const form = document.getElementById("score");
const note = document.createElement("p");
const text = document.createElement("span");
const button = document.createElement("button");

function isOff() {
  return localStorage.getItem(SWITCH) === "off";
}

function tell() {
  text.textContent = isOff()
    ? "Keyboard shortcuts are off. "
    : "Type a number to choose a level. Use the left and right arrow keys for the previous and next score. ";
  button.textContent = isOff() ? "Turn shortcuts on" : "Turn shortcuts off";
}

// Where typing means something else already.
function isTyping(element) {
  return element.matches("textarea, select, input:not([type=radio])");
}

function choose(value) {
  const radio = form.querySelector(`input[type=radio][name=level][value="${value}"]`);
  if (!radio) return false;
  radio.focus();
  radio.click();
  return true;
}

function go(direction) {
  const link = document.querySelector(`.govuk-pagination__${direction} a`);
  if (!link) return false;
  link.click();
  return true;
}

function done(event) {
  if (/^[0-9]$/.test(event.key)) return choose(event.key);
  // On a radio the arrows move between levels, as everywhere.
  if (event.target.matches("input[type=radio]")) return false;
  if (event.key === "ArrowLeft") return go("prev");
  if (event.key === "ArrowRight") return go("next");
  return false;
}

document.addEventListener("keydown", (event) => {
  if (isOff() || event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
  if (isTyping(event.target)) return;
  if (done(event)) event.preventDefault();
});

// Single keys must be possible to turn off: somebody who speaks to the computer types them by accident.
button.type = "button";
button.className = "govuk-button govuk-button--secondary govuk-!-margin-bottom-0";
button.addEventListener("click", () => {
  localStorage.setItem(SWITCH, isOff() ? "on" : "off");
  tell();
});
note.className = "govuk-hint";
note.append(text, button);
form.before(note);
tell();

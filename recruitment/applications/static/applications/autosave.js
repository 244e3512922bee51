// Saves what is typed while it is typed. Without this the buttons of the page save everything.

const PAUSE = 3000; // milliseconds without typing before a save
const AT_MOST = 15000; // milliseconds between saves of somebody who never pauses
const PATIENCE = 15000; // milliseconds for an answer: a connection may stall without breaking
const LARGEST_LAST_WORD = 60000; // bytes a browser still sends for a page that is being left
const AT_ONCE = 10000; // milliseconds after which a page that is opened again is another visit
const RETRY = [5000, 10000, 20000, 30000]; // milliseconds; the last one again and again

// What a page says otherwise stands in its own words, for example in data-out-of-date.
const PROBLEMS = {
  offline: "You are offline. What you typed is still on this page, and we keep trying to save it.",
  server: "We could not save just now. What you typed is still on this page, and we keep trying.",
  changed_elsewhere:
    "This page was changed in another window or on another device. What you type here is kept beside it. Select ‘Continue’ to see both and choose.",
  signed_out: "You were signed out. Select ‘Continue’ and sign in: what you typed is kept.",
  page_expired: "You signed in again after you opened this page. Select ‘Continue’: what you typed is kept.",
  closed: "The time to send your application has ended. What you typed since the last save was not saved.",
  sent: "This application has been sent. What you typed since then was not saved.",
  no_longer_asked: "An answer on another page has changed, so this page is no longer asked for.",
  refused: "We could not save this page by ourselves. Select ‘Continue’ to save it.",
};
// After these, trying again changes nothing until the person does something.
const FINAL = new Set(["signed_out", "page_expired", "closed", "sent", "no_longer_asked", "out_of_date", "refused"]);

// The fields that tell the server which save a page builds on; not every page has each.
const BUILT_ON = ["version", "page", "turn"];

const region = document.getElementById("autosave");
const form = region.closest("form");
const [savedLine, problemLine] = ["data-saved", "data-problem"].map((name) => region.querySelector(`[${name}]`));

let saved = content(); // what the server has
let problem = "";
let savedAt = ""; // as the server says it: "2:02pm"
let underWay = null; // the save that waits for its answer
let failures = 0;
let firstUnsaved = 0;
let timer = 0;
let leaving = false;
let following = false; // a link to another page

function content() {
  const data = new FormData(form);
  for (const name of ["csrfmiddlewaretoken", ...BUILT_ON]) data.delete(name);
  return new URLSearchParams(data).toString();
}

// A page that is loaded again may come before what the one before sent on leaving. It is handed what was typed, in this
// window only and for a moment.
function handOver() {
  if (following || content() === saved) return;
  const inputs = BUILT_ON.map((name) => form.elements[name]).filter(Boolean);
  const before = inputs.map((input) => [input.name, input.value]);
  sessionStorage.setItem("autosave", JSON.stringify([location.pathname, Date.now(), content(), before]));
}

function takeOver() {
  const [path, when, typed, before] = JSON.parse(sessionStorage.getItem("autosave")) ?? [];
  sessionStorage.removeItem("autosave");
  if (path !== location.pathname || Date.now() - when > AT_ONCE) return;
  fill(new URLSearchParams(typed));
  if (content() === saved) return; // it had arrived
  for (const [name, value] of before) form.elements[name].value = value;
  save();
}

function fill(texts) {
  for (const input of form.querySelectorAll("textarea, select, input:not([type=hidden])")) {
    if (["radio", "checkbox"].includes(input.type)) input.checked = texts.getAll(input.name).includes(input.value);
    else if (texts.has(input.name)) input.value = texts.get(input.name);
  }
}

function tell(next, at) {
  savedAt = at ?? savedAt;
  // Beside "You are offline" it is the last time, and not this one.
  if (savedAt) savedLine.textContent = `${next ? "Last saved" : "Saved"} at ${savedAt}`;
  if (next === problem) return;
  problem = next;
  const ownWords = region.dataset[problem.replace(/_(.)/g, (_, letter) => letter.toUpperCase())];
  problemLine.textContent = ownWords ?? PROBLEMS[problem] ?? "";
}

function plan(delay) {
  clearTimeout(timer);
  timer = setTimeout(save, delay);
}

function changed() {
  if (content() === saved) return;
  const now = Date.now();
  firstUnsaved ||= now;
  if (FINAL.has(problem)) return;
  if (failures) return; // a try is planned already
  plan(Math.max(0, Math.min(PAUSE, firstUnsaved + AT_MOST - now)));
}

async function save({ last = false } = {}) {
  const typed = content();
  if (typed === saved || FINAL.has(problem) || (underWay && !last)) return;
  const own = send(typed, last);
  underWay = own;
  await own;
  if (underWay === own) underWay = null;
  // What was typed meanwhile, also where it is kept beside another version.
  if (!failures && content() !== saved) changed();
}

async function send(typed, last) {
  form.turn.value = Number(form.turn.value) + 1;
  const body = new URLSearchParams(new FormData(form));
  const keepalive = last && new Blob([body.toString()]).size < LARGEST_LAST_WORD;
  const patience = new AbortController();
  const stalled = setTimeout(() => patience.abort(), PATIENCE);
  try {
    const response = await fetch(region.dataset.url, {
      method: "POST",
      body,
      keepalive,
      signal: patience.signal,
      headers: { Accept: "application/json" },
    });
    await understand(response, typed);
  } catch {
    again("offline");
  } finally {
    clearTimeout(stalled);
  }
}

async function understand(response, typed) {
  if (response.status >= 500 || response.status === 429) {
    again("server");
    return;
  }
  const { problem: refused, version, saved_at: at } = await response.json().catch(() => ({ problem: "refused" }));
  failures = 0;
  firstUnsaved = 0;
  if (response.ok) {
    saved = typed;
    form.version.value = version;
    tell("", at);
  } else {
    // Kept beside the saved version: there is nothing more to send until something else is typed.
    if (refused === "changed_elsewhere") saved = typed;
    tell(refused ?? "refused");
  }
}

function again(why) {
  tell(why);
  plan(RETRY[Math.min(failures, RETRY.length - 1)]);
  failures += 1;
}

form.addEventListener("input", changed);
form.addEventListener("change", changed);
addEventListener("online", () => {
  if (failures) plan(0);
});
form.addEventListener("submit", async (event) => {
  if (content() !== saved && (failures || !navigator.onLine)) {
    // The browser would show its own error in place of this page: go on once the server has what is typed.
    event.preventDefault();
    await underWay;
    await save();
    if (content() === saved) form.requestSubmit(event.submitter);
    return;
  }
  leaving = true;
  form.turn.value = Number(form.turn.value) + 1;
});
document.addEventListener("click", (event) => {
  following = Boolean(event.target.closest("a[href]"));
});
// Another form, for example the one that signs out: what is typed is saved before it is sent.
let released = false;
document.addEventListener("submit", async (event) => {
  if (event.target === form || released || content() === saved) return;
  event.preventDefault();
  await underWay;
  await save();
  released = true;
  event.target.requestSubmit(event.submitter);
});
// The last chance on a phone: pages there are put away without being closed.
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden" && !leaving) save({ last: true });
});
addEventListener("pagehide", () => {
  if (leaving) return;
  save({ last: true });
  handOver();
});
addEventListener("beforeunload", (event) => {
  const onlyHere = failures || problem === "out_of_date"; // the server has it in no version
  if (!leaving && onlyHere && content() !== saved) event.preventDefault();
});
// A page that the browser kept and shows again goes on where it was.
addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  leaving = false;
  changed();
});
takeOver();

// Tells how far some background work is, every two seconds, and shows what came of it. The page holds a region
// #progress with the address to ask in data-status; without this script it has a link to refresh.
const region = document.getElementById("progress");
const told = region.querySelector("[role=status]");

async function ask() {
  const response = await fetch(region.dataset.status, { headers: { Accept: "application/json" } });
  if (!response.ok) return; // signed out, or no longer allowed: the link to refresh says which
  const { under_way: underWay, progress } = await response.json();
  if (!underWay) {
    location.reload();
    return;
  }
  if (told.textContent !== progress) told.textContent = progress;
  setTimeout(ask, 2000);
}

setTimeout(ask, 2000);

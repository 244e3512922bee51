// Tells how far a pack is, every two seconds, and shows what came of it. Without this the page has a link to refresh.
const region = document.getElementById("pack-progress");
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

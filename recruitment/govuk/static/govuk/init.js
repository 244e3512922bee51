import { initAll } from "./govuk-frontend.min.js";

initAll();

// What a page that saves itself handed over (autosave.js) is for that page alone.
if (!document.getElementById("autosave")) sessionStorage.removeItem("autosave");

// A form that is sent from an address with #main-content comes back to it, and the browser then takes the focus away
// from the error summary. Once the skip link has led there, the address does without.
document.querySelector(".govuk-skip-link")?.addEventListener("click", () => {
  setTimeout(() => history.replaceState(history.state, "", location.pathname + location.search));
});

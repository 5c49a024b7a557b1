// Small comforts; every page works without them.
"use strict";

// A second look before what cannot be taken back.
document.addEventListener("submit", (event) => {
    const question = event.target.dataset.confirm;
    if (question && !window.confirm(question)) event.preventDefault();
});

// A form is sent once, however often its button is pressed.
document.addEventListener("submit", (event) => {
    if (event.defaultPrevented || event.target.method !== "post") return;
    if (event.target.dataset.sent) event.preventDefault();
    event.target.dataset.sent = "yes";
});

// Coming back to a page lets its forms be sent again.
window.addEventListener("pageshow", () => {
    for (const form of document.forms) delete form.dataset.sent;
});

// What went wrong is read first, by eye and by ear.
const problem = document.querySelector("[role=alert]");
if (problem) {
    problem.tabIndex = -1;
    problem.focus();
}

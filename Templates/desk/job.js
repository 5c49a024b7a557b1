// Follows a job while it runs; without this script the page loads itself again now and then.
"use strict";

const card = document.querySelector("[data-job]");
if (card) {
    const [stage, bar, count] = [".stage", "progress", ".count"].map((name) => card.querySelector(name));
    const number = new Intl.NumberFormat("en-US");
    const events = new EventSource(`/api/v1/jobs/${card.dataset.job}/events`);
    const show = (event) => {
        const told = JSON.parse(event.data);
        stage.textContent = told.stage;
        if (told.total > 0) {
            bar.max = told.total;
            bar.value = told.done;
        } else {
            bar.removeAttribute("value");
        }
        count.textContent = told.total > 0 ? `${number.format(told.done)} of ${number.format(told.total)}` : told.done ? number.format(told.done) : "";
    };
    events.addEventListener("stage", show);
    events.addEventListener("progress", show);
    events.addEventListener("state", (event) => {
        const { state } = JSON.parse(event.data);
        if (["waiting", "running"].includes(state)) return;
        events.close();
        window.location.reload();
    });
    window.addEventListener("pagehide", () => events.close());
}

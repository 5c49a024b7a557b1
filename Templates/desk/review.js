// Single keys for those who review hundreds a day. They are off until somebody turns them on, and never act while a field is
// being typed in (WCAG 2.1, 2.1.4).
"use strict";

const box = document.querySelector(".keys");
if (box) {
    const setting = box.querySelector("input");
    setting.checked = localStorage.getItem("review-keys") === "on";
    box.hidden = false;
    setting.addEventListener("change", () => localStorage.setItem("review-keys", setting.checked ? "on" : "off"));
    document.addEventListener("keydown", (event) => {
        if (!setting.checked || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
        if (event.target.matches("input:not([type=checkbox], [type=radio]), select, textarea")) return;
        const target = document.querySelector(`[data-key="${CSS.escape(event.key.toLowerCase())}"]`);
        if (!target) return;
        event.preventDefault();
        target.click();
        const part = target.closest("details");
        if (part && part.open === false) part.open = true;
        if (target.tagName === "SUMMARY") part.querySelector("input, select").focus();
    });
}

// Sends a file in pieces, tells how far it is, and goes on where it was after a break or on another day. Without this script
// the form sends the file in one.
"use strict";

const form = document.querySelector("form[data-upload]");
if (form) {
    const PIECE = 8 << 20;
    const ATTEMPTS = 8;
    const box = form.querySelector(".upload");
    const bar = box.querySelector("progress");
    const words = box.querySelector(".sent-words");
    const token = { "X-CSRF-Token": form.dataset.upload };
    const wait = (seconds) => new Promise((done) => setTimeout(done, seconds * 1000));

    const ask = async (address, options) => {
        const answer = await fetch(address, { ...options, headers: { ...token, ...options.headers } });
        if (answer.ok) return answer;
        const problem = await answer.json().catch(() => ({}));
        throw Object.assign(new Error(problem.detail || "The service does not answer."), { status: answer.status });
    };

    const begun = async (file) => {
        const list = await (await ask("/api/v1/uploads", {})).json();
        const known = list.items.find((one) => !one.complete && one.name === file.name && one.size === file.size);
        if (known) return known;
        const body = JSON.stringify({ name: file.name, size: file.size });
        return (await ask("/api/v1/uploads", { method: "POST", body, headers: { "Content-Type": "application/json" } })).json();
    };

    const send = async (file) => {
        const upload = await begun(file);
        const address = `/api/v1/uploads/${upload.id}`;
        let offset = upload.offset;
        let failures = 0;
        while (offset < file.size) {
            bar.value = Math.floor(offset * 100 / file.size);
            words.textContent = `${bar.value} %`;
            try {
                const headers = { "Content-Type": "application/offset+octet-stream", "Upload-Offset": String(offset) };
                await ask(address, { method: "PATCH", body: file.slice(offset, offset + PIECE), headers });
                offset = Math.min(offset + PIECE, file.size);
                failures = 0;
            } catch (error) {
                // What the service has is what counts; a refusal that will not change is said at once.
                failures += 1;
                if (failures > ATTEMPTS || [401, 403, 404, 413, 422, 507].includes(error.status)) throw error;
                words.textContent = "The line was cut; going on in a moment.";
                await wait(2 ** failures / 4);
                offset = (await (await ask(address, {})).json()).offset;
            }
        }
        return upload.id;
    };

    form.addEventListener("submit", async (event) => {
        const file = form.querySelector("input[type=file]").files[0];
        if (!file) return;
        event.preventDefault();
        event.stopImmediatePropagation();
        const button = form.querySelector("button");
        button.disabled = true;
        box.hidden = false;
        try {
            window.location.assign(`/uploads/${await send(file)}`);
        } catch (error) {
            words.textContent = error.message;
            button.disabled = false;
        }
    });
}

extension Browser {
    /// What is put before every question: how things are found on a page, and what makes a page hard to use.
    static let hands = """
        var words = (text) => (text || "").replace(/\\s+/g, " ").trim();
        var isShown = (one) => one.checkVisibility({ checkVisibilityCSS: true }) && one.getClientRects().length > 0;
        var called = (one) => words(one.getAttribute("aria-label")
            || (one.getAttribute("aria-labelledby") || "").split(" ").map((id) => document.getElementById(id)?.textContent || "").join(" ").trim()
            || Array.from(one.labels || []).map((label) => label.textContent).join(" ")
            || (one.matches("input[type=submit], input[type=button]") ? one.value : "") || one.textContent
            || one.getAttribute("title"));
        var best = (some, name) => some.find((one) => called(one) === name) || some.find((one) => called(one).startsWith(name))
            || some.find((one) => called(one).includes(name));
        var field = (name) => best(Array.from(document.querySelectorAll("input:not([type=hidden]), select, textarea")), name);
        var thing = (name) => best(Array.from(document.querySelectorAll("a[href], button, summary, input[type=submit]")).filter(isShown), name)
            || field(name);
        var reach = (name) => {
            const one = thing(name);
            if (!one) return {};
            one.scrollIntoView({ block: "center" });
            const box = one.getClientRects()[0];
            const [x, y] = [Math.round(box.left + box.width / 2), Math.round(box.top + box.height / 2)];
            const top = document.elementFromPoint(x, y);
            return { x, y, isCovered: !top || !(one.contains(top) || Array.from(one.labels || []).some((label) => label.contains(top))) };
        };
        var empty = (name, text) => {
            const one = field(name);
            if (!one) return "";
            one.focus();
            if (one.type !== "date") {
                if (one.select) one.select();
                return "typed";
            }
            // Its parts are typed in an order of the country; the value is the same everywhere.
            one.value = text;
            one.dispatchEvent(new Event("input", { bubbles: true }));
            return "set";
        };
        var choose = (name, option) => {
            const one = field(name);
            const chosen = one && Array.from(one.options || []).find((each) => words(each.textContent).includes(option));
            if (!chosen) return false;
            one.focus();
            one.value = chosen.value;
            one.dispatchEvent(new Event("input", { bubbles: true }));
            one.dispatchEvent(new Event("change", { bubbles: true }));
            return true;
        };
        var shown = (text) => new Promise((done) => {
            const look = () => words(document.body?.innerText).includes(text);
            if (look()) return done(true);
            const watch = new MutationObserver(() => { if (look()) { watch.disconnect(); done(true); } });
            watch.observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
        });
        """

    /// What keeps somebody from using the page who does not see well, does not use a mouse, or has it read out (WCAG 2.1, A
    /// and AA, as far as a program can tell): by its number and what it is about.
    func barriers() async throws -> [String] {
        var found = try await ask("(\(Self.barriers))()").items.compactMap(\.text)
        // 1.4.10: at 320 pixels, which is 400 % of 1280, nothing has to be read in two directions.
        try await resize(width: 320, height: 900)
        let widest = try await ask("document.documentElement.scrollWidth").number ?? 0
        if widest > 320 { found.append("1.4.10 the page is \(widest) wide in a window of 320") }
        try await resize(width: 1_280, height: 900)
        return found
    }

    private static let barriers = """
        () => {
            const found = [];
            const about = (one) => `${one.tagName.toLowerCase()} ${words(one.textContent).slice(0, 40) || one.id || one.name || ""}`;
            const all = (query) => Array.from(document.querySelectorAll(query)).filter(isShown);
            if (!document.documentElement.lang) found.push("3.1.1 the page has no language");
            if (!words(document.title)) found.push("2.4.2 the page has no title");
            if (all("main").length !== 1) found.push("1.3.1 the page has no one main part");
            let level = 0;
            for (const heading of all("h1, h2, h3, h4, h5, h6")) {
                const own = Number(heading.tagName[1]);
                if (own > level + 1) found.push(`1.3.1 ${about(heading)} skips a level`);
                level = own;
            }
            if (all("h1").length !== 1) found.push("2.4.6 the page has no one first heading");
            for (const one of all("input:not([type=hidden]), select, textarea, button, a[href], iframe, object, summary")) {
                if (!called(one)) found.push(`4.1.2 ${one.outerHTML.slice(0, 80)} has no name`);
            }
            for (const one of all("img, svg[role=img]")) {
                if (one.getAttribute("alt") === null && !one.getAttribute("aria-label") && !one.querySelector("title")
                    && one.getAttribute("aria-hidden") !== "true") found.push(`1.1.1 ${one.outerHTML.slice(0, 80)} has no text`);
            }
            for (const one of all("th")) if (!one.scope) found.push(`1.3.1 ${about(one)} heads neither row nor column`);
            const ids = Array.from(document.querySelectorAll("[id]"), (one) => one.id);
            for (const id of new Set(ids.filter((id, at) => ids.indexOf(id) !== at))) found.push(`4.1.1 two things are ${id}`);
            for (const one of document.querySelectorAll("[aria-labelledby], [aria-describedby]")) {
                const named = `${one.getAttribute("aria-labelledby") || ""} ${one.getAttribute("aria-describedby") || ""}`;
                for (const id of named.split(" ").filter(Boolean)) {
                    if (!document.getElementById(id)) found.push(`1.3.1 ${about(one)} names ${id}, which is not there`);
                }
            }
            for (const one of all("[tabindex]")) if (Number(one.getAttribute("tabindex")) > 0) found.push(`2.4.3 ${about(one)} comes out of order`);

            const numbers = (color) => (color.match(/[\\d.]+/g) || [0, 0, 0, 0]).map(Number);
            const light = (color) => {
                const [red, green, blue] = color.slice(0, 3).map((part) => {
                    const share = part / 255;
                    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
                });
                return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
            };
            const behind = (one) => {
                for (let each = one; each; each = each.parentElement) {
                    const color = numbers(getComputedStyle(each).backgroundColor);
                    if (color.length < 4 || color[3] > 0) return color;
                }
                return [255, 255, 255];
            };
            const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
            while (walk.nextNode()) {
                const one = walk.currentNode.parentElement;
                if (!words(walk.currentNode.data) || !isShown(one) || one.closest("[disabled], svg, option")) continue;
                const style = getComputedStyle(one);
                const [a, b] = [light(numbers(style.color)), light(behind(one))].sort((x, y) => y - x);
                const ratio = (a + 0.05) / (b + 0.05);
                const size = parseFloat(style.fontSize);
                const isLarge = size >= 24 || size >= 18.66 && Number(style.fontWeight) >= 700;
                if (ratio < (isLarge ? 3 : 4.5)) found.push(`1.4.3 ${about(one)} has a contrast of ${ratio.toFixed(2)}`);
            }
            return Array.from(new Set(found));
        }
        """
}

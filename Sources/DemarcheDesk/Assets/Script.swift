/// What makes the desk pleasant where scripts are allowed: every page works without it.
enum Script {
    static let text = """
        "use strict";
        // Forms that only choose what is shown ask for it without a new page; the address keeps the state.
        async function show(address, push) {
          const answer = await fetch(address, { headers: { "x-part": "main" } });
          const page = new DOMParser().parseFromString(await answer.text(), "text/html");
          const [from, to] = [page.querySelector("main"), document.querySelector("main")];
          if (!from || !to) { location.assign(address); return; }
          const focused = document.activeElement && document.activeElement.name;
          to.replaceWith(document.adoptNode(from));
          document.querySelector("footer").replaceWith(document.adoptNode(page.querySelector("footer")));
          document.title = page.title;
          if (push) history.pushState(null, "", address);
          if (focused) { const field = document.getElementsByName(focused)[0]; if (field) field.focus(); }
          wake();
        }
        function stateOf(form) {
          const query = new URLSearchParams();
          for (const [name, value] of new FormData(form)) if (value) query.append(name, value);
          const text = query.toString();
          return form.action + (text ? "?" + text : "");
        }
        document.addEventListener("submit", (event) => {
          const form = event.target;
          if (form.dataset.live) { event.preventDefault(); show(stateOf(form), true).catch(() => form.submit()); }
        });
        document.addEventListener("change", (event) => {
          const form = event.target.form;
          const kinds = ["date", "checkbox"];
          if (form && form.dataset.live && kinds.includes(event.target.type) && form.checkValidity()) form.requestSubmit();
        });
        addEventListener("popstate", () => show(location.href, false).catch(() => location.reload()));

        // Pointing at a mark brings out what it answers and what answers it; arrows lead from mark to mark.
        function related(mark) {
          const ids = new Set([mark.dataset.event]);
          for (const arc of document.querySelectorAll(".dyad .arc"))
            if (ids.has(arc.dataset.from) || ids.has(arc.dataset.to)) { ids.add(arc.dataset.from); ids.add(arc.dataset.to); }
          return ids;
        }
        function point(mark) {
          const drawing = document.querySelector(".dyad");
          if (!drawing) return;
          const ids = mark ? related(mark) : new Set();
          drawing.classList.toggle("pointed", ids.size > 1);
          for (const other of drawing.querySelectorAll(".mark")) other.classList.toggle("related", ids.size > 1 && ids.has(other.dataset.event));
        }
        for (const [kind, on] of [["mouseover", true], ["mouseout", false], ["focusin", true], ["focusout", false]])
          document.addEventListener(kind, (event) => {
            const mark = event.target.closest && event.target.closest(".dyad .mark");
            if (mark) point(on ? mark : null);
          });
        document.addEventListener("keydown", (event) => {
          const mark = event.target.closest && event.target.closest(".dyad .mark");
          const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
          if (!mark || !step) return;
          const marks = [...document.querySelectorAll(".dyad .mark")];
          const next = marks[marks.indexOf(mark) + step];
          if (next) { next.focus(); event.preventDefault(); }
        });

        // The review queue by keyboard.
        let here = -1;
        function items() { return [...document.querySelectorAll("#queue .item")]; }
        function go(index) {
          const all = items();
          if (!all.length) return;
          here = Math.max(0, Math.min(all.length - 1, index));
          all.forEach((item, at) => item.classList.toggle("here", at === here));
          all[here].focus({ preventScroll: true });
          all[here].scrollIntoView({ block: "nearest" });
        }
        document.addEventListener("keydown", (event) => {
          if (!document.getElementById("queue") || event.ctrlKey || event.metaKey || event.altKey) return;
          if (["INPUT", "SELECT", "TEXTAREA"].includes(event.target.tagName)) {
            if (event.key === "Escape") go(here);
            return;
          }
          const item = items()[here];
          const act = {
            j: () => go(here + 1), k: () => go(here - 1), n: () => go(here + 1),
            a: () => item && item.querySelector("button.accept").click(),
            r: () => item && item.querySelector("button.reject").click(),
            f: () => { if (item) { item.querySelector("details").open = true; item.querySelector("details select").focus(); } },
          }[event.key.toLowerCase()];
          if (act) { event.preventDefault(); act(); }
        });

        // Progress of adding.
        async function watch(bar) {
          const answer = await fetch(bar.dataset.job);
          const job = await answer.json();
          bar.max = Math.max(1, job.total || job.done + 1);
          bar.value = job.done;
          document.getElementById("progress-words").textContent = job.words;
          if (job.finished) location.reload(); else setTimeout(() => watch(bar).catch(() => location.reload()), 300);
        }
        function wake() {
          if (document.getElementById("queue")) go(0);
          const bar = document.querySelector("progress[data-job]");
          if (bar) watch(bar).catch(() => location.reload());
        }
        wake();

        """

    static let icon = """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="6" fill="#1f2328"/>\
        <path d="M5 16H27" stroke="#fdfcf9" stroke-width="2"/><circle cx="11" cy="9" r="4" fill="#5cc0c8"/>\
        <path d="M21 18L26 23L21 28L16 23Z" fill="#f0867f"/></svg>
        """
}

"use strict";
// What a reader can change about the page. All of it stands on the page without this script too;
// what is chosen is kept in the address, so that a link shows the same.
(() => {
  const root = document.documentElement;
  const data = JSON.parse(document.getElementById("data").textContent);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const by = (id) => document.getElementById(id);
  const views = all(".view");
  const plain = { view: "journey", of: "all", who: "", find: "", theme: "auto", rare: "" };
  let state = { ...plain };

  // The address: `#view=whys&of=s1`. A bare `#id` is a link within the page.
  function asked() {
    const hash = location.hash.slice(1);
    if (hash.includes("=")) return { ...plain, ...Object.fromEntries(new URLSearchParams(hash)) };
    if (hash === "all" || views.some((view) => view.id === hash)) return { ...state, view: hash };
    const holder = by(hash)?.closest(".view");
    return holder && state.view !== "all" ? { ...state, view: holder.id } : { ...state };
  }

  const kept = () => Object.entries(state).filter(([name, value]) => name in plain && value !== plain[name]);
  const remember = () => history.replaceState(null, "", "#" + new URLSearchParams(kept()));

  function choose(change) {
    state = { ...state, ...change };
    show();
    remember();
  }

  function follow(event) {
    const target = by(location.hash.slice(1));
    state = asked();
    show();
    // Not into view, which would scroll a page that frames this one too. At first the browser does it.
    if (target && event) scrollTo({ top: scrollY + target.getBoundingClientRect().top });
    if (event && kept().length) remember();
  }

  function show() {
    if (state.view !== "all" && !views.some((view) => view.id === state.view)) state.view = plain.view;
    if (state.of !== "all" && !all(`input[name=of]`).some((one) => one.value === state.of)) state.of = plain.of;
    for (const view of views) view.hidden = state.view !== "all" && state.view !== view.id;
    for (const link of all(".views a")) {
      if (link.hash === "#" + state.view) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    }
    for (const part of all("[data-of]")) {
      const off = part.dataset.of !== state.of;
      if (part instanceof SVGElement) part.setAttribute("display", off ? "none" : "inline");
      else part.hidden = off;
    }
    for (const one of all("input[name=of]")) one.checked = one.value === state.of;
    if (by(state.theme)?.name === "theme") by(state.theme).checked = true;
    if (by("rare")) by("rare").checked = state.rare === "1";
    retitle();
    walk();
    seek();
    look();
  }

  function retitle() {
    const label = document.querySelector("input[name=of]:checked + span")?.textContent.trim();
    for (const title of all("svg.felt > title")) {
      title.dataset.plain ??= title.textContent;
      title.textContent = title.dataset.plain + (state.of === "all" ? "" : `: ${label}`);
    }
  }

  // One person's real way over the band: straight from step to step, no curve that nobody walked.
  function walk() {
    const chosen = state.who.split(",").filter((id) => data.journeys.some((one) => one.id === id));
    root.toggleAttribute("data-walks", chosen.length > 0);
    for (const box of all("input[name=who]")) {
      const place = chosen.indexOf(box.value);
      const sign = box.parentElement.querySelector(".sign");
      box.checked = place >= 0;
      sign.setAttribute("class", place < 0 ? "sign" : `sign look${place % 8}`);
      if (place < 0) sign.querySelector("use").removeAttribute("href");
      else sign.querySelector("use").setAttribute("href", `#shape-${place % 8}`);
    }
    for (const told of all(".people .chosen")) told.textContent = chosen.length ? ` ${chosen.length}` : "";
    for (const drawing of all("svg.felt")) {
      const layer = drawing.querySelector(".walks");
      layer.replaceChildren(...chosen.map((id, place) => way(drawing, id, place % 8, place - (chosen.length - 1) / 2)));
    }
  }

  function way(drawing, id, style, aside) {
    const journey = data.journeys.find((one) => one.id === id);
    const places = drawing.dataset.places.split(" ").map(Number);
    const column = Number(drawing.dataset.column);
    const step = (data.bottom - data.top) / 4;
    const visits = {};
    const points = journey.way.filter((place) => places.includes(place)).map((place) => {
      visits[place] = (visits[place] ?? -1) + 1;
      const felt = journey.felt[place];
      return {
        x: Number(drawing.dataset.offset) + (places.indexOf(place) + 0.5) * column + 9 * visits[place] + aside * Math.min(6, column / 12),
        y: felt === undefined ? data.bottom + 17 : data.top + (2 - felt) * step,
      };
    });
    const make = (name, attributes) => {
      const made = document.createElementNS(drawing.namespaceURI, name);
      for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
      return made;
    };
    const group = make("g", { class: `line look${style}` });
    group.append(make("path", { class: "way", d: points.map((p, at) => `${at ? "L" : "M"}${p.x} ${p.y}`).join("") }));
    const size = column < 96 ? 10 : 14;
    for (const p of points) {
      group.append(make("use", { href: `#shape-${style}`, x: p.x - size / 2, y: p.y - size / 2, width: size, height: size }));
    }
    return group;
  }

  // A claim's own words, and what was said for it: of a whole story, only what tells its step.
  const own = (claim) => all(".said, .ladder bdi, blockquote:not(.story), .story mark", claim)
    .map((part) => part.textContent).join("\n").toLocaleLowerCase();

  // Claims that hold the words, folded ones included.
  function seek() {
    const words = state.find.trim().toLocaleLowerCase();
    if (by("find") && by("find").value !== state.find) by("find").value = state.find;
    let hits = 0;
    const claims = all("#journey details.claim");
    for (const claim of claims) {
      const hit = words !== "" && own(claim).includes(words);
      hits += hit;
      claim.classList.toggle("hit", hit);
      claim.classList.toggle("miss", words !== "" && !hit);
      if (hit && claim.closest(".more")) claim.closest(".more").open = true;
    }
    if (by("found")) by("found").textContent = words ? `${hits} of ${claims.length} claims` : "";
  }

  // The minimap: which columns are in view.
  const ticks = all(".minimap li");
  let waiting = false;
  function look() {
    waiting = false;
    const lanes = document.querySelector("#journey th.corner")?.getBoundingClientRect().right ?? 0;
    for (const tick of ticks) {
      const box = by("column-" + tick.dataset.place).getBoundingClientRect();
      const inside = box.left + box.width / 2;
      tick.classList.toggle("in", box.width > 0 && inside > lanes && inside < innerWidth);
    }
  }
  const lookSoon = () => {
    if (!waiting && ticks.length) requestAnimationFrame(look);
    waiting = true;
  };

  // The keyboard: cells are reached by arrows, one of them by Tab.
  const CELLS = ":is(.map, .service) :is(th, td:not(.foot))";
  for (const table of all(".map, .service")) {
    for (const cell of all("th, td:not(.foot)", table)) cell.tabIndex = -1;
    const first = table.querySelector("thead tr.steps th:not(.corner)");
    if (first) first.tabIndex = 0;
  }
  const visible = (cell) => cell.getClientRects().length > 0;
  const middle = (cell) => { const box = cell.getBoundingClientRect(); return box.left + box.width / 2; };

  function enter(cell) {
    for (const other of all("[tabindex='0']", cell.closest("table"))) other.tabIndex = -1;
    cell.tabIndex = 0;
    cell.focus();
  }

  function neighbour(cell, key) {
    const row = all(CELLS, cell.parentElement).filter(visible);
    const at = row.indexOf(cell);
    if (key === "ArrowLeft") return row[at - 1];
    if (key === "ArrowRight") return row[at + 1];
    if (key === "Home") return row[0];
    if (key === "End") return row.at(-1);
    const rows = all("tr", cell.closest("table")).filter((one) => all(CELLS, one).some(visible));
    const beside = rows[rows.indexOf(cell.parentElement) + (key === "ArrowUp" ? -1 : 1)];
    if (!beside) return undefined;
    const gap = (other) => {
      const box = other.getBoundingClientRect();
      return Math.max(box.left - middle(cell), middle(cell) - box.right, 0);
    };
    return all(CELLS, beside).filter(visible).sort((a, b) => gap(a) - gap(b))[0];
  }

  function fold(within) {
    const open = all("details[open]", within).filter((one) => !one.closest(".tables"));
    for (const one of open) one.open = false;
    return open.length > 0;
  }

  addEventListener("keydown", (event) => {
    const from = event.target;
    if (event.altKey || event.ctrlKey || event.metaKey || by("help").open) return;
    if (event.key === "Escape") {
      const menu = document.querySelector(".people[open]");
      const cell = from.closest?.(CELLS);
      if (menu) {
        menu.open = false;
        menu.querySelector("summary").focus();
      } else if (cell && fold(cell)) enter(cell);
      else fold(document);
      return;
    }
    if (from.matches?.("input:not([type=radio], [type=checkbox])")) return;
    if (event.key === "?" && by("help-key").checked) by("help").showModal();
    const cell = from.closest?.(CELLS);
    if (!cell || from.matches("input")) return;
    if (event.key === "Enter" && from === cell) {
      const first = cell.querySelector("details");
      if (first) {
        first.open = true;
        first.querySelector("summary").focus();
        event.preventDefault();
      }
    }
    if (!/^(Arrow(Left|Right|Up|Down)|Home|End)$/.test(event.key)) return;
    const next = neighbour(cell, event.key);
    if (next) enter(next);
    event.preventDefault();
  });

  // Controls.
  for (const part of all(".live")) part.hidden = false;
  addEventListener("change", ({ target }) => {
    if (target.name === "of") choose({ of: target.value });
    if (target.name === "theme") choose({ theme: target.id });
    if (target.id === "rare") choose({ rare: target.checked ? "1" : "" });
    if (target.name === "who") {
      const others = state.who.split(",").filter((id) => id && id !== target.value);
      choose({ who: [...others, ...(target.checked ? [target.value] : [])].join(",") });
    }
  });
  by("nobody")?.addEventListener("click", () => choose({ who: "" }));
  by("find")?.addEventListener("input", ({ target }) => choose({ find: target.value }));
  by("person")?.addEventListener("input", ({ target }) => {
    const words = target.value.trim().toLocaleLowerCase();
    for (const one of all(".people li")) one.hidden = !one.textContent.toLocaleLowerCase().includes(words);
  });
  by("ask")?.addEventListener("click", () => by("help").showModal());
  by("help-close")?.addEventListener("click", () => by("help").close());
  addEventListener("click", (event) => {
    const { target } = event;
    for (const menu of all(".people[open]")) if (!menu.contains(target)) menu.open = false;
    const tick = target.closest?.(".minimap a");
    if (!tick) return;
    event.preventDefault();
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const column = by("column-" + tick.parentElement.dataset.place);
    const lanes = column.closest("table").querySelector(".corner").getBoundingClientRect().right;
    scrollBy({ left: column.getBoundingClientRect().left - lanes, behavior: still ? "instant" : "smooth" });
    enter(column);
  });
  // A story opens at the words that tell this step; one too long for its frame is scrolled by keys.
  addEventListener("toggle", ({ target }) => {
    for (const quote of target.open ? all("blockquote", target).filter(visible) : []) {
      const mark = quote.querySelector("mark");
      if (mark) quote.scrollTop = mark.offsetTop - quote.offsetTop - 24;
      if (quote.scrollHeight > quote.clientHeight) quote.tabIndex = 0;
    }
  }, true);
  addEventListener("scroll", lookSoon, { passive: true });
  addEventListener("resize", lookSoon);
  addEventListener("hashchange", follow);
  follow();
})();

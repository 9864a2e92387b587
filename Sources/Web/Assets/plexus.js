// What pages can do beyond showing: a cursor in all graphs at once, zooming by dragging, keys, and renewal.
// Every page is complete without this. All that is shown is in the address, so that it can be sent to others.

const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const one = (selector, root = document) => root.querySelector(selector);
const clamp = (value, low, high) => Math.min(Math.max(value, low), high);
const zone = document.documentElement.dataset.zone || "UTC";

// Time

const moment = new Intl.DateTimeFormat("en-GB", {
  timeZone: zone, weekday: "short", year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit",
  minute: "2-digit", second: "2-digit", hourCycle: "h23",
});

function timeText(seconds) {
  const parts = Object.fromEntries(
    moment.formatToParts(seconds * 1000).map(({ type, value }) => [type, value]));
  return `${parts.weekday} ${parts.year}-${parts.month}-${parts.day} ${parts.hour}:${parts.minute}:${parts.second}`;
}

/** Goes to the same page with another range. */
function show(from, to) {
  const address = new URL(location.href);
  for (const key of ["range", "at"]) address.searchParams.delete(key);
  address.searchParams.set("from", Math.round(from));
  address.searchParams.set("to", Math.round(to));
  location.assign(address);
}

// Elements

function element(name, attributes, words = "") {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.textContent = words;
  return made;
}

// Graphs

class Graph {
  constructor(figure) {
    this.figure = figure;
    this.read();
  }

  /** Takes what the picture says of itself; anew after it has been renewed. */
  read() {
    this.svg = one("svg", this.figure);
    const data = this.svg.dataset;
    for (const key of ["from", "to", "step", "x", "y", "w", "h"]) this[key] = Number(data[key]);
    this.numbers = null;
    this.line = null;
  }

  get isDrawn() { return this.svg && this.w > 0 && this.to > this.from; }

  /** The time under a point of the screen; outside the plot, that of its nearest edge. */
  time(clientX) {
    const box = this.svg.getBoundingClientRect();
    const x = (clientX - box.left) / box.width * this.svg.viewBox.baseVal.width;
    return this.from + clamp((x - this.x) / this.w, 0, 1) * (this.to - this.from);
  }

  place(time) { return this.x + (time - this.from) / (this.to - this.from) * this.w; }

  element(name, attributes) {
    const element = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    this.svg.append(element);
    return element;
  }

  setCursor(time) {
    if (!this.isDrawn || time < this.from || time > this.to) return this.clearCursor();
    const x = this.place(time);
    this.line ??= this.element("line", { class: "cursor", y1: this.y, y2: this.y + this.h });
    this.line.setAttribute("x1", x);
    this.line.setAttribute("x2", x);
    this.tell(time);
  }

  clearCursor() {
    this.line?.remove();
    this.line = null;
    const readout = one("output", this.figure);
    if (readout) readout.textContent = "";
  }

  /** Fetches the numbers once, when they are first asked for. */
  async load() {
    this.numbers ??= fetch(this.figure.dataset.json)
      .then((answer) => answer.ok ? answer.json() : null)
      .catch(() => null);
    return this.numbers;
  }

  async tell(time) {
    if (!this.figure.isVisible) return;
    const svg = this.svg;
    const document = await this.load();
    if (!document || this.svg !== svg || cursor.time !== time) return;
    const { start_epoch: start, end_epoch: last, step } = document;
    const row = clamp(Math.ceil((time - start) / step) - 1, 0, (last - start) / step - 1);
    const values = document.series.map((series) => {
      const value = series.values[row];
      return `${series.label} ${value === null ? "–" : quantity(value, document)}`;
    });
    const end = start + (row + 1) * step;
    one("output", this.figure).textContent = `${timeText(end)} · ${values.join(" · ")}`;
  }
}

// From how many seconds on, in what they are told.
const spans = [[172800, 86400, "d"], [7200, 3600, "h"], [120, 60, "min"], [1, 1, "s"], [1e-3, 1e-3, "ms"], [0, 1e-6, "µs"]];

function quantity(value, { unit, base }) {
  const size = Math.abs(value);
  const digits = (number) =>
    number === 0 ? "0" : number.toFixed(Math.abs(number) < 9.995 ? 2 : Math.abs(number) < 99.95 ? 1 : 0);
  if (unit === "s") {
    const [, divisor, symbol] = spans.find(([least]) => size >= least);
    return `${digits(value / divisor)} ${size === 0 ? "s" : symbol}`;
  }
  if (unit === "%") return `${digits(value)} %`;
  const isBytes = unit === "bytes" || unit === "bytes/s";
  const step = isBytes ? base || 1000 : 1000;
  const prefixes = isBytes && step === 1024 ? ["", "Ki", "Mi", "Gi", "Ti", "Pi"] : ["", "k", "M", "G", "T", "P"];
  let power = 0;
  let rest = size;
  while (rest >= step && power < prefixes.length - 1 && (isBytes || size >= 10000)) { rest /= step; power += 1; }
  const symbol = isBytes ? prefixes[power] + (unit === "bytes" ? "B" : "B/s") : `${prefixes[power]}${unit}`;
  return `${digits(Math.sign(value) * rest)} ${symbol}`.trim();
}

// The cursor: one time in all graphs

const graphs = all("figure[data-json]").map((figure) => new Graph(figure));
const cursor = { time: null, isPinned: false, selection: null };

function setCursor(time) {
  cursor.time = time;
  for (const graph of graphs) time === null ? graph.clearCursor() : graph.setCursor(time);
}

const seen = new IntersectionObserver((entries) => {
  for (const { target, isIntersecting } of entries) {
    target.isVisible = isIntersecting;
    const graph = graphs.find(({ figure }) => figure === target);
    if (isIntersecting && cursor.time !== null) graph.setCursor(cursor.time);
  }
});
for (const graph of graphs) seen.observe(graph.figure);

// A pinned moment stays, in the address too, with links to what else there is to see of it

let unpinned = null;

function pin(time, graph = current) {
  if (!graph?.isDrawn) return;
  unpinned ??= location.href;
  cursor.isPinned = true;
  const address = new URL(location.href);
  const query = address.searchParams;
  query.delete("range");
  for (const [key, value] of [["from", graph.from], ["to", graph.to], ["at", Math.round(time)]]) query.set(key, value);
  history.replaceState(null, "", address);
  setCursor(time);
  tellMoment(time, graph, address);
}

function unpin() {
  if (!cursor.isPinned) return;
  cursor.isPinned = false;
  one(".moment")?.remove();
  const address = new URL(unpinned ?? location.href);
  address.searchParams.delete("at");
  history.replaceState(null, "", address);
  unpinned = null;
  setCursor(null);
}

function tellMoment(time, graph, address) {
  one(".moment")?.remove();
  const bar = element("div", { class: "moment", role: "status" }, timeText(time));
  const owner = new URL(graph.figure.dataset.json, location).pathname.match(/^(.*)\/graph(\/(host|group)\/.+)\//);
  if (owner) {
    const [, base, path, kind] = owner;
    const page = new URL(base + path, location);
    for (const key of ["tz", "theme"].filter((key) => address.searchParams.has(key))) {
      page.searchParams.set(key, address.searchParams.get(key));
    }
    page.searchParams.set("at", Math.round(time));
    bar.append(element("a", { href: page.href }, `This ${kind} around that moment`));
  }
  bar.append(element("a", { href: address.href, "data-copy": "" }, "Copy link"));
  const close = element("button", { type: "button", "aria-label": "Let go of the moment" }, "✕");
  close.addEventListener("click", unpin);
  bar.append(close);
  document.body.append(bar);
}

// Dragging zooms; a finger must rest first, since otherwise it scrolls

const restingTime = 300;
const slack = 10;

function begin(graph, { clientX, pointerId }) {
  const start = graph.time(clientX);
  const rectangle = graph.element("rect", { class: "selection", y: graph.y, height: graph.h, width: 0 });
  cursor.selection = { graph, start, end: start, rectangle, left: clientX };
  graph.figure.classList.add("selecting");
  graph.figure.setPointerCapture(pointerId);
  setCursor(start);
}

function drag(event) {
  const { graph, start, rectangle } = cursor.selection;
  const end = cursor.selection.end = graph.time(event.clientX);
  rectangle.setAttribute("x", graph.place(Math.min(start, end)));
  rectangle.setAttribute("width", Math.abs(graph.place(end) - graph.place(start)));
  setCursor(end);
}

function finish(event) {
  const selection = cursor.selection;
  if (!selection) return;
  cancel();
  if (Math.abs(event.clientX - selection.left) < 5) {
    return cursor.isPinned ? unpin() : pin(selection.start, selection.graph);
  }
  const [from, to] = [selection.start, selection.end].sort((a, b) => a - b);
  // Shorter than a row there is nothing to see.
  const least = 2 * selection.graph.step;
  show(from, Math.max(to, from + least));
}

function cancel() {
  cursor.selection?.rectangle.remove();
  cursor.selection?.graph.figure.classList.remove("selecting");
  cursor.selection = null;
}

for (const graph of graphs) {
  const { figure } = graph;
  let resting = null;
  const isPlot = (event) => graph.isDrawn && event.target.closest?.("svg") === graph.svg;
  const lift = () => {
    clearTimeout(resting?.timer);
    resting = null;
  };
  figure.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || !isPlot(event)) return;
    current = graph;
    if (event.pointerType !== "touch") return begin(graph, event);
    resting = { x: event.clientX, y: event.clientY };
    resting.timer = setTimeout(() => {
      resting = null;
      begin(graph, event);
    }, restingTime);
  });
  figure.addEventListener("pointermove", (event) => {
    if (cursor.selection) return drag(event);
    if (resting && Math.hypot(event.clientX - resting.x, event.clientY - resting.y) > slack) lift();
    if (!resting && isPlot(event) && !cursor.isPinned) setCursor(graph.time(event.clientX));
  });
  figure.addEventListener("pointerup", (event) => {
    if (resting) {
      if (cursor.isPinned) unpin();
      setCursor(graph.time(event.clientX));
    }
    lift();
    finish(event);
  });
  figure.addEventListener("pointercancel", () => {
    lift();
    cancel();
  });
  figure.addEventListener("pointerleave", ({ pointerType }) => {
    if (pointerType !== "touch" && !cursor.selection && !cursor.isPinned) setCursor(null);
  });
  // While a finger selects, it does not scroll.
  figure.addEventListener("touchmove", (event) => cursor.selection && event.preventDefault(), { passive: false });
  figure.addEventListener("contextmenu", (event) => cursor.selection && event.preventDefault());
  figure.addEventListener("dblclick", (event) => {
    // The figure has captured the pointer, and so it is what was clicked.
    if (!graph.isDrawn || event.target.closest("figcaption, output")) return;
    event.preventDefault();
    unpin();
    zoom(2);
  });
  figure.addEventListener("focusin", () => {
    current = graph;
    for (const { figure } of graphs) figure.tabIndex = figure === graph.figure ? 0 : -1;
  });
}

// Keys

// The Tab key reaches one graph, from which the arrows lead to the others.
let current = graphs[0];
if (current) current.figure.tabIndex = 0;

function range() {
  return current?.isDrawn ? current : graphs.find((graph) => graph.isDrawn);
}

function zoom(factor) {
  const { from, to } = range() ?? {};
  if (from === undefined) return;
  const middle = cursor.time ?? (from + to) / 2;
  const end = Math.min(middle + (to - middle) * factor, Math.max(to, Date.now() / 1000));
  show(middle - (middle - from) * factor, end);
}

function shift(share) {
  const { from, to } = range() ?? {};
  if (from !== undefined) show(from + (to - from) * share, to + (to - from) * share);
}

function moveCursor(steps) {
  const { from, to, step, isDrawn } = current ?? {};
  if (!current?.isDrawn) return;
  const time = clamp((cursor.time ?? to) + steps * step, from, to);
  cursor.isPinned ? pin(time) : setCursor(time);
}

function moveFocus(by) {
  const next = graphs[graphs.indexOf(current) + by]?.figure;
  next?.focus();
  next?.scrollIntoView({ block: "nearest" });
}

const inGraph = {
  ArrowLeft: (event) => moveCursor(event.shiftKey ? -10 : -1),
  ArrowRight: (event) => moveCursor(event.shiftKey ? 10 : 1),
  ArrowUp: () => moveFocus(-1),
  ArrowDown: () => moveFocus(1),
  Home: () => current?.isDrawn && setCursor(current.from),
  End: () => current?.isDrawn && setCursor(current.to),
  Enter: () => cursor.isPinned ? unpin() : cursor.time !== null && pin(cursor.time),
};
const everywhere = {
  "[": () => shift(-0.5),
  "]": () => shift(0.5),
  "+": () => zoom(0.5),
  "=": () => zoom(0.5),
  "-": () => zoom(2),
  "/": () => one("input[type=search]")?.focus(),
  "?": () => help(),
};

/** The places that `g` and a letter lead to: those of the header, and the overview unless there is a list of hosts. */
function places() {
  const links = Object.fromEntries(all(".places [data-key]").map((link) => [link.dataset.key, link]));
  return { o: one(".brand"), h: one(".brand"), ...links };
}

let isGoing = 0;

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
  if (event.target.closest("input, select, textarea, dialog")) return;
  if (event.key === "Escape") {
    if (cursor.selection) return cancel();
    return cursor.isPinned ? unpin() : setCursor(null);
  }
  const place = Date.now() - isGoing < 1500 ? places()[event.key] : undefined;
  isGoing = event.key === "g" ? Date.now() : 0;
  const isInGraph = event.target.matches("figure[data-json]");
  const action = place ? () => location.assign(place.href) : (isInGraph && inGraph[event.key]) || everywhere[event.key];
  if (!action) return;
  event.preventDefault();
  action(event);
});

function help() {
  const ways = Object.entries(places()).filter(([key]) => key !== "o");
  const dialog = element("dialog", { class: "help", "aria-labelledby": "help" });
  dialog.append(element("h2", { id: "help" }, "Keys"), list([
    [["/"], "Search"],
    [["[", "]"], "Half a range earlier, later"],
    [["+", "−"], "Zoom in, out; around the cursor if there is one"],
    ...ways.map(([key, link]) => [["g", key], link.matches(".brand") ? "Overview" : link.textContent]),
    [["?"], "These keys"],
    [["Esc"], "Let go of the moment, the selection, the cursor"],
  ]));
  if (graphs.length > 0) {
    dialog.append(element("h3", {}, "In graphs"), list([
      [["Tab"], "To a graph"],
      [["↑", "↓"], "To the graph before, after"],
      [["←", "→"], "The cursor by a row; by ten with Shift"],
      [["Home", "End"], "The cursor to the first, the last row"],
      [["Enter"], "Pin the moment under the cursor"],
      [["drag"], "Zoom into a time; a finger rests a moment first"],
      [["click"], "Pin a moment"],
      [["double click"], "Zoom out"],
    ]));
  }
  const form = element("form", { method: "dialog" });
  form.append(element("button", {}, "Close"));
  dialog.append(form);
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

function list(entries) {
  const list = element("dl", { class: "keys" });
  for (const [keys, words] of entries) {
    const name = element("dt", {});
    for (const key of keys) name.append(element("kbd", {}, key), " ");
    list.append(name, element("dd", {}, words));
  }
  return list;
}

// Links that are for sending to others

document.addEventListener("click", async (event) => {
  const link = event.target.closest?.("a[data-copy]");
  if (!link || !navigator.clipboard || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const words = link.textContent;
  try {
    await navigator.clipboard.writeText(link.href);
    link.textContent = "Copied";
    setTimeout(() => { link.textContent = words; }, 2000);
  } catch {
    location.assign(link.href);
  }
});

// Renewal, as long as somebody looks: one request, answered with the parts of the page that have changed

const live = Number(document.body.dataset.live);
// How far this machine's clock is behind the server's, in milliseconds.
let skew = 0;
let renewal = null;
let renewedAt = Date.now();

function takeTime(date) {
  if (!Number.isNaN(date)) skew = date - Date.now();
}

/** Parts that nobody sees, or where somebody is, can wait. */
function isWanted(part) {
  const { top, bottom } = part.getBoundingClientRect();
  return (part.hidden || (bottom > 0 && top < innerHeight)) && !part.contains(document.activeElement);
}

async function renew() {
  if (document.hidden || cursor.selection || cursor.isPinned || renewal) return;
  renewedAt = Date.now();
  const held = all("[data-part]").filter(isWanted)
    .map(({ dataset: { part, version } }) => `${encodeURIComponent(part)}=${version}`);
  renewal = fetch(location.href, { headers: { "Plexus-Parts": held.join(" ") }, cache: "no-store" });
  try {
    const answer = await renewal;
    if (!answer.ok) return;
    const { now, title, parts } = await answer.json();
    takeTime(now * 1000);
    document.title = title;
    if (!cursor.selection && !cursor.isPinned) {
      for (const [name, markup] of Object.entries(parts)) replace(name, markup);
    }
  } catch {
    // The badge says when the data has become old.
  } finally {
    renewal = null;
  }
}

function replace(name, markup) {
  const old = one(`[data-part="${CSS.escape(name)}"]`);
  const held = document.createElement("template");
  held.innerHTML = markup;
  const fresh = held.content.firstElementChild;
  if (!old || !fresh || old.contains(document.activeElement)) return;
  const graph = graphs.find(({ svg }) => svg === old);
  old.replaceWith(fresh);
  graph?.read();
  if (cursor.time !== null) graph?.setCursor(cursor.time);
}

function judgeAge() {
  const badge = one(".stale");
  if (!badge) return;
  const { newest, limit } = badge.dataset;
  badge.hidden = (Date.now() + skew) / 1000 - newest <= limit;
}

if (live > 0) {
  takeTime(Date.parse(one("footer time")?.dateTime));
  setInterval(() => renew().then(judgeAge), live * 1000);
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden && Date.now() - renewedAt > live * 1000) renew().then(judgeAge);
  });
}

// A moment that was sent with the address

const sent = Number(new URL(location.href).searchParams.get("at"));
if (sent > 0) pin(sent, graphs.find((graph) => graph.isDrawn && graph.from <= sent && sent <= graph.to));

// Filters of tables and walls

for (const input of all("input[data-filter]")) {
  const rows = all(input.dataset.filter);
  input.hidden = false;
  input.addEventListener("input", () => {
    const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
    for (const row of rows) {
      row.hidden = !words.every((word) => row.textContent.toLowerCase().includes(word));
    }
  });
}

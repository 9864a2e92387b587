// What pages can do beyond showing: a cursor in all graphs at once, zooming by dragging, keys, and renewal.
// Every page is complete without this.

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
  const parts = Object.fromEntries(moment.formatToParts(seconds * 1000).map(({ type, value }) => [type, value]));
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
    this.numbers ??= fetch(this.figure.dataset.json).then((answer) => answer.ok ? answer.json() : null).catch(() => null);
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

  /** Puts in the picture as it is by now. */
  async renew() {
    const answer = await fetch(this.figure.dataset.svg);
    if (!answer.ok || answer.status === 304) return;
    const held = document.createElement("template");
    held.innerHTML = await answer.text();
    const fresh = one("svg", held.content);
    if (!fresh) return;
    this.svg.replaceWith(fresh);
    this.read();
    if (cursor.time !== null) this.setCursor(cursor.time);
  }
}

function quantity(value, { unit, base }) {
  if (value === 0) return `0 ${unit}`.trim();
  const size = Math.abs(value);
  const digits = (number) => number.toFixed(Math.abs(number) < 9.995 ? 2 : Math.abs(number) < 99.95 ? 1 : 0);
  if (unit === "s") {
    const [factor, symbol] = size >= 1 ? [1, "s"] : size >= 1e-3 ? [1e3, "ms"] : [1e6, "µs"];
    return `${digits(value * factor)} ${symbol}`;
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
  for (const { target, isIntersecting } of entries) target.isVisible = isIntersecting;
});
for (const graph of graphs) seen.observe(graph.figure);

// Dragging zooms

function begin(graph, event) {
  if (event.button !== 0 || !graph.isDrawn) return;
  const start = graph.time(event.clientX);
  const rectangle = graph.element("rect", { class: "selection", y: graph.y, height: graph.h, width: 0 });
  cursor.selection = { graph, start, end: start, rectangle, left: event.clientX };
  graph.svg.setPointerCapture(event.pointerId);
}

function drag(event) {
  const { graph, start, rectangle } = cursor.selection;
  const end = cursor.selection.end = graph.time(event.clientX);
  rectangle.setAttribute("x", graph.place(Math.min(start, end)));
  rectangle.setAttribute("width", Math.abs(graph.place(end) - graph.place(start)));
}

function finish(event) {
  const selection = cursor.selection;
  if (!selection) return;
  cancel();
  if (Math.abs(event.clientX - selection.left) < 5) return pin(selection.start);
  const [from, to] = [selection.start, selection.end].sort((a, b) => a - b);
  // Shorter than a row there is nothing to see.
  const least = 2 * selection.graph.step;
  show(from, Math.max(to, from + least));
}

function cancel() {
  cursor.selection?.rectangle.remove();
  cursor.selection = null;
}

function pin(time) {
  cursor.isPinned = !cursor.isPinned;
  setCursor(time);
  document.body.classList.toggle("pinned", cursor.isPinned);
}

for (const graph of graphs) {
  graph.figure.addEventListener("pointerdown", (event) => {
    if (!event.target.closest("svg")) return;
    // A finger scrolls; it selects only where it rests first.
    if (event.pointerType === "touch") return;
    begin(graph, event);
  });
  graph.figure.addEventListener("pointermove", (event) => {
    if (cursor.selection) return drag(event);
    if (event.target.closest("svg") && graph.isDrawn && !cursor.isPinned) setCursor(graph.time(event.clientX));
  });
  graph.figure.addEventListener("pointerup", finish);
  graph.figure.addEventListener("pointerleave", () => {
    if (!cursor.selection && !cursor.isPinned) setCursor(null);
  });
  graph.figure.addEventListener("dblclick", (event) => {
    if (!event.target.closest("svg") || !graph.isDrawn) return;
    event.preventDefault();
    zoom(2);
  });
  graph.figure.addEventListener("focusin", () => { current = graph; });
}

// Keys

let current = graphs[0];

function range() {
  const graph = graphs.find((graph) => graph.isDrawn);
  return graph ? { from: graph.from, to: graph.to, step: graph.step } : null;
}

function zoom(factor) {
  const { from, to } = range() ?? {};
  if (from === undefined) return;
  const middle = cursor.time ?? (from + to) / 2;
  show(middle - (middle - from) * factor, Math.min(middle + (to - middle) * factor, Date.now() / 1000));
}

function shift(share) {
  const { from, to } = range() ?? {};
  if (from !== undefined) show(from + (to - from) * share, to + (to - from) * share);
}

function moveCursor(steps) {
  if (!current?.isDrawn) return;
  const { from, to, step } = current;
  setCursor(clamp((cursor.time ?? to) + steps * step, from, to));
}

const keys = {
  ArrowLeft: (event) => moveCursor(event.shiftKey ? -10 : -1),
  ArrowRight: (event) => moveCursor(event.shiftKey ? 10 : 1),
  Home: () => current?.isDrawn && setCursor(current.from),
  End: () => current?.isDrawn && setCursor(current.to),
};
const everywhere = {
  "[": () => shift(-0.5),
  "]": () => shift(0.5),
  "+": () => zoom(0.5),
  "=": () => zoom(0.5),
  "-": () => zoom(2),
  "/": () => one("input[type=search]")?.focus(),
  "o": () => location.assign(one(".brand").href),
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.target.closest("input, select, textarea, dialog")) return;
  if (event.key === "Escape") {
    cancel();
    if (cursor.isPinned) pin(null);
    return setCursor(null);
  }
  const isInGraph = event.target.closest("figure[data-json]");
  const action = (isInGraph && keys[event.key]) || everywhere[event.key];
  if (!action) return;
  event.preventDefault();
  action(event);
});

// Renewal, as long as somebody looks

const live = Number(document.body.dataset.live);
let renewedAt = Date.now();

async function renew() {
  if (document.hidden || cursor.selection || cursor.isPinned) return;
  renewedAt = Date.now();
  await Promise.allSettled(graphs.filter((graph) => graph.figure.isVisible).map((graph) => graph.renew()));
}

if (live > 0) {
  // The browser would load the whole page anew.
  one("meta[http-equiv=refresh]")?.remove();
  setInterval(renew, live * 1000);
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden && Date.now() - renewedAt > live * 1000) renew();
  });
}

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

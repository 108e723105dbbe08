// Mentions by month, as bars that are also a brush: drag over them to set the dates. The bars are
// drawn by us because the brush must follow the date fields, the buttons and the arrow keys too.

const SVG = "http://www.w3.org/2000/svg";
const HEIGHT = 76;
const PLAY_EVERY_MS = 1400;

const shape = (name, attributes) => {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
};

const monthIndex = (day, start) => {
  const [y, m] = day.split("-").map(Number);
  return (y - start.year) * 12 + (m - 1) - start.month;
};

const monthOf = (index, start) => {
  const months = start.year * 12 + start.month + index;
  return { year: Math.floor(months / 12), month: months % 12 };
};

const firstDay = ({ year, month }) => `${String(year).padStart(4, "0")}-${String(month + 1).padStart(2, "0")}-01`;
const lastDay = ({ year, month }) => {
  const day = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return `${String(year).padStart(4, "0")}-${String(month + 1).padStart(2, "0")}-${day}`;
};

function draw(view) {
  const { svg, data, count, start } = view;
  const width = svg.clientWidth || 600;
  const step = width / count;
  svg.setAttribute("viewBox", `0 0 ${width} ${HEIGHT + 20}`);
  svg.replaceChildren();
  const most = Math.max(1, ...data.spans.map((span) => span.n));
  const range = view.range;
  if (range) {
    svg.append(
      shape("rect", {
        class: "brush", x: range[0] * step + 0.5, y: 0.5,
        width: Math.max(step * (range[1] - range[0] + 1) - 1, 2), height: HEIGHT,
      }),
    );
  }
  svg.append(shape("line", { class: "axis", x1: 0, x2: width, y1: HEIGHT + 0.5, y2: HEIGHT + 0.5 }));
  for (const span of data.spans) {
    const from = monthIndex(span.first, start);
    const to = monthIndex(span.last, start);
    const long = to > from;
    const height = Math.max(2, (span.n / most) * (HEIGHT - 8));
    const gap = long ? 1 : Math.min(step * 0.15, 6);
    const barWidth = Math.max(Math.min(step * (to - from + 1) - 2 * gap, long ? Infinity : 34), 2);
    const x = long ? from * step + gap : from * step + (step - barWidth) / 2;
    const inside = !range || (to >= range[0] && from <= range[1]);
    const bar = shape("rect", {
      class: `bar${long ? " long" : ""}${inside ? "" : " outside"}`,
      x, y: HEIGHT - height, width: barWidth, height, rx: 2,
    });
    const title = shape("title", {});
    title.textContent = span.label;
    bar.append(title);
    svg.append(bar);
  }
  for (const tick of ticks(view, width)) {
    const label = shape("text", { class: "tick", x: tick.x, y: HEIGHT + 15, "text-anchor": tick.anchor });
    label.textContent = tick.text;
    svg.append(label);
  }
}

// Years where there is no room for months; at most so many that they do not touch.
function ticks(view, width) {
  const { data, count, start } = view;
  const step = width / count;
  const busy = new Set(data.spans.map((span) => monthIndex(span.first, start)));
  const candidates = count <= 60 ? [...busy] : [];
  const written = [];
  let free = -Infinity;
  for (const index of candidates.sort((a, b) => a - b)) {
    const x = (index + 0.5) * step;
    if (x - 24 < free) continue;
    const { year, month } = monthOf(index, start);
    written.push({ x: Math.min(Math.max(x, 24), width - 24), anchor: "middle", text: `${data.months[month]} ${String(year % 100).padStart(2, "0")}` });
    free = x + 30;
  }
  if (written.length) return written;
  for (let index = (12 - start.month) % 12; index < count; index += 12) {
    const x = index * step;
    if (x < free || x > width - 16) continue;
    written.push({ x, anchor: "start", text: String(monthOf(index, start).year) });
    free = x + 40;
  }
  return written;
}

export default function (component) {
  const { parentElement, setTriggerValue } = component;
  const [data] = component.data;
  const root = parentElement.querySelector(".timeline");
  const svg = root.querySelector("svg");
  const [year, month] = data.first.split("-").map(Number);
  const start = { year, month: month - 1 };
  const count = monthIndex(data.last, start) + 1;
  const clamp = (index) => Math.min(Math.max(index, 0), count - 1);
  const chosen = data.from || data.to;
  const view = (root.placesView ??= {});
  Object.assign(view, {
    svg, data, count, start,
    range: chosen
      ? [clamp(data.from ? monthIndex(data.from, start) : 0), clamp(data.to ? monthIndex(data.to, start) : count - 1)]
      : null,
  });

  const set = (id, text) => (root.querySelector(id).textContent = text);
  set(".title", data.texts.title);
  set(".hint", data.texts.hint);
  set(".undated", data.undated ? data.texts.undated : "");
  const buttons = { back: "◀", play: view.timer ? "❚❚" : "▶", on: "▶", all: data.texts.all };
  for (const [name, text] of Object.entries(buttons)) {
    const button = root.querySelector(`.${name}`);
    button.textContent = name === "play" ? `${text} ${view.timer ? data.texts.stop : data.texts.play}` : text;
    button.setAttribute("aria-label", data.texts[name === "play" && view.timer ? "stop" : name]);
    button.title = data.texts[name];
  }
  root.querySelector(".all").hidden = !chosen;
  svg.setAttribute("aria-label", data.texts.label);
  svg.setAttribute("aria-valuetext", data.texts.value);

  const send = (range) => {
    view.range = range;
    draw(view);
    setTriggerValue("range", range
      ? { from: firstDay(monthOf(range[0], start)), to: lastDay(monthOf(range[1], start)) }
      : { from: null, to: null });
  };
  // Steps go to the next month that has something in it, so that nobody walks through empty years.
  const busy = [...new Set(data.spans.flatMap((span) => {
    const months = [];
    for (let i = monthIndex(span.first, start); i <= monthIndex(span.last, start); i++) months.push(i);
    return months;
  }))].sort((a, b) => a - b);
  const move = (by) => {
    const now = view.range;
    if (!now) return send([busy.at(by > 0 ? 0 : -1), busy.at(by > 0 ? 0 : -1)]), true;
    const length = now[1] - now[0];
    const next = by > 0 ? busy.find((i) => i > now[1]) : busy.findLast((i) => i < now[0]);
    if (next === undefined) return false;
    const first = by > 0 ? next - length : next;
    send([clamp(Math.max(first, 0)), clamp(Math.max(first, 0) + length)]);
    return true;
  };
  const stop = () => {
    clearInterval(view.timer);
    view.timer = null;
    root.querySelector(".play").textContent = `▶ ${data.texts.play}`;
  };

  view.move = move;
  root.querySelector(".back").onclick = () => (stop(), move(-1));
  root.querySelector(".on").onclick = () => (stop(), move(1));
  root.querySelector(".all").onclick = () => (stop(), send(null));
  root.querySelector(".play").onclick = () => {
    if (view.timer) return stop();
    if (!view.range || !busy.some((i) => i > view.range[1])) send([busy[0], busy[0]]);
    view.timer = setInterval(() => view.move(1) || stop(), PLAY_EVERY_MS);
    root.querySelector(".play").textContent = `❚❚ ${data.texts.stop}`;
  };

  const at = (event) => {
    const box = svg.getBoundingClientRect();
    return clamp(Math.floor(((event.clientX - box.left) / box.width) * count));
  };
  svg.onpointerdown = (event) => {
    stop();
    svg.setPointerCapture(event.pointerId);
    view.anchor = at(event);
    view.range = [view.anchor, view.anchor];
    draw(view);
  };
  svg.onpointermove = (event) => {
    if (view.anchor === undefined || view.anchor === null) return;
    const here = at(event);
    view.range = [Math.min(view.anchor, here), Math.max(view.anchor, here)];
    draw(view);
  };
  svg.onpointerup = () => {
    if (view.anchor === undefined || view.anchor === null) return;
    view.anchor = null;
    send(view.range);
  };
  svg.onkeydown = (event) => {
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (event.key === "Escape") send(null);
    else if (by && event.shiftKey && view.range) send([view.range[0], clamp(Math.max(view.range[1] + by, view.range[0]))]);
    else if (by) move(by);
    else return;
    event.preventDefault();
  };

  view.observer ??= new ResizeObserver(() => draw(view));
  view.observer.observe(svg);
  draw(view);
  return () => {
    clearInterval(view.timer);
    view.observer.disconnect();
    delete root.placesView;
  };
}

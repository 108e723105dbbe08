// Mentions by day, week, month or year, as bars that are also a brush: drag over them to set the dates. The
// bars are drawn by us because the brush must follow the date fields, the buttons and the arrow keys too.

const SVG = "http://www.w3.org/2000/svg";
const HEIGHT = 76;
const UPPER = 46; // of which the chosen place has so much, where one is chosen
const NAMES = 104; // pixels behind the bars for what each row of them counts
const LONGEST_NAME = 17; // characters
const BREAK = 64; // pixels of the slot before a break, with the gap behind it
const PLAY_EVERY_MS = 1400;

const shape = (name, attributes) => {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
};

// Where slot number `index` begins, in pixels.
function left(view, index) {
  if (!view.data.broken) return (index * view.width) / view.count;
  if (index === 0) return 0;
  const room = view.width - BREAK;
  return BREAK + ((index - 1) * room) / (view.count - 1);
}

function right(view, index) {
  return view.data.broken && index === 0 ? BREAK - 24 : left(view, index + 1);
}

function slotAt(view, x) {
  if (!view.data.broken) return Math.floor((x / view.width) * view.count);
  if (x < BREAK - 12) return 0;
  return 1 + Math.max(0, Math.floor(((x - BREAK) / (view.width - BREAK)) * (view.count - 1)));
}

// The slot in which a day lies; days beyond the ends lie in the first and the last.
function slotOf(slots, day) {
  let found = 0;
  while (found + 1 < slots.length && slots[found + 1][0] <= day) found += 1;
  return found;
}

function draw(view) {
  const { svg, data } = view;
  const wide = svg.clientWidth || 600;
  view.width = data.place ? wide - Math.min(NAMES, wide / 4) : wide;
  svg.setAttribute("viewBox", `0 0 ${wide} ${HEIGHT + 20}`);
  svg.replaceChildren();
  const range = view.range;
  if (range) {
    const x = left(view, range[0]);
    svg.append(shape("rect", { class: "brush", x: x + 0.5, y: 0.5, width: Math.max(right(view, range[1]) - x - 1, 2), height: HEIGHT }));
  }
  if (data.place) {
    const place = { of: "p", css: "", top: 0, foot: UPPER, name: data.place };
    drawBars(view, place);
    drawBars(view, { of: "n", css: " all", top: UPPER + 4, foot: HEIGHT, name: data.texts.allPlaces });
  } else drawBars(view, { of: "n", css: "", top: 0, foot: HEIGHT, name: "" });
  for (const tick of ticks(view)) {
    const label = shape("text", { class: "tick", x: tick.x, y: HEIGHT + 15, "text-anchor": tick.anchor });
    label.textContent = tick.text;
    svg.append(label);
  }
}

// One row of bars between `top` and `foot`, as high as its own largest; what it counts stands behind it.
function drawBars(view, { of, css, top, foot, name }) {
  const { svg, data, range } = view;
  const most = Math.max(1, ...data.bars.map((bar) => bar[of] ?? 0));
  const ends = data.broken ? [[0, right(view, 0)], [BREAK, view.width]] : [[0, view.width]];
  for (const [x1, x2] of ends) svg.append(shape("line", { class: "axis", x1, x2, y1: foot + 0.5, y2: foot + 0.5 }));
  if (data.broken) svg.append(shape("path", { class: "break", d: `M${BREAK - 18} ${foot + 4}l5 -8m3 8l5 -8` }));
  for (const bar of data.bars) {
    if (!bar[of]) continue;
    const long = bar.b > bar.a;
    const from = left(view, bar.a);
    const step = right(view, bar.b) - from;
    const height = Math.max(2, (bar[of] / most) * (foot - top - 6));
    const gap = long ? 1 : Math.min(step * 0.15, 6);
    const width = Math.max(Math.min(step - 2 * gap, long ? Infinity : 34), 1.5);
    // A range that is being dragged is of whole slots; one that was asked for may be of days.
    const inside = range === view.asked ? bar.in : !range || (bar.b >= range[0] && bar.a <= range[1]);
    const drawn = shape("rect", {
      class: `bar${css}${long ? " long" : ""}${inside ? "" : " outside"}`,
      x: long ? from + gap : from + (step - width) / 2, y: foot - height, width, height, rx: Math.min(2, width / 3),
    });
    const title = shape("title", {});
    title.textContent = bar.label;
    drawn.append(title);
    svg.append(drawn);
  }
  if (!name) return;
  const label = shape("text", { class: "row-name", x: view.width + 8, y: foot - 2 });
  const letters = [...name];
  label.textContent = letters.length > LONGEST_NAME ? `${letters.slice(0, LONGEST_NAME - 1).join("")}…` : name;
  const whole = shape("title", {});
  whole.textContent = name;
  label.append(whole);
  svg.append(label);
}

// What stands below the axis: as much as there is room for, the year wherever it changes.
function ticks(view) {
  const { data } = view;
  const written = [];
  let free = -Infinity;
  let year = "";
  const write = (index, text, room) => {
    const x = (left(view, index) + right(view, index)) / 2;
    if (x - room / 2 < free) return false;
    written.push({ x: Math.min(Math.max(x, room / 2), view.width - room / 2), anchor: "middle", text });
    free = x + room / 2 + 8;
    return true;
  };
  if (data.broken) write(0, data.texts.before, 44);
  const first = data.broken ? 1 : 0;
  const busy = new Set(data.bars.flatMap((bar) => (bar.a === bar.b ? [bar.a] : [])));
  for (let index = first; index < view.count; index += 1) {
    const [y, m, d] = data.slots[index][0].split("-");
    if (data.unit === "year") write(index, String(Number(y)), 32);
    else if (data.unit === "month" && view.count > 60) {
      if (m === "01" || index === first) write(index, String(Number(y)), 32);
    } else if (busy.has(index)) {
      const month = data.months[Number(m) - 1];
      const day = data.texts.day.replace("{day}", Number(d)).replace("{month}", month);
      const text = data.unit === "month" ? `${month} ${y.slice(2)}` : `${day}${y === year ? "" : ` ${y.slice(2)}`}`;
      if (write(index, text, data.unit === "month" ? 44 : 64)) year = y;
    }
  }
  return written;
}

export default function (component) {
  const { parentElement, setTriggerValue } = component;
  const [data] = component.data;
  const root = parentElement.querySelector(".timeline");
  const svg = root.querySelector("svg");
  const count = data.slots.length;
  const clamp = (index) => Math.min(Math.max(index, 0), count - 1);
  const chosen = data.from || data.to;
  const view = (root.placesView ??= {});
  Object.assign(view, {
    svg, data, count,
    range: chosen
      ? [data.from ? slotOf(data.slots, data.from) : 0, data.to ? slotOf(data.slots, data.to) : count - 1]
      : null,
  });
  view.asked = view.range;
  root.dataset.side = data.side;

  const set = (id, text) => (root.querySelector(id).textContent = text);
  for (const name of ["back", "play", "on"]) root.querySelector(`.${name}`).disabled = !data.bars.length;
  set(".title", data.texts.title);
  set(".hint", data.texts.hint);
  set(".undated", data.texts.undated);
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
      ? { from: data.slots[range[0]][0], to: data.slots[range[1]][1] }
      : { from: null, to: null });
  };
  // Steps go to the next slot that has something in it, so that nobody walks through empty years.
  const busy = [...new Set(data.bars.flatMap((bar) => {
    const slots = [];
    for (let i = bar.a; i <= bar.b; i++) slots.push(i);
    return slots;
  }))].sort((a, b) => a - b);
  const move = (by) => {
    if (!busy.length) return false;
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
    return clamp(slotAt(view, event.clientX - box.left));
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
    const [here, anchor] = [at(event), clamp(view.anchor)]; // the slots may have become fewer meanwhile
    view.range = [Math.min(anchor, here), Math.max(anchor, here)];
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

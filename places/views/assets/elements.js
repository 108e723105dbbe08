// Builds elements from plain data. Every string becomes the text of a text node or the value of
// one of the attributes below; none is ever read as markup.

const TAGS = new Set([
  "a", "abbr", "article", "button", "caption", "dd", "details", "div", "dl", "dt", "em", "footer", "h1", "h2", "h3",
  "header", "kbd", "li", "mark", "ol", "p", "section", "small", "span", "strong", "summary", "table", "tbody", "td", "th",
  "thead", "time", "tr", "ul",
]);
const ATTRIBUTES = new Set([
  "aria-label", "aria-current", "aria-pressed", "aria-sort", "colspan", "data-at", "data-key", "data-kind", "data-place-id",
  "data-select", "datetime", "id",
  "lang", "open", "role", "scope", "style", "tabindex", "title",
]);

function build(node) {
  if (typeof node === "string") return document.createTextNode(node);
  const element = document.createElement(TAGS.has(node.t) ? node.t : "span");
  if (node.c) element.className = node.c;
  if (element.tagName === "BUTTON") element.type = "button";
  if (node.h && /^(https?:\/\/|mailto:|\.\/|[a-z]+(\?|$))/.test(node.h)) {
    element.href = node.h;
    if (/^https?:/.test(node.h)) {
      element.rel = "noopener noreferrer";
      element.target = "_blank";
    }
  }
  for (const [name, value] of Object.entries(node.p ?? {})) {
    if (ATTRIBUTES.has(name)) element.setAttribute(name, value);
  }
  if (node.a) {
    element.dataset.action = node.a[0];
    element.dataset.of = node.a[1];
    if (!["A", "BUTTON"].includes(element.tagName)) {
      element.tabIndex = 0;
      element.setAttribute("role", "button");
    }
  }
  for (const child of node.k ?? []) element.append(build(child));
  return element;
}

// The element that has the focus keeps it when the text around it is built anew; if it is gone, what stands there has it.
function focused(root, active = document.activeElement) {
  if (!active?.dataset?.action || !root.contains(active)) return null;
  const all = [...root.querySelectorAll("[data-action]")];
  const { action, of } = active.dataset;
  return { action, of, index: alike(all, active.dataset).indexOf(active), at: all.indexOf(active) };
}

function alike(all, { action, of }) {
  return all.filter((other) => other.dataset.action === action && other.dataset.of === of);
}

function focusAgain(root, mark) {
  if (!mark) return;
  const all = [...root.querySelectorAll("[data-action]")];
  const same = alike(all, mark);
  const next = same[Math.min(mark.index, same.length - 1)] ?? all[Math.min(mark.at, all.length - 1)];
  next?.focus({ preventScroll: true });
}

const DIALOG = "[role=dialog]";
const CLOSES = 100; // milliseconds after which it is looked whether a dialog has gone
const PATIENCE = 50; // times
const left = new WeakMap(); // of a root, what had the focus when a dialog took it

// Remembers what has the focus in a root until somebody turns to something else than a dialog.
function rememberFocus(root, signal) {
  root.addEventListener("focusin", ({ target }) => left.set(root, focused(root, target)), { signal });
  const forget = ({ target }) => {
    if (!root.contains(target) && !target.closest?.(DIALOG)) left.delete(root);
  };
  document.addEventListener("focusin", forget, { signal });
  document.addEventListener("pointerdown", forget, { signal });
}

// What had the focus and was built anew behind a dialog has it again once that is closed.
function focusAfterDialog(root, tries = PATIENCE) {
  if (!tries || !root.isConnected) return;
  if (document.querySelector(DIALOG)) setTimeout(() => focusAfterDialog(root, tries - 1), CLOSES);
  else if (document.activeElement === document.body) focusAgain(root, left.get(root));
}

// Copies what the button stands for; without that, the address of the page.
async function copy(button) {
  const text = button.dataset.of || window.location.href;
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const field = document.createElement("textarea");
    field.value = text;
    document.body.append(field);
    field.select();
    document.execCommand("copy");
    field.remove();
  }
  const before = button.textContent;
  button.textContent = button.title;
  button.setAttribute("aria-live", "polite");
  setTimeout(() => (button.textContent = before), 1600);
}

// Where a boundary of a selection stands in the text of which paragraphs tell their beginning, in characters.
function offsetOf(node, offset) {
  const paragraph = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest("[data-at]");
  if (!paragraph) return null;
  const before = document.createRange();
  before.setStart(paragraph, 0);
  before.setEnd(node, offset);
  return Number(paragraph.dataset.at) + [...before.toString()].length;
}

const LONGEST = 200; // characters of words that are selected

// The words that are selected within one of some texts, without the blanks around them; null where there are none.
function selectedIn(texts) {
  const selection = document.getSelection();
  if (!selection?.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  const isWithin = (text) => text.contains(range.startContainer) && text.contains(range.endContainer);
  if (!texts.some(isWithin)) return null;
  const words = range.toString();
  const begin = offsetOf(range.startContainer, range.startOffset);
  const length = [...words.trim()].length;
  if (begin === null || !length || length > LONGEST || words.trim().includes("\n")) return null;
  const first = begin + [...words].length - [...words.trimStart()].length;
  return { span: `${first}-${first + length}`, box: range.getBoundingClientRect() };
}

// Offers to say what selected words are: a button near them, for as long as they are.
function offerSelected(root, texts, tell, signal) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "quiet select";
  button.textContent = texts[0].dataset.select;
  button.hidden = true;
  root.append(button);
  const follow = () => {
    const found = selectedIn(texts);
    button.hidden = !found;
    if (!found) return;
    const frame = root.getBoundingClientRect();
    button.dataset.span = found.span;
    button.style.left = `${Math.max(0, Math.min(found.box.left - frame.left, frame.width - button.offsetWidth))}px`;
    button.style.top = `${found.box.bottom - frame.top + 6}px`;
  };
  document.addEventListener("selectionchange", follow, { signal });
  button.addEventListener("pointerdown", (event) => event.preventDefault(), { signal }); // keep the selection
  button.addEventListener("click", () => tell({ name: "select", of: button.dataset.span }), { signal });
}

// A key does what the element that names it does, unless somebody is writing.
function listenToKeys(root, act, signal) {
  if (!root.querySelector("[data-key]")) return;
  const follow = (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    if (event.target.closest?.("input, textarea, select, [contenteditable], [role=dialog]")) return;
    const target = root.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
    if (!target) return;
    event.preventDefault();
    act({ name: target.dataset.action, of: target.dataset.of });
  };
  document.addEventListener("keydown", follow, { signal });
}

// Passes over what stands above a page, for who goes through it by keyboard.
function skip(root) {
  const page = root.closest(".st-key-header")?.parentElement.nextElementSibling;
  if (!page) return;
  page.tabIndex = -1;
  page.focus({ preventScroll: true });
}

const SETTLES = 500; // milliseconds after which it shows whether the page has grown under way

// Scrolls to an element, and again while the page around it grows, until somebody scrolls by hand.
function bringIntoView(id) {
  const quiet = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  const byHand = new AbortController();
  const stop = { once: true, passive: true, signal: byHand.signal };
  for (const event of ["wheel", "touchstart", "keydown", "pointerdown"]) {
    document.addEventListener(event, () => byHand.abort(), stop);
  }
  const look = (tries) => {
    const target = document.getElementById(id);
    if (byHand.signal.aborted || !target || !tries) return byHand.abort();
    const { top, bottom } = target.getBoundingClientRect();
    const isThere = top >= 0 && bottom <= window.innerHeight;
    if (!isThere) target.scrollIntoView({ block: "center", behavior: quiet || tries < 6 ? "auto" : "smooth" });
    setTimeout(() => look(tries - 1), SETTLES);
  };
  look(6);
}

const listening = new WeakMap();
const pressed = new WeakMap(); // what the pointer went down on

function withAction(root, node) {
  const found = node?.closest?.("[data-action]");
  return found && root.contains(found) ? found : null;
}

function meaning(target) {
  return target ? JSON.stringify([target.dataset.action, target.dataset.of]) : "";
}

// What a click is on. What was pressed may have been built anew before it was let go: the browser then tells
// of a click on what is around it.
function clicked(root, event) {
  const target = withAction(root, event.target);
  if (target || event.target !== root) return target;
  const below = withAction(root, document.elementFromPoint(event.clientX, event.clientY));
  return below && meaning(below) === pressed.get(root) ? below : null;
}

export default function (component) {
  const { parentElement, setTriggerValue } = component;
  const [nodes, scroll] = component.data;
  const root = parentElement.querySelector(".elements");
  const mark = focused(root);
  root.replaceChildren(...nodes.map(build));
  focusAgain(root, mark);
  if (!mark && left.has(root)) focusAfterDialog(root);

  const tell = (action) => setTriggerValue("action", { ...action, at: performance.timeOrigin + performance.now() });
  const act = (event) => {
    const target = event.type === "click" ? clicked(root, event) : withAction(root, event.target);
    if (!target) return;
    if (event.type === "keydown") {
      const native = ["A", "BUTTON"].includes(target.tagName);
      if (native || (event.key !== "Enter" && event.key !== " ")) return;
    } else if (event.ctrlKey || event.metaKey || event.shiftKey || event.button > 0) {
      return; // a new tab is the browser's business
    }
    event.preventDefault();
    event.stopPropagation();
    if (target.dataset.action === "copy") copy(target);
    else if (target.dataset.action === "skip") skip(root);
    else tell({ name: target.dataset.action, of: target.dataset.of });
  };
  root.onpointerdown = (event) => pressed.set(root, meaning(withAction(root, event.target)));
  root.onclick = act;
  root.onkeydown = act;

  listening.get(root)?.abort();
  const stop = new AbortController();
  listening.set(root, stop);
  const texts = [...root.querySelectorAll("[data-select]")];
  if (texts.length) offerSelected(root, texts, tell, stop.signal);
  listenToKeys(root, tell, stop.signal);
  rememberFocus(root, stop.signal);

  if (scroll && root.dataset.scrolled !== scroll) bringIntoView(scroll);
  root.dataset.scrolled = scroll ?? "";
  return () => stop.abort();
}

// Builds elements from plain data. Every string becomes the text of a text node or the value of
// one of the attributes below; none is ever read as markup.

const TAGS = new Set([
  "a", "abbr", "article", "button", "caption", "dd", "details", "div", "dl", "dt", "em", "footer", "h1", "h2", "h3",
  "header", "li", "mark", "ol", "p", "section", "small", "span", "strong", "summary", "table", "tbody", "td", "th",
  "thead", "time", "tr", "ul",
]);
const ATTRIBUTES = new Set([
  "aria-label", "aria-current", "aria-pressed", "colspan", "data-kind", "data-place-id", "datetime", "id",
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

// The element that has the focus keeps it when the text around it is built anew.
function focused(root) {
  const active = root.contains(document.activeElement) ? document.activeElement : null;
  if (!active?.dataset.action) return null;
  const alike = [...root.querySelectorAll("[data-action]")].filter(
    (other) => other.dataset.action === active.dataset.action && other.dataset.of === active.dataset.of,
  );
  return { action: active.dataset.action, of: active.dataset.of, index: alike.indexOf(active) };
}

function focusAgain(root, mark) {
  if (!mark) return;
  const alike = [...root.querySelectorAll("[data-action]")].filter(
    (other) => other.dataset.action === mark.action && other.dataset.of === mark.of,
  );
  alike[Math.min(mark.index, alike.length - 1)]?.focus({ preventScroll: true });
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

export default function (component) {
  const { parentElement, setTriggerValue } = component;
  const [nodes, scroll] = component.data;
  const root = parentElement.querySelector(".elements");
  const mark = focused(root);
  root.replaceChildren(...nodes.map(build));
  focusAgain(root, mark);

  const act = (event) => {
    const target = event.target.closest?.("[data-action]");
    if (!target || !root.contains(target)) return;
    if (event.type === "keydown") {
      const native = ["A", "BUTTON"].includes(target.tagName);
      if (native || (event.key !== "Enter" && event.key !== " ")) return;
    } else if (event.ctrlKey || event.metaKey || event.shiftKey || event.button > 0) {
      return; // a new tab is the browser's business
    }
    event.preventDefault();
    event.stopPropagation();
    if (target.dataset.action === "copy") copy(target);
    else setTriggerValue("action", { name: target.dataset.action, of: target.dataset.of });
  };
  root.onclick = act;
  root.onkeydown = act;

  if (scroll && root.dataset.scrolled !== scroll) {
    const quiet = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    document.getElementById(scroll)?.scrollIntoView({ block: "center", behavior: quiet ? "auto" : "smooth" });
  }
  root.dataset.scrolled = scroll ?? "";
}

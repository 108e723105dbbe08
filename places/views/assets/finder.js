// The field that finds a place: a button, and a dialog with a combobox and the list of what was found
// (https://www.w3.org/WAI/ARIA/apg/patterns/combobox/). Every string becomes the text of an element.

const PAUSE = 150; // milliseconds without a letter after which the server is asked

function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

// A magnifying glass.
function glass() {
  const space = "http://www.w3.org/2000/svg";
  const picture = document.createElementNS(space, "svg");
  for (const [name, value] of Object.entries({ viewBox: "0 0 16 16", width: "15", height: "15", "aria-hidden": "true" })) {
    picture.setAttribute(name, value);
  }
  const path = document.createElementNS(space, "path");
  path.setAttribute("d", "M7 2a5 5 0 1 1 0 10A5 5 0 0 1 7 2Zm3.7 8.7L14.5 14.5");
  for (const [name, value] of [["fill", "none"], ["stroke", "currentColor"], ["stroke-width", "1.6"], ["stroke-linecap", "round"]]) {
    path.setAttribute(name, value);
  }
  picture.append(path);
  return picture;
}

class Finder {
  constructor(root, tell) {
    Object.assign(this, { root, tell, at: 0, waiting: null, hurried: false, texts: {}, answer: null });
    this.button = make("button", { type: "button", class: "quiet find", "aria-haspopup": "dialog", "aria-keyshortcuts": "/ Control+K" });
    this.input = make("input", {
      type: "text", role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": "finder-list",
      autocomplete: "off", autocapitalize: "off", spellcheck: "false", enterkeyhint: "go", maxlength: "100",
    });
    this.shut = make("button", { type: "button", class: "quiet" }, "×");
    this.status = make("p", { role: "status", class: "status" });
    this.list = make("ul", { role: "listbox", id: "finder-list" });
    this.dialog = make("dialog", { class: "finder-dialog" }, make("div", { class: "field" }, this.input, this.shut), this.status, this.list);
    root.replaceChildren(this.button, this.dialog);
    this.listen();
  }

  listen() {
    this.stop = new AbortController();
    const { signal } = this.stop;
    this.button.addEventListener("click", () => this.open(), { signal });
    this.shut.addEventListener("click", () => this.dialog.close(), { signal });
    this.dialog.addEventListener("click", (event) => event.target === this.dialog && this.dialog.close(), { signal });
    this.input.addEventListener("input", () => this.ask(PAUSE), { signal });
    this.input.addEventListener("keydown", (event) => this.press(event), { signal });
    this.list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) this.take([...this.list.children].indexOf(option));
    }, { signal });
    document.addEventListener("keydown", (event) => this.hear(event), { signal });
  }

  // One key from anywhere: Ctrl+K, or a slash unless somebody is writing.
  hear(event) {
    const key = event.key.toLowerCase();
    const both = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && key === "k";
    const slash = event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey;
    if (!both && !slash) return;
    if (this.dialog.open || document.querySelector("[role=dialog][aria-modal=true]")) return;
    if (slash && event.target.closest?.("input, textarea, select, [contenteditable=true]")) return;
    event.preventDefault();
    event.stopPropagation();
    this.open();
  }

  open() {
    if (this.dialog.open) return;
    this.dialog.showModal();
    this.input.focus();
    this.input.select();
  }

  get query() {
    return this.input.value.trim();
  }

  get current() {
    return this.answer?.query === this.query;
  }

  ask(pause) {
    clearTimeout(this.waiting);
    this.hurried = false;
    this.waiting = setTimeout(() => {
      this.waiting = null;
      if (!this.current) this.tell({ name: "query", of: this.query });
      else this.draw();
    }, pause);
  }

  press(event) {
    const length = this.list.children.length;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (length) this.mark((this.at + (event.key === "ArrowDown" ? 1 : length - 1)) % length);
    } else if (event.key === "Enter" && !event.isComposing) {
      event.preventDefault();
      if (this.current && !this.waiting) this.take(this.at);
      else if (this.query) {
        this.ask(0);
        this.hurried = true; // takes the first one as soon as it is there
      }
    }
  }

  mark(at) {
    this.at = at;
    [...this.list.children].forEach((option, number) => option.setAttribute("aria-selected", String(number === at)));
    const marked = this.list.children[at];
    if (!marked) {
      this.input.removeAttribute("aria-activedescendant");
      return;
    }
    this.input.setAttribute("aria-activedescendant", marked.id);
    marked.scrollIntoView({ block: "nearest" });
  }

  take(at) {
    const option = this.list.children[at];
    if (!option) return;
    if (option.dataset.more) {
      this.status.textContent = this.texts.opening;
      this.list.setAttribute("aria-busy", "true");
      this.input.focus();
      this.tell({ name: "gazetteer", of: this.query });
      return;
    }
    this.dialog.close();
    this.input.value = "";
    this.tell({ name: "choose", of: option.dataset.of });
  }

  follow(texts, answer) {
    this.texts = texts;
    this.answer = answer;
    this.button.replaceChildren(glass(), make("kbd", { "aria-hidden": "true" }, "/"));
    this.button.setAttribute("aria-label", texts.open);
    this.button.title = `${texts.open} (/, ${/Mac|iP/.test(navigator.platform) ? "⌘K" : `${texts.ctrl}+K`})`;
    this.dialog.setAttribute("aria-label", texts.open);
    this.input.setAttribute("aria-label", texts.label);
    this.input.placeholder = texts.hint;
    this.shut.setAttribute("aria-label", texts.close);
    this.list.setAttribute("aria-label", texts.label);
    this.list.removeAttribute("aria-busy");
    if (!this.current) return;
    this.draw();
    if (this.hurried && answer.options.length) this.take(0);
    this.hurried = false;
  }

  draw() {
    const { options, more, status } = this.answer;
    const drawn = options.map((option, number) => {
      const name = make("span", { class: "name" }, option.name);
      if (option.other) name.append(make("span", { class: "other" }, option.other));
      const item = make(
        "li", { role: "option", id: `finder-${number}`, "aria-selected": "false" },
        make("span", { class: `glyph ${option.kind}`, "aria-hidden": "true" }, option.glyph),
        make("span", { class: "what" }, name, make("span", { class: "about" }, option.about)),
        make("span", { class: "said" }, option.said),
      );
      item.dataset.of = option.id;
      return item;
    });
    if (more && this.query) {
      const item = make("li", { role: "option", id: "finder-more", class: "more", "aria-selected": "false" }, this.texts.gazetteer);
      item.dataset.more = "1";
      drawn.push(item);
    }
    this.list.replaceChildren(...drawn);
    this.status.textContent = status;
    this.input.setAttribute("aria-expanded", String(drawn.length > 0));
    this.mark(0);
  }

  end() {
    clearTimeout(this.waiting);
    this.stop.abort();
  }
}

const finders = new WeakMap();

export default function (component) {
  const { parentElement, setTriggerValue } = component;
  const root = parentElement.querySelector(".finder");
  const tell = (asked) => setTriggerValue("asked", asked);
  let finder = finders.get(root);
  if (!finder) {
    finder = new Finder(root, tell);
    finders.set(root, finder);
  }
  finder.tell = tell;
  finder.follow(...component.data);
  return () => {
    finder.end();
    finders.delete(root);
  };
}

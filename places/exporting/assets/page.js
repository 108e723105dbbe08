// The exported page: a map, and beside it the places and what the articles say about them.
// Everything that comes from an article or a gazetteer is set as text, never as markup.
"use strict";

(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const { texts, kinds, articles, places } = data;
  const byId = new Map(places.map((place, index) => [place.id, index]));
  const panel = document.getElementById("panel");
  const ROWS = 50, EXCERPTS = 25, ARTICLES = 200;
  const number = new Intl.NumberFormat(document.documentElement.lang);
  let words = "";

  function element(tag, properties, ...children) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(properties || {})) {
      if (name === "onclick") made.addEventListener("click", value);
      else if (value !== null && value !== undefined) made.setAttribute(name, value);
    }
    made.append(...children);
    return made;
  }

  // Append what a list shows at first, and a button for the rest.
  function fill(list, items, size, write) {
    let shown = 0;
    const button = element("button", { class: "quiet", type: "button", onclick: more }, texts.more);
    function more() {
      const from = shown;
      shown = Math.min(items.length, shown + (shown ? 4 * size : size));
      for (let at = from; at < shown; at += 1) list.append(write(items[at], at, items));
      if (shown === items.length) button.remove();
      else if (from === 0) list.after(button);
      else list.children[from].querySelector("button, a")?.focus();
    }
    more();
  }

  function glyph(kind) {
    return element("span", { class: `glyph ${kind}`, "aria-hidden": "true" }, kinds[kind].glyph);
  }

  // The panel without a choice: every place, the most named first.
  function showPlaces() {
    const list = element("ol", { id: "places" });
    const search = element("input", {
      class: "search", type: "search", placeholder: texts.search, "aria-label": texts.search, value: words,
    });
    const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
    function fillList() {
      const asked = plain(search.value);
      const found = places.filter((place) => plain(place.name).includes(asked));
      list.replaceChildren();
      while (list.nextSibling) list.nextSibling.remove();
      if (found.length) fill(list, found, ROWS, row);
      else list.append(element("li", { class: "quiet-text" }, texts.nothing));
    }
    search.addEventListener("input", () => {
      words = search.value;
      fillList();
    });
    panel.replaceChildren(
      element("h2", { tabindex: "-1" }, texts.places),
      element("p", { class: "quiet-text" }, texts.hint),
      search,
      list,
    );
    fillList();
  }

  function row(place) {
    return element("li", {}, element(
      "button",
      {
        class: "row", type: "button", "data-place": place.id, onclick: () => choose(place.id),
        "aria-label": `${place.name}, ${kinds[place.kind].name}, ${place.named}`,
      },
      glyph(place.kind),
      element("span", { class: "name" }, place.name),
      element("span", { class: "number" }, number.format(place.mentions)),
    ));
  }

  // The panel of the chosen place: what it is and every excerpt.
  function showPlace(place) {
    const list = element("ol", { id: "excerpts" });
    panel.replaceChildren(
      element("h2", { tabindex: "-1" }, place.name),
      element("p", { class: "quiet-text" }, place.facts),
      element("p", { class: "quiet-text" }, place.named),
      element("button", { class: "quiet", type: "button", id: "clear", onclick: () => choose(null) }, texts.clear),
      list,
      ...(place.rest ? [element("p", { class: "quiet-text" }, place.rest)] : []),
    );
    fill(list, place.said, EXCERPTS, excerpt);
  }

  // Date and title stand above the first excerpt of an article only.
  function excerpt([articleIndex, pieces, doubts], at, said) {
    const article = articles[articleIndex];
    const heading = at && said[at - 1][0] === articleIndex ? [] : [
      element("p", { class: "when" }, article.date),
      element("h3", {}, title(article)),
    ];
    return element(
      "li",
      { class: heading.length ? "excerpt first" : "excerpt" },
      ...heading,
      element(
        "p",
        { class: "quote", lang: article.language },
        ...pieces.map((piece, place) => (place % 2 ? toponym(piece, doubts[(place - 1) / 2]) : piece)),
      ),
    );
  }

  function toponym(text, doubt) {
    return element("mark", doubt ? { class: "unsure", title: doubt } : {}, text);
  }

  function title(article) {
    return article.url
      ? element("a", { href: article.url, rel: "noopener noreferrer", target: "_blank" }, article.title)
      : article.title;
  }

  // The choice is in the address, so that going back and sending on work.
  function choose(id) {
    const asked = id === null ? "" : `#place=${encodeURIComponent(id)}`;
    if (location.hash !== asked) history.pushState(null, "", asked || location.pathname + location.search);
    show(true);
  }

  function chosen() {
    const asked = /^#place=(.+)$/.exec(location.hash);
    if (!asked) return undefined;
    try {
      return byId.get(decodeURIComponent(asked[1]));
    } catch {
      return undefined; // an address that somebody spoiled
    }
  }

  function show(focus) {
    const index = chosen();
    if (index === undefined) showPlaces();
    else showPlace(places[index]);
    panel.scrollTop = 0;
    if (focus) panel.querySelector("h2").focus();
    draw();
  }

  const folded = document.getElementById("articles");
  folded.addEventListener("toggle", () => {
    const list = folded.querySelector("ol");
    if (folded.open && !list.children.length) {
      fill(list, articles, ARTICLES, (article) => element(
        "li", {},
        element("span", { class: "when" }, article.date),
        element("span", {}, title(article), ...(article.source ? [` · ${article.source}`] : [])),
      ));
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && chosen() !== undefined) choose(null);
  });
  addEventListener("popstate", () => show(false));
  addEventListener("hashchange", () => show(false));

  const dark = matchMedia("(prefers-color-scheme: dark)");
  const moves = !placesMap.reducedMotion.matches;
  const map = L.map("map", {
    center: [25, 15],
    zoom: 2,
    zoomControl: false,
    zoomSnap: 0.25,
    maxZoom: 12,
    maxBounds: [[-85.05, -Infinity], [85.05, Infinity]],
    maxBoundsViscosity: 1,
    zoomAnimation: moves,
    fadeAnimation: moves,
    inertia: moves,
  });
  map.attributionControl.setPrefix(false);
  let layers = [];
  function draw() {
    const index = chosen();
    const theme = dark.matches ? "dark" : "light";
    for (const layer of layers) layer.remove();
    layers = [
      placesMap.landLayer({ ...data.land, land: data.world, theme }),
      placesMap.placesLayer({ ...data.map, chosen: index === undefined ? null : places[index].id, theme }),
    ];
    layers[1].on("choose clear", ({ place }) => choose(place));
    for (const layer of layers) layer.addTo(map);
  }
  dark.addEventListener("change", draw);
  show(false);
})();

/* How the kinds of places look: a shape each, its area from the number of mentions. */
(() => {
  "use strict";

  const REACH = 12; // pixels from a marker's centre that still hit it: a target of 24 px

  /** The outline of a kind with about the area of a circle of radius r around 0, 0. */
  function outline(kind, r) {
    const corners = (...points) => `M${points.map(([x, y]) => `${(x * r).toFixed(2)} ${(y * r).toFixed(2)}`).join("L")}Z`;
    switch (kind) {
      case "region":
        return corners([-0.87, -0.87], [0.87, -0.87], [0.87, 0.87], [-0.87, 0.87]);
      case "site":
        return corners([0, -1.25], [1.25, 0], [0, 1.25], [-1.25, 0]);
      case "water":
        return corners([-1.25, -0.85], [1.25, -0.85], [0, 1.3]);
      case "terrain":
        return corners([-1.05, 0.7], [1.05, 0.7], [0, -1.1]);
      default:
        return `M${-r} 0A${r} ${r} 0 1 1 ${r} 0A${r} ${r} 0 1 1 ${-r} 0Z`;
    }
  }

  function svg(tag, attributes) {
    const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    return element;
  }

  function drawShape(picture, kind, r, extent) {
    picture.setAttribute("width", 2 * extent);
    picture.setAttribute("height", 2 * extent);
    picture.setAttribute("viewBox", `${-extent} ${-extent} ${2 * extent} ${2 * extent}`);
    const d = outline(kind, r);
    picture.replaceChildren(
      ...(kind === "terrain" ? [svg("path", { class: "second-edge", d })] : []),
      svg("path", { class: "shape", d }),
      svg("circle", { class: "ring", r: r + 6 }),
    );
  }

  /** Radii after Flannery: people see large circles too small, so 0.57 instead of 0.5. */
  function radius(mentions, most, isCountry) {
    const [largest, smallest] = isCountry ? [21, 9] : [14, 5.5];
    return Math.round(2 * Math.max(smallest, largest * (mentions / Math.max(most, 12)) ** 0.57)) / 2;
  }

  Object.assign(placesMap, { REACH, svg, drawShape, radius });
})();

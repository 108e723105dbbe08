/* What lies over the map: buttons, the legend, a note, and the tooltip of a place. */
(() => {
  "use strict";
  const { describe, drawShape, groupName, latLng, svg } = placesMap;

  const LEGEND_ORDER = ["city", "region", "site", "water", "terrain", "country"];
  const FRAME = "M1 4.5V1h3.5M9.5 1H13v3.5M13 9.5V13H9.5M4.5 13H1V9.5";

  const SCALE_FROM = 5; // zoom

  const SIDES = ["a-only", "a-more", "both", "b-more", "b-only"]; // of a comparison

  function legendEntry(kind, text, unsure, side = "") {
    const item = document.createElement("span");
    item.className = `kind-${kind}${unsure ? " unsure" : ""}${side ? ` side-${side}` : ""}`;
    const picture = svg("svg", { "aria-hidden": "true" });
    drawShape(picture, kind, kind === "country" ? 6 : 5, 8);
    const words = document.createElement("span");
    words.textContent = text;
    item.append(picture, words);
    return item;
  }

  placesMap.Controls = class {
    /** `fit()` is called to show all places, `within()` to keep to those in sight, `regroup()` to let them come together or not. */
    constructor(map, fit, within, regroup) {
      this.map = map;
      this.boxes = [];
      this.buttons = [];
      this.fit = fit;
      this.within = within;
      this.regroup = regroup;
      this.legend = this.box("bottomleft", "places-legend");
      this.note = this.box("topright", "places-note");
      this.note.setAttribute("role", "status");
      this.legend.hidden = this.note.hidden = true;
      this.tip = document.createElement("div");
      this.tip.className = "places-tip";
      this.tip.hidden = true;
      map.getContainer().append(this.tip);
      map.on("movestart zoomstart mouseout", this.hideTip, this);
    }

    box(position, className) {
      const Box = L.Control.extend({
        onAdd: () => {
          const element = L.DomUtil.create("div", className);
          L.DomEvent.disableClickPropagation(element);
          return element;
        },
      });
      const control = new Box({ position }).addTo(this.map);
      this.boxes.push(control);
      return control.getContainer();
    }

    /** Bring the controls in line with what is shown. */
    show(data, places) {
      this.texts = data.texts;
      if (data.buttons && !this.buttons.length) this.makeButtons(data.within);
      for (const { element, text } of this.buttons) {
        element.setAttribute("aria-label", data.texts[text]);
        element.title = data.texts[text];
      }
      this.fillLegend(data.legend ? places : []);
    }

    makeButtons(within) {
      this.scale = L.control.scale({ position: "bottomright", imperial: false, maxWidth: 90 }).addTo(this.map);
      this.boxes.push(this.scale);
      this.map.on("zoomend", this.showScale, this);
      this.showScale();
      const bar = this.box("topleft", "places-buttons");
      const button = (sign, text, act) => {
        const element = document.createElement("button");
        element.type = "button";
        element.append(sign);
        element.addEventListener("click", act);
        bar.append(element);
        return { element, text };
      };
      const frame = svg("svg", { width: 14, height: 14, viewBox: "0 0 14 14", "aria-hidden": "true" });
      frame.append(svg("path", { d: FRAME, fill: "none", stroke: "currentColor", "stroke-width": 1.6 }));
      this.buttons = [
        button("+", "zoomIn", () => this.map.zoomIn()),
        button("−", "zoomOut", () => this.map.zoomOut()),
        button(frame, "fit", this.fit),
      ];
      const rings = svg("svg", { width: 16, height: 14, viewBox: "0 0 16 14", "aria-hidden": "true" });
      rings.append(
        svg("circle", { cx: 6, cy: 7, r: 5.2, fill: "none", stroke: "currentColor", "stroke-width": 1.5 }),
        svg("circle", { cx: 6, cy: 7, r: 1.6, fill: "currentColor" }),
        svg("circle", { cx: 14, cy: 3, r: 1.5, fill: "currentColor" }),
      );
      this.grouping = button(rings, "group", this.regroup).element;
      this.grouping.hidden = true;
      this.buttons.push({ element: this.grouping, text: "group" });
      if (within) {
        const box = svg("svg", { width: 14, height: 14, viewBox: "0 0 14 14", "aria-hidden": "true" });
        box.append(
          svg("rect", { x: 1, y: 1, width: 12, height: 12, fill: "none", stroke: "currentColor", "stroke-width": 1.4, "stroke-dasharray": "2.4 1.6" }),
          svg("circle", { cx: 7, cy: 7, r: 2.2, fill: "currentColor" }),
        );
        this.buttons.push(button(box, "within", this.within));
      }
    }

    /** Far out, a map of the world has another scale in each latitude: it is not shown there. */
    showScale() {
      this.scale.getContainer().hidden = this.map.getZoom() < SCALE_FROM;
    }

    fillLegend(places) {
      const present = new Set(places.map((place) => place.kind));
      const entries = LEGEND_ORDER.filter((kind) => present.has(kind)).map((kind) =>
        legendEntry(kind, this.texts.kinds[kind], false),
      );
      const sides = new Set(places.map((place) => place.side));
      const compared = SIDES.filter((side) => sides.has(side));
      if (compared.length) {
        entries.splice(0, entries.length, ...compared.map((side) => legendEntry("city", this.texts.sides[side], false, side)));
      }
      const unsure = places.find((place) => place.unsure && place.kind !== "country");
      if (unsure) entries.push(legendEntry(unsure.kind, this.texts.unsure, true));
      this.legend.replaceChildren(...entries);
      this.legend.hidden = !entries.length;
    }

    /** Say whether places come together; the button is there where they are `many`. */
    showGrouping(grouped, many) {
      if (!this.grouping) return;
      this.grouping.hidden = !many;
      this.grouping.setAttribute("aria-pressed", grouped);
    }

    /** Say how many places stand in circles, or are only dots, or else how many are outside the view. */
    tell({ dots, held, outside }) {
      const number = held || dots || outside;
      const told = held ? this.texts.grouped : dots ? this.texts.more : this.texts.outside;
      this.note.hidden = !number;
      this.note.textContent = number ? told.replace("{n}", number.toLocaleString(this.texts.language)) : "";
    }

    /** Tell of a circle how many places it stands for, and which are the most named. */
    showClusterTip(cluster) {
      const { px, py, r, number, names } = cluster;
      this.tip.place = null;
      this.writeTip(groupName(cluster, this.texts), `${names.join(", ")}${number > names.length ? " …" : ""}`);
      this.placeTip(px, py, r + 8);
    }

    /** Where the corners of the map are covered: left, top, right, bottom. */
    covered() {
      const container = this.map.getContainer();
      const corner = container.getBoundingClientRect();
      return [...container.querySelectorAll(".leaflet-control")].map((control) => {
        const box = control.getBoundingClientRect();
        return [box.left - corner.left, box.top - corner.top, box.right - corner.left, box.bottom - corner.top];
      });
    }

    showTip(place) {
      if (this.tip.place === place) return;
      this.tip.place = place;
      const point = this.map.latLngToContainerPoint(latLng(this.map, place));
      this.writeTip(place.name, describe(place, this.texts).join(" · "));
      this.placeTip(point.x + place.dx, point.y + place.dy, place.r + 12);
    }

    /** Tell of a shaded area where the pointer is. */
    showAreaTip(area, { x, y }) {
      if (this.tip.place !== area.id) this.writeTip(area.name, area.tooltip);
      this.tip.place = area.id;
      this.placeTip(x, y, 16);
    }

    writeTip(name, line) {
      const heading = document.createElement("strong");
      const words = document.createElement("span");
      heading.textContent = name;
      words.textContent = line;
      this.tip.replaceChildren(heading, words);
      this.tip.hidden = false;
    }

    /** Put the tooltip above a point of the map, or below it where there is no room. */
    placeTip(x, y, gap) {
      const { offsetWidth, offsetHeight, style } = this.tip;
      const above = y - gap - offsetHeight;
      style.left = `${Math.max(6, Math.min(this.map.getSize().x - offsetWidth - 6, x - offsetWidth / 2))}px`;
      style.top = `${above > 6 ? above : y + gap}px`;
    }

    hideTip() {
      this.tip.hidden = true;
      this.tip.place = null;
    }

    remove() {
      this.map.off("movestart zoomstart mouseout", this.hideTip, this);
      this.map.off("zoomend", this.showScale, this);
      for (const control of this.boxes) control.remove();
      this.tip.remove();
    }
  };
})();

/*
 * The markers: at most a few hundred are elements of the page, with shape, label and keyboard focus; the rest are
 * dots on one canvas until one zooms in. A marker that is shown before and after a change stays the same element.
 */
(() => {
  "use strict";
  const { Groups, PaintedCanvas, REACH, arrange, clusterAt, describe, drawClusters, drawShape, latLng, layerPointAfter, pane, svg } = placesMap;

  const KEYS = "places-map-keys"; // id of the text that says what keys do
  const DOT = 2.1; // radius of the dot that stands for a place without a marker

  placesMap.Markers = class {
    constructor(map) {
      this.map = map;
      this.nodes = new Map(); // place id -> element
      this.shown = []; // places with a marker, most mentions first
      this.dots = []; // places in view without one
      this.clusters = []; // circles that stand for several
      this.stop = null; // the element that the Tab key comes to; arrow keys lead on to the others
      this.colours = {};
      this.keys = document.createElement("p");
      this.keys.id = KEYS;
      this.keys.hidden = true; // a description is read all the same
      map.getContainer().append(this.keys);
      this.panes = { country: pane(map, "countries", 410), other: pane(map, "places", 600) };
      this.groups = new Groups(map, this.panes.other, KEYS);
      pane(map, "dots", 420).style.pointerEvents = "none";
      this.canvas = new PaintedCanvas((...canvas) => this.drawDots(...canvas), { pane: "dots", padding: 0.1 }).addTo(map);
      map.on("zoomanim", this.moveAfter, this);
      map.on("zoom viewreset", this.move, this);
    }

    /** Show what there is room for of places and cells. */
    draw(things, chosen, texts, grouped) {
      const focused = document.activeElement?.place;
      this.keys.textContent = texts.keys;
      const isKept = (place) => place.id === chosen || place.id === focused?.id;
      Object.assign(this, arrange(this.map, things, chosen, isKept, grouped));
      this.language = texts.language;
      this.place(chosen, texts);
      this.canvas.paint();
    }

    /** Bring the elements in line with `shown`, keeping those that stay, in an order for the Tab key. */
    place(chosen, texts) {
      const focused = document.activeElement;
      const keep = new Map();
      const ids = new Set(this.shown.map((place) => place.id));
      for (const [id, node] of this.nodes) if (!ids.has(id)) node.remove();
      const next = { country: this.panes.country.firstChild, other: this.panes.other.firstChild };
      for (const place of this.shown) {
        const layer = place.kind === "country" ? "country" : "other";
        const node = this.nodes.get(place.id) || makeNode(place);
        dressNode(node, place, place.id === chosen, texts);
        if (node === next[layer]) next[layer] = node.nextSibling;
        else this.panes[layer].insertBefore(node, next[layer]);
        L.DomUtil.setPosition(node, shifted(place, this.map.latLngToLayerPoint(latLng(this.map, place))));
        keep.set(place.id, node);
      }
      this.nodes = keep;
      const opened = focused?.cluster?.members[0]; // its circle may be gone: the view has come nearer
      this.groups.place(this.clusters, texts);
      this.setStop([this.stop, keep.get(chosen), ...this.stops()].find((node) => node?.isConnected));
      const wanted = focused?.place ? keep.get(focused.place.id) === focused && focused : opened && this.nodeOf(opened);
      if (wanted && document.activeElement !== wanted) wanted.focus({ preventScroll: true });
    }

    /** The element of a place or of the circle that it is in; where it is a dot, the one that the Tab key comes to. */
    nodeOf(place) {
      return this.nodes.get(place.id) ?? this.groups.holding(place) ?? this.stop;
    }

    /** All elements that the arrow keys lead to: markers and circles. */
    stops() {
      return [...this.nodes.values(), ...this.groups.nodes.values()];
    }

    /** Let the Tab key come to one element, the only one of all. */
    setStop(wanted) {
      for (const node of this.stops()) {
        const tabIndex = node === wanted ? 0 : -1;
        if (node.tabIndex !== tabIndex) node.tabIndex = tabIndex;
      }
      this.stop = wanted ?? null;
    }

    /** The element nearest to the left, right, above or below one; null where there is none in sight. */
    next(node, [right, down]) {
      const size = this.map.getSize();
      const from = spotOf(node);
      let best = null;
      let least = Infinity;
      for (const other of this.stops()) {
        const spot = spotOf(other);
        if (other === node || spot.x < 0 || spot.y < 0 || spot.x > size.x || spot.y > size.y) continue;
        const [x, y] = [spot.x - from.x, spot.y - from.y];
        const ahead = x * right + y * down;
        const aside = Math.abs(x * down + y * right);
        // Within 45° of the direction; what is aside of it counts as farther.
        if (ahead < 1 || aside > ahead || ahead + 2 * aside >= least) continue;
        least = ahead + 2 * aside;
        best = other;
      }
      return best;
    }

    move() {
      for (const place of this.shown) {
        const point = this.map.latLngToLayerPoint(latLng(this.map, place));
        L.DomUtil.setPosition(this.nodes.get(place.id), shifted(place, point));
      }
    }

    moveAfter({ center, zoom }) {
      for (const place of this.shown) {
        const point = layerPointAfter(this.map, latLng(this.map, place), zoom, center);
        L.DomUtil.setPosition(this.nodes.get(place.id), shifted(place, point));
      }
    }

    drawDots(context, origin, size, zoom, ratio) {
      const width = 256 * 2 ** zoom;
      context.setTransform(ratio, 0, 0, ratio, 0, 0);
      context.globalAlpha = 0.6;
      const named = (place) => (place.side ? `side-${place.side}` : place.kind);
      for (const colour of new Set(this.dots.map(named))) {
        context.fillStyle = this.colours[colour];
        context.beginPath();
        for (const place of this.dots) {
          if (named(place) !== colour) continue;
          const x = (place.x + place.copy) * width - origin.x;
          const y = place.y * width - origin.y;
          context.moveTo(x + DOT, y);
          context.arc(x, y, DOT, 0, 2 * Math.PI);
        }
        context.fill();
      }
      context.globalAlpha = 1;
      const shift = this.map.getPixelBounds().min.subtract(origin);
      const family = getComputedStyle(this.map.getContainer()).fontFamily;
      drawClusters(context, this.clusters, shift, { colours: this.colours, family, language: this.language });
    }

    /** The circle of several places at a point, or null. */
    clusterAt(point) {
      return clusterAt(this.clusters, point);
    }

    /** The place that a point of the map means, or null. */
    at(point, target) {
      const node = target?.closest?.(".place-marker");
      if (node && node.place.kind !== "country") return node.place;
      const others = this.shown.filter((place) => place.kind !== "country");
      const found = nearest(others, point, (place) => Math.max(REACH, place.r * 1.2));
      const isCovered = ({ px, py, r }) => Math.hypot(px - point.x, py - point.y) <= r;
      if (found || this.clusters.some(isCovered)) return found; // circles are painted above dots and rings
      const countries = this.shown.filter((place) => place.kind === "country");
      return nearest(this.dots, point, () => 8) || nearest(countries, point, (place) => place.r) || (node ? node.place : null);
    }

    remove() {
      this.map.off("zoomanim", this.moveAfter, this);
      this.map.off("zoom viewreset", this.move, this);
      this.canvas.remove();
      this.keys.remove();
      this.groups.remove();
      for (const node of this.nodes.values()) node.remove();
    }
  };

  function nearest(places, point, reach) {
    let best = null;
    let least = 1;
    for (const place of places) {
      const distance = Math.hypot(place.px + place.dx - point.x, place.py + place.dy - point.y) / reach(place);
      if (distance <= least) {
        least = distance;
        best = place;
      }
    }
    return best;
  }

  function spotOf({ place, cluster }) {
    return place ? { x: place.px + place.dx, y: place.py + place.dy } : { x: cluster.px, y: cluster.py };
  }

  function shifted(place, point) {
    return L.point(Math.round(point.x + place.dx), Math.round(point.y + place.dy));
  }

  function makeNode(place) {
    const node = document.createElement("div");
    node.dataset.placeId = place.id;
    node.setAttribute("role", "button");
    node.setAttribute("aria-describedby", KEYS);
    node.tabIndex = -1;
    const label = document.createElement("span");
    label.className = "place-label";
    node.append(svg("svg", { "aria-hidden": "true" }), label);
    return node;
  }

  function dressNode(node, place, isChosen, texts) {
    const look = `${place.kind} ${place.r} ${place.unsure}`;
    if (node.dataset.look !== look) {
      node.dataset.look = look;
      node.dataset.kind = place.kind;
      node.extent = Math.max(REACH, Math.ceil(place.r * 1.3) + 2);
      drawShape(node.firstChild, place.kind, place.r, node.extent);
      node.style.width = node.style.height = `${2 * node.extent}px`;
      node.style.margin = `${-node.extent}px 0 0 ${-node.extent}px`;
    }
    node.className =
      `place-marker leaflet-zoom-animated kind-${place.kind}` +
      (place.side ? ` side-${place.side}` : "") + (place.unsure ? " unsure" : "") + (isChosen ? " chosen" : "");
    node.setAttribute("aria-pressed", isChosen);
    node.setAttribute("aria-label", [place.name, ...describe(place, texts)].join(", "));
    // Small ones above large ones, or a capital would hide its suburbs.
    node.style.zIndex = isChosen ? 2000 : 1000 - Math.round(place.r * 10);
    node.place = place;
  }
})();

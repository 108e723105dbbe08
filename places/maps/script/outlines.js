/* The shapes of places (places/maps/outline_data.py): a river's course, the outline of an area, once one is chosen or pointed at. */
(() => {
  "use strict";
  const { GRID_ZOOM, PaintedCanvas, decodeLine, extentOf, fetchJson, linesPath, pane, ringsPath } = placesMap;

  const FILES = 64; // as in places/maps/outlines.py
  const PAUSE = 90; // milliseconds that the pointer rests on a place before its shape is drawn
  const MOST_SHAPES = 200; // that are held at once
  const WORLD = 2 ** (8 + GRID_ZOOM); // steps of the grid
  const WITHOUT = new Set(["city", "site"]); // kinds that have no shape

  /** The number of the file that has the shape of a place. */
  function outlineFile(id) {
    let number = 0;
    for (let at = 0; at < id.length; at += 1) number = (number * 31 + id.charCodeAt(at)) % 65536;
    return number % FILES;
  }

  function readShape({ course, area }) {
    const lines = (course || area.flat()).map(decodeLine);
    const extent = extentOf(lines);
    if (course) return { extent, edge: linesPath(lines) };
    const meridian = [0, -Infinity, WORLD, Infinity]; // where a shape was cut
    return { extent, fill: ringsPath(lines), edge: linesPath(lines, meridian) };
  }

  placesMap.Outlines = class {
    /** `onChosen(bounds)` is called once the shape of the chosen place is here. */
    constructor(map, onChosen) {
      this.map = map;
      this.onChosen = onChosen;
      this.source = null; // shapes by the id of a place, or an address with {name} for the name of a file
      this.shapes = new Map(); // place id -> shape, null where there is none
      this.colours = {};
      this.chosen = null; // places
      this.pointed = null;
      this.timer = 0;
      pane(map, "outlines", 300).style.pointerEvents = "none";
      this.canvas = new PaintedCanvas((...canvas) => this.draw(...canvas), { pane: "outlines", padding: 0.2 }).addTo(map);
      map.on("moveend resize", this.paint, this);
    }

    show({ source, colours, chosen }) {
      Object.assign(this, { source, colours, chosen });
      this.want(chosen);
      this.paint();
    }

    /** Draw the shape of a place that is pointed at; none for null. */
    point(place) {
      if (place === this.pointed) return;
      const wasDrawn = this.pointed && this.shapes.get(this.pointed.id);
      this.pointed = place;
      clearTimeout(this.timer);
      if (wasDrawn) this.paint();
      if (!place) return;
      this.timer = setTimeout(() => {
        this.want(place);
        this.paint();
      }, PAUSE);
    }

    async want(place) {
      if (!place || !this.source || WITHOUT.has(place.kind) || this.shapes.has(place.id)) return;
      this.shapes.set(place.id, null);
      const told = typeof this.source === "string" ? await this.fetch(place.id) : this.source[place.id];
      if (!told) return;
      this.shapes.set(place.id, readShape(told));
      if (this.shapes.size > MOST_SHAPES) this.shapes.delete(this.shapes.keys().next().value);
      this.paint();
      if (place === this.chosen) this.onChosen(this.boundsOf(place.id));
    }

    boundsOf(id) {
      const [left, top, right, bottom] = this.shapes.get(id).extent;
      const at = (x, y) => this.map.unproject([x, y], GRID_ZOOM);
      return L.latLngBounds(at(left, bottom), at(right, top));
    }

    async fetch(id) {
      try {
        return (await fetchJson(this.source.replace("{name}", outlineFile(id))))[id];
      } catch (error) {
        console.error(error); // the marker says where the place is
        this.shapes.delete(id);
        return null;
      }
    }

    /** The places whose shapes are drawn, the chosen one last. */
    drawn() {
      const places = [this.pointed, this.chosen].filter((place) => place && this.shapes.get(place.id));
      return [...new Set(places)];
    }

    paint() {
      const drawn = this.drawn();
      if (!drawn.length && this.isEmpty) return;
      this.canvas.paint();
      this.isEmpty = !drawn.length;
    }

    draw(context, origin, size, zoom, ratio) {
      const scale = 2 ** (zoom - GRID_ZOOM);
      const width = WORLD * scale;
      context.lineJoin = context.lineCap = "round";
      for (const place of this.drawn()) {
        const shape = this.shapes.get(place.id);
        const isChosen = place === this.chosen;
        const colour = this.colours[place.kind];
        for (let copy = Math.floor(origin.x / width); copy <= Math.floor((origin.x + size.x) / width); copy += 1) {
          context.setTransform(
            ratio * scale, 0, 0, ratio * scale, ratio * (copy * width - origin.x), ratio * -origin.y,
          );
          if (shape.fill) {
            context.globalAlpha = isChosen ? 0.13 : 0.08;
            context.fillStyle = colour;
            context.fill(shape.fill);
          }
          context.globalAlpha = isChosen ? 0.9 : 0.55;
          context.strokeStyle = colour;
          context.lineWidth = (shape.fill ? 1.6 : 3) / scale;
          context.stroke(shape.edge);
        }
      }
      context.globalAlpha = 1;
    }

    remove() {
      clearTimeout(this.timer);
      this.map.off("moveend resize", this.paint, this);
      this.canvas.remove();
    }
  };

  Object.assign(placesMap, { outlineFile });
})();

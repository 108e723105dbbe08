/* The names of towns under the places: quiet, the larger towns first, and none where a marker or its name stands. */
(() => {
  "use strict";
  const { GRID_ZOOM, PaintedCanvas, overlap, pane } = placesMap;

  const DOT = 1.7; // radius
  const HEIGHT = 14; // of a name
  const ROOM = 15000; // square pixels of the view for each town
  const LARGE = 5; // towns that are drawn from this zoom or farther out have larger names

  placesMap.Towns = class {
    /** `find(origin, size, zoom)` gives the towns of a part of the map, each with the copy of the world that it is on. */
    constructor(map, find) {
      this.map = map;
      this.find = find;
      this.drawn = []; // names, for tests and tools
      this.taken = []; // boxes that must stay free: left, top, right, bottom, from the corner of the map
      pane(map, "towns", 160).style.pointerEvents = "none";
      this.canvas = new PaintedCanvas((...canvas) => this.draw(...canvas), { pane: "towns", padding: 0.1 }).addTo(map);
      map.on("placesarranged", this.onArranged, this);
    }

    onArranged({ taken }) {
      this.taken = taken;
      this.paint();
    }

    show({ language, colours, isWanted }) {
      Object.assign(this, { language, colours, isWanted });
      this.paint();
    }

    paint() {
      if (this.colours) this.canvas.paint();
    }

    draw(context, origin, size, zoom, ratio) {
      this.drawn = [];
      if (!this.isWanted()) return;
      const scale = 2 ** (zoom - GRID_ZOOM);
      const corner = this.map.getPixelBounds().min;
      const shift = [corner.x - origin.x, corner.y - origin.y];
      const taken = this.taken.map(([left, top, right, bottom]) => [
        left + shift[0], top + shift[1], right + shift[0], bottom + shift[1],
      ]);
      const family = getComputedStyle(this.map.getContainer()).fontFamily;
      context.setTransform(ratio, 0, 0, ratio, 0, 0);
      context.lineJoin = "round";
      context.textBaseline = "middle";
      let room = Math.round((size.x * size.y) / ROOM);
      for (const { town, copy } of this.find(origin, size, zoom)) {
        if (!room) break;
        const x = (town.x + copy * 2 ** (8 + GRID_ZOOM)) * scale - origin.x;
        const y = town.y * scale - origin.y;
        if (this.drawTown(context, town, x, y, size, taken, family)) room -= 1;
      }
    }

    drawTown(context, town, x, y, size, taken, family) {
      const dot = [x - 4, y - 4, x + 4, y + 4];
      const isFree = (box) =>
        box[0] > 0 && box[1] > 0 && box[2] < size.x && box[3] < size.y && !taken.some((other) => overlap(box, other));
      if (!isFree(dot)) return false;
      const name = town.in(this.language);
      context.font = town.zoom <= LARGE ? `500 12.5px ${family}` : `400 11.5px ${family}`;
      const { width } = context.measureText(name);
      const left = [x + 5, x - 5 - width].find((side) => isFree([side, y - HEIGHT / 2, side + width, y + HEIGHT / 2]));
      if (left === undefined) return false;
      taken.push(dot, [left - 2, y - HEIGHT / 2, left + width + 4, y + HEIGHT / 2]);
      context.strokeStyle = this.colours.halo;
      context.fillStyle = this.colours.town;
      context.globalAlpha = 0.85;
      context.lineWidth = 2.4;
      context.strokeText(name, left, y);
      context.globalAlpha = 1;
      context.fillText(name, left, y);
      context.beginPath();
      context.arc(x, y, DOT, 0, 2 * Math.PI);
      context.fill();
      this.drawn.push(name);
      return true;
    }

    remove() {
      this.map.off("placesarranged", this.onArranged, this);
      this.canvas.remove();
    }
  };
})();

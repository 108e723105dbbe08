/* Lines from the chosen place to those that are named together with it. */
(() => {
  "use strict";
  const { PaintedCanvas, nearestCopy, pane } = placesMap;

  const BROADEST = 5; // pixels
  const BEND = 0.12; // how far a line swings out, as a share of its length: lines in one direction stay apart

  placesMap.Company = class {
    constructor(map) {
      this.map = map;
      this.lines = [];
      pane(map, "company", 405).style.pointerEvents = "none";
      this.canvas = new PaintedCanvas((...canvas) => this.draw(...canvas), { pane: "company", padding: 0.2 }).addTo(map);
    }

    /** `lines` are [place id, weight, whether drawn through], from `chosen` to the places of those ids. */
    show({ places, chosen, lines, colour }) {
      const was = this.lines.length;
      const known = lines.length ? new Map(places.map((place) => [place.id, place])) : new Map();
      this.from = known.get(chosen);
      this.lines = this.from ? lines.filter(([id]) => id !== chosen && known.has(id)) : [];
      this.places = known;
      this.colour = colour;
      if (was || this.lines.length) this.canvas.paint();
    }

    draw(context, origin, size, zoom, ratio) {
      if (!this.lines.length) return;
      const width = 256 * 2 ** zoom;
      const { from } = this;
      const x = (from.x + nearestCopy(from, this.map.getCenter().lng)) * width - origin.x;
      const y = from.y * width - origin.y;
      const heaviest = Math.max(...this.lines.map(([, weight]) => weight));
      context.setTransform(ratio, 0, 0, ratio, 0, 0);
      context.lineCap = "round";
      context.strokeStyle = this.colour;
      for (const [id, weight, close] of this.lines.toReversed()) {
        const to = this.places.get(id);
        // The shorter way around the earth.
        const across = (((to.x - from.x + 1.5) % 1) - 0.5) * width;
        const down = to.y * width - origin.y - y;
        context.lineWidth = Math.max(1, BROADEST * Math.sqrt(weight / heaviest));
        context.globalAlpha = close ? 0.6 : 0.38;
        context.setLineDash(close ? [] : [0.1, 2.2 * context.lineWidth + 1.5]);
        context.beginPath();
        context.moveTo(x, y);
        const [middleX, middleY] = [x + across / 2 + BEND * down, y + down / 2 - BEND * across];
        context.quadraticCurveTo(middleX, middleY, x + across, y + down);
        context.stroke();
      }
      context.globalAlpha = 1;
      context.setLineDash([]);
    }

    remove() {
      this.canvas.remove();
    }
  };
})();

/* The base map as a Leaflet layer: land and borders that come along, and map tiles over them where wanted. */
(() => {
  "use strict";
  const { PaintedCanvas, Tiles, decodeWorld, dress, fetchJson, keeping, pane, readColours, whenStyled } = placesMap;

  class Ground {
    constructor(map) {
      this.map = map;
      this.settled = false; // the world is here, or is known not to come
      this.styled = false;
      this.shaded = new Set();
      pane(map, "land", 150);
      this.canvas = new PaintedCanvas((...canvas) => this.draw(...canvas), { pane: "land", padding: 0.3 }).addTo(map);
      this.tiles = new Tiles(map);
      map.getContainer().classList.add("places-land");
      map.on("moveend resize", this.paint, this);
    }

    show({ land, shaded, theme, tiles }) {
      const look = JSON.stringify([shaded, theme]);
      this.tiles.show(tiles);
      this.load(land);
      if (look === this.look) return;
      this.look = look;
      this.shaded = new Set(shaded);
      dress(this.map, theme);
      whenStyled(this.map, () => {
        this.styled = true;
        this.colours = readColours(this.map);
        this.paint();
      });
    }

    /** `land` is TopoJSON, or where to fetch it. */
    load(land) {
      if (this.asked) return;
      this.asked = true;
      const settle = (topology) => {
        if (topology) this.world = decodeWorld(topology);
        this.settled = true;
        this.paint();
        this.map.fire("landready");
      };
      if (typeof land === "string") fetchJson(land).then(settle, () => settle(null)); // a map lives without it
      else settle(land);
    }

    paint() {
      if (this.world && this.styled) this.canvas.paint();
    }

    draw(context, origin, size, zoom, ratio) {
      const { colours, shaded, world } = this;
      const scale = 2 ** zoom;
      const width = 256 * scale;
      const first = Math.floor(origin.x / width) - 1; // Chukotka reaches into the next copy of the world
      const last = Math.floor((origin.x + size.x) / width);
      context.lineJoin = "round";
      for (let copy = first; copy <= last; copy += 1) {
        const inSight = ({ left, right }) =>
          (copy + right) * width > origin.x && (copy + left) * width < origin.x + size.x;
        context.setTransform(
          ratio * scale, 0, 0, ratio * scale, ratio * (copy * width - origin.x), ratio * -origin.y,
        );
        const land = new Path2D();
        const deeper = new Path2D();
        for (const country of world.countries.filter(inSight)) {
          (shaded.has(country.code) ? deeper : land).addPath(country.path);
        }
        context.fillStyle = colours.land;
        context.fill(land);
        context.fillStyle = colours["land-shaded"];
        context.fill(deeper);
        context.lineWidth = 0.8 / scale;
        context.strokeStyle = colours.border;
        context.stroke(world.borders);
        context.strokeStyle = colours.coast;
        context.stroke(world.coast);
      }
      context.setTransform(1, 0, 0, 1, 0, 0);
    }

    remove() {
      this.map.off("moveend resize", this.paint, this);
      this.map.getContainer().classList.remove("places-land");
      this.canvas.remove();
      this.tiles.remove();
    }
  }

  const grounds = keeping((map) => new Ground(map));

  const LandLayer = L.FeatureGroup.extend({
    initialize(data) {
      L.FeatureGroup.prototype.initialize.call(this, [], { attribution: "Natural Earth" });
      this.data = data;
    },
    onAdd(map) {
      L.FeatureGroup.prototype.onAdd.call(this, map);
      grounds.take(map, this).show(this.data);
    },
    onRemove(map) {
      L.FeatureGroup.prototype.onRemove.call(this, map);
      grounds.release(map, this);
    },
  });

  /** `data` is what `LandLayer` of places/maps/layers.py writes. */
  placesMap.landLayer = (data) => new LandLayer(data);
  /** Whether nothing of a base map is still under way. */
  placesMap.landSettled = (map) => grounds.on(map)?.settled ?? true;
  placesMap.landDrawn = (map) => Boolean(grounds.on(map)?.world);
})();

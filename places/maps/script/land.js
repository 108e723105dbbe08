/* The base map as a Leaflet layer: land and borders that come along, what is fetched of them as one zooms in, and map tiles. */
(() => {
  "use strict";
  const {
    CELL, GRID_ZOOM, PaintedCanvas, Parts, Shades, Switch, Tiles, Towns, decodeWorld, dress, fetchJson, keeping, pane, readColours,
    whenStyled, worldX, worldY,
  } = placesMap;

  const POINTER = document.createElement("canvas").getContext("2d"); // knows what lies in a path
  const PATIENCE = 3000; // milliseconds after which finer ground is fetched even if no places have been painted

  class Ground {
    constructor(map) {
      this.map = map;
      this.settled = false; // the world is here, or is known not to come
      this.styled = false;
      this.shaded = new Set();
      this.parts = null; // once what comes first is painted
      pane(map, "land", 150);
      this.canvas = new PaintedCanvas((...canvas) => this.draw(...canvas), { pane: "land", padding: 0.3 }).addTo(map);
      this.towns = new Towns(map, (...view) => this.townsIn(...view));
      this.tiles = new Tiles(map);
      this.shades = new Shades(map, () => this.paint());
      this.switch = new Switch(map, (ground) => this.tell(ground));
      map.getContainer().classList.add("places-land");
      map.on("moveend resize", this.paint, this);
    }

    show(layer, { land, shaded, theme, tiles, ground, grounds, language, shades }) {
      this.layer = layer;
      const look = JSON.stringify([shaded, theme, language, shades]);
      this.tiles.show(tiles);
      this.switch.show(grounds);
      this.load(land, ground);
      this.towns.paint();
      if (look === this.look) return;
      this.look = look;
      this.shaded = new Set(shaded);
      dress(this.map, theme);
      whenStyled(this.map, () => {
        this.styled = true;
        this.colours = readColours(this.map);
        this.shades.show(shades, this.colours);
        this.paint();
        this.towns.show({ language, colours: this.colours, isWanted: () => !this.tiles.isShown() });
      });
    }

    /** Tell the page what a visitor wants to lie under the places. */
    tell(ground) {
      const { lat, lng } = this.map.getCenter().wrap();
      this.layer.fire("ground", { place: null, ground, center: [lat, lng], zoom: this.map.getZoom() });
    }

    /** `land` is TopoJSON, or where to fetch it; `ground` is where the finer parts are, if anywhere. */
    load(land, ground) {
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
      if (ground) this.refineLater(ground);
    }

    /** Places and land come first. */
    refineLater(address) {
      const refine = () => {
        if (this.parts) return;
        this.parts = new Parts(address, () => {
          this.paint();
          this.towns.paint();
        });
        this.parts.wantWorld(this.map.getZoom());
      };
      this.map.once("placespainted", refine);
      this.patience = setTimeout(refine, PATIENCE);
    }

    paint() {
      this.parts?.wantWorld(this.map.getZoom());
      if (!this.styled) return;
      if (this.shades.isOn()) this.shades.writeLegend();
      if (this.world) this.canvas.paint();
    }

    draw(context, origin, size, zoom, ratio) {
      const width = 256 * 2 ** zoom;
      const cells = this.parts?.inSight(origin, size, zoom) ?? [];
      const first = Math.floor(origin.x / width) - 1; // Chukotka reaches into the next copy of the world
      const last = Math.floor((origin.x + size.x) / width);
      const onCopy = (copy, unit) => {
        const scale = 2 ** zoom / unit;
        context.setTransform(
          ratio * scale, 0, 0, ratio * scale, ratio * (copy * width - origin.x), ratio * -origin.y,
        );
        return scale;
      };
      context.lineJoin = "round";
      for (let copy = first; copy <= last; copy += 1) {
        const inSight = ({ left, right }) =>
          (copy + right) * width > origin.x && (copy + left) * width < origin.x + size.x;
        onCopy(copy, 1);
        this.drawLand(context, this.world.countries.filter(inSight), zoom);
      }
      const copies = Array.from({ length: last - first + 1 }, (_, at) => first + at);
      const viewOf = (copy) => extentIn(origin, size, zoom, copy);
      const onGrid = (copy) => onCopy(copy, 2 ** GRID_ZOOM);
      if (!cells.length) this.shades.drawRegions(context, copies, zoom, onGrid, viewOf);
      if (this.parts?.world) {
        for (let copy = Math.max(first, Math.floor(origin.x / width)); copy <= last; copy += 1) {
          const view = extentIn(origin, size, zoom, copy);
          this.drawWaters(context, this.parts.world, zoom, view, onCopy(copy, 2 ** GRID_ZOOM));
        }
      }
      for (let copy = first; copy <= last; copy += 1) this.drawEdges(context, this.world, onCopy(copy, 1));
      this.drawCells(context, cells, { origin, size, zoom, ratio, onCopy });
      context.setTransform(1, 0, 0, 1, 0, 0);
    }

    drawLand(context, countries, zoom) {
      const lands = new Map(); // colour -> path
      for (const { code, path } of countries) {
        const colour = this.colourOf(code, zoom);
        if (!lands.has(colour)) lands.set(colour, new Path2D());
        lands.get(colour).addPath(path);
      }
      for (const [colour, land] of lands) {
        context.fillStyle = colour;
        context.fill(land);
      }
    }

    colourOf(code, zoom) {
      if (this.shades.isOn()) return this.shades.ofCountry(code, zoom) ?? this.colours.land;
      return this.colours[this.shaded.has(code) ? "land-shaded" : "land"];
    }

    drawEdges(context, { borders, coast }, scale) {
      context.lineWidth = 0.8 / scale;
      context.strokeStyle = this.colours.coast;
      context.stroke(coast);
      context.strokeStyle = this.colours.border;
      context.stroke(borders);
    }

    drawWaters(context, { areas, rivers, lakes }, zoom, view, scale) {
      const { colours } = this;
      const isDrawn = (each) => each.zoom <= zoom + 0.25 && (!each.extent || isInView(each.extent, view));
      context.strokeStyle = colours["area-border"];
      context.lineWidth = 0.8 / scale;
      for (const each of areas.filter(isDrawn)) context.stroke(each.edge);
      context.strokeStyle = colours.river;
      for (const each of rivers.filter(isDrawn)) {
        // A river that is drawn from far out is a large one.
        context.lineWidth = Math.min(2.4, 0.9 + 0.22 * Math.max(0, zoom - each.zoom)) / scale;
        context.stroke(each.edge);
      }
      context.lineWidth = 0.8 / scale;
      context.strokeStyle = colours.coast;
      context.fillStyle = colours.sea;
      for (const each of lakes.filter(isDrawn)) {
        context.fill(each.fill);
        context.stroke(each.edge);
      }
    }

    /** Draw the cells over the coarser land, each in its square. */
    drawCells(context, cells, { origin, size, zoom, ratio, onCopy }) {
      const side = CELL * 2 ** (zoom - GRID_ZOOM);
      context.setTransform(1, 0, 0, 1, 0, 0);
      for (const { copy, column, row } of cells) {
        const [left, top] = [(copy * 2 ** (8 + zoom) + column * side - origin.x) * ratio, (row * side - origin.y) * ratio];
        const [x, y] = [Math.floor(left), Math.floor(top)];
        context.clearRect(x, y, Math.ceil(left + side * ratio) - x, Math.ceil(top + side * ratio) - y);
      }
      for (const { part, copy } of cells) {
        onCopy(copy, 2 ** GRID_ZOOM);
        for (const { code, fill } of part.land) {
          context.fillStyle = this.colourOf(code, zoom);
          context.fill(fill);
        }
      }
      if (cells.length) {
        const viewOf = (copy) => extentIn(origin, size, zoom, copy);
        const copies = [...new Set(cells.map(({ copy }) => copy))];
        this.shades.drawRegions(context, copies, zoom, (copy) => onCopy(copy, 2 ** GRID_ZOOM), viewOf);
      }
      for (const { part, copy } of cells) {
        const scale = onCopy(copy, 2 ** GRID_ZOOM);
        this.drawWaters(context, part, zoom, extentIn(origin, size, zoom, copy), scale);
        context.lineWidth = 0.8 / scale;
        context.strokeStyle = this.colours.coast;
        for (const { edge } of part.land) context.stroke(edge);
        context.lineWidth = 1 / scale;
        context.strokeStyle = this.colours.border;
        context.stroke(part.borders);
      }
    }

    /** The towns of a part of the map, most important first. */
    *townsIn(origin, size, zoom) {
      if (!this.parts?.world) return;
      const width = 256 * 2 ** zoom;
      const copies = [];
      for (let copy = Math.floor(origin.x / width); copy <= Math.floor((origin.x + size.x) / width); copy += 1) {
        copies.push({ part: this.parts.world, copy });
      }
      const found = [];
      const here = [...this.parts.inSight(origin, size, zoom), ...this.parts.nearInSight(origin, size, zoom)];
      for (const { part, copy } of [...copies, ...here]) {
        const view = extentIn(origin, size, zoom, copy);
        for (const town of part.towns) {
          if (town.zoom > zoom) break;
          if (isInView([town.x, town.y, town.x, town.y], view)) found.push({ town, copy });
        }
      }
      yield* found.sort((a, b) => a.town.zoom - b.town.zoom); // a stable order: within a zoom by population
    }

    /** The shaded area at a point: the id of the place that it is, and what a tooltip says of it, if anything. */
    shadedAt(latlng) {
      if (!this.world) return null;
      if (this.shades.isOn()) return this.shades.at(latlng, (...wanted) => this.countryAt(...wanted));
      const country = this.countryAt(latlng, ({ code }) => this.shaded.has(code));
      return country?.place ? { id: country.place } : null;
    }

    countryAt({ lat, lng }, isWanted) {
      const x = worldX(lng);
      const y = worldY(lat) * 256;
      const holds = ({ left, right, path }) => {
        const copy = Math.ceil(left - x); // Chukotka reaches into the next copy of the world
        return x + copy <= right && POINTER.isPointInPath(path, (x + copy) * 256, y);
      };
      return this.world.countries.find((country) => isWanted(country) && holds(country));
    }

    remove() {
      clearTimeout(this.patience);
      this.map.off("moveend resize", this.paint, this);
      this.map.getContainer().classList.remove("places-land");
      for (const part of [this.canvas, this.towns, this.tiles, this.shades, this.switch]) part.remove();
    }
  }

  /** What of the grid of one copy of the world a part of the map shows: left, top, right, bottom. */
  function extentIn(origin, size, zoom, copy) {
    const scale = 2 ** (zoom - GRID_ZOOM);
    const left = origin.x / scale - copy * 2 ** (8 + GRID_ZOOM);
    return [left, origin.y / scale, left + size.x / scale, (origin.y + size.y) / scale];
  }

  function isInView(extent, view) {
    return extent[0] <= view[2] && extent[2] >= view[0] && extent[1] <= view[3] && extent[3] >= view[1];
  }

  const grounds = keeping((map) => new Ground(map));

  const LandLayer = L.FeatureGroup.extend({
    initialize(data) {
      L.FeatureGroup.prototype.initialize.call(this, [], { attribution: "Natural Earth" });
      this.data = data;
    },
    onAdd(map) {
      L.FeatureGroup.prototype.onAdd.call(this, map);
      grounds.take(map, this).show(this, this.data);
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
  placesMap.shadedAreaAt = (map, latlng) => grounds.on(map)?.shadedAt(latlng) ?? null;
  /** What is drawn of finer ground on the map that places were last shown on, for tests and tools. */
  placesMap.ground = () => {
    const { parts, towns } = grounds.on(placesMap.leaflet);
    const cells = [...(parts?.cells ?? [])].filter(([, part]) => part).map(([name]) => name);
    return { world: Boolean(parts?.world), cells, towns: towns.drawn };
  };
})();

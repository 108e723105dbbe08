/* What lies under the places as one zooms in (places/maps/ground_data.py): fetched in parts, turned into paths. */
(() => {
  "use strict";
  const { GRID_ZOOM, decodeLine, extentOf, fetchJson, linesPath, ringsPath } = placesMap;

  const SKETCH_FROM = 3.5; // zoom from which the file of the whole world is drawn
  const FINE_FROM = 6; // and that of a cell
  const CELL_ZOOM = 4;
  const CELL = 2 ** (8 + GRID_ZOOM - CELL_ZOOM); // steps of the grid
  const OVERLAP = 8; // by which a cell reaches into its neighbours
  const NEAR_ZOOM = 6; // of the squares that have small towns
  const NEAR_FROM = 10; // zoom
  const MOST_CELLS = 64; // that are held at once

  /** One file -> what is drawn of it. `frame` are the edges that it was cut along. */
  function readPart(file, frame) {
    const decoded = (lines) => lines.map(decodeLine);
    const byZoom = (column, draw) =>
      Object.entries(file[column] || {}).flatMap(([zoom, lines]) =>
        grouped(decoded(lines)).map((group) => Object.assign(draw(group), { zoom: Number(zoom), extent: extentOf(group) })),
      );
    const filled = (rings) => ({ fill: ringsPath(rings), edge: linesPath(rings, frame) });
    const stroked = (lines) => ({ edge: linesPath(lines) });
    return {
      land: Object.entries(file.land || {}).map(([code, rings]) => Object.assign(filled(decoded(rings)), { code })),
      borders: linesPath(decoded(file.borders || [])),
      areas: byZoom("areas", stroked),
      rivers: byZoom("rivers", stroked),
      lakes: Object.entries(file.lakes || {}).map(([zoom, rings]) =>
        Object.assign(filled(decoded(rings)), { zoom: Number(zoom) }),
      ),
      towns: readTowns(file.towns),
    };
  }

  /** Put lines together by where they begin, so that of many those out of sight are left out. */
  function grouped(lines) {
    const groups = new Map();
    for (const line of lines) {
      const key = `${Math.floor(line[0] / 4096)} ${Math.floor(line[1] / 4096)}`;
      if (!groups.has(key)) groups.set(key, []);
      groups.get(key).push(line);
    }
    return [...groups.values()];
  }

  function readTowns(columns) {
    if (!columns) return [];
    return columns.names.map((name, at) => ({
      name, x: columns.x[at], y: columns.y[at], zoom: columns.zooms[at],
      in: (language) => columns.in[language]?.[at] ?? name,
    }));
  }

  placesMap.Parts = class {
    /** `address` has {name} for the name of a file; `onArrival()` is called when one has come. */
    constructor(address, onArrival) {
      this.address = address;
      this.onArrival = onArrival;
      this.world = null;
      this.names = null; // of the cells that there are
      this.cells = new Map(); // name -> what is drawn of it, or null while it is under way
      this.asked = false;
    }

    fetch(name) {
      return fetchJson(this.address.replace("{name}", name));
    }

    /** Have the file of the world fetched, at zooms that show it. */
    async wantWorld(zoom) {
      if (this.asked || zoom < SKETCH_FROM) return;
      this.asked = true;
      try {
        const file = await this.fetch("world");
        this.names = new Set(Object.keys(file.cells));
        this.world = readPart(file, null);
        this.onArrival();
      } catch (error) {
        console.error(error); // a map lives without it
      }
    }

    /** Give what is here of the cells that the view touches, and have the others fetched. */
    inSight(origin, size, zoom) {
      return zoom < FINE_FROM ? [] : this.touched(origin, size, zoom, CELL_ZOOM, "");
    }

    /** The same of the squares with small towns. */
    nearInSight(origin, size, zoom) {
      return zoom < NEAR_FROM ? [] : this.touched(origin, size, zoom, NEAR_ZOOM, "n");
    }

    touched(origin, size, zoom, cellZoom, prefix) {
      if (!this.names) return [];
      const scale = 2 ** (zoom - GRID_ZOOM);
      const around = 2 ** cellZoom;
      const side = 2 ** (8 + GRID_ZOOM - cellZoom);
      const found = [];
      const last = [(origin.x + size.x) / scale / side, (origin.y + size.y) / scale / side].map(Math.floor);
      for (let column = Math.floor(origin.x / scale / side); column <= last[0]; column += 1) {
        for (let row = Math.floor(origin.y / scale / side); row <= last[1]; row += 1) {
          const copy = Math.floor(column / around);
          const name = `${prefix}${column - copy * around}-${row}`;
          const part = this.names.has(name) ? this.cell(name) : null;
          if (part) found.push({ part, copy, column: column - copy * around, row });
        }
      }
      return found;
    }

    cell(name) {
      if (!this.cells.has(name)) this.fetchCell(name);
      const part = this.cells.get(name);
      this.cells.delete(name); // and set again: the cells stand in the order in which they were last seen
      this.cells.set(name, part);
      return part;
    }

    async fetchCell(name) {
      this.cells.set(name, null);
      try {
        const file = await this.fetch(name);
        const [x, y] = name.replace("n", "").split("-").map((number) => number * CELL); // near ones have no edges
        const frame = [x - OVERLAP, y - OVERLAP, x + CELL + OVERLAP, y + CELL + OVERLAP];
        this.cells.set(name, readPart(file, frame));
        for (const [oldest] of this.cells) {
          if (this.cells.size <= MOST_CELLS) break;
          this.cells.delete(oldest);
        }
        this.onArrival();
      } catch (error) {
        console.error(error); // the map stays as coarse as it is there
      }
    }
  };

  Object.assign(placesMap, { CELL, FINE_FROM, SKETCH_FROM });
})();

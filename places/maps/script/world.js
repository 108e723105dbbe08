/* The land and borders of the world: TopoJSON, turned into paths. */
(() => {
  "use strict";
  const { worldX, worldY } = placesMap;

  /**
   * TopoJSON -> paths in pixels of zoom 0, where the world is 256 pixels wide.
   * A line is a flat list: x, y, x, y ... Every point of an arc is projected once, however many lines use it.
   */
  function decodeWorld(topology) {
    const arcs = topology.arcs.map((arc) => projected(arc, topology.transform));
    const uses = new Uint8Array(arcs.length);
    const countries = topology.objects.countries.geometries.map((geometry) => {
      for (const number of geometry.arcs.flat(2)) uses[number < 0 ? ~number : number] += 1;
      return country(geometry, arcs);
    });
    // An arc that two countries share is a border, one that has a single owner is a coast.
    const coast = new Path2D();
    const borders = new Path2D();
    arcs.forEach((arc, number) => trace(uses[number] > 1 ? borders : coast, unwrap(arc)));
    return { countries, coast, borders };
  }

  function projected(arc, { scale, translate }) {
    const line = new Float64Array(2 * arc.length);
    let x = 0;
    let y = 0;
    for (let at = 0; at < arc.length; at += 1) {
      x += arc[at][0];
      y += arc[at][1];
      line[2 * at] = worldX(x * scale[0] + translate[0]) * 256;
      line[2 * at + 1] = worldY(y * scale[1] + translate[1]) * 256;
    }
    return line;
  }

  function country(geometry, arcs) {
    const path = new Path2D();
    let left = Infinity;
    let right = -Infinity;
    for (const ring of geometry.arcs.flat()) {
      const line = unwrap(joined(ring, arcs));
      const first = line[0];
      const last = line[line.length - 2];
      // A ring around a pole: close it along the lower edge of the map.
      if (Math.abs(last - first) > 128) line.push(last, 256, first, 256);
      trace(path, line);
      path.closePath();
      for (let at = 0; at < line.length; at += 2) {
        if (line[at] < left) left = line[at];
        if (line[at] > right) right = line[at];
      }
    }
    return { code: geometry.id, place: geometry.properties?.place, path, left: left / 256, right: right / 256 };
  }

  /** The arcs of a ring in one line; one with a negative number runs backwards, and the ends are the same point. */
  function joined(ring, arcs) {
    const line = [];
    for (const number of ring) {
      const arc = arcs[number < 0 ? ~number : number];
      const end = arc.length - 2;
      for (let at = line.length ? 2 : 0; at <= end; at += 2) {
        const from = number < 0 ? end - at : at;
        line.push(arc[from], arc[from + 1]);
      }
    }
    return line;
  }

  /** Let a line run on past the edge of the map instead of jumping to its other side. */
  function unwrap(line) {
    for (let at = 2; at < line.length; at += 2) {
      const turns = Math.round((line[at] - line[at - 2]) / 256);
      if (turns) line[at] -= 256 * turns;
    }
    return line;
  }

  function trace(path, line) {
    path.moveTo(line[0], line[1]);
    for (let at = 2; at < line.length; at += 2) path.lineTo(line[at], line[at + 1]);
  }

  Object.assign(placesMap, { decodeWorld });
})();

/* Lines as places/maps/lines.py writes them, on a grid with a pixel of zoom 10 for a step. */
(() => {
  "use strict";

  const GRID_ZOOM = 10;

  /** Text -> x, y, x, y ... */
  function decodeLine(text) {
    const line = [];
    const at = [0, 0];
    let value = 0;
    let shift = 0;
    for (let position = 0; position < text.length; position += 1) {
      const bits = text.charCodeAt(position) - 63;
      value |= (bits & 31) << shift;
      shift += 5;
      if (bits < 32) {
        const axis = line.length % 2;
        at[axis] += value & 1 ? ~(value >> 1) : value >> 1;
        line.push(at[axis]);
        value = shift = 0;
      }
    }
    return line;
  }

  /** Where lines lie: left, top, right, bottom. */
  function extentOf(lines) {
    const extent = [Infinity, Infinity, -Infinity, -Infinity];
    for (const line of lines) {
      for (let at = 0; at < line.length; at += 2) {
        extent[0] = Math.min(extent[0], line[at]);
        extent[1] = Math.min(extent[1], line[at + 1]);
        extent[2] = Math.max(extent[2], line[at]);
        extent[3] = Math.max(extent[3], line[at + 1]);
      }
    }
    return extent;
  }

  /** Draw rings to be filled. */
  function ringsPath(rings) {
    const path = new Path2D();
    for (const ring of rings) {
      path.moveTo(ring[0], ring[1]);
      for (let at = 2; at < ring.length; at += 2) path.lineTo(ring[at], ring[at + 1]);
      path.closePath();
    }
    return path;
  }

  /** Draw lines to be stroked, without what runs along the edges of `frame` (left, top, right, bottom): cuts, not shores. */
  function linesPath(lines, frame) {
    const path = new Path2D();
    for (const line of lines) {
      path.moveTo(line[0], line[1]);
      for (let at = 2; at < line.length; at += 2) {
        if (frame && alongEdge(line, at, frame)) path.moveTo(line[at], line[at + 1]);
        else path.lineTo(line[at], line[at + 1]);
      }
    }
    return path;
  }

  function alongEdge(line, at, [left, top, right, bottom]) {
    const [x, y, lastX, lastY] = [line[at], line[at + 1], line[at - 2], line[at - 1]];
    return (
      (x <= left && lastX <= left) || (x >= right && lastX >= right) ||
      (y <= top && lastY <= top) || (y >= bottom && lastY >= bottom)
    );
  }

  Object.assign(placesMap, { GRID_ZOOM, decodeLine, extentOf, linesPath, ringsPath });
})();

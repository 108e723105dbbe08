/* Which places of a view get a marker, which are dots, and how far markers are moved apart. */
(() => {
  "use strict";
  const { REACH, encircle, gather, nearestCopy } = placesMap;

  const MARKERS_IN_FULL = 250; // more elements than this make panning sluggish on a phone
  const MARGIN = 60; // pixels around the view in which places are drawn, too

  /** Work out where places stand in the view (px, py), and give those that it shows. */
  function inView(map, places, chosen) {
    const size = map.getSize();
    const width = 256 * 2 ** map.getZoom();
    const centre = map.getCenter().lng;
    const origin = map.getPixelBounds().min;
    return places.filter((place) => {
      place.copy = nearestCopy(place, centre);
      place.px = (place.x + place.copy) * width - origin.x;
      place.py = place.y * width - origin.y;
      place.dx = place.dy = 0;
      const across = place.px > -MARGIN && place.px < size.x + MARGIN;
      const down = place.py > -MARGIN && place.py < size.y + MARGIN;
      return (across && down) || place.id === chosen;
    });
  }

  /** Give the most named places markers; where they would pile up, or lie below circles, leave the others as dots. */
  function thinOut(found, clusters, size, isKept) {
    if (found.length <= MARKERS_IN_FULL && !clusters.length) return { shown: found, dots: [] };
    const shown = [];
    const dots = [];
    const room = Math.min(MARKERS_IN_FULL, Math.max(80, Math.round((size.x * size.y) / 2600)));
    const cells = new Map();
    const cell = 32; // no two radii add up to more
    const key = (x, y) => x * 100003 + y;
    for (const place of found) {
      const column = Math.floor(place.px / cell);
      const row = Math.floor(place.py / cell);
      const touches = (other) =>
        (other.kind === "country") === (place.kind === "country") &&
        Math.hypot(other.px - place.px, other.py - place.py) < other.r + place.r + 1;
      const isCovered = ({ px, py, r }) => Math.hypot(px - place.px, py - place.py) < r + place.r + 1;
      let free = shown.length < room && !clusters.some(isCovered);
      for (let i = -1; free && i <= 1; i += 1) {
        for (let j = -1; free && j <= 1; j += 1) free = !(cells.get(key(column + i, row + j)) || []).some(touches);
      }
      if (!free && !isKept(place)) {
        dots.push(place);
        continue;
      }
      shown.push(place);
      const here = key(column, row);
      if (!cells.has(here)) cells.set(here, []);
      cells.get(here).push(place);
    }
    return { shown, dots };
  }

  /** Move markers that would cover each other a few pixels apart; zoomed in, they stand where they belong. */
  function separate(shown) {
    const crowd = shown.filter((place) => place.kind !== "country");
    crowd.sort((a, b) => a.px - b.px || (a.id < b.id ? -1 : 1));
    const farthest = 2 * (14 + REACH); // the largest radius and the longest shift, of both
    for (let round = 0; round < 6; round += 1) {
      for (let i = 0; i < crowd.length; i += 1) {
        for (let j = i + 1; j < crowd.length && crowd[j].px - crowd[i].px < farthest; j += 1) {
          part(crowd[i], crowd[j], j - i);
        }
      }
    }
    for (const place of crowd) {
      const shift = Math.hypot(place.dx, place.dy);
      if (shift > REACH) {
        place.dx *= REACH / shift;
        place.dy *= REACH / shift;
      }
    }
  }

  function part(a, b, apart) {
    const wanted = 0.7 * (a.r + b.r);
    let x = b.px + b.dx - a.px - a.dx;
    if (x > wanted || x < -wanted) return;
    let y = b.py + b.dy - a.py - a.dy;
    const distance = Math.hypot(x, y);
    if (distance >= wanted) return;
    let length = distance;
    if (distance < 0.01) {
      // In the same spot: part them in a direction that stays the same from draw to draw.
      x = Math.cos(apart * 2.4);
      y = Math.sin(apart * 2.4);
      length = 1;
    }
    const push = (wanted - distance) / length;
    const share = (b.r * b.r) / (a.r * a.r + b.r * b.r); // the smaller gives way
    a.dx -= x * push * share;
    a.dy -= y * push * share;
    b.dx += x * push * (1 - share);
    b.dy += y * push * (1 - share);
  }

  /**
   * Arrange the places of a view: `shown` get markers, `dots` and what `clusters` hold do not; `isKept(place)` must have
   * one. `cells` stand for places that were not sent: they are in circles, `grouped` or not.
   */
  function arrange(map, { places, cells }, chosen, isKept, grouped) {
    const size = map.getSize();
    const found = inView(map, places, chosen);
    const others = inView(map, cells, null);
    const arranged = grouped ? gather(found, others, size, isKept) : leaveAlone(found, others, size, isKept);
    separate(arranged.shown);
    return arranged;
  }

  function leaveAlone(found, cells, size, isKept) {
    const { clusters } = encircle(cells, [], found.filter(isKept));
    return { ...thinOut(found, clusters, size, isKept), clusters };
  }

  Object.assign(placesMap, { arrange });
})();

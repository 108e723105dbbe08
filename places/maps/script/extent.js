/* The part of the world that holds places: on a round earth, the shortest way past them. */
(() => {
  "use strict";

  const MOST_MENTIONS = 0.95; // the map may start without the places of the other mentions
  const WORTH_IT = 0.7; // if what is left is no wider than this, compared with all

  /**
   * Where the map starts: where nearly all mentions are, if that shows them much larger; otherwise,
   * and where the chosen place would be left out, all places.
   */
  function startBounds(places, chosen) {
    const all = shortestArc(places, 1);
    const most = shortestArc(places, MOST_MENTIONS);
    const worthIt = most.east - most.west < WORTH_IT * (all.east - all.west);
    const leftOut = places.some((place) => place.id === chosen && !most.places.includes(place));
    return bounds(worthIt && !leftOut ? most : all);
  }

  function allBounds(places) {
    return bounds(shortestArc(places, 1));
  }

  /**
   * The shortest way along the equator, from west to east and perhaps across the 180° meridian,
   * past places with at least this share of the mentions.
   */
  function shortestArc(places, share) {
    const ring = [...places].sort((a, b) => a.longitude - b.longitude);
    const number = ring.length;
    const weight = (place) => Math.max(place.mentions, 1); // the page of a place shows one that is not named
    const wanted = share * ring.reduce((sum, place) => sum + weight(place), 0);
    const longitude = (at) => ring[at % number].longitude + (at >= number ? 360 : 0);
    let best = null;
    let shortest = Infinity;
    let held = 0;
    let last = -1;
    for (let first = 0; first < number; first += 1) {
      while (held < wanted && last < first + number - 1) {
        last += 1;
        held += weight(ring[last % number]);
      }
      if (held < wanted) break;
      // A map that breaks elsewhere than in the Pacific is unusual: it must be worth it.
      const length = longitude(last) - longitude(first) + (last >= number ? 30 : 0);
      if (length < shortest) {
        shortest = length;
        best = { first, last };
      }
      held -= weight(ring[first]);
    }
    const passed = [];
    for (let at = best.first; at <= best.last; at += 1) passed.push(ring[at % number]);
    return { west: longitude(best.first), east: longitude(best.last), places: passed };
  }

  function bounds({ west, east, places }) {
    const latitudes = places.map((place) => place.latitude);
    return [
      [latitudes.reduce((a, b) => Math.min(a, b)), west],
      [latitudes.reduce((a, b) => Math.max(a, b)), east],
    ];
  }

  Object.assign(placesMap, { startBounds, allBounds });
})();

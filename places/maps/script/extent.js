/* The part of the world that holds places: on a round earth, the shortest way past them. */
(() => {
  "use strict";

  const { worldX, worldY } = placesMap;

  const MOST_MENTIONS = 0.95; // the map may start without the places of the other mentions
  const WORTH_IT = 0.7; // if what is left is no wider than this, compared with all
  const CORE_MENTIONS = 0.9; // and without what is far from the middle of these,
  const WORTH_MORE = 0.5; // if what is left is no larger than this, to the east or to the north
  const FEW = 12; // so few places are all shown
  const MIDDLES = 200; // of so many places, the most named ones, one is the middle

  /**
   * Where the map starts: where nearly all mentions are, if that shows them much larger; otherwise,
   * and where the chosen place would be left out, all places.
   */
  function startBounds(places, chosen) {
    const all = shortestArc(places, 1);
    const isLeftOut = (some) => places.some((place) => place.id === chosen) && !some.some((place) => place.id === chosen);
    let best = all;
    const most = shortestArc(places, MOST_MENTIONS);
    if (most.east - most.west < WORTH_IT * (all.east - all.west) && !isLeftOut(most.places)) best = most;
    if (places.length <= FEW) return bounds(best);
    const core = shortestArc(aroundMiddle(places, CORE_MENTIONS), 1);
    if (reach(core) < WORTH_MORE * reach(best) && !isLeftOut(core.places)) best = core;
    return bounds(best);
  }

  /** The places around the one from which it is not far to all the others: what is named far away does not move it. */
  function aroundMiddle(places, share) {
    const points = places.map((place) => ({ place, at: onSphere(place), weight: weightOf(place) }));
    const wanted = share * points.reduce((sum, { weight }) => sum + weight, 0);
    const named = [...points].sort((a, b) => b.weight - a.weight).slice(0, MIDDLES);
    const toAll = ({ at }) => named.reduce((sum, other) => sum + other.weight * angle(at, other.at), 0);
    const middle = named.map((point) => [toAll(point), point]).reduce((a, b) => (b[0] < a[0] ? b : a))[1];
    const near = points.map((point) => [angle(middle.at, point.at), point]).sort((a, b) => a[0] - b[0]);
    const kept = [];
    let held = 0;
    for (const [, { place, weight }] of near) {
      if (held >= wanted) break;
      kept.push(place);
      held += weight;
    }
    return kept;
  }

  function onSphere({ latitude, longitude }) {
    const [north, east] = [latitude * Math.PI / 180, longitude * Math.PI / 180];
    return [Math.cos(north) * Math.cos(east), Math.cos(north) * Math.sin(east), Math.sin(north)];
  }

  function angle(a, b) {
    return Math.acos(Math.max(-1, Math.min(1, a[0] * b[0] + a[1] * b[1] + a[2] * b[2])));
  }

  /** How large a map is that shows some places, to the east or to the north, as a share of the world. */
  function reach(arc) {
    const [[south, west], [north, east]] = bounds(arc);
    return Math.max(worldX(east) - worldX(west), worldY(south) - worldY(north));
  }

  /** The page of a place shows one that is not named. */
  function weightOf(place) {
    return Math.max(place.mentions, 1);
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
    const wanted = share * ring.reduce((sum, place) => sum + weightOf(place), 0);
    const longitude = (at) => ring[at % number].longitude + (at >= number ? 360 : 0);
    let best = null;
    let shortest = Infinity;
    let held = 0;
    let last = -1;
    for (let first = 0; first < number; first += 1) {
      while (held < wanted && last < first + number - 1) {
        last += 1;
        held += weightOf(ring[last % number]);
      }
      if (held < wanted) break;
      // A map that breaks elsewhere than in the Pacific is unusual: it must be worth it.
      const length = longitude(last) - longitude(first) + (last >= number ? 30 : 0);
      if (length < shortest) {
        shortest = length;
        best = { first, last };
      }
      held -= weightOf(ring[first]);
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

/* Where a point of the earth is: in the world from 0 to 1, and on a map that is about to move. */
window.placesMap = {};

(() => {
  "use strict";

  /** Web Mercator, the whole world from 0 to 1. */
  function worldX(longitude) {
    return (longitude + 180) / 360;
  }

  function worldY(latitude) {
    const sine = Math.sin((Math.max(-85.0511, Math.min(85.0511, latitude)) * Math.PI) / 180);
    return 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI);
  }

  /** The point of the earth there; the way back from the two above. */
  function onEarth(x, y) {
    return { latitude: (Math.atan(Math.sinh(Math.PI * (1 - 2 * y))) * 180) / Math.PI, longitude: 360 * x - 180 };
  }

  /** The copy of the world on which a place is nearest to the middle of the map. */
  function nearestCopy(place, centre) {
    return Math.round(worldX(centre) - place.x);
  }

  function latLng(map, place) {
    return [place.latitude, place.longitude + 360 * nearestCopy(place, map.getCenter().lng)];
  }

  /** Where a point will stand in its pane at the end of an animated zoom. */
  function layerPointAfter(map, at, zoom, centre) {
    const shift = L.DomUtil.getPosition(map.getPane("mapPane"));
    const origin = map.project(centre, zoom).subtract(map.getSize().divideBy(2)).add(shift).round();
    return map.project(at, zoom).subtract(origin);
  }

  /** Whether two boxes (left, top, right, bottom) have anything in common. */
  function overlap(a, b) {
    return a[0] < b[2] && a[2] > b[0] && a[1] < b[3] && a[3] > b[1];
  }

  function pane(map, name, zIndex) {
    const element = map.getPane(name) || map.createPane(name);
    element.style.zIndex = zIndex;
    return element;
  }

  const reducedMotion = window.matchMedia("(prefers-reduced-motion: reduce)");

  Object.assign(placesMap, { worldX, worldY, onEarth, nearestCopy, latLng, layerPointAfter, overlap, pane, reducedMotion });
})();

/* The circle around a place that what is shown lies in. */
(() => {
  "use strict";
  const { pane } = placesMap;

  placesMap.Circle = class {
    constructor(map) {
      this.map = map;
      this.told = "";
      pane(map, "outlines", 300).style.pointerEvents = "none";
    }

    /** `around` is latitude, longitude, kilometres; null for no circle. */
    show(around) {
      const told = JSON.stringify(around);
      if (told === this.told) return;
      this.told = told;
      this.drawn?.remove();
      this.drawn = around && this.make(around).addTo(this.map);
    }

    make([latitude, longitude, kilometres]) {
      const look = { pane: "outlines", interactive: false, className: "places-circle", weight: 1.6, dashArray: "6 5" };
      return L.circle([latitude, longitude], { ...look, radius: 1000 * kilometres });
    }

    remove() {
      this.drawn?.remove();
    }
  };
})();

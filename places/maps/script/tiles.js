/* Map tiles over our own land: a host that does not answer takes nothing away. */
(() => {
  "use strict";

  const FAILURES = 8; // after so many tiles without one that came, the host is left alone

  placesMap.Tiles = class {
    constructor(map) {
      this.map = map;
      this.layer = null;
      this.wanted = "";
      this.before = { zoomSnap: map.options.zoomSnap, maxZoom: map.getMaxZoom() };
      map.on("zoomend", this.snap, this);
    }

    show(tiles) {
      const wanted = tiles ? JSON.stringify(tiles) : "";
      if (wanted === this.wanted) return;
      this.wanted = wanted;
      this.layer?.remove();
      this.layer = tiles && this.make(tiles).addTo(this.map);
      this.map.getContainer().classList.toggle("tiled", Boolean(tiles));
      this.map.getContainer().classList.toggle("photographed", Boolean(tiles?.photographs));
      this.map.setMaxZoom(tiles ? tiles.maxZoom : this.before.maxZoom);
      this.snap();
    }

    make({ url, ...options }) {
      const layer = L.tileLayer(url, options);
      let failures = 0;
      layer.on("tileload", () => { failures = -Infinity; });
      layer.on("tileerror", () => {
        failures += 1;
        if (failures > FAILURES) layer.remove();
      });
      return layer;
    }

    /** Whether tiles cover the land at this zoom. */
    isShown() {
      return Boolean(this.layer && this.map.hasLayer(this.layer) && this.map.getZoom() >= this.layer.options.minZoom);
    }

    /** Our land can be drawn at any zoom; tiles are only sharp at whole ones. */
    snap() {
      const tiled = this.layer && this.map.getZoom() >= this.layer.options.minZoom;
      L.setOptions(this.map, { zoomSnap: tiled ? 1 : this.before.zoomSnap });
    }

    remove() {
      this.show(null);
      this.map.off("zoomend", this.snap, this);
    }
  };
})();

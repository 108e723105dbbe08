/* A canvas that covers the view and some of what lies around it, and moves and scales with the map. */
(() => {
  "use strict";
  const { layerPointAfter } = placesMap;

  /**
   * `draw(context, origin, size, zoom, ratio)` paints it: `origin` is its corner in pixels of the world at this
   * zoom, `ratio` how many pixels of the screen make one. Its owner calls paint() when the map rests or something
   * has changed; only where a long drag leaves the painted part it paints itself.
   */
  placesMap.PaintedCanvas = L.Layer.extend({
    initialize(draw, options) {
      L.setOptions(this, options); // pane; padding, as a share of the view
      this.draw = draw;
    },
    onAdd(map) {
      this.map = map;
      this.canvas = L.DomUtil.create("canvas", "leaflet-zoom-animated", this.getPane());
    },
    onRemove() {
      this.canvas.remove();
      this.bounds = null;
    },
    getEvents() {
      return {
        move: this.follow,
        zoom: () => this.scale(this.map.getCenter(), this.map.getZoom()),
        zoomanim: ({ center, zoom }) => this.scale(center, zoom),
      };
    },
    paint() {
      const { map, canvas } = this;
      const margin = map.getSize().multiplyBy(this.options.padding).round();
      const size = map.getSize().add(margin.multiplyBy(2));
      const corner = map.containerPointToLayerPoint(margin.multiplyBy(-1)).round();
      this.bounds = L.bounds(corner, corner.add(size));
      this.zoom = map.getZoom();
      this.centre = map.getCenter();
      this.fromCentre = corner.subtract(map.latLngToLayerPoint(this.centre));
      const ratio = window.devicePixelRatio || 1;
      canvas.width = Math.round(size.x * ratio); // setting it clears it
      canvas.height = Math.round(size.y * ratio);
      canvas.style.width = `${size.x}px`;
      canvas.style.height = `${size.y}px`;
      L.DomUtil.setPosition(canvas, corner);
      this.draw(canvas.getContext("2d"), corner.add(map.getPixelOrigin()), size, this.zoom, ratio);
    },
    scale(centre, zoom) {
      if (!this.bounds) return;
      const scale = this.map.getZoomScale(zoom, this.zoom);
      const corner = layerPointAfter(this.map, this.centre, zoom, centre).add(this.fromCentre.multiplyBy(scale));
      L.DomUtil.setTransform(this.canvas, corner, scale);
    },
    follow() {
      if (!this.bounds || this.map.getZoom() !== this.zoom) return;
      const corner = this.map.containerPointToLayerPoint([0, 0]);
      if (!this.bounds.contains(L.bounds(corner, corner.add(this.map.getSize())))) this.paint();
    },
  });
})();

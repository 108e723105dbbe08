/* What a visitor does with pointer and keys, passed on: `choose(id or null)`, `point(latlng)` and the tooltip of `controls`. */
(() => {
  "use strict";
  const { reducedMotion } = placesMap;

  const STEP = 80; // pixels that an arrow key moves the map
  const SECOND_CLICK = 220; // milliseconds in which a second click makes a double click

  placesMap.Input = class {
    constructor(map, { markers, controls, outlines, areaAt, chosen, choose, open, keepTo, point }) {
      Object.assign(this, { map, markers, controls, outlines, areaAt, chosen, choose, open, keepTo, point });
      markers.groups.open = open;
      this.clearing = 0;
      this.resting = null; // what the pointer did last, while it is over the map
      this.stop = new AbortController();
      map.on(this.ofTheMap(), this);
      const container = map.getContainer();
      const { signal } = this.stop;
      container.addEventListener("focusin", (event) => this.onFocus(event), { signal });
      container.addEventListener("focusout", () => this.leave(), { signal });
      container.addEventListener("keydown", (event) => this.onKey(event), { signal });
    }

    ofTheMap() {
      return {
        mouseout: this.leave, mousemove: this.onPointer, click: this.onClick, dblclick: this.onDoubleClick,
        landready: this.lookAgain, areasready: this.lookAgain,
      };
    }

    /** What the pointer rests on is known only now. */
    lookAgain() {
      if (!this.resting || !this.controls.tip.hidden) return;
      const { containerPoint } = this.resting;
      this.onPointer({ ...this.resting, latlng: this.map.containerPointToLatLng(containerPoint) });
    }

    onPointer(event) {
      this.resting = event;
      const place = this.markers.at(event.containerPoint, event.originalEvent.target);
      const cluster = place ? null : this.markers.clusterAt(event.containerPoint);
      const area = place || cluster ? null : this.areaAt(event.latlng);
      this.map.getContainer().classList.toggle("over-place", Boolean(place || cluster || area));
      this.outlines.point(place);
      if (place) this.controls.showTip(place);
      else if (cluster) this.controls.showClusterTip(cluster);
      else if (area?.tooltip) this.controls.showAreaTip(area, event.containerPoint);
      else this.controls.hideTip();
    }

    leave() {
      this.resting = null;
      this.controls.hideTip();
      this.outlines.point(null);
    }

    onClick(event) {
      const place = this.markers.at(event.containerPoint, event.originalEvent.target);
      clearTimeout(this.clearing);
      const cluster = place ? null : this.markers.clusterAt(event.containerPoint);
      if (place) this.choose(place.id);
      else if (cluster) this.open(cluster);
      // The first click of two that zoom in is not meant to clear anything.
      else this.clearing = setTimeout(() => this.onGround(event), SECOND_CLICK);
    }

    onGround({ latlng, containerPoint }) {
      const area = this.areaAt(latlng);
      if (area && area.id !== this.chosen()) {
        if (area.place) this.choose(area.id);
        else this.keepTo(area.id);
        if (area.tooltip) this.controls.showAreaTip(area, containerPoint);
        return;
      }
      if (this.chosen() !== null) this.choose(null);
      this.point(latlng);
    }

    onDoubleClick() {
      clearTimeout(this.clearing);
    }

    onFocus({ target }) {
      if (!target.place && !target.cluster) return;
      this.markers.setStop(target);
      if (!target.matches(":focus-visible")) return;
      if (target.cluster) {
        this.controls.showClusterTip(target.cluster);
        return;
      }
      this.controls.showTip(target.place);
      this.outlines.point(target.place);
    }

    onKey(event) {
      if (event.ctrlKey || event.metaKey || event.altKey || !this.act(event)) return;
      event.preventDefault();
      event.stopPropagation();
    }

    /** Do what a key means, and tell whether it means something. */
    act({ key, target }) {
      const { place, cluster } = target;
      const stop = place ?? cluster;
      const ways = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
      if (place && (key === "Enter" || key === " ")) this.choose(place.id);
      else if (cluster && (key === "Enter" || key === " ")) this.open(cluster);
      else if (key === "Escape" && this.controls.tip.place) this.controls.hideTip();
      else if (key === "Escape" && this.chosen() !== null) this.choose(null);
      // Leaflet itself listens only while the map, not a marker in it, has the focus.
      else if (stop && ways[key]) this.goOn(target, ways[key]);
      else if (stop && key === "+") this.map.zoomIn();
      else if (stop && key === "-") this.map.zoomOut();
      else return false;
      return true;
    }

    /** Go to the next marker or circle in a direction; where there is none in sight, move the map that way. */
    goOn(from, way) {
      const next = this.markers.next(from, way);
      if (next) next.focus({ preventScroll: true });
      else this.map.panBy([STEP * way[0], STEP * way[1]], { animate: !reducedMotion.matches });
    }

    remove() {
      clearTimeout(this.clearing);
      this.map.off(this.ofTheMap(), this);
      this.stop.abort();
    }
  };
})();

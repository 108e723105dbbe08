/* Where the map looks: at first, when the page sends it elsewhere, and when the visitor has moved it. */
(() => {
  "use strict";
  const { allBounds, latLng, reducedMotion, startBounds } = placesMap;

  const ACROSS = 0.4; // of the width of the map: what is wider lies across it
  const NOTE = 46; // pixels for the note below it
  const MOST_COVERED = 0.6; // of the height
  const VIEW_DELAY = 700; // milliseconds of rest before a view is told

  placesMap.View = class {
    /**
     * `onLook()` is called when the visitor has moved the map and it has come to rest elsewhere; `covered()` tells
     * which boxes of it are covered: left, top, right, bottom.
     */
    constructor(map, onLook, covered) {
      this.map = map;
      this.onLook = onLook;
      this.covered = covered;
      this.started = false; // has a start view
      this.given = false; // it was the page's
      this.moved = false; // the visitor has moved the map: from then on it is theirs
      this.begun = false; // a move has begun; one that only ends is Leaflet's own, after the frame's size has changed
      this.quiet = 0; // moves under way that are ours, not the visitor's
      this.reported = []; // the last view that was told or set: latitude, longitude, zoom
      this.timer = 0;
      map.on("movestart", this.onMoveStart, this);
      map.on("moveend", this.onMoveEnd, this);
    }

    start(data, places) {
      this.data = data;
      const size = this.map.getSize();
      if (!size.x || !size.y) return;
      this.quietly(() => {
        if (data.fit) this.keepToOneWorld();
        if (data.view) this.map.setView(data.view.slice(0, 2), data.view[2], { animate: false });
        else if (data.fit && places.length) this.fitMost(places, data.chosen, false);
        else if (data.fit) this.map.setView([25, 15], this.map.getMinZoom(), { animate: false });
      });
      this.reported = this.asList();
      if (!this.started) this.given = Boolean(data.view);
      this.started = true;
    }

    /** Follow the page: until the visitor moves the map, it fits what it shows and whatever size it gets. */
    follow(data, places) {
      const before = this.data;
      this.data = data;
      if (!this.started) this.start(data, places);
      else if (data.view && JSON.stringify(data.view) !== JSON.stringify(before.view) && !this.isReported(data.view)) {
        this.quietly(() => this.map.setView(data.view.slice(0, 2), data.view[2], { animate: false }));
        this.reported = data.view;
        this.moved = true;
      } else if (data.fitFor !== before.fitFor) this.fitAll(places);
      else if (this.isLeftBehind(before, data, places)) this.fitMost(places, data.chosen, !reducedMotion.matches);
    }

    /** Whether a map beside a text was turned to a place, or wide enough for it, that is gone from it now. */
    isLeftBehind(before, data, places) {
      if (data.viewParameter || data.view || !data.fit || !before.chosen || !places.length) return false;
      return !places.some((place) => place.id === before.chosen);
    }

    fitMost(places, chosen, animate) {
      this.map.fitBounds(startBounds(places, chosen), { ...this.paddings(), maxZoom: 7, animate });
    }

    resize(data, places) {
      this.quietly(() => this.map.invalidateSize({ animate: false, pan: this.started }));
      if (!this.moved || !this.started) this.start(data, places);
      else if (data.fit) this.quietly(() => this.keepToOneWorld());
    }

    fitAll(places) {
      if (!places.length) return;
      const animate = !reducedMotion.matches;
      this.map.fitBounds(allBounds(places), { ...this.paddings(), maxZoom: 7, animate });
    }

    /** Show places and cells that a circle stood for, at least one zoom nearer. */
    open(members) {
      const bounds = L.latLngBounds(allBounds(members.flatMap((member) => member.corners ?? [member])));
      const zoom = this.map.getBoundsZoom(bounds, false, L.point(80, 80));
      const nearer = Math.max(this.map.getZoom() + 1, Math.min(zoom, this.map.getZoom() + 4));
      this.map.setView(bounds.getCenter(), Math.min(nearer, this.map.getMaxZoom()), { animate: !reducedMotion.matches });
    }

    /** Show the whole shape of a place that is alone on its map, as long as the visitor has not moved it. */
    showAlone(bounds, data, places) {
      if (places.length !== 1 || !this.started || this.moved || !data.fit || data.view) return;
      this.quietly(() => this.map.fitBounds(bounds, { ...this.paddings(), maxZoom: 9, animate: false }));
      this.reported = this.asList();
    }

    /** How far from the edges places stay, and on a narrow map from what lies across its top and its bottom. */
    paddings() {
      const size = this.map.getSize();
      const side = Math.min(70, size.x * 0.09);
      const edge = Math.min(46, size.y * 0.09);
      let [top, bottom] = [edge, edge + 30];
      for (const [left, upper, right, lower] of this.covered()) {
        if (right - left < ACROSS * size.x) continue;
        if (lower < size.y / 2) top = Math.max(top, lower + NOTE);
        else bottom = Math.max(bottom, size.y - upper + 12);
      }
      if (top + bottom > MOST_COVERED * size.y) [top, bottom] = [edge, edge + 30];
      return { paddingTopLeft: [side, top], paddingBottomRight: [side, bottom] };
    }

    bringIntoView(place) {
      const size = this.map.getSize();
      const point = this.map.latLngToContainerPoint(latLng(this.map, place));
      const edge = Math.min(40, size.x / 8, size.y / 8);
      const isInside = point.x > edge && point.x < size.x - edge && point.y > edge && point.y < size.y - edge;
      const isUnder = ([left, top, right, bottom]) =>
        point.x > left && point.x < right && point.y > top && point.y < bottom;
      if (isInside && !this.covered().some(isUnder)) return;
      // An animated pan ends later, but it begins here: the moveend that it ends with is ours too.
      this.quiet += 1;
      this.map.once("moveend", () => {
        this.quiet -= 1;
        this.turned();
      });
      this.map.panTo(latLng(this.map, place), { animate: !reducedMotion.matches, duration: 0.5 });
    }

    /** It looks elsewhere now, as the page asked: the page need not hear of it, but its address must say so. */
    turned() {
      this.moved = true;
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.data.viewParameter && this.writeUrl(), VIEW_DELAY);
    }

    /** No farther out than one world across the map. */
    keepToOneWorld() {
      const size = this.map.getSize();
      const snap = this.map.options.zoomSnap || 1;
      const lowest = Math.ceil(Math.log2(Math.max(size.x, size.y, 256) / 256) / snap) * snap;
      if (this.map.getZoom() < lowest) this.map.setZoom(lowest, { animate: false });
      this.map.setMinZoom(lowest);
    }

    quietly(move) {
      this.quiet += 1;
      try {
        move();
      } finally {
        this.quiet -= 1;
      }
    }

    onMoveStart() {
      this.begun = true;
    }

    onMoveEnd() {
      const { begun } = this;
      this.begun = false;
      if (!this.started || this.quiet || !begun) return;
      this.moved = true;
      clearTimeout(this.timer);
      this.timer = setTimeout(() => {
        const isNews = !this.isReported(this.asList());
        if (this.data.viewParameter) this.writeUrl();
        // Where not every place was sent, the page has others to send, whatever its address says.
        if ((isNews && this.data.cells.length) || !this.isReported(this.asList())) this.onLook();
      }, VIEW_DELAY);
    }

    current() {
      const { lat, lng } = this.map.getCenter().wrap();
      const zoom = Number(this.map.getZoom().toFixed(2));
      return { center: [Number(lat.toFixed(4)), Number(lng.toFixed(4))], zoom };
    }

    /** What is in sight: south, west, north, east; the longitudes go on beyond 180. */
    box() {
      const bounds = this.map.getBounds();
      const north = Math.min(90, bounds.getNorth());
      return [Math.max(-90, bounds.getSouth()), bounds.getWest(), north, bounds.getEast()];
    }

    asList() {
      const { center, zoom } = this.current();
      return [...center, zoom];
    }

    /** Give the view, which whoever asked will tell: it is no news any more. */
    report() {
      clearTimeout(this.timer);
      this.reported = this.asList();
      return this.current();
    }

    /** Whether a view is the last one that was told, as far as the two decimals of a URL can tell. */
    isReported(view) {
      return view.every((value, at) => Math.abs(value - this.reported[at]) < 0.0051);
    }

    /** Let the address of the page follow the map without a run of its script, which reads it in its next one. */
    writeUrl() {
      const { center, zoom } = this.current();
      try {
        const page = window.parent;
        const address = new URL(page.location.href);
        const view = `${center[0].toFixed(2)},${center[1].toFixed(2)},${zoom}`;
        address.searchParams.set(this.data.viewParameter, view);
        page.history.replaceState(page.history.state, "", address.href.replaceAll("%2C", ","));
        this.reported = [...center, zoom];
      } catch {
        // a page of another origin keeps its address
      }
    }

    remove() {
      clearTimeout(this.timer);
      this.map.off("movestart", this.onMoveStart, this);
      this.map.off("moveend", this.onMoveEnd, this);
    }
  };
})();

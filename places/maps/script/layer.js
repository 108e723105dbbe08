/*
 * The places as a Leaflet layer: placesMap.placesLayer(data), `data` as `PlacesLayer` of places/maps/layers.py writes it.
 *
 * The layer fires, beside what Leaflet fires:
 *   choose  {place: id, center, zoom}    a visitor has chosen a place
 *   clear   {place: null, center, zoom}  and given up the choice
 *   look    {place, center, zoom}        and moved the map, which has come to rest
 *   point   {place, point, center, zoom} and clicked where no place is, at [latitude, longitude]
 *   within  {place, box, center, zoom}   and asked for what is in sight alone: south, west, north, east in degrees
 *   clusters {place, clusters, center, zoom} and asked for circles where places are many, or for each of them
 *   area    {place, area, center, zoom}  and clicked on a shaded area that is no place of the map: the id of its place
 *   click   {latlng, place}              with each choice; its source has the name as tooltip and the id as popup,
 *                                        which is what streamlit-folium tells of something that was clicked
 */
(() => {
  "use strict";
  const {
    Circle, Company, Controls, Input, Markers, MANY, Outlines, View, dress, countPlaces, fetchJson, fillFrame, isGrouped, keeping, label, landDrawn,
    landSettled, markerBox, readCells, readColours, readKnown, readPlaces, shadedAreaAt, whenStyled,
  } = placesMap;

  const AWAITED = 4000; // milliseconds in which the page confirms a choice that was made here

  /** All that one map shows of places; the layer that is on the map says what. */
  class Stage {
    constructor(map) {
      this.map = map;
      this.data = null; // what is shown
      this.wanted = null; // what was last asked for; shown once its places are there
      this.known = []; // one object a place that may be drawn, in the order in which they came
      this.knownFrom = null; // where they were fetched
      this.fetching = null; // what is being fetched
      this.places = []; // those that are drawn now, most mentions first
      this.cells = []; // what stands for places that were not sent
      this.chosen = null;
      this.grouped = null; // whether many places come together: as a visitor wants it, null for as it comes
      this.awaited = null; // a choice made here that the page has not confirmed yet
      this.markers = new Markers(map);
      this.company = new Company(map);
      this.view = new View(map, () => this.tell("look"), () => this.controls.covered());
      this.controls = new Controls(
        map,
        () => this.view.fitAll(this.things()),
        () => this.tell("within", { box: this.view.box() }),
        () => this.regroup(),
      );
      this.circle = new Circle(map);
      this.outlines = new Outlines(map, (bounds) => this.view.showAlone(bounds, this.data, this.things()));
      this.input = new Input(map, {
        markers: this.markers,
        controls: this.controls,
        outlines: this.outlines,
        areaAt: (latlng) => this.areaAt(latlng),
        chosen: () => this.chosen,
        choose: (id) => this.choose(id),
        open: (cluster) => this.view.open(cluster.members),
        keepTo: (area) => this.tell("area", { area }),
        point: (latlng) => this.point(latlng.wrap()),
      });
      map.on("moveend", this.refresh, this);
      map.on("landready", this.markPainted, this);
      map.on("layeradd", this.onCredits, this);
      document.fonts.addEventListener("loadingdone", this.refreshed);
      this.sizes = new ResizeObserver(() => {
        if (!this.data) return;
        this.view.resize(this.data, this.things());
        this.refresh();
      });
      this.sizes.observe(map.getContainer());
    }

    refreshed = () => this.refresh();

    /** Show what a layer says: at once, or when the browser has fetched the places. */
    show(layer, data) {
      this.layer = layer;
      this.wanted = data;
      if (typeof data.places !== "string") {
        this.knownFrom = null;
        this.known = readKnown(data.places, data.kindNames);
        this.draw(data);
      } else if (data.places === this.knownFrom) this.draw(data);
      else if (data.places !== this.fetching) this.fetch(data.places);
    }

    async fetch(url) {
      this.fetching = url;
      try {
        const columns = await fetchJson(url);
        if (this.wanted.places !== url) return; // other places are wanted by now
        this.known = readKnown(columns, this.wanted.kindNames);
        this.knownFrom = url;
        this.draw(this.wanted);
      } catch (error) {
        console.error(error);
      } finally {
        if (this.fetching === url) this.fetching = null; // the next change asks again
      }
    }

    draw(data) {
      dress(this.map, data.theme);
      this.map.getContainer().setAttribute("role", "region");
      this.map.getContainer().setAttribute("aria-label", data.texts.title);
      if (data.fill) fillFrame(this.map, data.texts);
      whenStyled(this.map, () => {
        if (data === this.wanted) this.drawStyled(data);
      });
    }

    drawStyled(data) {
      const isFirst = !this.data;
      if (isFirst || this.data.theme !== data.theme) this.markers.colours = readColours(this.map);
      if (isFirst || data.clusters !== this.data.clusters) this.grouped = data.clusters;
      this.data = data;
      this.places = readPlaces(this.known, data);
      this.cells = readCells(this.known, data);
      this.controls.show(data, this.places);
      const turnTo = this.followChoice(data.chosen);
      if (isFirst && data.fill) this.view.quietly(() => this.map.invalidateSize({ animate: false, pan: false }));
      this.circle.show(data.around);
      this.view.follow(data, this.things());
      this.refresh();
      if (turnTo && !isFirst) this.view.bringIntoView(turnTo);
    }

    /** What was clicked here holds until the page has heard of it, or does not answer. */
    followChoice(asked) {
      if (this.awaited && this.awaited.id !== asked && Date.now() < this.awaited.until) return null;
      const isNews = this.chosen !== asked;
      this.chosen = asked;
      this.awaited = null;
      return isNews && this.places.find((place) => place.id === asked);
    }

    /** Work out what the view shows, and change the page to it. */
    refresh() {
      if (!this.data || !this.view.started) return;
      const { cells, chosen, controls, data, map, markers, places } = this;
      const size = map.getSize();
      const taken = controls.covered(); // read before anything is written, or the browser lays out twice
      this.covered = String(taken);
      const family = getComputedStyle(map.getContainer()).fontFamily;
      const things = this.things();
      const grouped = isGrouped(this.grouped, things);
      controls.showGrouping(grouped, countPlaces(things) > MANY);
      markers.draw({ places, cells }, chosen, data.texts, grouped);
      const lines = data.chosen === chosen ? data.lines : []; // what they belong to has been told
      this.company.show({ places, chosen, lines, colour: markers.colours.city });
      this.outlines.show({
        source: data.outlines, colours: markers.colours, chosen: places.find((place) => place.id === chosen) ?? null,
      });
      const labelled = label(markers, { size, chosen, language: data.texts.language, family, taken });
      const rings = markers.shown.filter((place) => place.kind === "country").map(markerBox);
      map.fire("placesarranged", { taken: [...labelled, ...rings] });
      if (controls.tip.place && !markers.nodes.has(controls.tip.place.id)) controls.hideTip();
      const isInSight = ({ px, py }) => px >= 0 && px <= size.x && py >= 0 && py <= size.y;
      const inSight = (some) => countPlaces(some.filter(isInSight));
      const dots = inSight(markers.dots);
      const held = inSight(markers.clusters.flatMap(({ members }) => members));
      // Where the visitor has moved the map or a link led, places outside are no news, unless none is in sight.
      const seen = dots + inSight(markers.shown) + held;
      const outside = seen && (this.view.moved || this.view.given) ? 0 : countPlaces(things) - seen;
      controls.tell({ dots, held, outside });
      this.markPainted();
    }

    /** Once a layer is there, its credits are: what lies beside them on the map has made room. */
    onCredits({ layer }) {
      if (layer.getAttribution?.() && String(this.controls.covered()) !== this.covered) this.refresh();
    }

    /** Tell tools that measure when land and places were first painted (User Timing, "places-painted"). */
    markPainted() {
      if (this.painted || !this.view.started || !landSettled(this.map)) return;
      this.painted = true;
      requestAnimationFrame(() =>
        setTimeout(() => {
          performance.mark("places-painted"); // after the frame
          this.map.fire("placespainted");
        }),
      );
    }

    /** All that there is: places, and cells that stand for others. */
    things() {
      return [...this.places, ...this.cells];
    }

    /** Let places come together, or stand alone where they do. */
    regroup() {
      this.grouped = !isGrouped(this.grouped, this.things());
      this.refresh();
      this.tell("clusters", { clusters: this.grouped });
    }

    choose(id) {
      this.chosen = id;
      this.controls.hideTip();
      this.refresh();
      this.awaited = { id, until: Date.now() + AWAITED };
      this.tell(id === null ? "clear" : "choose");
      const place = this.places.find((each) => each.id === id);
      if (place) this.layer.fire("click", clicked(place));
    }

    /** The shaded area at a point: its id, the place of the map that it is, and what a tooltip says; null where none is. */
    areaAt(latlng) {
      const area = shadedAreaAt(this.map, latlng);
      if (!area) return null;
      const place = this.places.find((each) => each.id === area.id) ?? null;
      return place || area.tooltip ? { ...area, place } : null;
    }

    point({ lat, lng }) {
      this.tell("point", { point: [lat, lng] });
    }

    tell(event, more = {}) {
      this.layer.fire(event, { place: this.chosen, ...more, ...this.view.report() });
    }

    remove() {
      this.map.off("moveend", this.refresh, this);
      this.map.off("landready", this.markPainted, this);
      this.map.off("layeradd", this.onCredits, this);
      document.fonts.removeEventListener("loadingdone", this.refreshed);
      this.sizes.disconnect();
      for (const part of [this.input, this.controls, this.company, this.markers, this.circle, this.outlines, this.view]) part.remove();
    }
  }

  function span(text) {
    const element = document.createElement("span");
    element.textContent = text;
    return element;
  }

  function clicked(place) {
    const latlng = L.latLng(place.latitude, place.longitude);
    // streamlit-folium reads a tooltip as HTML, so a name goes there escaped.
    const sourceTarget = L.marker(latlng).bindTooltip(span(place.name).innerHTML).bindPopup(span(place.id));
    return { latlng, place: place.id, sourceTarget };
  }

  const stages = keeping((map) => new Stage(map));

  const PlacesLayer = L.FeatureGroup.extend({
    initialize(data) {
      L.FeatureGroup.prototype.initialize.call(this, [], { attribution: "GeoNames" });
      this.data = data;
    },
    onAdd(map) {
      L.FeatureGroup.prototype.onAdd.call(this, map);
      stages.take(map, this).show(this, this.data);
      placesMap.leaflet = map;
    },
    onRemove(map) {
      L.FeatureGroup.prototype.onRemove.call(this, map);
      stages.release(map, this);
    },
  });

  placesMap.placesLayer = (data) => new PlacesLayer(data);

  /** What is drawn on the map that places were last shown on, for tests and tools. */
  placesMap.markers = () => {
    const { chosen, markers } = stages.on(placesMap.leaflet);
    const row = (drawn) => ({ id, name, kind, mentions, unsure, px, py }) => ({
      id, name, kind, mentions, unsure, x: px, y: py, drawn, chosen: id === chosen,
    });
    return [...markers.shown.map(row("marker")), ...markers.dots.map(row("dot"))];
  };
  /** The circles that stand for several places: how many, and where in the map they are. */
  placesMap.clusters = () =>
    stages.on(placesMap.leaflet).markers.clusters.map(({ number, px, py }) => ({ number, x: px, y: py }));
  /** The ids of the places whose shapes are drawn. */
  placesMap.outlines = () => stages.on(placesMap.leaflet).outlines.drawn().map((place) => place.id);
  /** The lines that are drawn from the chosen place: place id, weight, whether drawn through. */
  placesMap.lines = () => stages.on(placesMap.leaflet).company.lines;
  placesMap.view = () => stages.on(placesMap.leaflet).view.current();
  Object.defineProperty(placesMap, "painted", {
    get: () => Boolean(placesMap.leaflet && stages.on(placesMap.leaflet)?.painted && landDrawn(placesMap.leaflet)),
  });
})();

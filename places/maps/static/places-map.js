/*
 * A map of places on Leaflet: our own land and borders below, one marker a place above.
 *
 *   placesMap.create(id, options)   makes the map in the element `id` and gives Leaflet's map
 *   placesMap.update(data)          shows these places, replacing those before
 *   placesMap.markers()             what is drawn now, for tests
 *   placesLayer(data)               update() for streamlit-folium, which wants a layer back
 *
 * `data` is what places/maps/layer.py writes. `options`, all optional: `world`, the base map,
 * fetched from beside this file where it is not given; `css`, style sheets to load; `font`, the URL
 * of a font; `fill`, take the whole frame; `onEvent`, called instead of Streamlit with
 * {event: "place" | "clear" | "view", place, count, center, zoom}.
 * Names come from articles and gazetteers: they reach the page as text, never as HTML.
 *
 * At most a few hundred markers are elements of the page, with shape, label and keyboard focus;
 * the rest are dots on one canvas until one zooms in. The map stays when data changes, and a
 * marker that is in both the old and the new data stays the same element.
 */
(() => {
  "use strict";

  const MARKERS_IN_FULL = 250; // more elements than this make panning sluggish on a phone
  const REACH = 12; // pixels from a marker's centre that still hit it: a target of 24 px
  const DOT = 2.1; // radius of the dot that stands for a place without a marker
  const MOST_MENTIONS = 0.95; // the map may start without the places of the other mentions
  const WORTH_IT = 0.7; // if what is left is no wider than this, compared with all
  const VIEW_DELAY = 700; // milliseconds of rest before a view is reported

  const settings = { world: null, css: [], font: null, fill: false, onEvent: null };
  const ownUrl = document.currentScript && document.currentScript.src; // empty in an offline page
  const reducedMotion = window.matchMedia("(prefers-reduced-motion: reduce)");

  let map = null;
  let data = null; // as update() got it
  let latest = null; // as update() got it last; shown once its places are there
  let known = []; // one object a place that may be drawn, in the order in which they came
  let knownFrom = null; // where they were fetched
  let fetching = null; // what is being fetched
  let places = []; // those that are drawn now, most mentions first
  let byId = new Map();
  let nodes = new Map(); // place id -> element, for the places that have a marker
  let shown = []; // places with a marker, in the order of `places`
  let dots = []; // places in view without one
  let chosen = null;
  let awaited = null; // a choice made here that Python has not confirmed yet
  let world = null; // the decoded base map
  let baseCanvas = null;
  let dotCanvas = null;
  let markerPane = null;
  let countryPane = null;
  let tip = null;
  let legend = null;
  let note = null;
  let buttons = [];
  let tileLayer = null;
  let styled = false; // has its style sheets; before that, whatever is drawn is drawn again
  let started = false; // has a start view
  let worldSettled = false; // the base map is here, or is known not to come
  let painted = false; // land and places have been painted once
  let moved = false; // the visitor has moved the map: from then on it is theirs
  let quiet = 0; // moves under way that are ours, not the visitor's
  let reported = []; // the last view that was reported or set: latitude, longitude, zoom
  let viewTimer = 0;
  let measure = null; // a canvas that knows how wide a text is
  let family = ""; // the font of the labels
  let colours = {}; // what the canvases are painted with, as places-map.css has it for the theme

  // ---------------------------------------------------------------- the base map

  /**
   * TopoJSON -> paths in pixels of zoom 0, where the world is 256 pixels wide.
   * A line is a flat list: x, y, x, y ... Every point of an arc is projected once, however many lines use it.
   */
  function decodeWorld(topology) {
    const { scale, translate } = topology.transform;
    const arcs = topology.arcs.map((arc) => {
      const line = new Float64Array(2 * arc.length);
      let x = 0;
      let y = 0;
      for (let at = 0; at < arc.length; at += 1) {
        x += arc[at][0];
        y += arc[at][1];
        line[2 * at] = worldX(x * scale[0] + translate[0]) * 256;
        line[2 * at + 1] = worldY(y * scale[1] + translate[1]) * 256;
      }
      return line;
    });
    const uses = new Uint8Array(arcs.length);
    const countries = [];
    for (const geometry of topology.objects.countries.geometries) {
      const path = new Path2D();
      let left = Infinity;
      let right = -Infinity;
      for (const ring of geometry.arcs.flat()) {
        for (const number of ring) uses[number < 0 ? ~number : number] += 1;
        const line = unwrap(joined(ring, arcs));
        const first = line[0];
        const last = line[line.length - 2];
        if (Math.abs(last - first) > 128) {
          // A ring around a pole: close it along the lower edge of the map.
          line.push(last, 256, first, 256);
        }
        trace(path, line);
        path.closePath();
        for (let at = 0; at < line.length; at += 2) {
          if (line[at] < left) left = line[at];
          if (line[at] > right) right = line[at];
        }
      }
      countries.push({ code: geometry.id, path, left: left / 256, right: right / 256 });
    }
    // An arc that two countries share is a border, one that has a single owner is a coast.
    const coast = new Path2D();
    const borders = new Path2D();
    arcs.forEach((arc, number) => trace(uses[number] > 1 ? borders : coast, unwrap(arc)));
    return { countries, coast, borders };
  }

  /** The arcs of a ring in one line; one with a negative number runs backwards, and the ends are the same point. */
  function joined(ring, arcs) {
    const line = [];
    for (const number of ring) {
      const arc = arcs[number < 0 ? ~number : number];
      const end = arc.length - 2;
      for (let at = line.length ? 2 : 0; at <= end; at += 2) {
        const from = number < 0 ? end - at : at;
        line.push(arc[from], arc[from + 1]);
      }
    }
    return line;
  }

  /** Let a line run on past the edge of the map instead of jumping to its other side. */
  function unwrap(line) {
    for (let at = 2; at < line.length; at += 2) {
      const turns = Math.round((line[at] - line[at - 2]) / 256);
      if (turns) line[at] -= 256 * turns;
    }
    return line;
  }

  function trace(path, line) {
    path.moveTo(line[0], line[1]);
    for (let at = 2; at < line.length; at += 2) path.lineTo(line[at], line[at + 1]);
  }

  /** Web Mercator, the whole world from 0 to 1. */
  function worldX(longitude) {
    return (longitude + 180) / 360;
  }

  function worldY(latitude) {
    const sine = Math.sin((Math.max(-85.0511, Math.min(85.0511, latitude)) * Math.PI) / 180);
    return 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI);
  }

  function paintWorld(context, origin, size, zoom, ratio) {
    if (!world || !styled) return;
    const shaded = new Set(data ? data.shaded : []);
    const scale = 2 ** zoom;
    const width = 256 * scale;
    const first = Math.floor(origin.x / width) - 1; // Chukotka reaches into the next copy of the world
    const last = Math.floor((origin.x + size.x) / width);
    context.lineJoin = "round";
    for (let copy = first; copy <= last; copy += 1) {
      const inSight = ({ left, right }) =>
        (copy + right) * width > origin.x && (copy + left) * width < origin.x + size.x;
      context.setTransform(
        ratio * scale, 0, 0, ratio * scale,
        ratio * (copy * width - origin.x), ratio * -origin.y,
      );
      const land = new Path2D();
      const deeper = new Path2D();
      for (const country of world.countries.filter(inSight)) {
        (shaded.has(country.code) ? deeper : land).addPath(country.path);
      }
      context.fillStyle = colours.land;
      context.fill(land);
      context.fillStyle = colours["land-shaded"];
      context.fill(deeper);
      context.lineWidth = 0.8 / scale;
      context.strokeStyle = colours.border;
      context.stroke(world.borders);
      context.strokeStyle = colours.coast;
      context.stroke(world.coast);
    }
    context.setTransform(1, 0, 0, 1, 0, 0);
  }

  function paintDots(context, origin, size, zoom, ratio) {
    const width = 256 * 2 ** zoom;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.globalAlpha = 0.6;
    for (const kind of new Set(dots.map((place) => place.kind))) {
      context.fillStyle = colours[kind];
      context.beginPath();
      for (const place of dots) {
        if (place.kind !== kind) continue;
        const x = (place.x + place.copy) * width - origin.x;
        const y = place.y * width - origin.y;
        context.moveTo(x + DOT, y);
        context.arc(x, y, DOT, 0, 2 * Math.PI);
      }
      context.fill();
    }
    context.globalAlpha = 1;
    context.setTransform(1, 0, 0, 1, 0, 0);
  }

  /**
   * A canvas that covers the view and some land around it; Leaflet moves and scales it meanwhile.
   * It is painted when the map comes to rest: at once, or by refresh(), which knows what changed.
   */
  function makeCanvas(paint, pane, now) {
    const Painted = L.Renderer.extend({
      _initContainer() {
        this._container = document.createElement("canvas");
      },
      _destroyContainer() {
        this._container.remove();
        delete this._container;
      },
      _updatePaths() {},
      _update() {
        if (this._map._animatingZoom && this._bounds) return;
        L.Renderer.prototype._update.call(this);
        if (now) this.paint();
      },
      paint() {
        const canvas = this._container;
        const size = this._bounds.getSize();
        const ratio = window.devicePixelRatio || 1;
        canvas.width = Math.round(size.x * ratio); // setting it clears it
        canvas.height = Math.round(size.y * ratio);
        canvas.style.width = `${size.x}px`;
        canvas.style.height = `${size.y}px`;
        L.DomUtil.setPosition(canvas, this._bounds.min);
        const origin = this._bounds.min.add(this._map.getPixelOrigin());
        paint(canvas.getContext("2d"), origin, size, this._zoom, ratio);
      },
      /** A long drag leaves the painted part: paint again before the edge shows. */
      follow() {
        const corner = this._map.containerPointToLayerPoint([0, 0]);
        const view = L.bounds(corner, corner.add(this._map.getSize()));
        if (this._map._animatingZoom || this._bounds.contains(view)) return;
        this._update();
        if (!now) this.paint();
      },
    });
    const canvas = new Painted({ padding: now ? 0.3 : 0.1, pane });
    canvas.addTo(map);
    map.on("move", canvas.follow, canvas);
    return canvas;
  }

  /** Asking for styles makes the browser work out the whole page: once a theme is enough. */
  function readStyle() {
    const style = getComputedStyle(map.getContainer());
    family = style.fontFamily;
    colours = {};
    for (const name of ["land", "land-shaded", "border", "coast", "city", "region", "site", "water", "terrain", "country"]) {
      colours[name] = style.getPropertyValue(`--${name}`).trim();
    }
  }

  // ---------------------------------------------------------------- markers

  /** The outline of a kind with about the area of a circle of radius r around 0, 0. */
  function outline(kind, r) {
    const corners = (...points) => `M${points.map(([x, y]) => `${(x * r).toFixed(2)} ${(y * r).toFixed(2)}`).join("L")}Z`;
    switch (kind) {
      case "region":
        return corners([-0.87, -0.87], [0.87, -0.87], [0.87, 0.87], [-0.87, 0.87]);
      case "site":
        return corners([0, -1.25], [1.25, 0], [0, 1.25], [-1.25, 0]);
      case "water":
        return corners([-1.25, -0.85], [1.25, -0.85], [0, 1.3]);
      case "terrain":
        return corners([-1.05, 0.7], [1.05, 0.7], [0, -1.1]);
      default:
        return `M${-r} 0A${r} ${r} 0 1 1 ${r} 0A${r} ${r} 0 1 1 ${-r} 0Z`;
    }
  }

  function svg(tag, attributes) {
    const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    return element;
  }

  function drawShape(picture, kind, r, extent) {
    picture.setAttribute("width", 2 * extent);
    picture.setAttribute("height", 2 * extent);
    picture.setAttribute("viewBox", `${-extent} ${-extent} ${2 * extent} ${2 * extent}`);
    const d = outline(kind, r);
    picture.replaceChildren(
      ...(kind === "terrain" ? [svg("path", { class: "second-edge", d })] : []),
      svg("path", { class: "shape", d }),
      svg("circle", { class: "ring", r: r + 6 }),
    );
  }

  /** Radii after Flannery: people see large circles too small, so 0.57 instead of 0.5. */
  function radius(mentions, most, largest, smallest) {
    return Math.max(smallest, largest * (mentions / Math.max(most, 12)) ** 0.57);
  }

  /** Columns -> one object a place, with what stays the same of it. */
  function readKnown({ ids, names, kinds, latitudes, longitudes }, kindNames) {
    return ids.map((id, at) => ({
      id,
      name: names[at],
      kind: kindNames[kinds.charCodeAt(at) - 48],
      latitude: latitudes[at],
      longitude: longitudes[at],
      x: worldX(longitudes[at]),
      y: worldY(latitudes[at]),
    }));
  }

  /** Take from the known places those that are to be drawn, and note what is said of them now. */
  function readPlaces() {
    places = [];
    let mostOfCountries = 0;
    let mostOfOthers = 0;
    data.look.forEach((number, at) => {
      if (!number) return;
      const place = known[at];
      const [mentions, tip, unsure] = data.looks[number - 1];
      place.mentions = mentions;
      place.tip = tip;
      place.unsure = Boolean(unsure);
      if (place.kind === "country") mostOfCountries = Math.max(mostOfCountries, mentions);
      else mostOfOthers = Math.max(mostOfOthers, mentions);
      places.push(place);
    });
    for (const place of places) {
      const r =
        place.kind === "country"
          ? radius(place.mentions, mostOfCountries, 21, 9)
          : radius(place.mentions, mostOfOthers, 14, 5.5);
      place.r = Math.round(r * 2) / 2;
    }
    places.sort((a, b) => b.mentions - a.mentions || (a.id < b.id ? -1 : 1));
    byId = new Map(places.map((place) => [place.id, place]));
  }

  function describe(place) {
    const parts = [data.texts.kinds[place.kind], place.tip];
    if (place.unsure) parts.push(data.texts.unsure);
    return parts.filter(Boolean);
  }

  function makeNode(place) {
    const node = document.createElement("div");
    node.dataset.placeId = place.id;
    node.setAttribute("role", "button");
    node.tabIndex = 0;
    node.append(svg("svg", { "aria-hidden": "true" }), document.createElement("span"));
    node.lastChild.className = "place-label";
    return node;
  }

  function dressNode(node, place) {
    const look = `${place.kind} ${place.r} ${place.unsure}`;
    if (node.dataset.look !== look) {
      node.dataset.look = look;
      node.dataset.kind = place.kind;
      const extent = Math.max(REACH, Math.ceil(place.r * 1.3) + 2);
      drawShape(node.firstChild, place.kind, place.r, extent);
      node.style.width = node.style.height = `${2 * extent}px`;
      node.style.margin = `${-extent}px 0 0 ${-extent}px`;
      node.extent = extent;
    }
    const isChosen = place.id === chosen;
    node.className =
      `place-marker leaflet-zoom-animated kind-${place.kind}` +
      (place.unsure ? " unsure" : "") + (isChosen ? " chosen" : "");
    node.setAttribute("aria-pressed", isChosen);
    node.setAttribute("aria-label", [place.name, ...describe(place)].join(", "));
    // Small ones above large ones, or a capital would hide its suburbs.
    node.style.zIndex = isChosen ? 2000 : 1000 - Math.round(place.r * 10);
    node.place = place;
  }

  /** The copy of the world on which a place is nearest to the middle of the map. */
  function nearestCopy(place, centre) {
    return Math.round(worldX(centre) - place.x);
  }

  function latLng(place) {
    return [place.latitude, place.longitude + 360 * nearestCopy(place, map.getCenter().lng)];
  }

  /** Work out what the view shows, and change the page to it. */
  function refresh() {
    if (!started || !styled) return;
    const size = map.getSize();
    const controls = controlBoxes(); // read before anything is written, or the browser lays out twice
    const zoom = map.getZoom();
    const width = 256 * 2 ** zoom;
    const centre = map.getCenter().lng;
    const origin = map.getPixelBounds().min;
    const margin = 60;
    const inView = [];
    for (const place of places) {
      place.copy = nearestCopy(place, centre);
      place.px = (place.x + place.copy) * width - origin.x;
      place.py = place.y * width - origin.y;
      place.dx = place.dy = 0;
      if (
        (place.px > -margin && place.px < size.x + margin && place.py > -margin && place.py < size.y + margin) ||
        place.id === chosen
      ) {
        inView.push(place);
      }
    }
    thinOut(inView);
    separate(shown);
    placeNodes();
    placeLabels(size, controls);
    dotCanvas.paint();
    const inSight = (place) => place.px >= 0 && place.px <= size.x && place.py >= 0 && place.py <= size.y;
    const left = dots.filter(inSight).length;
    // Once the visitor has moved the map, places outside are no news.
    const outside = moved || data.view ? 0 : places.length - left - shown.filter(inSight).length;
    const told = left ? data.texts.more : outside ? data.texts.outside : "";
    note.hidden = !told;
    note.textContent = told.replace("{n}", (left || outside).toLocaleString(data.texts.language));
    markPainted();
  }

  /** Tell tools that measure when land and places were first painted (User Timing, "places-painted"). */
  function markPainted() {
    if (painted || !worldSettled || !started || !styled) return;
    painted = true;
    requestAnimationFrame(() => setTimeout(() => performance.mark("places-painted"))); // after the frame
  }

  /** Give the most named places markers; where they would pile up, leave the others as dots. */
  function thinOut(inView) {
    shown = [];
    dots = [];
    if (inView.length <= MARKERS_IN_FULL) {
      shown = inView;
      return;
    }
    const size = map.getSize();
    const room = Math.min(MARKERS_IN_FULL, Math.max(80, Math.round((size.x * size.y) / 2600)));
    const cells = new Map();
    const cell = 32; // no two radii add up to more
    const key = (x, y) => x * 100003 + y;
    const focused = document.activeElement && document.activeElement.place;
    for (const place of inView) {
      const column = Math.floor(place.px / cell);
      const row = Math.floor(place.py / cell);
      let free = shown.length < room;
      for (let i = -1; free && i <= 1; i += 1) {
        for (let j = -1; free && j <= 1; j += 1) {
          free = !(cells.get(key(column + i, row + j)) || []).some(
            (other) =>
              (other.kind === "country") === (place.kind === "country") &&
              Math.hypot(other.px - place.px, other.py - place.py) < other.r + place.r + 1,
          );
        }
      }
      if (!free && place.id !== chosen && !(focused && focused.id === place.id)) {
        dots.push(place);
        continue;
      }
      shown.push(place);
      const here = key(column, row);
      if (!cells.has(here)) cells.set(here, []);
      cells.get(here).push(place);
    }
  }

  /** Move markers that would cover each other a few pixels apart; zoomed in, they stand where they belong. */
  function separate(all) {
    const crowd = all.filter((place) => place.kind !== "country").sort((a, b) => a.px - b.px || (a.id < b.id ? -1 : 1));
    const farthest = 2 * (14 + REACH); // the largest radius and the longest shift, of both
    for (let round = 0; round < 6; round += 1) {
      for (let i = 0; i < crowd.length; i += 1) {
        for (let j = i + 1; j < crowd.length && crowd[j].px - crowd[i].px < farthest; j += 1) {
          const a = crowd[i];
          const b = crowd[j];
          const wanted = 0.7 * (a.r + b.r);
          let x = b.px + b.dx - a.px - a.dx;
          if (x > wanted || x < -wanted) continue;
          let y = b.py + b.dy - a.py - a.dy;
          let distance = Math.hypot(x, y);
          if (distance >= wanted) continue;
          if (distance < 0.01) {
            // In the same spot: part them in a direction that stays the same from draw to draw.
            x = Math.cos((j - i) * 2.4);
            y = Math.sin((j - i) * 2.4);
            distance = 1;
          }
          const push = (wanted - Math.hypot(b.px + b.dx - a.px - a.dx, b.py + b.dy - a.py - a.dy)) / distance;
          const share = (b.r * b.r) / (a.r * a.r + b.r * b.r); // the smaller gives way
          a.dx -= x * push * share;
          a.dy -= y * push * share;
          b.dx += x * push * (1 - share);
          b.dy += y * push * (1 - share);
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

  function position(place, zoom, centre) {
    const at = latLng(place);
    const point = centre ? map._latLngToNewLayerPoint(at, zoom, centre) : map.latLngToLayerPoint(at);
    return L.point(Math.round(point.x + place.dx), Math.round(point.y + place.dy));
  }

  /** Bring the elements in line with `shown`, keeping those that stay, in an order for the Tab key. */
  function placeNodes() {
    const focused = document.activeElement;
    const keep = new Map();
    const ids = new Set(shown.map((place) => place.id));
    for (const [id, node] of nodes) if (!ids.has(id)) node.remove();
    const next = { country: countryPane.firstChild, other: markerPane.firstChild };
    for (const place of shown) {
      const layer = place.kind === "country" ? "country" : "other";
      const pane = layer === "country" ? countryPane : markerPane;
      let node = nodes.get(place.id);
      if (!node) node = makeNode(place);
      dressNode(node, place);
      if (node === next[layer]) next[layer] = node.nextSibling;
      else pane.insertBefore(node, next[layer]);
      L.DomUtil.setPosition(node, position(place));
      keep.set(place.id, node);
    }
    nodes = keep;
    if (focused && focused.place && nodes.get(focused.place.id) === focused && document.activeElement !== focused) {
      focused.focus({ preventScroll: true });
    }
    if (tip.place && !nodes.has(tip.place.id)) hideTip();
  }

  function moveNodes(event) {
    for (const place of shown) {
      const node = nodes.get(place.id);
      if (node) L.DomUtil.setPosition(node, event ? position(place, event.zoom, event.center) : position(place));
    }
  }

  function controlBoxes() {
    const container = map.getContainer();
    const corner = container.getBoundingClientRect();
    return [...container.querySelectorAll(".leaflet-control")].map((control) => {
      const box = control.getBoundingClientRect();
      return [box.left - corner.left, box.top - corner.top, box.right - corner.left, box.bottom - corner.top];
    });
  }

  /** Label the most named places, as far as names cover neither each other nor a marker. */
  function placeLabels(size, controls) {
    const taken = [...controls];
    const collides = (box) =>
      taken.some((o) => box[0] < o[2] && box[2] > o[0] && box[1] < o[3] && box[3] > o[1]);
    for (const place of shown) {
      if (place.kind === "country") continue;
      const r = place.r * (place.kind === "city" ? 0.9 : 1.1);
      const x = place.px + place.dx;
      const y = place.py + place.dy;
      taken.push([x - r, y - r, x + r, y + r]);
    }
    let budget = Math.max(6, Math.round((size.x * size.y) / 16000));
    const order = [
      ...shown.filter((place) => place.id === chosen),
      ...shown.filter((place) => place.id !== chosen && place.kind !== "country"),
      ...shown.filter((place) => place.id !== chosen && place.kind === "country"),
    ];
    for (const place of order) {
      const node = nodes.get(place.id);
      const label = node.lastChild;
      const isChosen = place.id === chosen;
      const isCountry = place.kind === "country";
      const text = isCountry ? place.name.toLocaleUpperCase(data.texts.language) : place.name;
      measure.font = isChosen ? `700 14px ${family}` : isCountry ? `600 10.5px ${family}` : `600 12.5px ${family}`;
      const width = measure.measureText(text).width + (isCountry && !isChosen ? text.length * 0.9 : 0);
      const height = isChosen ? 17 : 15;
      const gap = place.r * (place.kind === "city" || isCountry ? 1 : 1.2) + (isChosen ? 10 : 5);
      const sides = [
        [gap, -height / 2],
        [-gap - width, -height / 2],
        [-width / 2, -gap - height + 2],
        [-width / 2, gap - 2],
        [gap * 0.7, -gap * 0.7 - height + 3],
        [gap * 0.7, gap * 0.7 - 3],
      ];
      if (isCountry) sides.unshift(sides.splice(3, 1)[0]);
      const x = place.px + place.dx;
      const y = place.py + place.dy;
      const side =
        budget > 0 &&
        sides.find(([left, top]) => {
          const box = [x + left - 1, y + top, x + left + width + 1, y + top + height];
          return box[0] > 2 && box[2] < size.x - 2 && box[1] > 2 && box[3] < size.y - 2 && (isChosen || !collides(box));
        });
      if (!side) {
        if (label.textContent) label.textContent = "";
        continue;
      }
      budget -= 1;
      taken.push([x + side[0] - 3, y + side[1] - 1, x + side[0] + width + 3, y + side[1] + height + 1]);
      if (label.textContent !== text) label.textContent = text;
      label.style.left = `${(node.extent + side[0]).toFixed(1)}px`;
      label.style.top = `${(node.extent + side[1]).toFixed(1)}px`;
    }
  }

  // ---------------------------------------------------------------- choosing

  /** The place that a point of the container means, or null. */
  function placeAt(point, target) {
    const node = target && target.closest && target.closest(".place-marker");
    if (node && node.place.kind !== "country") return node.place;
    let best = null;
    let nearest = 1;
    const consider = (place, reach) => {
      const distance = Math.hypot(place.px + place.dx - point.x, place.py + place.dy - point.y) / reach;
      if (distance <= nearest) {
        nearest = distance;
        best = place;
      }
    };
    for (const place of shown) if (place.kind !== "country") consider(place, Math.max(REACH, place.r * 1.2));
    if (!best) for (const place of dots) consider(place, 8);
    if (!best) for (const place of shown) if (place.kind === "country") consider(place, place.r);
    return best || (node ? node.place : null);
  }

  function choose(id, tell) {
    chosen = id;
    hideTip();
    refresh();
    if (!tell) return;
    awaited = { id, until: Date.now() + 4000 };
    send(id === null ? "clear" : "place", id);
  }

  function send(event, place = null) {
    clearTimeout(viewTimer);
    const value = { event, place, count: Date.now(), ...currentView() };
    reported = [...value.center, value.zoom];
    if (settings.onEvent) settings.onEvent(value);
    else if (window.Streamlit) window.Streamlit.setComponentValue(value);
  }

  function currentView() {
    const { lat, lng } = map.getCenter().wrap();
    return { center: [Number(lat.toFixed(4)), Number(lng.toFixed(4))], zoom: Number(map.getZoom().toFixed(2)) };
  }

  // ---------------------------------------------------------------- the view

  function showStart() {
    const size = map.getSize();
    if (!data || !size.x || !size.y) return;
    quietly(() => {
      setLowestZoom();
      if (data.view) {
        map.setView(data.view.slice(0, 2), data.view[2], { animate: false });
      } else if (places.length) {
        map.fitBounds(startBounds(), { ...padding(size), maxZoom: 7, animate: false });
      } else {
        map.setView([25, 15], map.getMinZoom(), { animate: false });
      }
    });
    reported = Object.values(currentView()).flat();
    started = true;
  }

  /**
   * Where the map starts: where nearly all mentions are, if that shows them much larger; otherwise,
   * and where the chosen place would be left out, all places.
   */
  function startBounds() {
    const all = shortestArc(1);
    const most = shortestArc(MOST_MENTIONS);
    const chosenOne = byId.get(chosen);
    const worthIt = most.east - most.west < WORTH_IT * (all.east - all.west);
    return bounds(worthIt && (!chosenOne || most.places.includes(chosenOne)) ? most : all);
  }

  /**
   * The shortest way along the equator, from west to east and perhaps across the 180° meridian,
   * past places with at least this share of the mentions.
   */
  function shortestArc(share) {
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
      while (held < wanted && last < first + number - 1) held += weight(ring[++last % number]);
      if (held < wanted) break;
      // A map that breaks elsewhere than in the Pacific is unusual: it must be worth it.
      const length = longitude(last) - longitude(first) + (last >= number ? 30 : 0);
      if (length < shortest) {
        shortest = length;
        best = { first, last };
      }
      held -= weight(ring[first]);
    }
    const { first, last: end } = best;
    const passed = [];
    for (let at = first; at <= end; at += 1) passed.push(ring[at % number]);
    return { west: longitude(first), east: longitude(end), places: passed };
  }

  function bounds({ west, east, places: inside }) {
    const latitudes = inside.map((place) => place.latitude);
    return [
      [latitudes.reduce((a, b) => Math.min(a, b)), west],
      [latitudes.reduce((a, b) => Math.max(a, b)), east],
    ];
  }

  function padding(size) {
    const side = Math.min(70, size.x * 0.09);
    const top = Math.min(46, size.y * 0.09);
    return { paddingTopLeft: [side, top], paddingBottomRight: [side, top + 30] };
  }

  /** No farther out than one world across the map. */
  function setLowestZoom() {
    const size = map.getSize();
    const lowest = Math.ceil(Math.log2(Math.max(size.x, size.y, 256) / 256) / map.options.zoomSnap) * map.options.zoomSnap;
    map.options.minZoom = lowest; // setMinZoom() would animate, and that would look like the visitor's doing
    if (started && map.getZoom() < lowest) map.setZoom(lowest, { animate: false });
  }

  function quietly(move) {
    quiet += 1;
    try {
      move();
    } finally {
      quiet -= 1;
    }
  }

  function bringIntoView(place) {
    const size = map.getSize();
    const point = map.latLngToContainerPoint(latLng(place));
    const edge = Math.min(40, size.x / 8, size.y / 8);
    if (point.x > edge && point.x < size.x - edge && point.y > edge && point.y < size.y - edge) return;
    // An animated pan ends later, but it begins here: the moveend that it ends with is ours too.
    const animate = !reducedMotion.matches;
    quiet += 1;
    map.once("moveend", () => { quiet -= 1; });
    map.panTo(latLng(place), { animate, duration: 0.5 });
  }

  function onMoveEnd() {
    refresh();
    if (!started || quiet) return;
    moved = true;
    clearTimeout(viewTimer);
    viewTimer = setTimeout(() => {
      if (data.viewParameter) writeUrl();
      if (data.reportView && !sameView(Object.values(currentView()).flat())) send("view", chosen);
    }, VIEW_DELAY);
  }

  /** Whether a view is the last one that was reported, as far as the two decimals of a URL can tell. */
  function sameView([latitude, longitude, zoom]) {
    return (
      Math.abs(latitude - reported[0]) < 0.0051 &&
      Math.abs(longitude - reported[1]) < 0.0051 &&
      Math.abs(zoom - reported[2]) < 0.0051
    );
  }

  /** Let the address of the page follow the map without a run of its script, which reads it in its next one. */
  function writeUrl() {
    const { center, zoom } = currentView();
    try {
      const page = window.parent;
      const address = new URL(page.location.href);
      address.searchParams.set(data.viewParameter, `${center[0].toFixed(2)},${center[1].toFixed(2)},${zoom}`);
      page.history.replaceState(page.history.state, "", address.href.replaceAll("%2C", ","));
      reported = [...center, zoom];
    } catch {
      // a page of another origin keeps its address
    }
  }

  // ---------------------------------------------------------------- tooltip, legend, controls

  function showTip(place) {
    if (tip.place === place) return;
    tip.place = place;
    const name = document.createElement("strong");
    name.textContent = place.name;
    const line = document.createElement("span");
    line.textContent = describe(place).join(" · ");
    tip.replaceChildren(name, line);
    tip.hidden = false;
    const size = map.getSize();
    const point = map.latLngToContainerPoint(latLng(place));
    const x = point.x + place.dx;
    const y = point.y + place.dy;
    const above = y - place.r - 12 - tip.offsetHeight;
    tip.style.left = `${Math.max(6, Math.min(size.x - tip.offsetWidth - 6, x - tip.offsetWidth / 2))}px`;
    tip.style.top = `${above > 6 ? above : y + place.r + 12}px`;
  }

  function hideTip() {
    tip.hidden = true;
    tip.place = null;
  }

  function box(position, className) {
    const Box = L.Control.extend({
      onAdd: () => {
        const element = L.DomUtil.create("div", className);
        L.DomEvent.disableClickPropagation(element);
        return element;
      },
    });
    return new Box({ position }).addTo(map).getContainer();
  }

  function makeButtons() {
    const bar = box("topleft", "places-buttons");
    const button = (sign, text, act) => {
      const element = document.createElement("button");
      element.type = "button";
      element.textContent = sign;
      element.addEventListener("click", act);
      bar.append(element);
      return { element, text };
    };
    buttons = [
      button("+", "zoomIn", () => map.zoomIn()),
      button("−", "zoomOut", () => map.zoomOut()),
      button("", "fit", () => {
        if (places.length) map.fitBounds(bounds(shortestArc(1)), { ...padding(map.getSize()), maxZoom: 7, animate: !reducedMotion.matches });
      }),
    ];
    const frame = svg("svg", { width: 14, height: 14, viewBox: "0 0 14 14", "aria-hidden": "true" });
    frame.append(svg("path", { d: "M1 4.5V1h3.5M9.5 1H13v3.5M13 9.5V13H9.5M4.5 13H1V9.5", fill: "none", stroke: "currentColor", "stroke-width": 1.6 }));
    buttons[2].element.append(frame);
  }

  function fillLegend() {
    const present = data.kindNames.filter((kind) => places.some((place) => place.kind === kind));
    const order = ["city", "region", "site", "water", "terrain", "country"].filter((kind) => present.includes(kind));
    const entry = (kind, text, unsure) => {
      const item = document.createElement("span");
      item.className = `kind-${kind}${unsure ? " unsure" : ""}`;
      const picture = svg("svg", { "aria-hidden": "true" });
      drawShape(picture, kind, kind === "country" ? 6 : 5, 8);
      const words = document.createElement("span");
      words.textContent = text;
      item.append(picture, words);
      return item;
    };
    const entries = order.map((kind) => entry(kind, data.texts.kinds[kind], false));
    const unsure = places.find((place) => place.unsure && place.kind !== "country");
    if (unsure) entries.push(entry(unsure.kind, data.texts.unsure, true));
    legend.replaceChildren(...entries);
    legend.hidden = !entries.length;
  }

  function setTexts() {
    const { texts } = data;
    const container = map.getContainer();
    container.setAttribute("aria-label", texts.title);
    for (const { element, text } of buttons) {
      element.setAttribute("aria-label", texts[text]);
      element.title = texts[text];
    }
    if (settings.fill) {
      document.documentElement.lang = texts.language;
      document.title = texts.title;
      try {
        window.frameElement.title = texts.title;
      } catch {
        // in a page of another origin the frame keeps its name
      }
    }
  }

  /** Our land can be drawn at any zoom; tiles are only sharp at whole ones. */
  function setSnap() {
    const tiled = data && data.tiles && map.getZoom() >= data.tiles.minZoom;
    map.options.zoomSnap = tiled ? 1 : 0.25;
  }

  /** Tiles lie over our land, so that a host that does not answer takes nothing away. */
  function setTiles(tiles) {
    const wanted = tiles ? JSON.stringify(tiles) : "";
    if ((tileLayer ? tileLayer.wanted : "") === wanted) return;
    if (tileLayer) tileLayer.remove();
    tileLayer = null;
    map.getContainer().classList.toggle("tiled", Boolean(tiles));
    map.setMaxZoom(tiles ? tiles.maxZoom : 12);
    if (!tiles) return;
    tileLayer = L.tileLayer(tiles.url, {
      attribution: tiles.attribution,
      minZoom: tiles.minZoom,
      maxZoom: tiles.maxZoom,
    });
    tileLayer.wanted = wanted;
    let failures = 0;
    tileLayer.on("tileload", () => { failures = -Infinity; });
    tileLayer.on("tileerror", (event) => {
      failures += 1;
      if (failures > 8) event.target.remove(); // not one came: leave the host alone
    });
    tileLayer.addTo(map);
  }

  // ---------------------------------------------------------------- from outside

  /** Make the map in the element `id`; it shows nothing until the first update(). */
  function create(id, options) {
    Object.assign(settings, options);
    // What the visitor does is told by send(); streamlit-folium has nothing new to report, now or later.
    if (window.__GLOBAL_DATA__) window.__GLOBAL_DATA__.previous_data = {};
    const container = document.getElementById(id);
    container.classList.add("places-map");
    container.setAttribute("role", "region");
    if (settings.fill) {
      container.classList.add("places-map-fill");
      document.documentElement.classList.add("places-map-frame");
    }
    measure = document.createElement("canvas").getContext("2d");
    map = L.map(container, {
      center: [25, 15],
      zoom: 2,
      zoomControl: false,
      attributionControl: false,
      zoomSnap: 0.25,
      maxZoom: 12,
      maxBounds: [[-85.05, -Infinity], [85.05, Infinity]],
      maxBoundsViscosity: 1,
      zoomAnimation: !reducedMotion.matches,
      fadeAnimation: !reducedMotion.matches,
      inertia: !reducedMotion.matches,
    });
    for (const [name, zIndex] of [["land", 150], ["dots", 420], ["countries", 410], ["places", 600]]) {
      map.createPane(name).style.zIndex = zIndex;
    }
    map.getPane("dots").style.pointerEvents = "none";
    countryPane = map.getPane("countries");
    markerPane = map.getPane("places");
    baseCanvas = makeCanvas(paintWorld, "land", true);
    dotCanvas = makeCanvas(paintDots, "dots", false);
    L.control.attribution({ prefix: false }).addAttribution("Natural Earth · GeoNames").addTo(map);
    makeButtons();
    legend = box("bottomleft", "places-legend");
    note = box("topright", "places-note");
    note.setAttribute("role", "status");
    legend.hidden = note.hidden = true;
    tip = document.createElement("div");
    tip.className = "places-tip";
    tip.hidden = true;
    container.append(tip);

    map.on("moveend", onMoveEnd);
    map.on("zoomanim", moveNodes);
    map.on("zoom viewreset", () => moveNodes());
    map.on("zoomend", setSnap);
    map.on("movestart zoomstart", hideTip);
    map.on("mousemove", (event) => {
      const place = placeAt(event.containerPoint, event.originalEvent.target);
      container.classList.toggle("over-place", Boolean(place));
      if (place) showTip(place);
      else hideTip();
    });
    map.on("mouseout", hideTip);
    let clearing = 0;
    map.on("dblclick", () => clearTimeout(clearing));
    map.on("click", (event) => {
      const place = placeAt(event.containerPoint, event.originalEvent.target);
      clearTimeout(clearing);
      if (place) choose(place.id, true);
      // The first click of two that zoom in is not meant to clear anything.
      else if (chosen !== null) clearing = setTimeout(() => choose(null, true), 220);
    });
    container.addEventListener("focusin", (event) => {
      if (event.target.place && event.target.matches(":focus-visible")) showTip(event.target.place);
    });
    container.addEventListener("focusout", hideTip);
    container.addEventListener("keydown", onKey);

    new ResizeObserver(() => {
      quietly(() => map.invalidateSize({ animate: false, pan: started }));
      if (!data) return;
      // Until the visitor moves the map, it fits whatever size it gets.
      if (!moved || !started) showStart();
      else quietly(setLowestZoom);
      refresh();
    }).observe(container);

    loadStyle(container);
    Promise.resolve(settings.world || worldUnderWay).then((topology) => {
      worldSettled = true;
      if (topology) {
        world = decodeWorld(topology);
        baseCanvas.paint();
      } // the map lives without it
      markPainted();
    });
    return map;
  }

  function onKey(event) {
    const place = event.target.place;
    const step = 80;
    const pans = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] };
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (place && (event.key === "Enter" || event.key === " ")) choose(place.id, true);
    else if (event.key === "Escape" && tip.place) hideTip();
    else if (event.key === "Escape" && chosen !== null) choose(null, true);
    // Leaflet itself listens only while the map, not a marker in it, has the focus.
    else if (place && pans[event.key]) map.panBy(pans[event.key], { animate: !reducedMotion.matches });
    else if (place && event.key === "+") map.zoomIn();
    else if (place && event.key === "-") map.zoomOut();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  // Asked for while Leaflet is still loading, and kept by the browser as long as the address,
  // which holds the version, is the same.
  const worldUnderWay = ownUrl
    ? fetch(ownUrl.replace("places-map.js", "world.json"), { cache: "force-cache" })
        .then((answer) => (answer.ok ? answer.json() : null))
        .catch(() => null)
    : null;

  /** Style sheets go to the end of the body: streamlit-folium writes the head anew after its scripts. */
  function loadStyle(container) {
    if (settings.font) {
      const face = new FontFace("Source Sans", `url("${settings.font}")`, { weight: "200 900" });
      face.load().then((loaded) => {
        document.fonts.add(loaded);
        refresh();
      }, () => {});
    }
    styled = !settings.css.length;
    if (styled) return;
    container.style.visibility = "hidden"; // Leaflet without its style sheet is a heap of images
    const loads = settings.css.map(
      (href) =>
        new Promise((resolve) => {
          const link = document.createElement("link");
          link.rel = "stylesheet";
          link.href = href;
          link.onload = link.onerror = resolve;
          document.body.append(link);
        }),
    );
    Promise.all(loads).then(() => {
      styled = true;
      readStyle();
      quietly(() => map.invalidateSize({ animate: false }));
      container.style.visibility = "";
      if (!data) return;
      if (!moved) showStart();
      baseCanvas.paint();
      refresh();
    });
  }

  /** Show these places: at once, or when the browser has fetched what it must know of them. */
  function update(newData) {
    latest = newData;
    if (typeof newData.places !== "string") {
      known = readKnown(newData.places, newData.kindNames);
      knownFrom = null;
      show(newData);
    } else if (newData.places === knownFrom) {
      show(newData);
    } else if (newData.places !== fetching) {
      fetching = newData.places;
      fetchKnown(newData.places, 3);
    }
  }

  function fetchKnown(url, tries) {
    fetch(url, { cache: "force-cache" })
      .then((answer) => {
        if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
        return answer.json();
      })
      .then(
        (columns) => {
          if (fetching === url) fetching = null;
          if (latest.places !== url) return; // other places are wanted by now
          known = readKnown(columns, latest.kindNames);
          knownFrom = url;
          show(latest);
        },
        (error) => {
          if (latest.places === url && tries > 1) {
            setTimeout(() => fetchKnown(url, tries - 1), 1000);
          } else {
            if (fetching === url) fetching = null; // the next change asks again
            console.error(error);
          }
        },
      );
  }

  function show(newData) {
    const before = data;
    data = newData;
    readPlaces();
    const container = map.getContainer();
    container.classList.toggle("dark", data.theme === "dark");
    if (!before || before.theme !== data.theme) readStyle();
    setTexts();
    setTiles(data.tiles);
    fillLegend();
    const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);
    if (!before || before.theme !== data.theme || !same(before.shaded, data.shaded)) baseCanvas.paint();

    // What was clicked here holds until Python has heard of it, or does not answer.
    let turnTo = null;
    const holds = awaited && awaited.id !== data.chosen && Date.now() < awaited.until;
    if (!holds) {
      if (chosen !== data.chosen) turnTo = data.chosen;
      chosen = data.chosen;
      awaited = null;
    }

    if (!started) {
      showStart();
    } else if (data.view && !same(data.view, before.view) && !sameView(data.view)) {
      quietly(() => map.setView(data.view.slice(0, 2), data.view[2], { animate: false }));
      reported = data.view;
      moved = true;
    }
    refresh();
    if (turnTo !== null && started && before && byId.has(turnTo)) bringIntoView(byId.get(turnTo));
  }

  /** For tests: the places that have a marker, and those that are dots. */
  function markers() {
    const row = (drawn) => ({ id, name, kind, mentions, unsure, px, py }) => ({
      id, name, kind, mentions, unsure, x: px, y: py, drawn, chosen: id === chosen,
    });
    return [...shown.map(row("marker")), ...dots.map(row("dot"))];
  }

  window.placesMap = {
    create,
    update,
    markers,
    view: () => currentView(),
    get leaflet() {
      return map;
    },
    get painted() {
      return Boolean(world && painted);
    },
  };

  /** streamlit-folium adds and removes layers: it gets an empty one, the map keeps its own. */
  window.placesLayer = (newData) => {
    window.feature_group = []; // it would keep every layer it ever got
    update(newData);
    return L.layerGroup();
  };
})();

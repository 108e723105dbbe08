/*
 * Where places are many: the most named ones of a view stay markers, the others come together in circles with their
 * number, and so do cells, which stand for places that were not sent.
 */
(() => {
  "use strict";
  const { REACH, countPlaces } = placesMap;

  const MANY = 1000; // places from which they come together, unless somebody says otherwise
  const IN_FULL = 250; // so few in a view stand for themselves
  const APART = 64; // pixels between two of the most named places
  const AROUND = 50; // pixels within which places come together
  const TOLD = 3; // names that a tooltip has

  /** Whether places come together: as is asked, or where there are many and their sides need not be told apart. */
  function isGrouped(wanted, things) {
    return wanted ?? (countPlaces(things) > MANY && !things.some(({ side }) => side));
  }

  /** Points of the view that can be asked for their neighbours. */
  class Grid {
    constructor(side) {
      this.side = side;
      this.cells = new Map();
    }

    key(column, row) {
      return column * 100003 + row;
    }

    at({ px, py }) {
      return [Math.floor(px / this.side), Math.floor(py / this.side)];
    }

    add(thing) {
      const key = this.key(...this.at(thing));
      if (!this.cells.has(key)) this.cells.set(key, []);
      this.cells.get(key).push(thing);
    }

    /** The nearest of what was added, if it is less than a side away. */
    nearest(point) {
      const [column, row] = this.at(point);
      let best = null;
      let least = this.side;
      for (let i = -1; i <= 1; i += 1) {
        for (let j = -1; j <= 1; j += 1) {
          for (const other of this.cells.get(this.key(column + i, row + j)) ?? []) {
            const distance = Math.hypot(other.px - point.px, other.py - point.py);
            if (distance < least) [best, least] = [other, distance];
          }
        }
      }
      return best;
    }
  }

  /** Arrange the places of a view, most mentions first: `shown` get markers, `clusters` a circle, `dots` stand alone. */
  function gather(found, cells, size, isKept) {
    const isFew = countPlaces([...found, ...cells]) <= IN_FULL;
    const { shown, others } = isFew ? { shown: found, others: [] } : lead(found, size, isKept);
    const { alone, clusters } = encircle(cells, others, shown);
    return { shown, dots: alone, clusters };
  }

  /** Part the most named places, as many as stand well apart, from all others. */
  function lead(found, size, isKept) {
    const room = Math.min(60, Math.max(10, Math.round((size.x * size.y) / 22000)));
    const leading = { country: new Grid(APART), other: new Grid(APART) };
    const shown = [];
    const others = [];
    let left = room;
    for (const place of found) {
      const layer = leading[place.kind === "country" ? "country" : "other"];
      if (isKept(place) || (left > 0 && !layer.nearest(place))) {
        left -= 1;
        layer.add(place);
        shown.push(place);
      } else others.push(place);
    }
    return { shown, others };
  }

  /** Draw circles around what is near each other: first around cells, which places join; places alone have none. */
  function encircle(cells, places, markers) {
    const gathered = new Grid(AROUND);
    const found = [];
    for (const thing of [...cells, ...places]) {
      let cluster = gathered.nearest(thing);
      if (!cluster) {
        cluster = { px: thing.px, py: thing.py, cells: [], places: [] };
        gathered.add(cluster);
        found.push(cluster);
      }
      (thing.number ? cluster.cells : cluster.places).push(thing);
    }
    const alone = found.filter((cluster) => !cluster.cells.length && cluster.places.length === 1);
    const clusters = found.filter((cluster) => !alone.includes(cluster));
    for (const cluster of clusters) settle(cluster);
    makeRoom(clusters, markers.filter((place) => place.kind !== "country"));
    return { alone: alone.map(({ places: [place] }) => place), clusters };
  }

  /** Put a circle in the middle of its places. */
  function settle(cluster) {
    const members = [...cluster.places, ...cluster.cells]; // what was sent is named more often
    const number = countPlaces(members);
    const mean = (axis) => members.reduce((sum, { [axis]: at, number: many = 1 }) => sum + at * many, 0) / number;
    const digits = String(number).length;
    Object.assign(cluster, {
      members, number, px: mean("px"), py: mean("py"),
      r: Math.max(Math.min(20, 7.5 + 3.8 * Math.log10(number)), 4.8 + 3.2 * digits), // many digits need more room
      names: members.slice(0, TOLD).map(({ name }) => name),
    });
  }

  /** Move circles off markers and off each other. */
  function makeRoom(clusters, markers) {
    for (let round = 0; round < 4; round += 1) {
      for (const [at, cluster] of clusters.entries()) {
        for (const marker of markers) push(cluster, marker, 1);
        for (const other of clusters.slice(at + 1)) {
          push(cluster, other, 0.5);
          push(other, cluster, 1);
        }
      }
    }
  }

  /** Move one away from another by a share of what they overlap. */
  function push(one, other, share) {
    const wanted = one.r + other.r + 2;
    const [x, y] = [one.px - other.px - (other.dx ?? 0), one.py - other.py - (other.dy ?? 0)];
    if (Math.abs(x) > wanted || Math.abs(y) > wanted) return;
    const distance = Math.hypot(x, y);
    if (distance >= wanted) return;
    const by = ((wanted - distance) * share) / Math.max(distance, 0.1);
    one.px += x * by;
    one.py += (y || 0.1) * by;
  }

  /** Draw circles; `shift` leads from the view to the canvas. */
  function drawClusters(context, clusters, shift, { colours, family, language }) {
    context.textAlign = "center";
    context.textBaseline = "middle";
    for (const { px, py, r, number } of clusters) {
      const [x, y] = [px + shift.x, py + shift.y];
      context.beginPath();
      context.arc(x, y, r, 0, 2 * Math.PI);
      context.fillStyle = colours.cluster;
      context.strokeStyle = colours.edge;
      context.lineWidth = 1.6;
      context.globalAlpha = 0.88;
      context.fill();
      context.globalAlpha = 1;
      context.stroke();
      context.fillStyle = colours["cluster-ink"];
      context.font = `600 11px ${family}`;
      context.fillText(number.toLocaleString(language), x, y + 0.5);
    }
  }

  function clusterAt(clusters, { x, y }) {
    return clusters.find(({ px, py, r }) => Math.hypot(px - x, py - y) <= Math.max(r, REACH)) ?? null;
  }

  function clusterBox({ px, py, r }) {
    return [px - r, py - r, px + r, py + r];
  }

  Object.assign(placesMap, { MANY, clusterAt, clusterBox, drawClusters, encircle, gather, isGrouped });
})();

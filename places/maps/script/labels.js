/* The names beside markers: of the most named places, as far as they cover neither each other nor a marker. */
(() => {
  "use strict";
  const { clusterBox, overlap } = placesMap;

  const LEADING = 10; // so many of the most named places have a label even where it covers markers of others
  const MUCH_NAMED = 0.2; // of the mentions of the most named country: such a country is labelled before towns

  const BARE = [44, 16]; // pixels around a marker without a label, across and down

  const measure = document.createElement("canvas").getContext("2d"); // knows how wide a text is

  /**
   * Label the markers of `shown`; `taken` are boxes that must stay free: left, top, right, bottom. Give what must stay
   * free of the ground's own names then: labels, markers, and some room around markers that have no label.
   */
  function label({ shown, nodes, clusters }, { size, chosen, language, family, taken: others }) {
    const spots = shown.filter((place) => place.kind !== "country");
    const leading = new Set(spots.slice(0, LEADING));
    const taken = [...others, ...clusters.map(clusterBox), ...[...leading].map(markerBox)];
    const small = spots.slice(LEADING).map(markerBox);
    const bare = [];
    let budget = Math.max(6, Math.round((size.x * size.y) / 16000));
    for (const place of inOrder(shown, chosen)) {
      const node = nodes.get(place.id);
      const element = node.lastChild;
      const text = measured(place, place.id === chosen, language, family);
      const near = shown.filter((other) => other !== place && (place.kind !== "country" || other.kind === "country"));
      const side = budget > 0 && freeSide(place, text, size, { taken, small, near, mayCover: leading.has(place) });
      if (!side) {
        if (element.textContent) element.textContent = "";
        bare.push([place.px - BARE[0], place.py - BARE[1], place.px + BARE[0], place.py + BARE[1]]);
        continue;
      }
      if (side.covers) node.style.zIndex = 1500; // or what it covers would cover it
      budget -= 1;
      const [left, top] = [place.px + place.dx + side[0], place.py + place.dy + side[1]];
      taken.push([left - 3, top - 1, left + text.width + 3, top + text.height + 1]);
      if (element.textContent !== text.words) element.textContent = text.words;
      element.style.left = `${(node.extent + side[0]).toFixed(1)}px`;
      element.style.top = `${(node.extent + side[1]).toFixed(1)}px`;
    }
    return [...taken, ...small, ...bare];
  }

  function markerBox(place) {
    const r = place.r * (place.kind === "city" ? 0.9 : 1.1);
    const x = place.px + place.dx;
    const y = place.py + place.dy;
    return [x - r, y - r, x + r, y + r];
  }

  /** The chosen place first, then the countries that the map is about, then all else; within each by mentions. */
  function inOrder(shown, chosen) {
    const most = Math.max(...shown.filter((place) => place.kind === "country").map((place) => place.mentions));
    const rank = (place) => {
      if (place.id === chosen) return 0;
      if (place.kind !== "country") return 2;
      return place.mentions >= MUCH_NAMED * most ? 1 : 3;
    };
    return [...shown].sort((a, b) => rank(a) - rank(b));
  }

  function measured(place, isChosen, language, family) {
    const isCountry = place.kind === "country";
    const words = isCountry ? place.name.toLocaleUpperCase(language) : place.name;
    measure.font = isChosen ? `700 14px ${family}` : isCountry ? `600 10.5px ${family}` : `600 12.5px ${family}`;
    const spacing = isCountry && !isChosen ? words.length * 0.9 : 0;
    return { words, isChosen, width: measure.measureText(words).width + spacing, height: isChosen ? 17 : 15 };
  }

  /** How far the centre of a marker is from a box, in pixels. */
  function away(place, [left, top, right, bottom]) {
    const x = place.px + place.dx;
    const y = place.py + place.dy;
    return Math.hypot(Math.max(left - x, 0, x - right), Math.max(top - y, 0, y - bottom));
  }

  /**
   * Where a label fits beside its marker, as its left upper corner from the marker's centre; it may cover `small` ones
   * if need be. A little away from its marker it may stand where it is not closer to one of `near`, or it would be
   * read as the name of that.
   */
  function freeSide(place, { width, height, isChosen }, size, { taken, small, near, mayCover }) {
    const isCountry = place.kind === "country";
    const gap = place.r * (place.kind === "city" || isCountry ? 1 : 1.2) + (isChosen ? 10 : 5);
    const below = [-width / 2, gap - 2];
    const sides = [
      [gap, -height / 2],
      [-gap - width, -height / 2],
      [-width / 2, -gap - height + 2],
      below,
      [gap * 0.7, -gap * 0.7 - height + 3],
      [gap * 0.7, gap * 0.7 - 3],
    ];
    if (isCountry) {
      // Below its ring, else in or above it: wherever its land is likely to be.
      sides.unshift(below, [-width / 2, -height / 2]);
      sides.push([-width - gap * 0.7, gap * 0.7 - 3]);
    }
    if (mayCover) {
      sides.push([-gap * 0.7 - width, -gap * 0.7 - height + 3], [-gap * 0.7 - width, gap * 0.7 - 3]);
    }
    const apart = isCountry || mayCover ? [[-width / 2, gap + 13], [-width / 2, -gap - height - 13]] : [];
    let best = null;
    for (const side of [...sides, ...apart]) {
      const [left, top] = [place.px + place.dx + side[0], place.py + place.dy + side[1]];
      const box = [left - 1, top, left + width + 1, top + height];
      const inside = box[0] > 2 && box[2] < size.x - 2 && box[1] > 2 && box[3] < size.y - 2;
      if (!inside || (!isChosen && taken.some((other) => overlap(box, other)))) continue;
      const own = away(place, box);
      if (apart.includes(side) && near.some((other) => away(other, box) < own)) continue;
      const covers = isChosen ? 0 : small.filter((other) => overlap(box, other)).length;
      if (!covers) return side;
      if (mayCover && (!best || covers < best.covers)) best = Object.assign(side, { covers });
    }
    return best;
  }

  Object.assign(placesMap, { label, markerBox });
})();

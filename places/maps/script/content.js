/* What places/maps/content.py writes, as one object a place. Names stay text: nothing here meets HTML. */
(() => {
  "use strict";
  const { onEarth, radius, worldX, worldY } = placesMap;

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

  /** Take from the known places those that are to be drawn, most mentions first, and note what is said of them. */
  function readPlaces(known, { look, looks, tips, texts }) {
    const written = (number) => number.toLocaleString(texts.language);
    const filled = (tip, mentions, articles) =>
      tips[tip].replace("{mentions}", written(mentions)).replace("{articles}", written(articles));
    const places = [];
    const drawn = look.filter((each) => each > 0);
    let next = 0;
    for (const each of look) {
      if (each > 0) places.push(known[next]);
      next += Math.max(1, -each);
    }
    let mostOfCountries = 0;
    let mostOfOthers = 0;
    places.forEach((place, at) => {
      const [mentions, told, unsure, more = ""] = looks[drawn[at] - 1];
      const isPattern = typeof told === "number";
      const tip = isPattern ? filled(told, mentions, more) : told;
      Object.assign(place, { mentions, tip, unsure: Boolean(unsure), side: isPattern ? "" : more });
      if (place.kind === "country") mostOfCountries = Math.max(mostOfCountries, mentions);
      else mostOfOthers = Math.max(mostOfOthers, mentions);
    });
    for (const place of places) {
      const isCountry = place.kind === "country";
      place.r = radius(place.mentions, isCountry ? mostOfCountries : mostOfOthers, isCountry);
    }
    return places.sort((a, b) => b.mentions - a.mentions || (a.id < b.id ? -1 : 1));
  }

  /**
   * Columns -> one object a cell of a grid, which stands for a `number` of places that were not sent: with id and name
   * of the most named of them, where their middle is, and two corners between which they are.
   */
  function readCells(known, { cells, cellSteps }) {
    return cells.flatMap(({ across, x: columns, y: rows, numbers, mentions, most }) =>
      most.map((position, at) => {
        const { id, name } = known[position];
        const [x, y] = [columns[at], rows[at]].map((steps) => (steps + 0.5) / cellSteps / across);
        const [west, north] = [columns[at], rows[at]].map((steps) => Math.floor(steps / cellSteps) / across);
        const counts = { number: numbers[at], mentions: mentions[at] };
        const corner = (right, down) => ({ ...onEarth(west + right / across, north + down / across), ...counts });
        return { id, name, x, y, ...onEarth(x, y), ...counts, corners: [corner(0, 0), corner(1, 1)] };
      }),
    );
  }

  /** How many places some places and cells are. */
  function countPlaces(things) {
    return things.reduce((sum, { number = 1 }) => sum + number, 0);
  }

  /** What tooltips and screen readers say after the name. */
  function describe(place, texts) {
    return [texts.kinds[place.kind], texts.sides[place.side], place.tip, place.unsure ? texts.unsure : ""].filter(Boolean);
  }

  Object.assign(placesMap, { countPlaces, describe, readCells, readKnown, readPlaces });
})();

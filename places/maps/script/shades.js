/* Countries and first-level areas shaded by how often they are named (places/maps/shades.py), with their legend. */
(() => {
  "use strict";
  const { GRID_ZOOM, decodeLine, extentOf, fetchJson, outlineFile, ringsPath, worldX, worldY } = placesMap;

  const POINTER = document.createElement("canvas").getContext("2d"); // knows what lies in a path
  const WORLD = 2 ** (8 + GRID_ZOOM); // steps of the grid
  const LARGEST = 5; // number of shades that places-map.css has

  function readLevel({ areas, bounds, title }) {
    const shadeOf = (mentions) => bounds.findLastIndex((bound) => mentions >= bound);
    const read = ([code, id, name, mentions, tooltip]) => [code, { code, id, name, tooltip, shade: shadeOf(mentions) }];
    return { areas: new Map(areas.map(read)), bounds, title };
  }

  placesMap.Shades = class {
    /** `repaint()` is called when shapes of regions have come. */
    constructor(map, repaint) {
      this.map = map;
      this.repaint = repaint;
      this.told = "";
      this.data = null;
      this.shapes = new Map(); // id of a region -> { path, extent }
      this.asked = new Set(); // files of shapes
    }

    /** `data` is what `shades_data` gives, or null; `colours` are those of the map. */
    show(data, colours) {
      this.colours = colours;
      const told = JSON.stringify(data);
      if (told === this.told) return;
      this.told = told;
      this.data = data && { ...data, levels: data.levels.map(readLevel) };
      this.map.getContainer().classList.toggle("places-shaded", this.isOn());
      if (data?.shapes) this.take(data.shapes);
      this.writeLegend();
    }

    isOn() {
      return this.data !== null;
    }

    /** Whether regions, not countries, are shown at a zoom. */
    ofRegions(zoom) {
      return this.isOn() && zoom >= this.data.regionsFrom;
    }

    level(zoom = this.map.getZoom()) {
      return this.data.levels[this.ofRegions(zoom) ? 1 : 0];
    }

    /** The colour of one of the shades of a level with so many of them: few are spread over all colours. */
    colour(shade, of) {
      const step = of > 1 ? Math.round((shade * (LARGEST - 1)) / (of - 1)) : 2;
      return this.colours[`shade-${step + 1}`];
    }

    /** The colour of a country's land, or undefined where it has none of its own. */
    ofCountry(code, zoom) {
      if (!this.isOn() || this.ofRegions(zoom)) return undefined;
      const { areas, bounds } = this.level(zoom);
      const area = areas.get(code);
      return area && this.colour(area.shade, bounds.length);
    }

    /** Draw regions over the land that is drawn; `onCopy(copy)` turns the canvas to the grid of a copy of the world. */
    drawRegions(context, copies, zoom, onCopy, viewOf) {
      if (!this.ofRegions(zoom)) return;
      const { areas, bounds } = this.level(zoom);
      context.globalCompositeOperation = "source-atop"; // on land alone: their shores are coarser than its own
      for (const copy of copies) {
        onCopy(copy);
        const view = viewOf(copy);
        for (const area of areas.values()) {
          const shape = this.shape(area);
          if (!shape || !touches(shape.extent, view)) continue;
          context.fillStyle = this.colour(area.shade, bounds.length);
          context.fill(shape.path);
        }
      }
      context.globalCompositeOperation = "source-over";
    }

    shape({ id }) {
      if (!this.shapes.has(id)) this.fetch(outlineFile(id));
      return this.shapes.get(id);
    }

    async fetch(file) {
      if (this.asked.has(file) || !this.data.outlines) return;
      this.asked.add(file);
      try {
        this.take(await fetchJson(this.data.outlines.replace("{name}", file)));
        this.repaint();
        this.map.fire("areasready");
      } catch (error) {
        console.error(error); // these regions stay as the land is
      }
    }

    take(shapes) {
      for (const [id, { area }] of Object.entries(shapes)) {
        if (!area) continue;
        const rings = area.flat().map(decodeLine);
        this.shapes.set(id, { path: ringsPath(rings), extent: extentOf(rings) });
      }
    }

    /** The area at a point, null where none is shaded; `countryAt(latlng, isWanted)` finds a country of the base map. */
    at(latlng, countryAt) {
      const { areas } = this.level();
      if (!this.ofRegions(this.map.getZoom())) {
        const country = countryAt(latlng, ({ code }) => areas.has(code));
        return country ? areas.get(country.code) : null;
      }
      const { lat, lng } = latlng.wrap();
      const point = [worldX(lng) * WORLD, worldY(lat) * WORLD];
      const holds = ({ id }) => {
        const shape = this.shapes.get(id);
        return shape && touches(shape.extent, [...point, ...point]) && POINTER.isPointInPath(shape.path, ...point);
      };
      return [...areas.values()].find(holds) ?? null;
    }

    writeLegend() {
      const level = this.isOn() ? this.level() : null;
      if (level === this.inLegend) return;
      this.inLegend = level;
      this.legend?.remove();
      this.legend = null;
      if (!level?.bounds.length) return;
      const Box = L.Control.extend({ onAdd: () => this.legendOf(level) });
      this.legend = new Box({ position: "bottomleft" }).addTo(this.map);
    }

    legendOf({ bounds, title }) {
      const box = L.DomUtil.create("div", "places-shades");
      const heading = document.createElement("span");
      heading.textContent = title;
      const number = (value) => value.toLocaleString(this.data.language);
      const steps = bounds.map((bound, at) => {
        const next = bounds[at + 1];
        const step = document.createElement("span");
        const swatch = document.createElement("i");
        // The style sheet's own colour: another theme needs no other legend.
        const shade = bounds.length > 1 ? Math.round((at * (LARGEST - 1)) / (bounds.length - 1)) : 2;
        swatch.className = `shade-${shade + 1}`;
        step.append(swatch, next === undefined ? `${number(bound)}+` : next - 1 > bound ? `${number(bound)}–${number(next - 1)}` : number(bound));
        return step;
      });
      box.append(heading, ...steps);
      L.DomEvent.disableClickPropagation(box);
      return box;
    }

    remove() {
      this.map.getContainer().classList.remove("places-shaded");
      this.legend?.remove();
    }
  };

  function touches(extent, view) {
    return extent[0] <= view[2] && extent[2] >= view[0] && extent[1] <= view[3] && extent[3] >= view[1];
  }
})();

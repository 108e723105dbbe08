/*
 * What outlives a layer. streamlit-folium shows a change by exchanging a layer for a new one of its kind;
 * what the old one drew stays on the map and becomes the new one's, so that a marker remains the same element.
 */
(() => {
  "use strict";

  /** Keep one thing a map, made by `make(map)`, for the layers that show themselves by it, one at a time. */
  function keeping(make) {
    const kept = new WeakMap();
    return {
      on: (map) => kept.get(map)?.thing,
      take(map, layer) {
        if (!kept.has(map)) kept.set(map, { thing: make(map) });
        const entry = kept.get(map);
        entry.layer = layer;
        return entry.thing;
      },
      /** Let go of it; it leaves the map unless another layer takes it in the same task. */
      release(map, layer) {
        const entry = kept.get(map);
        if (!entry || entry.layer !== layer) return;
        entry.layer = null;
        queueMicrotask(() => {
          if (entry.layer) return;
          kept.delete(map);
          entry.thing.remove();
        });
      },
    };
  }

  /** JSON from the net, kept by the browser as long as its address is the same; asked for again where that fails. */
  async function fetchJson(url, tries = 3) {
    try {
      const answer = await fetch(url, { cache: "force-cache" });
      if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
      return await answer.json();
    } catch (error) {
      if (tries <= 1) throw error;
      await new Promise((resolve) => setTimeout(resolve, 1000));
      return fetchJson(url, tries - 1);
    }
  }

  Object.assign(placesMap, { keeping, fetchJson });
})();

/* The colours and the font of a map, as places-map.css has them. */
(() => {
  "use strict";

  const PAINTED = [
    "sea", "land", "land-shaded", "border", "area-border", "coast", "river", "town", "halo", "city", "region", "site", "water", "terrain", "country",
    "cluster", "cluster-ink", "edge", "shade-1", "shade-2", "shade-3", "shade-4", "shade-5",
    "side-a-only", "side-a-more", "side-both", "side-b-more", "side-b-only",
  ];

  function dress(map, theme) {
    const container = map.getContainer();
    container.classList.add("places-map");
    container.classList.toggle("dark", theme === "dark");
  }

  /** Asking for styles makes the browser work out the whole page: once a change of theme is enough. */
  function readColours(map) {
    const style = getComputedStyle(map.getContainer());
    return Object.fromEntries(PAINTED.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]));
  }

  function isStyled(map) {
    return (
      getComputedStyle(map.getContainer()).getPropertyValue("--land") !== "" &&
      getComputedStyle(map.getPane("mapPane")).position === "absolute"
    );
  }

  /** Act once Leaflet's style sheet and ours are here; streamlit-folium does not wait for them. */
  function whenStyled(map, act) {
    if (isStyled(map)) {
      act();
      return;
    }
    const check = () => {
      if (!isStyled(map)) return;
      document.removeEventListener("load", check, true);
      act();
    };
    document.addEventListener("load", check, true);
  }

  Object.assign(placesMap, { dress, readColours, whenStyled });
})();

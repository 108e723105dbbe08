/* The switch between what can lie under the places: own land, tiles, photographs. */
(() => {
  "use strict";

  placesMap.Switch = class {
    /** `choose(key)` is called with what a visitor has chosen. */
    constructor(map, choose) {
      this.map = map;
      this.choose = choose;
      this.told = "";
    }

    /** `grounds` has a title, choices (a list of key and name) and the key of the chosen one; null for no switch. */
    show(grounds) {
      const told = JSON.stringify(grounds);
      if (told === this.told) return;
      this.told = told;
      const focused = document.activeElement?.dataset.ground;
      this.control?.remove();
      this.control = grounds && this.make(grounds).addTo(this.map);
      if (focused) this.control?.getContainer().querySelector(":checked").focus();
    }

    make({ title, choices, chosen }) {
      const Box = L.Control.extend({
        onAdd: () => {
          const group = L.DomUtil.create("div", "places-switch");
          group.setAttribute("role", "radiogroup");
          group.setAttribute("aria-label", title);
          group.append(...choices.map(([key, name]) => this.option(key, name, key === chosen)));
          L.DomEvent.disableClickPropagation(group);
          // Arrow keys go through the choices here; the map must not move with them.
          group.addEventListener("keydown", (event) => event.stopPropagation());
          return group;
        },
      });
      return new Box({ position: "topright" });
    }

    option(key, name, isChosen) {
      const label = document.createElement("label");
      const input = document.createElement("input");
      const words = document.createElement("span");
      input.type = "radio";
      input.name = "places-ground";
      input.dataset.ground = key;
      input.checked = isChosen;
      input.addEventListener("change", () => this.choose(key));
      words.textContent = name;
      label.append(input, words);
      return label;
    }

    remove() {
      this.control?.remove();
    }
  };
})();

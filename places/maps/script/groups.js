/*
 * The circles of several places as elements without a look of their own, so that keys and screen readers reach them:
 * the canvas shows them, and the pointer means what is painted.
 */
(() => {
  "use strict";

  placesMap.Groups = class {
    /** `open(cluster)` shows the places of one. */
    constructor(map, pane, description) {
      Object.assign(this, { map, pane, description });
      this.nodes = new Map(); // id of the most named place of a circle -> element
      this.open = () => {};
    }

    /** Bring the elements in line with the circles of a view, keeping those that stay. */
    place(clusters, texts) {
      const keep = new Map();
      for (const cluster of clusters) {
        const [{ id }] = cluster.members;
        const node = this.nodes.get(id) ?? this.makeNode();
        node.cluster = cluster;
        node.setAttribute("aria-label", [named(cluster, texts), ...cluster.names].join(", "));
        node.style.width = node.style.height = `${2 * cluster.r}px`;
        node.style.margin = `${-cluster.r}px 0 0 ${-cluster.r}px`;
        L.DomUtil.setPosition(node, this.map.containerPointToLayerPoint([cluster.px, cluster.py]).round());
        if (!node.isConnected) this.pane.append(node);
        keep.set(id, node);
      }
      for (const [id, node] of this.nodes) if (!keep.has(id)) node.remove();
      this.nodes = keep;
    }

    makeNode() {
      const node = document.createElement("div");
      node.className = "place-group";
      node.tabIndex = -1;
      node.setAttribute("role", "button");
      node.setAttribute("aria-describedby", this.description);
      node.addEventListener("click", (event) => {
        event.stopPropagation(); // a screen reader's; that of a pointer goes to the map
        this.open(node.cluster);
      });
      return node;
    }

    /** The element of the circle that holds a place; undefined where none does. */
    holding(place) {
      return [...this.nodes.values()].find(({ cluster }) => cluster.members.some(({ id }) => id === place.id));
    }

    remove() {
      for (const node of this.nodes.values()) node.remove();
    }
  };

  /** What a circle is called: "12 places together". */
  function named({ number }, { groupOf, language }) {
    return groupOf.replace("{n}", number.toLocaleString(language));
  }

  placesMap.groupName = named;
})();

/* A map that is alone in a frame, as in a Streamlit page: it takes all of it, and the page's font, name and language. */
(() => {
  "use strict";

  function fillFrame(map, texts) {
    map.getContainer().classList.add("places-map-fill");
    map.attributionControl?.setPrefix(false);
    const root = document.documentElement;
    root.classList.add("places-map-frame");
    root.lang = texts.language;
    document.title = texts.title;
    try {
      window.frameElement.title = texts.title;
      takeFont(map, window.frameElement);
    } catch {
      // in a page of another origin the frame keeps its name, and the map its font
    }
  }

  /** A frame knows nothing of the fonts that the page around it has loaded. */
  function takeFont(map, frame) {
    const { fontFamily } = getComputedStyle(frame);
    const { style } = map.getContainer();
    if (style.fontFamily === fontFamily) return;
    style.fontFamily = fontFamily;
    const page = frame.ownerDocument;
    const rules = [...page.styleSheets].flatMap((sheet) => fontFaces(sheet, page.defaultView.CSSFontFaceRule));
    const element = document.createElement("style");
    element.textContent = rules
      .filter(({ family }) => fontFamily.includes(family))
      .map(({ text }) => text)
      .join("\n");
    document.head.append(element);
  }

  function fontFaces(sheet, FontFaceRule) {
    const base = sheet.href || sheet.ownerNode.baseURI;
    try {
      return [...sheet.cssRules]
        .filter((rule) => rule instanceof FontFaceRule)
        .map((rule) => ({
          family: rule.style.getPropertyValue("font-family").replaceAll(/["']/g, ""),
          text: rule.cssText.replaceAll(/url\("([^"]*)"\)/g, (_, url) => `url("${new URL(url, base).href}")`),
        }));
    } catch {
      return []; // a style sheet of another origin
    }
  }

  Object.assign(placesMap, { fillFrame });
})();

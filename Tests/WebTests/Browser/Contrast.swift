/// How well words stand out from what is behind them, as WCAG 2 computes it, from the styles that a browser computed.
enum Contrast {
    /// An expression: the words of a page that stand out less than 4.5 to 1, or 3 to 1 where they are large.
    static let failures = """
        (() => {
          const context = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
          const rgba = (color) => {
            context.clearRect(0, 0, 1, 1);
            context.fillStyle = color;
            context.fillRect(0, 0, 1, 1);
            return [...context.getImageData(0, 0, 1, 1).data].map((part) => part / 255);
          };
          const over = ([r, g, b, a], [r0, g0, b0]) => [r * a + r0 * (1 - a), g * a + g0 * (1 - a), b * a + b0 * (1 - a)];
          const light = (color) => {
            const [r, g, b] = color.map((part) => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
            return 0.2126 * r + 0.7152 * g + 0.0722 * b;
          };
          const ground = (element) => {
            for (let at = element; at; at = at.parentElement) {
              const color = rgba(getComputedStyle(at).backgroundColor);
              if (color[3] === 1) return color;
              if (color[3] > 0) return over(color, ground(at.parentElement));
            }
            return [1, 1, 1];
          };
          const failures = new Set();
          const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          while (walker.nextNode()) {
            const element = walker.currentNode.parentElement;
            const words = walker.currentNode.textContent.trim();
            // Numbers in a heat map's cells are measured with its palette.
            if (!words || element.closest("script, style, title, desc, .heat, :disabled")) continue;
            if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
            const style = getComputedStyle(element);
            const behind = ground(element);
            const color = over(rgba(element.closest("svg") ? style.fill : style.color), behind);
            const [low, high] = [light(color), light(behind)].sort((a, b) => a - b);
            const ratio = (high + 0.05) / (low + 0.05);
            const size = parseFloat(style.fontSize);
            const isLarge = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
            if (ratio < (isLarge ? 3 : 4.5)) {
              failures.add(`${ratio.toFixed(2)} ${element.tagName}.${element.getAttribute("class")} ${words.slice(0, 30)}`);
            }
          }
          return [...failures];
        })()
        """
}

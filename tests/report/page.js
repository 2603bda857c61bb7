// What the tests ask of a page, beside what Selenium offers. It is run in the
// page once; its functions are properties of `probe`.
window.probe = {
  // Does the canvas show more than one colour?
  colours(canvas) {
    const {width, height} = canvas;
    const pixels = canvas.getContext('2d').getImageData(0, 0, width, height);
    const words = new Uint32Array(pixels.data.buffer);
    return new Set(words.filter((word) => word >>> 24 === 255)).size;
  },

  // Text whose contrast with what is behind it is less than AA asks for.
  poor_contrast() {
    const paint = document.createElement('canvas').getContext(
        '2d', {willReadFrequently: true});
    // Colours over each other, the lowest first, as the browser mixes them.
    const mix = (colours) => {
      paint.clearRect(0, 0, 1, 1);
      for (const colour of colours) {
        paint.fillStyle = colour;
        paint.fillRect(0, 0, 1, 1);
      }
      return [...paint.getImageData(0, 0, 1, 1).data].slice(0, 3);
    };
    const luminance = (rgb) => {
      const [r, g, b] = rgb.map((value) => {
        const c = value / 255;
        return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const behind = (element) => {
      const colours = [];
      for (let e = element; e !== null; e = e.parentElement) {
        colours.unshift(getComputedStyle(e).backgroundColor);
      }
      return ['white', ...colours];
    };
    const found = [];
    const walker = document.createTreeWalker(document.body,
                                             NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const element = walker.currentNode.parentElement;
      if (walker.currentNode.data.trim() === '' ||
          element.closest('script, noscript, .visually-hidden, :disabled') ||
          !element.checkVisibility()) {
        continue;
      }
      const style = getComputedStyle(element);
      const below = behind(element);
      const one = luminance(mix(below));
      const two = luminance(mix([...below, style.color]));
      const contrast =
          (Math.max(one, two) + 0.05) / (Math.min(one, two) + 0.05);
      const size = parseFloat(style.fontSize);
      const large = size >= 24 || (size >= 18.66 && style.fontWeight >= 700);
      if (contrast < (large ? 3 : 4.5)) {
        found.push(`${walker.currentNode.data.trim().slice(0, 40)}: ${
            contrast.toFixed(2)}`);
      }
    }
    return found;
  },

  // Faults that a reader of the page's structure would stumble over.
  structure() {
    const faults = [];
    let level = 0;
    for (const heading of document.querySelectorAll('h1, h2, h3, h4')) {
      const own = Number(heading.tagName[1]);
      if (own > level + 1) faults.push(`${heading.textContent}: too deep`);
      level = own;
    }
    if (document.querySelectorAll('h1').length !== 1) faults.push('not one h1');
    for (const button of document.querySelectorAll('button')) {
      if (button.textContent.trim() === '') faults.push('nameless button');
    }
    for (const field of document.querySelectorAll('input, select')) {
      if (field.labels.length !== 1) faults.push('field without a label');
    }
    for (const table of document.querySelectorAll('table')) {
      for (const head of table.querySelectorAll('th')) {
        if (!head.hasAttribute('scope')) faults.push('head without a scope');
      }
      if (!table.caption && !table.closest('[aria-label]')) {
        faults.push('table without a name');
      }
    }
    for (const canvas of document.querySelectorAll('canvas')) {
      if (!canvas.getAttribute('aria-label')) faults.push('mute chart');
    }
    for (const part of document.querySelectorAll('section')) {
      const title = document.getElementById(
          part.getAttribute('aria-labelledby'));
      if (title === null) faults.push('section without a title');
    }
    const ids = [...document.querySelectorAll('[id]')].map((e) => e.id);
    if (new Set(ids).size !== ids.length) faults.push('an id is used twice');
    return faults;
  },
};

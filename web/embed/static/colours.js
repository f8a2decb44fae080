/** The colour that the municipality's site gives the chat, with one that can be read on it. */

const HEX = /^#[0-9a-f]{6}$/i;

/** As custom properties; none when `accent` is not of the form `#14507a`. */
export function colours(accent) {
  if (!HEX.test(accent ?? "")) return {};
  const isDark = luminance(accent) < 0.179; // here white and black are as easy to read
  return { "--accent": accent, "--on-accent": isDark ? "#ffffff" : "#000000" };
}

/** As WCAG defines it. */
function luminance(hex) {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const part = parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

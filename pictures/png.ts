import UPNG from 'upng-js';

/** Enough for text on a plain ground: nobody sees the difference, and the file is less than half as long. */
const COLOURS = 256;

/** The same picture in few colours. */
export function withFewColours(png: Uint8Array): Uint8Array {
  const image = UPNG.decode(Uint8Array.from(png).buffer);
  return new Uint8Array(UPNG.encode(UPNG.toRGBA8(image), image.width, image.height, COLOURS));
}

/** In pixels. @throws where it is no PNG */
export function sizeOf(png: Uint8Array): { readonly width: number; readonly height: number } {
  const { width, height } = UPNG.decode(Uint8Array.from(png).buffer);
  return { width, height };
}

// Where a page's data come from: files beside it, or script elements within it (snapshot.html).

const embedded = (path) => document.querySelector(`script[data-file="${path}"]`);

function bytesOfText(base64) {
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; ++i) bytes[i] = text.charCodeAt(i);
  return bytes;
}

export async function inflated(bytes) {
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/// Whether all data lie within the page.
export const isSnapshot = () => embedded("site.json") !== null;

/// The bytes of a file of the site.
export async function bytesOf(path) {
  const element = embedded(path);
  if (element) {
    const bytes = bytesOfText(element.textContent);
    return element.hasAttribute("data-deflated") ? inflated(bytes) : bytes;
  }
  const response = await fetch(path);
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}

export async function jsonOf(path) {
  return JSON.parse(new TextDecoder().decode(await bytesOf(path)));
}

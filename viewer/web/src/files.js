// Where a page's data come from: files beside it, or script elements within it (snapshot.html).
import { damaged, missing, unreachable } from "./problems.js";

const embedded = (path) => document.querySelector(`script[data-file="${path}"]`);

function bytesOfText(base64) {
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; ++i) bytes[i] = text.charCodeAt(i);
  return bytes;
}

/// Unpacks zlib data; `path` is told where that fails.
export async function inflated(bytes, path) {
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  try {
    return new Uint8Array(await new Response(stream).arrayBuffer());
  } catch {
    throw damaged(path);
  }
}

/// Whether all data lie within the page.
export const isSnapshot = () => embedded("site.json") !== null;

/// The bytes of a file of the site.
export async function bytesOf(path) {
  const element = embedded(path);
  if (element) {
    const bytes = bytesOfText(element.textContent);
    return element.hasAttribute("data-deflated") ? inflated(bytes, path) : bytes;
  }
  if (isSnapshot()) throw damaged(path);
  const response = await fetch(path).catch(() => {
    throw unreachable(path);
  });
  if (!response.ok) throw missing(path, response.status);
  const bytes = await response.arrayBuffer().catch(() => {
    throw damaged(path);
  });
  return new Uint8Array(bytes);
}

export async function jsonOf(path) {
  const text = new TextDecoder().decode(await bytesOf(path));
  try {
    return JSON.parse(text);
  } catch {
    throw damaged(path);
  }
}

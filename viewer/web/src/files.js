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

const early = new Map(); // path -> bytes that were asked for before they are needed

/// Asks for a file of which the bytes will be wanted once, so that it comes while others are read.
export function askEarly(path) {
  if (isSnapshot() || early.has(path)) return;
  const bytes = fetched(path);
  bytes.catch(() => {}); // told of where they are wanted
  early.set(path, bytes);
}

/// The bytes of a file of the site.
export async function bytesOf(path) {
  const asked = early.get(path);
  if (asked) {
    early.delete(path);
    return asked;
  }
  const element = embedded(path);
  if (element) {
    const bytes = bytesOfText(element.textContent);
    return element.hasAttribute("data-deflated") ? inflated(bytes, path) : bytes;
  }
  if (isSnapshot()) throw damaged(path);
  return fetched(path);
}

async function fetched(path) {
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

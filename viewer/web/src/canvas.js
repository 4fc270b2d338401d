// The canvas to draw on, and what draws there.
import { noWebgl } from "./problems.js";

export function graphicsCardOf(gl) {
  const info = gl.getExtension("WEBGL_debug_renderer_info");
  return String(gl.getParameter(info ? info.UNMASKED_RENDERER_WEBGL : gl.RENDERER));
}

/// A canvas to draw on. Graphics cards smooth edges by four samples a pixel; software, for which
/// they double the work, draws without.
export function openCanvas(make) {
  const options = { alpha: false, antialias: false, powerPreference: "high-performance" };
  const canvas = make();
  const context = canvas.getContext("webgl2", options);
  if (!context) throw noWebgl();
  if (/swiftshader|llvmpipe|softpipe|software/i.test(graphicsCardOf(context))) {
    return { canvas, context };
  }
  const smooth = make();
  return { canvas: smooth, context: smooth.getContext("webgl2", { ...options, antialias: true }) };
}

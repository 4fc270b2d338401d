// What lies under a pixel: drawn once more, each row in a colour of its own.
import * as THREE from "three";

export class Picker {
  constructor(materials) {
    this.materials = materials;
    this.target = new THREE.WebGLRenderTarget(1, 1, { depthBuffer: true });
    this.made = new Map(); // part -> material
  }

  /// {part, row} of the nearest of `parts` under a pixel of the page, or null.
  pick(scene, x, y, parts) {
    const restore = this.setOut(scene, parts);
    const pixel = this.draw(scene, x, y);
    restore();
    if (pixel[3] === 0) return null;
    const row = pixel[0] + 256 * pixel[1] + 65536 * pixel[2];
    return { part: pixel[3] === 1 ? "buildings" : parts[pixel[3] - 2], row };
  }

  /// Leaves in the scene only what is asked about, in its rows' colours; the call puts it back.
  setOut({ world, model, meshes }, parts) {
    const before = [];
    parts.forEach((part, i) => {
      for (const mesh of meshes.get(part) ?? []) {
        before.push([mesh, mesh.material, mesh.visible]);
        if (part.startsWith("line:")) mesh.visible = true; // asked for, drawn or not
        const lift = mesh.material.uniforms.lift ?? { value: 0 };
        mesh.material = this.materialOf(part, part === "buildings" ? 1 : i + 2, lift);
      }
    });
    const asked = new Set(before.map(([mesh]) => mesh));
    const others = world.children.filter((child) => child !== model);
    const rest = [...others, ...model.children.filter((child) => !asked.has(child))];
    const seen = rest.filter((child) => child.visible);
    for (const child of seen) child.visible = false;
    return () => {
      for (const [mesh, material, visible] of before) Object.assign(mesh, { material, visible });
      for (const child of seen) child.visible = true;
    };
  }

  draw({ renderer, world, eye, lay, shared }, x, y) {
    const { camera } = eye;
    eye.look(lay, shared);
    camera.setViewOffset(eye.width, eye.height, Math.floor(x), Math.floor(y), 1, 1);
    renderer.setRenderTarget(this.target);
    renderer.setClearColor(0, 0);
    renderer.clear();
    renderer.render(world, camera);
    const pixel = new Uint8Array(4);
    renderer.readRenderTargetPixels(this.target, 0, 0, 1, 1, pixel);
    renderer.setRenderTarget(null);
    camera.clearViewOffset();
    return pixel;
  }

  materialOf(part, number, lift) {
    if (!this.made.has(part)) {
      const own = { ...this.materials.valueUniforms(), lift, part: { value: number } };
      this.made.set(part, this.materials.make("pick", own));
    }
    const material = this.made.get(part);
    material.uniforms.part.value = number;
    return material;
  }
}

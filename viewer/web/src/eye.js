// Where one looks from, and where places appear.
import * as THREE from "three";

export class Eye {
  constructor() {
    this.camera = new THREE.PerspectiveCamera(38, 1, 1, 20000);
    this.camera.up.set(0, 0, 1);
    this.target = new THREE.Vector3(); // what one turns about
    this.width = 1; // of the picture, pixels of the page
    this.height = 1;
  }

  /// Fits the camera to the picture and the ground, and tells the shaders (`shared`) of it.
  look(lay, shared) {
    const { camera } = this;
    const away = camera.position.distanceTo(this.target);
    const above = Math.max(1, camera.position.z - lay.mean_m);
    camera.near = Math.min(Math.max(0.12 * above, 0.3), 60);
    camera.far = 16000 + 4 * away;
    camera.aspect = this.width / this.height;
    camera.updateProjectionMatrix();
    camera.updateMatrixWorld();
    shared.eye.value.copy(camera.position);
    shared.haze_m.value = 3200 + 2.2 * away;
    const [right, up, back] = [0, 1, 2].map((i) =>
      new THREE.Vector3().setFromMatrixColumn(camera.matrixWorld, i),
    );
    const half = Math.tan((0.5 * camera.fov * Math.PI) / 180);
    shared.ahead.value.copy(back).negate();
    shared.rightward.value.copy(right).multiplyScalar(half * camera.aspect);
    shared.upward.value.copy(up).multiplyScalar(half);
  }

  /// What can be seen at all.
  frustum() {
    const { projectionMatrix, matrixWorldInverse } = this.camera;
    return new THREE.Frustum().setFromProjectionMatrix(
      new THREE.Matrix4().multiplyMatrices(projectionMatrix, matrixWorldInverse),
    );
  }

  /// Where a place appears, in pixels of the page; null behind the eye.
  onPicture(x, y, z) {
    const at = new THREE.Vector3(x, y, z).applyMatrix4(this.camera.matrixWorldInverse);
    if (at.z > -0.1) return null;
    const ahead_m = -at.z;
    at.applyMatrix4(this.camera.projectionMatrix);
    return {
      x: 0.5 * (at.x + 1) * this.width,
      y: 0.5 * (1 - at.y) * this.height,
      ahead_m,
    };
  }

  metresPerPixel(ahead_m) {
    return (2 * ahead_m * Math.tan((0.5 * this.camera.fov * Math.PI) / 180)) / this.height;
  }

  rayThrough(x, y) {
    const along = new THREE.Vector3((2 * x) / this.width - 1, 1 - (2 * y) / this.height, 0.5)
      .unproject(this.camera)
      .sub(this.camera.position)
      .normalize();
    return { from: this.camera.position, along };
  }
}

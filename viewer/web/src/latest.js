/// What was asked for last, at most `most` of it; what failed is asked for again next time.
export class Latest {
  constructor(most) {
    this.most = most;
    this.kept = new Map();
  }

  get(key, fetch) {
    const known = this.kept.get(key);
    const value = known ?? fetch();
    this.kept.delete(key); // and put at the end again
    this.kept.set(key, value);
    if (!known) value.catch(() => this.forget(key, value));
    if (this.kept.size > this.most) this.kept.delete(this.kept.keys().next().value);
    return value;
  }

  forget(key, value) {
    if (this.kept.get(key) === value) this.kept.delete(key);
  }
}

/** The browser's storage, which never throws: a private window or a full disk gets memory instead. */
class Keeping {
  private memory = new Map<string, string>();

  constructor(private area: () => Storage) {}

  get(key: string): string | null {
    if (this.memory.has(key)) return this.memory.get(key)!;
    try {
      return this.area().getItem(key);
    } catch {
      return null;
    }
  }

  /** Whether it will survive a reload. */
  set(key: string, value: string): boolean {
    try {
      this.area().setItem(key, value);
      this.memory.delete(key);
      return true;
    } catch {
      this.memory.set(key, value);
      return false;
    }
  }

  drop(key: string): void {
    this.memory.delete(key);
    try {
      this.area().removeItem(key);
    } catch {
      // then nothing was there either
    }
  }

  json<T>(key: string, otherwise: T): T {
    try {
      return JSON.parse(this.get(key) ?? "") as T;
    } catch {
      return otherwise;
    }
  }
}

export const kept = new Keeping(() => localStorage);
export const keptInTab = new Keeping(() => sessionStorage);

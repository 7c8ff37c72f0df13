/** The browser's storage, which never throws: a private window or a full disk gets memory instead. */
class SafeStorage {
  private memory = new Map<string, string>();

  constructor(private area: () => Storage) {}

  get(key: string): string | null {
    const remembered = this.memory.get(key);
    if (remembered !== undefined) return remembered;
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

  remove(key: string): void {
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

export const localStore = new SafeStorage(() => localStorage);
export const sessionStore = new SafeStorage(() => sessionStorage);

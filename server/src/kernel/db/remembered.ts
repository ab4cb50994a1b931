import { Injectable } from '@nestjs/common';
import { Context } from '../context/context.js';
import { Db } from './db.js';

const MAX_VALUES = 10_000;

/**
 * Settings that every act reads and hardly anybody changes. Triggers count the epoch up when one of them changes, each
 * request learns the epoch when it signs in, and what is remembered is of that epoch. Outside of requests nothing is.
 */
@Injectable()
export class Remembered {
  private epoch: number | undefined;
  private values = new Map<string, unknown>();

  constructor(
    private readonly db: Db,
    private readonly context: Context,
  ) {}

  /** The committed value under a key, loaded at its first use in an epoch. Its table must count the epoch up. */
  async get<T>(key: string, load: () => Promise<T>): Promise<T> {
    const epoch = this.context.maybePrincipal?.epoch;
    // Who began before the last change, such as a long export, takes nothing from those that came after it.
    if (epoch === undefined || epoch < (this.epoch ?? epoch)) return load();
    if (epoch !== this.epoch) {
      this.epoch = epoch;
      this.values = new Map();
    }
    const { values } = this;
    if (values.has(key)) return values.get(key) as T;
    const value = await this.db.beside(load);
    if (values.size >= MAX_VALUES) values.clear();
    values.set(key, value);
    return value;
  }
}

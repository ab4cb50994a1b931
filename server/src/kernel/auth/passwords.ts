import { hash, verify } from '@node-rs/argon2';
import { invalidField } from '../errors/domain-error.js';

// argon2id with the second recommended option of RFC 9106 for constrained memory: 64 MiB would let a few parallel
// sign-ins exhaust a small machine; OWASP's 19 MiB, 2 passes is its accepted minimum.
const OPTIONS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

const DECOY = hash('a password that nobody has', OPTIONS);

/** @throws DomainError 400 naming the field when the password is too weak. */
export function assertPassword(password: string, login: string, pointer: string): void {
  if ([...password].length < 10 || password.toLowerCase() === login.toLowerCase())
    throw invalidField(pointer, 'password');
}

export const hashPassword = (password: string): Promise<string> => hash(password.normalize('NFKC'), OPTIONS);

/** Compares; takes the same time when there is no such user. */
export async function verifyPassword(passwordHash: string | null | undefined, password: string): Promise<boolean> {
  const matches = await verify(passwordHash ?? (await DECOY), password.normalize('NFKC'));
  return matches && passwordHash != null;
}

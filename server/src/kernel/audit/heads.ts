import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';

/** The newest act of the audit chain, with its seal in hexadecimal digits. */
export interface ChainHead {
  readonly position: number;
  readonly seal: string;
}

const SENTENCE = /audit chain: act (\d{1,15}) has the seal ([0-9a-f]{64})(?![0-9a-f])/;

/** A head as the server says it, to be kept out of reach of whoever can rewrite the database. */
export const sentenceOf = ({ position, seal }: ChainHead): string =>
  `audit chain: act ${position} has the seal ${seal}`;

/** The heads that a file tells, such as a log of the server: at most one a line, whatever stands around it. */
export async function headsIn(file: string): Promise<ChainHead[]> {
  const heads: ChainHead[] = [];
  for await (const line of createInterface({ input: createReadStream(file) })) {
    const [, position, seal] = SENTENCE.exec(line) ?? [];
    if (position && seal) heads.push({ position: Number(position), seal });
  }
  return heads;
}

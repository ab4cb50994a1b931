import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { ConfigError } from '../config/config.js';

const notHere = (host: string): string =>
  `HOST is ${host}, which is no address of this machine. Set it to 127.0.0.1, or to 0.0.0.0 for every interface.`;

const SENTENCES: Readonly<Record<string, (host: string, port: number) => string>> = {
  EADDRINUSE: (host, port) =>
    `Port ${port} of ${host} is in use. Stop the program that has it (another Guanxi, perhaps), or set PORT to another one.`,
  EACCES: (_, port) => `This user may not open port ${port}. Set PORT to one above 1023.`,
  EADDRNOTAVAIL: notHere,
  ENOTFOUND: notHere,
  EAI_AGAIN: notHere,
};

/** Why a server cannot listen, as a sentence for whoever starts it; any other error as it is. */
export function listenProblem(error: unknown, host: string, port: number): unknown {
  const sentence = SENTENCES[(error as NodeJS.ErrnoException | undefined)?.code ?? ''];
  return sentence ? new ConfigError(sentence(host, port)) : error;
}

/** Opens the port. Answers its number, which the system chooses for 0. @throws ConfigError when it cannot be opened. */
export async function listen(app: NestFastifyApplication, host: string, port: number): Promise<number> {
  await app.init();
  // Nest's own way would print a stack beside our sentence.
  await app
    .getHttpAdapter()
    .getInstance()
    .listen({ port, host })
    .catch((error: unknown) => {
      throw listenProblem(error, host, port);
    });
  return (app.getHttpServer().address() as { port: number }).port;
}

// CommonJS packages that require Nest (an ESM package) fail in Jest with "Cannot require() ES Module in a cycle", unless Nest
// has been loaded before them.
import 'reflect-metadata';
import '@nestjs/common';
import '@nestjs/core';

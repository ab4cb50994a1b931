// How code is loaded is said before any of it is.
import '../loading.js';

await import('./run.js');
